// What the run's view draws for each kind of block of a report, against a made-up host.

import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import type { Report } from '../../src/protocol/report';
import type { RunDetails } from '../../src/protocol/views';
import { fakeExamples, fakeHeader, fakeMatrix, fakeReport } from '../support/fakeReports';
import { violationsIn } from './accessibility';
import { sharedBrowser } from './ground';
import { savePicture } from './savePicture';
import { openViewPage, type ViewPage } from './viewPage';

const plain = (text: string): string => text.replace(/\u202f/g, ' ');
const texts = async (cells: Locator): Promise<string[]> => (await cells.allInnerTexts()).map(plain);
/** Of each row its cells, whatever lines they stand in. */
const cellsOf = async (rows: Locator): Promise<string[]> =>
  Promise.all((await rows.all()).map(async (row) => (await texts(row.locator('td'))).join('\t')));

describe('a report on a run, block by block', () => {
  let view: ViewPage;
  before(async () => {
    const browser = await sharedBrowser();
    view = await openViewPage(browser, {
      view: 'run',
      texts: { Part: 'Teil', '{0} of {1} shown': '{0} von {1} gezeigt', 'How sure': 'Wie sicher' },
      answer: () => ({}),
    });
    await view.emit('header', fakeHeader(['label']));
  });
  after(() => view.page.close());

  /** The panel of the section that the report has. */
  async function shown(report: Report): Promise<Locator> {
    await view.emit('details', { configuration: [] } satisfies RunDetails);
    await view.page.getByText(/No evaluation yet/).waitFor();
    await view.emit('details', { configuration: [], report } satisfies RunDetails);
    await view.page.getByRole('tab', { name: 'Teil' }).click();
    return view.page.getByRole('tabpanel', { name: 'Teil' });
  }

  it('draws figures without intervals as one line', async () => {
    const panel = await shown(fakeReport({ kind: 'figures' }));
    assert.equal(plain(await panel.innerText()), 'test.tsv, 32 texts · accuracy 87.5 % · loss 0.331');
  });

  it('draws a figure over steps, one curve for each optimiser, and the same as a table', async () => {
    const points = (fall: number) => [20, 40, 60, 80].map((x) => ({ x: 100 * x, y: 0.7 * Math.exp(-x / fall) }));
    const panel = await shown(
      fakeReport({
        ...{ kind: 'curves', label: 'Loss by optimiser', x: 'Training step', isAmount: true, metric: 'loss' },
        curves: ['adam 0.003', 'sgd 0.1'].map((name, i) => ({ name, isName: true, points: points(50 + 100 * i) })),
      }),
    );
    const rows = panel.getByRole('group', { name: 'Loss by optimiser' }).getByRole('row');
    assert.deepEqual(await texts(rows.nth(0)), ['Training step\tadam 0.003\tsgd 0.1']);
    assert.deepEqual(await texts(rows.nth(1)), ['2 000\t0.469\t0.613']);
    await panel.getByRole('img', { name: /^Loss/ }).waitFor();
    assert.equal(await panel.getByText(/95 % interval/).count(), 0, 'there are no intervals');
    await savePicture(view.page, 'optimisers');
  });

  it('draws figures with intervals as a table, and those without below it', async () => {
    const report = fakeReport({ kind: 'figures' });
    const interval = { value: 31.5, low: 30, high: 33 };
    const figures: Report['figures'] = [
      { metric: 'bleu', ...interval, signature: 'tok:13a' },
      { metric: 'accuracy', value: 0.5, low: 0.25, high: 0.75 },
      { metric: 'loss', value: 2 },
    ];
    const panel = await shown({ ...report, unit: 'pairs', figures });
    await panel.getByText('test.tsv, 32 pairs', { exact: true }).waitFor();
    const rows = panel.getByRole('table', { name: 'Figures' }).getByRole('row');
    assert.deepEqual(await texts(rows), [
      'Figure\tValue\t95 % from\tto',
      'BLEU\t31.50\t30.00\t33.00',
      'Accuracy\t50.0 %\t25.0 %\t75.0 %',
    ]);
    assert.equal(await panel.getByRole('rowheader', { name: 'BLEU' }).getAttribute('title'), 'tok:13a');
    await panel.getByText('loss 2.00', { exact: true }).waitFor();
  });

  it('draws a matrix with counts, shares of the row and a legend', async () => {
    const panel = await shown(fakeReport(fakeMatrix(2, 7)));
    const matrix = panel.getByRole('table', { name: 'Who is taken for whom' });
    assert.deepEqual(await texts(matrix.locator('tbody .cell')), ['7\n70.0 %', '3\n30.0 %', '3\n30.0 %', '7\n70.0 %']);
    assert.deepEqual(await texts(matrix.getByRole('rowheader')), ['n0', 'n1']);
    assert.equal(await matrix.locator('.corner').innerText(), 'true ↓  predicted →');
    assert.equal(
      plain((await matrix.locator('.cell').nth(1).getAttribute('title')) ?? ''),
      'true n0, predicted n1: 3, 30.0 %',
    );
    assert.equal(await matrix.locator('.cell.right').count(), 2);
    assert.match(await panel.locator('.legend').innerText(), /share of the row/);
    assert.equal(await panel.getByRole('button', { name: 'Show more' }).count(), 0);
  });

  it('names the cells of a matrix that list their examples by what stands in them', async () => {
    const columns = [
      { title: 'true', form: 'text' as const },
      { title: 'predicted', form: 'text' as const },
    ];
    const listed = { ...fakeExamples({}), columns, rows: [{ cells: ['n0', 'n1'] }] };
    const panel = await shown(fakeReport(fakeMatrix(2, 7), listed));
    await panel.getByRole('button', { name: 'true n0, predicted n1: 3' }).waitFor();
    const wrong = await violationsIn(view.page.mainFrame());
    assert.deepEqual(
      wrong.filter(({ id }) => id !== 'document-title'), // the editor gives it
      [],
    );
  });

  it('draws 30 names of a matrix, says so, and more when asked', async () => {
    const panel = await shown(fakeReport(fakeMatrix(40, 10)));
    await panel.getByText('30 von 40 gezeigt').waitFor();
    assert.equal(await panel.locator('.matrix tbody tr').count(), 30);
    await panel.getByRole('button', { name: 'Show more' }).click();
    assert.equal(await panel.locator('.matrix tbody tr').count(), 40);
    await panel.getByRole('button', { name: 'Show more' }).waitFor({ state: 'hidden' });
  });

  it('draws a table by the forms of its columns', async () => {
    const panel = await shown(
      fakeReport({
        kind: 'table',
        title: 'By name',
        columns: [
          { title: 'Name', form: 'text' },
          { metric: 'precision' },
          { title: 'Count', form: 'count' },
          { title: 'Part', form: 'share' },
          { title: 'Size', form: 'figure' },
          { title: 'Rounded', form: 'figure', decimals: 1 },
        ],
        rows: [['<i>a</i>', 0.5, 12_345, 0.25, 1.23456, 1.26]],
      }),
    );
    await panel.getByRole('heading', { name: 'By name' }).waitFor();
    const rows = panel.getByRole('row');
    assert.deepEqual(await texts(rows), [
      'Name\tPrecision\tCount\tTeil\tSize\tRounded',
      '<i>a</i>\t50.0 %\t12 345\t25.0 %\t1.23\t1.3',
    ]);
    assert.match((await panel.getByRole('columnheader').nth(1).getAttribute('title')) ?? '', /TP/);
  });

  it('draws how often answers are right beside how sure the model is, and the same as a table', async () => {
    const bins = [
      { from: 0.5, to: 0.6, count: 4, confidence: 0.55, accuracy: 0.5 },
      { from: 0.9, to: 1, count: 1200, confidence: 0.97, accuracy: 0.75 },
    ];
    const panel = await shown(fakeReport({ kind: 'reliability', label: 'Part', bins }));
    const rows = panel.getByRole('group', { name: 'Teil' }).getByRole('row');
    assert.deepEqual(await texts(rows), [
      'Share\tCount\tHow sure the model is\tHow often it is right',
      '50.0 %–60.0 %\t4\t55.0 %\t50.0 %',
      '90.0 %–100 %\t1 200\t97.0 %\t75.0 %',
    ]);
    const [plot, bar] = ['.reliability', '.reliability .bin:last-child i'].map((part) => panel.locator(part));
    const [whole, high] = [(await plot.boundingBox())!, (await bar.boundingBox())!];
    assert.ok(Math.abs(high.height / (whole.height - 2) - 0.75) < 0.02, `${high.height} of ${whole.height}`);
    assert.equal(
      plain((await panel.locator('.bin').first().getAttribute('title')) ?? ''),
      '50.0 % to 60.0 %: 4 texts, 55.0 % sure, 50.0 % right',
    );
  });

  it('translates the texts of a column that is said', async () => {
    const columns = [{ title: 'Name', form: 'said' as const }, { metric: 'accuracy' as const }];
    const panel = await shown(fakeReport({ kind: 'table', title: 'By name', columns, rows: [['Part', 0.5]] }));
    assert.deepEqual(await texts(panel.getByRole('row')), ['Name\tAccuracy', 'Teil\t50.0 %']);
  });

  it('lists examples with their places, and opens the one that is clicked, however they are sorted', async () => {
    const report = fakeReport({ kind: 'notes', lines: [] }, fakeExamples({ file: 'test.tsv', line: 7 }));
    const panel = await shown(report);
    await panel.getByText('2 von 9 gezeigt').waitFor();
    const rows = panel.locator('tr[data-index]');
    assert.deepEqual(await cellsOf(rows), ['a long nap\tgood\t25.0 %\t–', '<b>soup</b>\tbad\t75.0 %\ttest.tsv:7']);
    const share = panel.getByRole('button', { name: 'Teil' });
    assert.equal(await share.count(), 0, 'only what is so called');
    const sure = panel.getByRole('button', { name: 'Share' });
    assert.equal(await sure.getAttribute('title'), 'Wie sicher');
    await sure.click();
    await rows.first().click();
    assert.deepEqual(await view.called('openExample'), [{ section: 0, block: 1, row: 1 }]);
  });

  it('lists examples with their lines where files are not known, and opens nothing', async () => {
    const panel = await shown(fakeReport(fakeExamples({ line: 7 })));
    const rows = panel.locator('tr[data-index]');
    assert.deepEqual(await cellsOf(rows), ['a long nap\tgood\t25.0 %\t–', '<b>soup</b>\tbad\t75.0 %\t7']);
    const before = view.requests('openExample').length;
    await rows.first().click();
    await view.heard();
    assert.equal(view.requests('openExample').length, before);
  });

  it('lists examples of unknown places without a column for them, and says where there are none', async () => {
    const panel = await shown(fakeReport(fakeExamples({})));
    assert.equal(await panel.getByRole('columnheader').count(), 3);
    const none = await shown(fakeReport({ ...fakeExamples({}), rows: [] }));
    await none.getByText('None.').waitFor();
  });

  it('says notes one below the other, with their values', async () => {
    const lines = [{ text: '{0} of {1} shown', values: ['<3', '4'] }, { text: 'Plain.' }];
    const panel = await shown(fakeReport({ kind: 'notes', lines }));
    assert.deepEqual(await texts(panel.locator('.note')), ['<3 von 4 gezeigt', 'Plain.']);
  });

  it('throws nothing', () => assert.deepEqual(view.errors, []));
});
