// The view of two people's labels by itself, against a made-up host: what they come to, and where they part.

import assert from 'node:assert/strict';
import type { ShownAgreement } from '../../src/protocol/agreementView';
import { assertDrawnInEveryTheme } from './everyTheme';
import { openWithColors } from './openWithColors';
import { savePicture } from './savePicture';
import type { ViewPage } from './viewPage';

describe("two people's labels", () => {
  const texts: ShownAgreement = {
    ...{ version: 1, kind: 'texts', files: ['reviews.kim.tsv', 'reviews.lee.tsv'], canReveal: [true, true] },
    ...{ count: 120, alone: [5, 0], names: ['negative', 'neither', 'positive'] },
    counts: [[40, 3, 1], [6, 10, 4], [2, 1, 53]], // prettier-ignore
    kappa: { observed: 0.858, expected: 0.393, kappa: 0.767, standardError: 0.049, low: 0.67, high: 0.863 },
    disagreements: [{ text: 'So so, but long.', labels: ['negative', 'neither'], lines: [4, 9] }],
    ...{ apart: 17, notices: [] },
  };
  const spans: ShownAgreement = {
    ...{ ...texts, version: 2, kind: 'spans', names: ['LOC', 'O', 'PER'] },
    spans: {
      ...{ f1: 0.5, both: 1, spans: [2, 2], types: [{ type: 'PER', f1: 0.5, both: 1, spans: [2, 2] }] },
      errors: { boundary: 1, type: 0, missed: 0, invented: 0 },
    },
    disagreements: [
      {
        ...{ text: 'Ada Lovelace left', tokens: ['Ada', 'Lovelace', 'left'], lines: [1, 9] },
        spans: [[{ type: 'PER', start: 0, end: 2 }], [{ type: 'PER', start: 0, end: 1 }]],
      },
    ],
  };
  let view: ViewPage;
  before(async () => {
    view = await openWithColors('agreement', () => ({}));
    await view.emit('agreement', texts);
  });
  after(() => view.page.close());

  it('come to a sentence, figures, and a table of what is mixed up', async () => {
    await view.page.getByText("Cohen's kappa of texts is 0.767 (95 %: 0.670 to 0.863).").waitFor();
    const table = view.page.getByRole('table', { name: 'Rows: reviews.kim.tsv. Columns: reviews.lee.tsv.' });
    assert.deepEqual(await table.locator('tbody tr').nth(1).locator('td').allInnerTexts(), ['6', '10', '4']);
    await view.page.getByText('1 of 17 are listed.').waitFor();
  });

  it('open where they part, in either file', async () => {
    await view.page.getByRole('cell', { name: 'So so, but long.' }).click();
    await view.page.getByRole('button', { name: 'reviews.lee.tsv, line 9' }).click();
    assert.deepEqual(await view.called('reveal'), [{ version: 1, index: 0, file: 1 }]);
  });

  it('stay as they were looked at while the files change, and fill the view', async () => {
    const { page } = view;
    await page.getByRole('button', { name: 'Text', exact: true }).click();
    const open = page.getByRole('button', { name: 'reviews.lee.tsv, line 9' });
    await open.focus();
    const more = { text: 'A film.', labels: ['positive', 'neither'], lines: [2, 3] } as const;
    const disagreements = [...texts.disagreements, { ...more, labels: [...more.labels], lines: [...more.lines] }];
    await view.emit('agreement', { ...texts, version: 7, disagreements } as ShownAgreement);
    await page.getByText('2 of 17 are listed.').waitFor();
    await open.and(page.locator(':focus')).waitFor();
    assert.deepEqual(await page.locator('.apart tbody tr[data-index] td:first-child').allInnerTexts(), ['A film.', 'So so, but long.']); // prettier-ignore
    await page.keyboard.press('Enter');
    assert.deepEqual((await view.called('reveal', 2))[1], { version: 7, index: 0, file: 1 });
    await savePicture(page, 'agreement-texts');
    const bottom = await page.locator('.apart').evaluate((node) => node.getBoundingClientRect().bottom);
    assert.ok(bottom > 700, `it ends at ${bottom} of 760 pixels`);
  });

  it('are spans with their F1, by type, drawn one above the other', async () => {
    await view.emit('agreement', spans);
    await view.page.getByText('The F1 of spans is 50.0\u202f%.', { exact: false }).waitFor();
    await view.page.getByText('1 with other borders', { exact: false }).waitFor();
    await view.page.getByRole('cell', { name: 'Ada Lovelace left' }).click();
    assert.deepEqual(await view.page.locator('.whole-text .entity').allInnerTexts(), ['Ada LovelacePER ✗', 'AdaPER ✗']);
    await assertDrawnInEveryTheme(view, 'agreement');
    await view.page.setViewportSize({ width: 400, height: 760 });
    await savePicture(view.page, 'agreement-400');
  });

  it('throws nothing', () => assert.deepEqual(view.errors, []));
});
