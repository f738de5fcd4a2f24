// The view of compared runs by itself, against a made-up host: three systems, one of them of three seeds, of runs that give labels.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { root } from '../../scripts/root.mjs';
import type { ComparedPair } from '../../src/protocol/comparison';
import type { RunComparison } from '../../src/protocol/comparisonView';
import { paired } from '../support/comparison';
import { assertDrawnInEveryTheme } from './everyTheme';
import { sharedBrowser } from './ground';
import { assertLegible } from './legible';
import { savePicture } from './savePicture';
import { openViewPage, type ViewPage } from './viewPage';

const plain = (text: string): string => text.replace(/\u202f/g, ' ');
const around = (value: number) => ({ value, low: value - 0.05, high: value + 0.05 });
const near = { low: 0.01, high: 0.09 };

const pair = (systems: [number, number], difference: number, adjusted: number): ComparedPair => ({
  systems,
  figures: {
    accuracy: paired(difference, adjusted / 3, { ...near, adjusted, others: { mcnemar: 0.02 }, needed: 5210 }),
    loss: paired(-0.1, 0.2, { low: -0.3, high: 0.1 }),
  },
  ...{ changed: 40, outcomes: { both: 220, first: 12, other: 28, neither: 40 } },
  confusion: { names: ['bad', 'good'], counts: [[140, 25], [15, 120]] }, // prettier-ignore
});

const comparison: RunComparison = {
  runs: ['gru-1', 'lstm-1', 'cnn-1', 'cnn-2', 'cnn-3'].map((id, seed) => ({ id, name: id.slice(0, -2), seed })),
  names: ['gru', 'lstm', 'cnn'],
  keys: [
    { key: 'seed', values: ['1', '1', '1', '2', '3'] },
    { key: 'model.type', values: ['gru', 'lstm', 'cnn', 'cnn', 'cnn'] },
  ],
  systems: [[0], [1], [2, 3, 4]].map((runs, i) => ({
    ...{ runs, figures: { accuracy: around(0.8 + i * 0.05), loss: around(0.5 - i / 10) } },
  })),
  pairs: [pair([0, 1], 0.05, 0.03), pair([0, 2], 0.1, 0.3), pair([1, 2], 0.05, 0.3)],
  ...{ source: 'test.tsv', count: 300, unit: 'texts', canReveal: false, signatures: {} },
  examples: {
    ...{ count: 300, changed: 41, metric: 'accuracy' },
    examples: [
      { input: 'a long <nap>', reference: 'bad', outputs: ['good', 'bad', 'bad'], scores: [0, 1, 1] },
      { input: 'a short one', reference: 'good', outputs: ['good', 'bad', 'good'], scores: [1, 0, 1] },
    ].map((example) => ({ ...example, isRight: example.scores.map((score) => score === 1) })),
  },
};

describe('the view of compared runs', () => {
  let view: ViewPage;
  before(async () => {
    const browser = await sharedBrowser();
    view = await openViewPage(browser, { view: 'comparison', answer: () => ({}) });
    await view.emit('comparison', comparison);
  });
  after(() => view.page.close());

  const rowsOf = async (index: number): Promise<string[]> =>
    (await view.page.getByRole('table', { name: 'Figures' }).nth(index).getByRole('row').allInnerTexts()).map((row) =>
      plain(row)
        .split(/\s*[\t\n]\s*/)
        .join(' | '),
    );
  const choose = async (list: string, option: string): Promise<void> => {
    await view.page.getByRole('combobox', { name: list }).click();
    await view.page.getByRole('option', { name: option, exact: true }).click();
  };
  const listed = () => view.page.getByRole('group', { name: 'Examples' }).locator('tr[data-index]');

  it('says which is better by the figure that tells most, and of what', async () => {
    await view.page
      .getByText(/^B \(lstm\) is better than A \(gru\) by 5\.0 points of accuracy \[1\.0, 9\.0\], p = 0\.030/)
      .waitFor();
    await view.page.getByText('test.tsv, 300 texts', { exact: true }).waitFor();
  });

  it('has the figures of all, and of two of them every figure', async () => {
    assert.deepEqual(await rowsOf(0), [
      'Runs | Seeds | Accuracy | − A | p | p (Holm) | Loss',
      'gru | 1 | 80.0 % | 75.0 % to 85.0 % | A | 0.500 | 0.450 to 0.550',
      'lstm | 1 | 85.0 % | 80.0 % to 90.0 % | +5.0 | +1.0 to +9.0 | 0.010 | 0.030 | 0.400 | 0.350 to 0.450',
      'cnn | 3 | 90.0 % | 85.0 % to 95.0 % | +10.0 | +1.0 to +9.0 | 0.100 | 0.300 | 0.300 | 0.250 to 0.350',
    ]);
    const [, accuracy] = await rowsOf(1);
    assert.match(accuracy, /^Accuracy \| 80\.0 % .* \+5\.0 .*McNemar, exact 0\.020$/);
  });

  it('sets others beside each other, and says what would be needed', async () => {
    await choose('B, set against the baseline', 'B: cnn');
    await view.page
      .getByText(
        /^A \(gru\) and B \(cnn\) cannot be told apart with n = 300: .*about 5.300 test texts would be needed$/,
      )
      .waitFor();
    await view.page.getByRole('row', { name: /^model\.type gru lstm cnn$/ }).waitFor();
    await view.page
      .getByText(/^40 of 300 answers differ · Both right: 220; A alone: 12; B alone: 28; both wrong: 40$/)
      .waitFor();
    await choose('B, set against the baseline', 'B: lstm');
  });

  it('lists the examples that a filter lets through, and shows the chosen one', async () => {
    assert.equal(await listed().count(), 2);
    await choose('Which examples', 'B right, A wrong');
    await view.page.getByText('1 of 2 kept examples; 300 in all').waitFor();
    assert.deepEqual((await listed().locator('td').allInnerTexts()).map(plain), [
      ...['a long <nap>', 'good', 'bad', 'bad', '0 %', '100 %', '+100.0'],
    ]);
    await listed().click();
    const chosen = view.page.getByRole('region', { name: 'The chosen sentence' });
    assert.deepEqual(await chosen.locator('dt').allInnerTexts(), ['Text', 'Reference', 'Output of A', 'Output of B']);
    assert.deepEqual(await chosen.locator('mark').allInnerTexts(), ['bad', 'good']);
    assert.equal(await chosen.getByRole('button', { name: 'Show in file' }).count(), 0);
  });

  it('is legible in every theme, and in Korean', async () => {
    await assertDrawnInEveryTheme(view, 'compared-runs');
    const texts = JSON.parse(fs.readFileSync(path.join(root, 'l10n', 'bundle.l10n.ko.json'), 'utf8')) as Record<string, string>; // prettier-ignore
    const korean = await openViewPage(await sharedBrowser(), { view: 'comparison', answer: () => ({}), texts });
    await korean.emit('comparison', comparison);
    await korean.page.getByText(/보다 .*더 좋습니다/).waitFor();
    await assertLegible(korean.page);
    await savePicture(korean.page, 'compared-runs-korean');
    await korean.page.close();
  });

  it('throws nothing', () => assert.deepEqual(view.errors, []));
});
