// The view of two compared runs by itself, against a made-up host: other figures than those of runs that write, which are the
// only ones compared so far.

import assert from 'node:assert/strict';
import type { RunComparison } from '../../src/protocol/comparisonView';
import type { ReportFigure } from '../../src/protocol/report';
import { sharedBrowser } from './ground';
import { assertLegible } from './legible';
import { openViewPage, type ViewPage } from './viewPage';

const plain = (text: string): string => text.replace(/\u202f/g, ' ');
const figures = (accuracy: number, loss: number): ReportFigure[] => [
  { metric: 'accuracy', value: accuracy, low: accuracy - 0.05, high: accuracy + 0.05 },
  { metric: 'loss', value: loss },
];

const comparison: RunComparison = {
  runs: [
    { id: 'one', name: 'gru', figures: figures(0.8, 0.5) },
    { id: 'other', name: 'lstm', figures: figures(0.85, 0.4) },
  ],
  comparison: { accuracy: { difference: 0.05, p: 0.01 }, loss: { difference: -0.1, p: 0.2 } },
  ...{ source: 'test.tsv', count: 300, unit: 'texts', canReveal: false },
  differing: {
    ...{ count: 1, metric: 'accuracy' },
    examples: [{ input: 'a long <nap>', reference: 'bad', outputs: ['good', 'bad'], scores: [0, 1] }],
  },
};

describe('the view of two compared runs', () => {
  let view: ViewPage;
  before(async () => {
    const browser = await sharedBrowser();
    view = await openViewPage(browser, { view: 'comparison', answer: () => ({}) });
    await view.emit('comparison', comparison);
  });
  after(() => view.page.close());

  it('says which is better by the figure that tells most, and of what', async () => {
    await view.page.getByText(/^B \(lstm\) is better by 5\.00.% accuracy: more than chance/).waitFor();
    await view.page.getByText('test.tsv, 300 texts', { exact: true }).waitFor();
  });

  it('has the figures of both, with intervals where there are some', async () => {
    const rows = await view.page.getByRole('table', { name: 'Figures' }).getByRole('row').allInnerTexts();
    assert.deepEqual(
      rows.map((row) => plain(row).split(/\s*[\t\n]\s*/)),
      [
        ['Figure', 'A', 'B', 'B − A', 'p'],
        ['Accuracy', '80.0 %', '75.0 % to 85.0 %', '85.0 %', '80.0 % to 90.0 %', '+5.00 %', '0.010'],
        ['Loss', '0.500', '0.400', '−0.100', '0.200'],
      ],
    );
  });

  it('lists the examples with scores of their metric, and shows the chosen one', async () => {
    const list = view.page.getByRole('group', { name: 'Sentences that differ most' });
    assert.deepEqual((await list.locator('tr[data-index] td').allInnerTexts()).map(plain), [
      ...['a long <nap>', 'good', 'bad', 'bad', '0 %', '100 %', '+100 %'],
    ]);
    await list.locator('tr[data-index]').click();
    const chosen = view.page.getByRole('region', { name: 'The chosen sentence' });
    assert.deepEqual(await chosen.locator('dt').allInnerTexts(), ['Text', 'Reference', 'Output of A', 'Output of B']);
    assert.deepEqual(await chosen.locator('mark').allInnerTexts(), ['bad', 'good']);
    assert.equal(await chosen.getByRole('button', { name: 'Show in file' }).count(), 0);
  });

  it('writes nothing over anything else at any zoom', () => assertLegible(view.page));

  it('throws nothing', () => assert.deepEqual(view.errors, []));
});
