// Runs that translate, measured on a table and compared with each other: from the tree, from the palette, and what is said
// where it cannot be done.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { experimentText, labelledTable, writing } from './corpora';
import { useEditor } from './harness';
import { pickFromContextMenu } from './menus';
import { reversedTable } from './parallelText';
import { declareViewChecks } from './viewChecks';
import { choose, chooseAll } from './inputs';
import type { Workbench } from './workbench';

const experiment = (name: string, epochs: number): string =>
  JSON.stringify({
    name,
    task: 'sequence-to-sequence',
    data: { train: 'pairs.tsv', test: 'test.tsv', source: 'forwards', target: 'backwards' },
    tokenizer: { type: 'word', minFrequency: 1 },
    model: { type: 'gru', embedding: 24, hidden: 32, attention: 'additive' },
    training: { epochs, batchSize: 16, maxLength: 12, optimizer: { type: 'adam', learningRate: 0.01 } },
    seed: 1,
  });

async function train(editor: Workbench, name: string, figure: RegExp): Promise<void> {
  await editor.openFile(`${name}.nlplab.json`);
  await editor.codeLens('Train').first().click();
  await editor.showSidebar('NLP Lab');
  await editor.treeRow(figure).first().waitFor();
}

/** The cells of a row of the view's table of figures. */
const cellsOf = (editor: Workbench, figure: string) =>
  editor
    .view()
    .getByRole('table', { name: 'Figures' })
    .getByRole('row', { name: new RegExp(`^${figure}`) })
    .getByRole('cell')
    .allInnerTexts();

describe('runs that translate, measured and compared', () => {
  const editor = useEditor({
    prepare: writing({
      'pairs.tsv': reversedTable(200, { source: 'forwards', target: 'backwards' }),
      'test.tsv': reversedTable(60, { source: 'forwards', target: 'backwards', from: 3 }),
      'named.csv': reversedTable(30, { source: 'there', target: 'back', from: 5, separator: ',' }),
      'large.csv': reversedTable(20_000, { source: 'forwards', target: 'backwards', separator: ',' }),
      'weak.nlplab.json': experiment('weak', 6),
      'strong.nlplab.json': experiment('strong', 30),
      'reviews.tsv': labelledTable(100),
      'labels.nlplab.json': experimentText({ name: 'labels', epochs: 1 }),
    }),
  });
  const row = (name: string) => editor().treeRow(name).first();
  const view = () => editor().view();

  it('are trained', async () => {
    await train(editor(), 'weak', /weak.*loss/);
    await train(editor(), 'strong', /strong.*loss/);
    await train(editor(), 'labels', /labels.*accuracy/);
    await editor()
      .statusBarItem(/weak|strong|labels/) // one tells of all trainings
      .waitFor({ state: 'detached' });
    await editor().closeAllEditors();
  });

  it('are measured on a table with the columns they were trained on, without a question', async () => {
    await pickFromContextMenu(row('strong'), 'Evaluate Run on File');
    await editor().answerFileDialog('test.tsv');
    await editor().tab('strong').waitFor();
    await view()
      .getByText(/^test\.tsv, 60 pairs/)
      .waitFor();
    const cells = await cellsOf(editor(), 'BLEU');
    assert.equal(cells.length, 3);
    const [value, low, high] = cells.map(Number);
    assert.ok(low <= value && value <= high, cells.join());
    await editor().screenshot('evaluated-table');
  });

  it('are measured on a table of other columns, which are asked for', async () => {
    await pickFromContextMenu(row('strong'), 'Evaluate Run on File');
    await editor().answerFileDialog('named.csv');
    await choose(editor(), 'there');
    await choose(editor(), 'back');
    await view()
      .getByText(/^named\.csv, 30 pairs/)
      .waitFor();
  });

  it('keep all that was measured of them, to choose from', async () => {
    await view().getByRole('combobox', { name: 'Evaluation that is shown' }).click();
    await view()
      .getByRole('option', { name: /^test\.tsv, / })
      .first()
      .click();
    await view()
      .getByText(/^test\.tsv, 60 pairs/)
      .waitFor();
    await editor().closeAllEditors();
  });

  it('are compared where both are selected in the tree, on their own test set', async () => {
    await row('weak').click();
    await row('strong').click({ modifiers: ['ControlOrMeta'] });
    await pickFromContextMenu(row('strong'), 'Compare Runs');
    await choose(editor(), /test\.tsv.*test set of weak, strong/);
    await view()
      .getByText(/^B \(strong\) is better than A \(weak\) by [\d.]+ BLEU \[[\d.]+, [\d.]+\], p /)
      .waitFor();
    await editor().leaveOnly('weak ↔ strong');
    const cells = await cellsOf(editor(), 'BLEU');
    const [weak, strong, difference, p] = cells.map((cell) => Number(/[\d.]+/.exec(cell)?.[0]));
    assert.ok(strong > weak, cells.join(' | '));
    assert.ok(Math.abs(strong - weak - difference) < 0.011, cells.join(' | '));
    assert.ok(p < 0.05);
    for (const cell of cells.slice(0, 3)) assert.match(cell, /\d+\.\d\d\s+\+?\d+\.\d\d to \+?\d+\.\d\d/);
  });

  it('show the sentences that differ most, and lead to their line', async () => {
    const sentences = view().getByRole('group', { name: 'Examples' });
    await sentences.locator('tbody tr.open').first().click();
    await view().locator('.chosen mark').first().waitFor();
    await editor().screenshot('comparison-sentence');
    const cells = await sentences.locator('tbody tr.open').first().locator('td').allInnerTexts();
    const line = Number(cells.at(-1));
    await view().getByRole('button', { name: 'Show in file' }).click();
    await editor().tab('test.tsv').waitFor();
    await editor()
      .statusBarItem(new RegExp(`Ln ${line},`))
      .waitFor();
    const text = fs.readFileSync(path.join(editor().folder, 'test.tsv'), 'utf8').split('\n')[line - 1];
    assert.equal(text.split('\t')[0], cells[0]);
    await editor().leaveOnly('weak ↔ strong');
  });

  declareViewChecks({
    name: 'comparison',
    editor,
    shown: (shown) => shown.getByRole('table', { name: 'Figures' }).waitFor(),
    picture: '.compared',
  });

  it('were not compared anew after the reload, and open their runs', async () => {
    await view().getByRole('button', { name: 'A: weak' }).click();
    await editor()
      .page.locator('.tab.active', { hasText: /^weak$/ })
      .waitFor();
    await editor().closeAllEditors();
  });

  it('are compared from the palette on files of the person', async () => {
    await editor().runCommand('NLP Lab: Compare Runs');
    await choose(editor(), 'strong');
    await editor().quickPick('weak').first().waitFor();
    assert.equal(await editor().quickPick('labels').count(), 0, 'a classifier is not offered');
    await chooseAll(editor(), 'weak');
    await choose(editor(), 'Other files…');
    await editor().answerFileDialog('named.csv');
    await choose(editor(), 'there');
    await choose(editor(), 'back');
    await view()
      .getByText(/^named\.csv, 30 pairs/)
      .waitFor();
  });

  it('show how far they are, and can be cancelled', async () => {
    await editor().closeAllEditors();
    await editor().showSidebar('NLP Lab');
    await pickFromContextMenu(row('weak'), 'Compare Runs');
    await chooseAll(editor(), 'strong');
    await choose(editor(), 'Other files…');
    await editor().answerFileDialog('large.csv');
    await view()
      .getByText(/^Comparing the runs \d/)
      .waitFor();
    await editor().screenshot('comparison-working');
    await view().getByRole('button', { name: 'Cancel' }).click();
    await view().getByText('The comparison was cancelled.').waitFor();
  });

  it('say where a test set has gone, and can be compared again', async () => {
    await editor().closeAllEditors();
    fs.renameSync(path.join(editor().folder, 'test.tsv'), path.join(editor().folder, 'away.tsv'));
    await pickFromContextMenu(row('strong'), 'Compare Runs');
    await chooseAll(editor(), 'weak');
    await choose(editor(), /test\.tsv/);
    await view()
      .getByText(/test\.tsv/)
      .first()
      .waitFor();
    await editor().screenshot('comparison-error');
    fs.renameSync(path.join(editor().folder, 'away.tsv'), path.join(editor().folder, 'test.tsv'));
    await view().getByRole('button', { name: 'Compare again' }).filter({ visible: true }).click();
    await view()
      .getByText(/^B \(strong\) is better than A/)
      .waitFor();
    await editor().closeAllEditors();
  });
});
