// The table of all runs by itself, against a made-up host with ten thousand runs.

import assert from 'node:assert/strict';
import { packRows, type Row } from '../../src/protocol/packedRows';
import type { RowsReply, RunCurve } from '../../src/protocol/experimentTableView';
import { count } from '../../src/protocol/figures';
import { assertDrawnInEveryTheme } from './everyTheme';
import { sharedBrowser } from './ground';
import { assertLegible } from './legible';
import { savePicture } from './savePicture';
import { openViewPage, type ViewPage } from './viewPage';

const RUNS = 10_000;
const SEEDS = 5;
const MODELS = ['lstm', 'gru', 'transformer', 'convolution'];
const noise = (i: number): number => (Math.sin(i * 12.9898) * 43_758.5453) % 1;

/** Runs in fives that differ only in their seed. */
const rows: Row[] = Array.from({ length: RUNS }, (_, i): Row => {
  const configuration = Math.floor(i / SEEDS);
  const accuracy = 0.7 + 0.02 * (configuration % 9) + 0.01 * noise(i);
  const id = `2026-11-${String(1 + (i % 28)).padStart(2, '0')}-reviews-${i.toString(16).padStart(4, '0')}`;
  return {
    id,
    values: {
      ...{
        id,
        name: `reviews ${configuration}`,
        status: i % 40 === 7 ? 'failed' : 'completed',
        task: 'classification',
      },
      ...{ 'model.type': MODELS[configuration % 4], 'model.hidden': 32 << (configuration % 3), 'model.layers': 1 },
      ...{
        'training.optimizer.learningRate': [0.001, 0.003, 0.01][configuration % 3],
        'data.train': '<b>reviews.tsv</b>',
      },
      ...(i % 40 === 7
        ? {}
        : { 'validation.accuracy': accuracy, 'validation.loss': 1 - accuracy, 'test.accuracy': accuracy - 0.02 }),
      ...{
        seed: i % SEEDS,
        seconds: 60 + (i % 600),
        created: new Date(Date.UTC(2026, 10, 1) + i * 60_000).toISOString(),
      },
      ...{
        configuration: configuration.toString(16).padStart(12, '0'),
        parameters: 100_000 + configuration,
        epoch: 10,
        epochs: 10,
      },
      ...Object.fromEntries(
        Array.from({ length: 30 }, (__, k) => [`training.key${k}`, k === 3 ? configuration % 2 : k]),
      ),
      ...(i % 100 === 0 ? { starred: true, tags: ['좋은 것'] } : {}),
    },
  };
});

const curveOf = (id: string, run: number): RunCurve => {
  const step = Float64Array.from({ length: 400 }, (_, i) => 25 * i);
  const values = step.map((at, i) => 0.3 + Math.exp(-at / (1500 + 300 * (run % 7))) + 0.05 * noise(i * (run + 1)));
  return {
    id,
    total: 10_000,
    step,
    epoch: step.map((at) => at / 1000),
    time: step.map((at) => at / 20),
    tokens: step.map((at) => (run % 5 ? 640 * at : NaN)),
    values,
  };
};

describe('the table of all runs', () => {
  let view: ViewPage;
  let reply: RowsReply = { version: 1, whole: packRows(rows), changed: [], removed: [] };
  const answer = (name: string, request: { since: number; ids?: string[] }): object => {
    if (name === 'rows')
      return request.since < 0 ? { ...reply, whole: packRows(rows) } : { ...reply, whole: undefined };
    if (name === 'figures') return { keys: ['loss', 'validation.loss'] };
    if (name === 'curves') return { curves: (request.ids ?? []).map(curveOf) };
    return name === 'saveFile' || name === 'saveParquet' ? { saved: true } : {};
  };
  before(async () => {
    view = await openViewPage(await sharedBrowser(), { view: 'experimentTable', answer });
    await view.emit('version', { version: 1 });
    await grid().locator('.line.seeds').first().waitFor();
  });
  after(() => view.page.close());

  const grid = () => view.page.getByRole('treegrid', { name: 'Runs' });
  const line = (text: string | RegExp) => grid().locator('.grid-rows .line').filter({ hasText: text }).first();
  const filter = (text: string) => view.page.getByRole('textbox', { name: 'Filter runs' }).fill(text);
  const passing = (text: string | RegExp) => view.page.getByRole('toolbar').getByText(text).waitFor();
  const drawn = (): Promise<number[]> =>
    view.page.evaluate(() => performance.getEntriesByName('experiments drawn').map(({ duration }) => duration));

  it('has runs that differ only in their seed as one row: mean, interval, number', async () => {
    await passing(`${count(RUNS)} of ${count(RUNS)} runs`);
    const first = grid().locator('.line.seeds').first();
    assert.match((await first.innerText()).replace(/\s+/g, ' '), /reviews 1999 · 5 seeds/);
    await first
      .locator('[data-key="validation.accuracy"]')
      .getByText(/^\d\d\.\d\s% ± 0\.\d\d\s%$/)
      .waitFor();
    await first.locator('.turner').click();
    assert.equal(await grid().locator('.cell.inner').count(), SEEDS);
    await first.locator('.turner').click();
  });

  it('filters by words and expressions, and says below the field what is wrong', async () => {
    await filter('validation.acuracy > 0.8');
    await view.page.getByText('No run has "validation.acuracy". Did you mean validation.accuracy?').waitFor();
    await filter('validation.accuracy > 80% && model.type in ["lstm", "gru"] && seed == 3');
    const passes = ({ values }: Row): boolean =>
      Number(values['validation.accuracy']) > 0.8 &&
      ['lstm', 'gru'].includes(String(values['model.type'])) &&
      values.seed === 3;
    await passing(`${count(rows.filter(passes).length)} of ${count(RUNS)} runs`);
    assert.equal(await view.page.locator('.fault').isVisible(), false);
    await filter('reviews 1999');
    await passing(/^6 of/); // one by its id
    await filter('');
    await passing(/^10.000 of/);
  });

  it('sorts, moves and hides columns by mouse and keys, and shows only those that differ', async () => {
    const head = (key: string) => grid().locator(`.head [data-key="${key}"]`);
    const order = () =>
      grid()
        .locator('.head .cell')
        .evaluateAll((cells) => cells.map((cell) => (cell as HTMLElement).dataset.key));
    await head('validation.accuracy').getByRole('button').click();
    assert.equal(await head('validation.accuracy').getAttribute('aria-sort'), 'descending');
    const before = await order();
    await head('validation.accuracy').getByRole('button').press('Alt+ArrowLeft');
    const at = before.indexOf('validation.accuracy');
    assert.deepEqual((await order()).slice(at - 1, at + 1), ['validation.accuracy', before[at - 1]]);
    assert.ok(!before.includes('training.key5'), 'a key in which all runs are alike');
    await view.page.getByText('Only what differs').click();
    assert.ok((await order()).includes('training.key3'));
    await view.page.getByText('Only what differs').click();
    await head('validation.accuracy').getByRole('button').click();
    await head('validation.accuracy').getByRole('button').click();
  });

  it('selects by mouse and keys, opens, and compares with a baseline', async () => {
    await view.page.getByText('Seeds together').click();
    await grid().locator('.line.run').first().click();
    await grid().press('Shift+ArrowDown');
    await grid().press('Shift+ArrowDown');
    await passing(/· 3 selected/);
    await grid().press('Enter');
    await grid().press('Shift+F10');
    await view.page.getByRole('menuitem', { name: 'Compare All with This Run' }).click();
    await grid().locator('.beside.better, .beside.worse').first().waitFor();
    await grid().press('p'); // no longer
    await grid().press('p');
    await grid().press('ArrowDown');
    await grid().press('p');
    assert.deepEqual(await grid().locator('.line.pinned .letter').allInnerTexts(), ['A', 'B']);
    await grid().locator('.beside').filter({ hasText: /^B/ }).first().waitFor();
    await grid().press('End');
    assert.equal(await grid().locator('.line.pinned').count(), 2);
    await grid().press('Home');
    await grid().locator('.line.pinned .star').first().click();
    await grid().press('s');
    await grid().press('t');
    assert.deepEqual(await view.called('star', 2), [0, 1].map(() => ({ ids: [rows[RUNS - 3].id], isStarred: true }))); // prettier-ignore
    assert.equal((await view.called('tag')).length, 1);
    await grid().press('p');
    await grid().press('p');
    await grid().press('Home');
    await grid().locator('.line.run').first().click();
    await grid().press('Shift+ArrowDown');
    await grid().press('Shift+ArrowDown');
    await grid().locator('.line.run').first().click({ button: 'right' });
    await view.page.getByRole('menuitem', { name: 'Compare Runs' }).click();
    await grid().press('Escape');
    await passing(/runs$/);
    const [compared] = (await view.called('compare')) as { ids: string[] }[];
    assert.deepEqual([view.requests('open').length, compared.ids.length], [1, 3]);
    await view.page.getByText('Seeds together').click();
  });

  it('takes what has changed without reading all again', async () => {
    const { id, values } = rows[RUNS - 1];
    reply = {
      version: 2,
      changed: [{ id, values: { ...values, name: 'renamed <i>', status: 'running' } }],
      removed: [rows[0].id],
    };
    await view.emit('version', { version: 2 });
    await passing(/^9.999 of 9.999/);
    await filter('renamed');
    await line('renamed <i>').waitFor();
    await view.emit('version', { version: 1 }); // which it has, and more
    await view.heard();
    assert.deepEqual(view.requests('rows'), [{ since: -1 }, { since: 1 }]);
    await filter('');
  });

  it('saves what is shown, without formulas', async () => {
    await filter('seed == 0 && model.type == "gru" && model.hidden == 64');
    await passing(/^[\d]{3} of/);
    for (const kind of ['CSV', 'Markdown', 'LaTeX', 'Parquet']) {
      await view.page.getByRole('button', { name: 'Save…' }).click();
      await view.page.getByRole('menuitem', { name: `Table (${kind})` }).click();
    }
    const saved = (await view.called('saveFile', 3)) as { content: string }[];
    const [csv, markdown, latex] = saved.map(({ content }) => content.split(/\r?\n/));
    assert.match(csv[0], /^name,.*validation\.accuracy/);
    assert.match(markdown[1], /^\| --- \|.* ---: \|/);
    assert.ok(latex.includes('  \\toprule') && latex.length === csv.length + 6, `${latex.length} ${csv.length}`);
    const [parquet] = (await view.called('saveParquet')) as { columns: object[] }[];
    assert.equal(parquet.columns.length, csv[0].split(',').length);
    await filter('');
  });

  it('groups by a key', async () => {
    await view.page.getByRole('combobox', { name: 'Group by' }).click();
    await view.page.getByRole('option', { name: 'By model.type', exact: true }).click();
    await line(/model\.type: convolution/).waitFor();
    assert.match(await line(/model\.type: convolution/).innerText(), /2.500 runs/);
  });

  it('is drawn in every theme, narrow and with columns beside it, and axe-core finds nothing', async () => {
    const { page } = view;
    await page.getByText('Columns and charts').click();
    await page.getByRole('checkbox', { name: 'training.key5', exact: true }).check();
    await grid().locator('.head [data-key="training.key5"]').waitFor();
    await assertDrawnInEveryTheme(view, 'experiments');
    await page.setViewportSize({ width: 400, height: 760 });
    await savePicture(page, 'experiments-narrow');
    await page.setViewportSize({ width: 1200, height: 760 });
    await assertLegible(page);
  });

  it('draws what is selected beside the table, a click opens the run', async () => {
    const { page } = view;
    await filter('model.type == "gru" && seed < 4 && model.hidden == 64');
    await passing(/^\d{3} of/);
    await grid().focus();
    await grid().press('Control+a');
    const curves = page.getByRole('tab', { name: 'Curves' });
    if (!(await curves.isVisible())) await page.getByText('Columns and charts').click();
    await curves.click();
    await page.getByText(/curves, .* points: of each stretch/).waitFor();
    await page.getByRole('separator').press('Home');
    const picture = page.getByRole('img', { name: /over their training/ });
    await picture.focus();
    await picture.press('ArrowDown');
    await page.getByText(/reviews \d+ · n = \d · Step/).waitFor();
    await savePicture(page, 'experiments-curves');
    const opened = view.requests('open').length;
    await picture.press('Enter');
    assert.equal((await view.called('open', opened + 1)).length, opened + 1);
    const charts = [
      ['Figure by key', page.getByRole('img', { name: /runs by a key/ })],
      ['Contour', page.getByRole('img', { name: /over two keys/ })],
      ['Parallel axes', page.getByRole('img', { name: /Each run as a line/ })],
      ['Importance of keys', page.getByText(/The forest explains/)],
    ] as const;
    for (const [name, drawing] of charts) {
      await page.getByRole('tab', { name }).click();
      await drawing.waitFor();
      await savePicture(page, `experiments-${name.split(' ')[0].toLowerCase()}`);
    }
    await filter('');
  });

  it('throws nothing, and is quick', async () => {
    assert.deepEqual(view.errors, []);
    const times = (await drawn()).map(Math.round);
    console.log(`      ${times.length} arrangements of ${RUNS} runs: ${times.join(' ')} ms`);
  });
});
