// The run's view by itself, against a made-up host: which sections it has, by what the run can be asked and by its report.

import assert from 'node:assert/strict';
import { labelReport } from '../../src/engine/tasks/classification/labelReport';
import { parallelReport } from '../../src/engine/tasks/sequence/parallelReport';
import type { LabelAnswer } from '../../src/protocol/answer';
import type { RunDetails } from '../../src/protocol/views';
import { fakeHeader, fakeReport } from '../support/fakeReports';
import { fakeShares } from '../support/fakeShares';
import { sharedBrowser } from './ground';
import { assertLegible } from './legible';
import { savePicture } from './savePicture';
import { openViewPage, type ViewPage } from './viewPage';

const interval = (value: number) => ({ value, low: value - 1, high: value + 1 });

const parallel = parallelReport({
  ...{ bleu: interval(31.5), chrf: interval(52.25), perplexity: interval(6.5), loss: 1.87 },
  rouge: { rouge1: interval(60), rouge2: interval(40), rougeL: interval(58) },
  signature: 'nrefs:1|case:lc|eff:no|tok:13a|smooth:exp|version:nlp-lab',
  ...{ precisions: [65.1, 40.2, 26.3, 17.4], brevityPenalty: 0.987, systemLength: 12_000, referenceLength: 12_150 },
  ...{ count: 1000, source: 'test.de, test.en' },
  examples: [
    { source: 'ein mann', reference: 'a man', output: 'a man', bleu: 100, line: 1 },
    { source: 'zwei hunde <b>', reference: 'two dogs', output: 'two cats', bleu: 35, line: 7 },
  ],
});

const labels = labelReport({
  labels: ['negative', 'positive'],
  ...{ accuracy: 0.875, macroF1: 0.8748, loss: 0.331, count: 32, source: 'reviews.tsv' },
  classes: [
    { label: 'negative', precision: 0.882, recall: 0.882, f1: 0.882, support: 17 },
    { label: 'positive', precision: 0.867, recall: 0.867, f1: 0.867, support: 15 },
  ],
  confusion: [
    [15, 2],
    [2, 13],
  ],
  mistakes: [{ text: 'long', actual: 'negative', predicted: 'positive', probability: 0.98, file: 'r.tsv', line: 3 }],
});

const answer: LabelAnswer = {
  ...{ kind: 'label', input: 'a nap', output: 'negative', label: 'negative', score: 0.75 },
  ...{ probabilities: { positive: 0.25, negative: 0.75 }, tokens: ['a', '<unk>'], unknown: [false, true] },
  weights: [0.2, 0.8],
  explanation: {
    text: 'a nap',
    features: [{ feature: 'nap', value: 1, weight: 2, contribution: 2, offsets: [[2, 5]] }],
  },
};

const shares = fakeShares([['a', 0.1], ['nap', -0.5]]); // prettier-ignore

const features = { classes: [{ label: 'good', features: [{ feature: 'fine', weight: 1 }] }] };

describe("the run's view by what the run can be asked", () => {
  let view: ViewPage;
  before(async () => {
    const browser = await sharedBrowser();
    const replies: Record<string, unknown> = { ask: answer, features, attributeExample: shares };
    view = await openViewPage(browser, { view: 'run', answer: (name) => replies[name] ?? {} });
  });
  after(() => view.page.close());
  const tabs = (): Promise<string[]> => view.page.getByRole('tab').allInnerTexts();
  const details = (report?: RunDetails['report']): Promise<void> =>
    view.emit('details', { configuration: [{ key: 'seed', value: '1' }], ...(report ? { report } : {}) });

  it('has figures with their intervals and outputs of one that writes', async () => {
    const { page } = view;
    await view.emit('header', fakeHeader(['write', 'search']));
    await details();
    await page.getByRole('tabpanel', { name: 'Evaluation' }).getByText('on any parallel text').waitFor();
    await details(parallel);
    await page.getByText(/test\.de, test\.en, 1.000 pairs/).waitFor();
    assert.deepEqual(await tabs(), ['Figures', 'Outputs', 'Configuration']);
    const figures = page.getByRole('table', { name: 'Figures' });
    assert.match(await figures.innerText(), /BLEU\s+31\.50\s+30\.50\s+32\.50/);
    assert.match(await figures.innerText(), /ROUGE-L\s+58\.00\s+57\.00\s+59\.00/);
    await page.getByText('tok:13a').waitFor();
    await page.getByText('n-gram precisions 1 to 4: 65.1 / 40.2 / 26.3 / 17.4 %').waitFor();
    await assertLegible(page);
    await page.getByRole('tab', { name: 'Outputs' }).click();
    await page.getByText(/2 of 1.000 outputs shown/).waitFor();
    await page.getByRole('cell', { name: 'zwei hunde <b>' }).waitFor();
    await page.getByRole('button', { name: 'Evaluate on file' }).click();
    await view.called('evaluate');
  });

  it('has its confusion, its mistakes and a text to try of one that labels', async () => {
    const { page } = view;
    await view.emit('header', fakeHeader(['label', 'vectors']));
    await details();
    await page.getByRole('tabpanel', { name: 'Evaluation' }).getByText('on any table').waitFor();
    assert.deepEqual(await tabs(), ['Evaluation', 'Try', 'Configuration']);
    await details(labels);
    await page.getByRole('table', { name: /Confusion matrix/ }).waitFor();
    assert.deepEqual(await tabs(), ['Confusion', 'Mistakes', 'Try', 'Configuration']);
    await page.setViewportSize({ width: 980, height: 760 }); // of a window of 1280 with its sidebar
    const tops = await page
      .getByRole('tab')
      .evaluateAll((nodes) => nodes.map((tab) => tab.getBoundingClientRect().top));
    assert.equal(new Set(tops).size, 1, tops.join());
    await page.setViewportSize({ width: 1200, height: 760 });
    await page.getByRole('tab', { name: 'Try' }).click();
    await page.getByRole('textbox', { name: 'A text to classify' }).fill('a nap');
    await page.getByRole('button', { name: 'Predict' }).click();
    await page
      .getByRole('status')
      .getByText(/^negative: 75\.0.%$/)
      .waitFor();
    assert.deepEqual(await view.called('ask'), [{ text: 'a nap' }]);
    assert.deepEqual(await page.locator('.labels').first().getByRole('rowheader').allInnerTexts(), [
      'negative',
      'positive',
    ]);
    assert.equal(await page.locator('.token.unknown.weighted').innerText(), '<unk>');
    await page.getByRole('rowheader', { name: 'nap', exact: true }).waitFor();
    await assertLegible(page);
  });

  it('shows all of a mistake beside the curves: labels, probability and place', async () => {
    const { page } = view;
    await page.getByRole('tab', { name: 'Mistakes' }).click();
    const cells = page.getByRole('tabpanel', { name: 'Mistakes' }).locator('tr[data-index] td');
    assert.deepEqual(
      (await cells.allInnerTexts()).map((text) => text.replace(/\u202f/g, ' ')),
      ['long', 'negative', 'positive', '98.0 %', '3'],
    );
    for (const cell of await cells.all()) {
      const { isWhole, right } = await cell.evaluate((node) => ({
        isWhole: node.scrollWidth <= node.clientWidth,
        right: node.getBoundingClientRect().right,
      }));
      assert.ok(isWhole && right <= 1200, `"${await cell.innerText()}" ends at ${right}`);
    }
  });

  it('explains a mistake in place, where that is wanted, and else opens its file', async () => {
    const { page } = view;
    const panel = page.getByRole('tabpanel', { name: 'Mistakes' });
    await panel.getByRole('cell', { name: 'long' }).click();
    await view.called('openExample');
    await panel.getByRole('button', { name: 'Explain' }).click();
    await panel.getByRole('cell', { name: 'long' }).click();
    await panel.locator('.shares .token.against', { hasText: 'nap' }).waitFor();
    const place = { section: 1, block: 0, row: 0 };
    const asked = { method: '', target: '', token: -1, steps: 64 };
    assert.deepEqual(await view.called('attributeExample'), [{ ...asked, ...place }]);
    await assertLegible(page);
    await savePicture(page, 'shares-mistakes');
    await panel.getByRole('button', { name: 'Explain' }).click();
  });

  it('leaves only the mistakes of a cell of the confusion matrix that is clicked, until all are wanted', async () => {
    const { page } = view;
    const [section] = labels.sections.slice(1);
    const [block] = section.blocks;
    assert.ok(block.kind === 'examples');
    const rows = [...block.rows, { cells: ['short', 'positive', 'negative', 0.6], file: 'r.tsv', line: 9 }];
    await details({ ...labels, sections: [labels.sections[0], { ...section, blocks: [{ ...block, rows }] }] });
    await page.getByRole('tab', { name: 'Confusion' }).click();
    await page.getByRole('button', { name: /^true positive, predicted negative: 2,/ }).click();
    const panel = page.getByRole('tabpanel', { name: 'Mistakes' });
    await panel.getByRole('cell', { name: 'short' }).waitFor();
    assert.equal(await panel.getByRole('cell', { name: 'long' }).count(), 0);
    await panel.getByText('1 of 2 shown').waitFor();
    await panel.getByRole('cell', { name: 'short' }).click();
    assert.deepEqual((await view.called('openExample', 2)).at(-1), { section: 1, block: 0, row: 1 });
    await panel.getByRole('button', { name: 'true positive, predicted negative ×' }).click();
    await panel.getByRole('cell', { name: 'long' }).waitFor();
    await page.getByRole('tab', { name: 'Confusion' }).click();
    assert.equal(await page.locator('.matrix button').count(), 2, 'right answers are not listed');
  });

  it('offers the evaluations that are kept, and asks for the one that is chosen', async () => {
    const { page } = view;
    const kept = (id: string, source: string) => ({
      id,
      source,
      at: '2026-11-28T10:00:00.000Z',
      count: 32,
      unit: 'texts' as const,
    });
    const evaluations = [kept('', 'new.tsv'), kept('before', 'reviews.tsv')];
    const choice = page.getByRole('combobox', { name: 'Evaluation that is shown' });
    assert.equal(await choice.count(), 0, 'there is one alone');
    await view.emit('details', { configuration: [], report: labels, evaluations, evaluation: '' } satisfies RunDetails);
    await choice.click();
    await page.getByRole('option', { name: /^reviews\.tsv, .*2[68]/ }).click();
    assert.deepEqual(await view.called('showEvaluation'), [{ id: 'before' }]);
  });

  it('has a panel whose width keys, the pointer and a double click change', async () => {
    const { page } = view;
    const border = page.getByRole('separator', { name: 'Width of the panel' });
    const width = async (): Promise<number> => Math.round((await page.locator('.side').boundingBox())?.width ?? 0);
    const kept = (): Promise<number> =>
      page.evaluate(() => (globalThis as unknown as { state: { sideWidth: number } }).state.sideWidth);
    const usual = await width();
    await border.press('ArrowLeft');
    assert.deepEqual([await width(), await kept()], [usual + 16, usual + 16]);
    await border.press('End');
    assert.deepEqual([await width(), await border.getAttribute('aria-valuemin')], [200, '200']);
    const { x = 0, y = 0 } = (await border.boundingBox()) ?? {};
    await page.mouse.move(x + 4, y + 200);
    await page.mouse.down();
    await page.mouse.move(x - 196, y + 200, { steps: 3 });
    await page.mouse.up();
    assert.ok(Math.abs((await width()) - 400) <= 4, `${await width()} px`);
    assert.equal(await kept(), await width());
    await border.dblclick();
    assert.deepEqual([await width(), await kept()], [usual, 0]);
  });

  it('has the features of one that explains, once it can be used', async () => {
    await view.emit('header', fakeHeader(['label', 'explain'], { canUse: false }));
    await details(labels);
    await view.page.getByRole('tab', { name: 'Mistakes' }).waitFor();
    assert.deepEqual(await tabs(), ['Confusion', 'Mistakes', 'Try', 'Configuration']);
    await view.emit('header', fakeHeader(['label', 'explain']));
    await view.page.getByRole('tab', { name: 'Features' }).click();
    assert.deepEqual(await tabs(), ['Confusion', 'Mistakes', 'Features', 'Try', 'Configuration']);
    await view.page.getByRole('cell', { name: 'fine' }).waitFor();
  });

  it('has the vectors of one that has only these', async () => {
    const vectors = { canOpen: true, parameters: 5000, threads: 2, loss: 0.5 };
    await view.emit('header', fakeHeader(['vectors'], { vectors, notices: ['Half of the corpus is known.'] }));
    await view.emit('details', { configuration: [], vectors: { words: 50, dimensions: 100 } } satisfies RunDetails);
    await view.page.getByRole('row', { name: 'Words with a vector 50' }).waitFor();
    assert.deepEqual(await tabs(), ['Vectors', 'Configuration']);
    await view.page.getByRole('tabpanel', { name: 'Vectors' }).getByText('Half of the corpus').waitFor();
    assert.equal(await view.page.getByRole('button', { name: 'Evaluate on file' }).count(), 0);
    await view.page.getByRole('button', { name: 'Open Embeddings' }).click();
    await view.called('openEmbeddings');
  });

  it('leads to the tags of one that tags', async () => {
    await view.emit('header', fakeHeader(['tag']));
    await view.page.getByRole('button', { name: 'Tags' }).click();
    await view.called('openTags');
    await view.emit('header', fakeHeader(['tag'], { canUse: false }));
    await view.page.getByRole('button', { name: 'Tags' }).waitFor({ state: 'hidden' });
    await view.emit('header', fakeHeader(['label']));
    assert.equal(await view.page.getByRole('button', { name: 'Tags' }).count(), 0);
  });

  it('leads to texts of one that goes on with them', async () => {
    await view.emit('header', fakeHeader(['continue', 'score']));
    await view.page.getByRole('button', { name: 'Generate' }).click();
    await view.called('openGenerate');
    await view.emit('header', fakeHeader(['tag']));
    await view.page.getByRole('button', { name: 'Generate' }).waitFor({ state: 'hidden' });
  });

  it('keeps the section in front while it is there, and else shows the first', async () => {
    const panel = (name: string) => view.page.getByRole('tabpanel', { name });
    await view.emit('header', fakeHeader(['label']));
    await details(labels);
    await view.page.getByRole('tab', { name: 'Mistakes' }).click();
    await details({ ...labels, count: 33 });
    await panel('Mistakes').waitFor();
    await details(fakeReport({ kind: 'figures' }));
    await panel('Part').waitFor();
    await details(labels);
    await panel('Mistakes').waitFor();
  });

  it('throws nothing', () => assert.deepEqual(view.errors, []));
});
