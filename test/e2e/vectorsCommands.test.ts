// Word vectors by command, and those of a run.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { experimentText, labelledTable, writing } from './corpora';
import { SENTENCES } from './embeddings/lab';
import { useEditor } from './harness';
import { answerCommand, choose } from './inputs';
import { MADE_WORDS, madeVectors } from './madeVectors';
import { pickFromContextMenu } from './menus';

describe('word vectors by command', () => {
  const binary = (): Buffer => {
    const [, ...lines] = madeVectors(7).trim().split('\n');
    const rows = lines.map((line) => {
      const [word, ...numbers] = line.split(' ');
      return Buffer.concat([Buffer.from(`${word} `), Buffer.from(Float32Array.from(numbers, Number).buffer)]);
    });
    return Buffer.concat([Buffer.from(`${rows.length} 16\n`), ...rows]);
  };
  const editor = useEditor({
    prepare: (folder) => {
      writing({ 'first.vec': madeVectors(7), 'second.vec': madeVectors(11), 'lines.txt': SENTENCES })(folder);
      fs.writeFileSync(path.join(folder, 'made.bin'), binary());
    },
  });
  const view = () => editor().view();

  it('are opened from a binary file of word2vec', async () => {
    await editor().runCommand('NLP Lab: Open Vectors File');
    await editor().answerFileDialog('made.bin');
    await view().locator('.facts').getByText(`${MADE_WORDS} of ${MADE_WORDS} words`).waitFor();
  });

  it('solve an analogy', async () => {
    await answerCommand(editor(), 'NLP Lab: Solve Analogy', 'france paris japan');
    await view().getByText('Nearest: tokyo').waitFor();
  });

  it('make points of the texts of a file', async () => {
    await view().getByRole('tab', { name: 'Map' }).click();
    await view().getByRole('button', { name: 'Texts of a file as points…' }).click();
    await editor().answerFileDialog('lines.txt');
    await editor()
      .tab(/lines\.txt/)
      .first()
      .waitFor();
    await editor().leaveOnly(/lines\.txt/);
    await view().locator('.facts').getByText('4 of 4 texts').waitFor();
    await editor().screenshot('embeddings-sentences');
    await editor().closeAllEditors();
  });

  it('are compared', async () => {
    await editor().runCommand('NLP Lab: Compare Embeddings');
    await choose(editor(), 'first.vec');
    await choose(editor(), 'second.vec');
    await view()
      .getByRole('img', { name: /^Map of second/ })
      .waitFor();
  });
});

describe('word vectors of a run', () => {
  const lines = Array.from(
    { length: 200 },
    (_, i) => `the ${i % 2 ? 'cat' : 'dog'} sat on the ${i % 3 ? 'mat' : 'rug'}`,
  );
  const editor = useEditor({ prepare: writing({ 'animals.txt': `${lines.join('\n')}\n` }) });

  it('are trained on the active file, opened from the runs tree, and lead to the lines of a word', async () => {
    await editor().openFile('animals.txt');
    await editor().runCommand('NLP Lab: Train Word2Vec on Active File');
    await editor().showSidebar('NLP Lab');
    const row = editor()
      .treeRow(/animals-word2vec/)
      .first();
    await row.waitFor();
    await editor()
      .tab(/animals-word2vec/)
      .first()
      .waitFor();
    await editor().view().getByRole('button', { name: 'Open Embeddings' }).waitFor();
    await editor().view().getByRole('rowheader', { name: 'Words with a vector' }).waitFor();
    assert.equal(await editor().view().getByRole('tab', { name: 'Confusion' }).count(), 0);
    await editor().screenshot('run-embedding');
    await pickFromContextMenu(row, 'Open Embeddings');
    const view = editor().page.locator('iframe.webview.ready:visible').last().contentFrame();
    const frame = view.locator('iframe#active-frame').contentFrame();
    const field = frame.getByRole('combobox', { name: 'Find a word' });
    await frame.locator('.facts').getByText('7 of 7 words').waitFor();
    await field.fill('rug');
    await field.press('Enter');
    await frame.getByRole('tab', { name: 'Corpus' }).click();
    await frame.getByText('The first 50 places').waitFor();
    await editor().screenshot('embeddings-corpus');
    await frame.getByRole('combobox', { name: 'What is looked up' }).click();
    await frame.getByRole('option', { name: 'Co-occurrence' }).click();
    const asked = { 'First word': 'cat', 'Second word': 'dog', 'Probe words': 'mat rug' };
    for (const [name, word] of Object.entries(asked)) await frame.getByRole('combobox', { name }).fill(word);
    await frame.getByRole('combobox', { name: 'Probe words' }).press('Enter');
    await frame.getByText('Counted in animals.txt').waitFor();
    const rows = frame.getByRole('table', { name: 'Words beside cat and dog' }).getByRole('row');
    // Of the 500 words beside each: 67 and 66 mats, 33 and 34 rugs.
    assert.deepEqual(await rows.nth(1).getByRole('cell').allTextContents(), ['mat', '0.134', '0.132', '1.02', '133']);
    assert.deepEqual(await rows.nth(2).getByRole('cell').allTextContents(), ['rug', '0.0660', '0.0680', '0.971', '67']);
    await frame.getByRole('combobox', { name: 'What is looked up' }).click();
    await frame.getByRole('option', { name: 'Lines with the word' }).click();
    await frame
      .getByRole('button', { name: /the dog sat on the rug/ })
      .first()
      .click();
    await editor()
      .statusBarItem(/Ln 1, Col \d+ \(3 selected\)/)
      .waitFor();
  });
});

describe('sentence vectors of a run', () => {
  const editor = useEditor({
    prepare: writing({
      'reviews.tsv': labelledTable(120),
      'small.nlplab.json': experimentText({ name: 'small', epochs: 2 }),
    }),
  });

  it('are the validation part as points in the colours of its labels, pooled as asked for', async () => {
    await editor().openFile('small.nlplab.json');
    await editor().runCommand('NLP Lab: Train from Experiment File');
    await editor().showSidebar('NLP Lab');
    const row = editor().treeRow(/small/).first();
    await editor().view().getByRole('button', { name: 'Evaluate' }).waitFor();
    await pickFromContextMenu(row, 'Show Sentence Vectors');
    await choose(editor(), 'Validation part');
    await editor()
      .tab(/small: validation/)
      .first()
      .waitFor();
    await editor().leaveOnly(/small: validation/);
    const view = editor().view();
    const facts = view.locator('.facts');
    await facts.getByText('12 of 12 texts').waitFor();
    await view.locator('.map-legend').getByText('positive').waitFor();
    await view.getByRole('combobox', { name: 'Find or type a text' }).fill('The film was dull.');
    await view.getByRole('combobox', { name: 'Find or type a text' }).press('Enter');
    await view.getByText('Of all 12 other texts').waitFor();
    await editor().screenshot('sentence-vectors');
    await view.getByRole('combobox', { name: /^Pooling/ }).click();
    await view.getByRole('option', { name: 'first' }).click();
    await facts.getByText('12 of 12 texts').waitFor();
    await view.locator('.map-legend').getByText('negative').waitFor();
    await view.getByRole('button', { name: 'Table', exact: true }).click();
    await view
      .getByRole('cell', { name: /^The \w+ was/ })
      .first()
      .click();
    await view.getByText('Of all 11 other texts').waitFor();
  });
});
