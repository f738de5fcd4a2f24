// The Embeddings view as a person uses it: maps of a vectors file, words, neighbours, analogies, two embeddings side by side.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { writing } from './corpora';
import { useEditor } from './harness';
import { kindsTable, MADE_WORDS, madeVectors } from './madeVectors';
import { declareViewChecks } from './viewChecks';
import type { Theme } from './themes';

const TEXT = 'The cat sat.\nA dog and a cat ran.\nParis is in France.\n';
const SENTENCES = 'cat dog horse\nparis rome berlin\nred green blue\nhammer saw nail\n';

/** More text than is counted while a hand moves to a button. */
const manyLines = (): string => 'the sun shines by day and the moon by night over land and sea\n'.repeat(1_000_000);

describe('the Embeddings view', () => {
  const files = {
    ...{ 'words.vec': madeVectors(7), 'other.vec': madeVectors(11), 'text.txt': TEXT },
    ...{ 'kinds.csv': kindsTable(), 'sentences.txt': SENTENCES },
  };
  const editor = useEditor({ prepare: writing(files) });
  const view = () => editor().view();
  const status = (text: string | RegExp) => view().locator('.facts').getByText(text);
  const find = async (word: string): Promise<void> => {
    await view().getByRole('combobox', { name: 'Find a word' }).fill(word);
    await view().getByRole('combobox', { name: 'Find a word' }).press('Enter');
  };

  it("opens a vectors file from the explorer's context menu and draws all its words", async () => {
    await editor().showSidebar('Explorer');
    await editor().pickFromContextMenu(editor().treeRow('words.vec'), 'Open Vectors File');
    await status(`${MADE_WORDS} of ${MADE_WORDS} words`).waitFor();
    await status(/trustworthiness 0\.\d+/).waitFor();
  });

  it('completes a word and lists its neighbours', async () => {
    const field = view().getByRole('combobox', { name: 'Find a word' });
    await field.fill('ca');
    await view().getByRole('option', { name: 'cat' }).click();
    await view().getByRole('heading', { name: 'cat' }).first().waitFor();
    await view()
      .getByText(`Of all ${MADE_WORDS - 1} other words`)
      .waitFor();
    await view().getByRole('cell', { name: 'dog' }).first().waitFor();
  });

  it('draws t-SNE and UMAP, flat and in space', async () => {
    for (const method of ['t-SNE', 'UMAP']) {
      await view().getByRole('combobox', { name: 'Method' }).click();
      await view().getByRole('option', { name: method, exact: true }).click();
      await status(/drawn in/).waitFor();
      await status(/trustworthiness 0\.\d+/).waitFor();
    }
    await view().getByRole('combobox', { name: 'Dimensions' }).click();
    await view().getByRole('option', { name: '3D' }).click();
    await status(/drawn in/).waitFor();
    await editor().screenshot('embeddings-3d');
    await view().getByRole('combobox', { name: 'Dimensions' }).click();
    await view().getByRole('option', { name: '2D' }).click();
  });

  it('says how far a map is, stops it, and keeps the positions reached', async () => {
    await view().getByRole('combobox', { name: 'Method' }).click();
    await view().getByRole('option', { name: 't-SNE', exact: true }).click();
    await view().getByRole('tab', { name: 'Map' }).click();
    const field = view().getByRole('textbox', { name: 'Iterations' });
    await field.fill('100000');
    await field.press('Tab');
    await view()
      .getByText(/step [\d\s]+ of 100\s000/)
      .waitFor();
    await view().getByRole('button', { name: 'Stop', exact: true }).click();
    await view().getByText('Stopped: these are the positions reached.').waitFor();
    await editor().screenshot('embeddings-stopped');
    await field.fill('500');
    await field.press('Tab');
    await status(/drawn in/).waitFor();
    await view().getByRole('tab', { name: 'Neighbours' }).click();
  });

  it('draws axes between words', async () => {
    await view().getByRole('combobox', { name: 'Method' }).click();
    await view().getByRole('option', { name: 'Axes by words' }).click();
    const ends = { 'Axis 1 from': 'bad', 'Axis 1 to': 'good', 'Axis 2 from': 'france', 'Axis 2 to': 'paris, seoul' };
    for (const [name, word] of Object.entries(ends)) await view().getByRole('combobox', { name }).fill(word);
    await view().getByRole('button', { name: 'Draw axes' }).click();
    await view().getByText('france → paris, seoul').waitFor();
    await editor().screenshot('embeddings-axes');
    await view().getByRole('combobox', { name: 'Method' }).click();
    await view().getByRole('option', { name: 'PCA' }).click();
    await status(/of the variance/).waitFor();
  });

  it('solves an analogy', async () => {
    await view().getByRole('tab', { name: 'Analogy' }).click();
    const words = { 'A word': 'france', 'a second': 'paris', 'a third': 'korea' };
    for (const [name, word] of Object.entries(words))
      await view().getByRole('combobox', { name, exact: true }).fill(word);
    await view().getByRole('button', { name: 'Solve' }).click();
    await view().getByText('Nearest: seoul').waitFor();
    await editor().screenshot('embeddings-analogy');
  });

  it('tells how alike words and texts are, and finds the odd one out', async () => {
    await view().getByRole('tab', { name: 'Similarity' }).click();
    await view().getByRole('combobox', { name: 'One word or text' }).fill('cat');
    await view().getByRole('combobox', { name: 'The other' }).fill('the dog and a horse');
    await view().getByRole('combobox', { name: 'The other' }).press('Enter');
    await view()
      .getByText(/“cat” and “the dog and a horse”: cosine 0\.\d+\. Without a vector, left out: the, and, a\./)
      .waitFor();
    await view().getByRole('combobox', { name: 'Three words or more' }).fill('cat dog hammer lion');
    await view().getByRole('button', { name: 'Find', exact: true }).click();
    await view().getByText('Odd one out: hammer.').waitFor();
    await view().getByRole('cell', { name: 'hammer' }).click();
    await status(`${MADE_WORDS} of ${MADE_WORDS} words`).waitFor();
    await editor().screenshot('embeddings-similarity');
  });

  const askForCooccurrence = async (words: Record<string, string>): Promise<void> => {
    for (const [name, word] of Object.entries(words)) await view().getByRole('combobox', { name }).fill(word);
    await view().getByRole('combobox', { name: 'Probe words' }).press('Enter');
  };

  it('says what to do where no corpus is known, and counts in the texts that are chosen', async () => {
    await view().getByRole('tab', { name: 'Corpus' }).click();
    await view().getByRole('combobox', { name: 'What is looked up' }).click();
    await view().getByRole('option', { name: 'Co-occurrence' }).click();
    await askForCooccurrence({ 'First word': 'cat', 'Second word': 'dog', 'Probe words': 'sat ran horse' });
    await view().getByText('It is not known in which texts these words stand.').last().waitFor();
    await view().getByRole('button', { name: 'Choose texts…' }).click();
    await editor().answerFileDialog('text.txt');
    await view().getByRole('button', { name: 'Choose texts…' }).waitFor({ state: 'hidden' });
    await view().getByRole('button', { name: 'Count in the corpus' }).click();
    await view().getByText('Probes that stand nowhere: horse.').waitFor();
    const rows = view().getByRole('table', { name: 'Words beside cat and dog' }).getByRole('row');
    const cells = async (row: number): Promise<string[]> => rows.nth(row).getByRole('cell').allTextContents();
    // cat: the, sat; a, dog, and, a, ran. dog: a, and, a, cat, ran.
    assert.deepEqual(await cells(1), ['sat', '0.143', '0', '∞', '1']);
    assert.deepEqual(await cells(2), ['ran', '0.143', '0.200', '0.714', '1']);
    await editor().screenshot('embeddings-cooccurrence');
  });

  it('saves the table of co-occurrence', async () => {
    await view().getByRole('button', { name: 'CSV', exact: true }).click();
    await editor().answerFileDialog('beside.csv', 'Words beside cat and dog.csv');
    await editor().statusBarItem('Saved beside.csv').waitFor();
    const text = fs.readFileSync(path.join(editor().folder, 'beside.csv'), 'utf8');
    assert.match(text, /^Probe k,P\(k\|cat\),P\(k\|dog\),Ratio,Count\r\nsat,0\.14285\d+,0,Infinity,1\r\n/);
  });

  it('selects with a box, isolates, and comes back', async () => {
    const map = view().getByRole('img', { name: /^Map of words/ });
    const box = await map.boundingBox();
    assert.ok(box);
    const { mouse, keyboard } = editor().page;
    await keyboard.down('Shift');
    await mouse.move(box.x + 5, box.y + 5);
    await mouse.down();
    await mouse.move(box.x + box.width / 2, box.y + box.height - 5, { steps: 4 });
    await mouse.up();
    await keyboard.up('Shift');
    await view()
      .getByText(/^\d+ selected$/)
      .waitFor();
    await view().getByRole('button', { name: 'Isolate' }).click();
    await view()
      .getByRole('button', { name: `Back to all (${MADE_WORDS})` })
      .waitFor();
    await view()
      .locator('.facts')
      .filter({ hasText: new RegExp(`· \\d+ of ${MADE_WORDS} words`) })
      .waitFor();
    await view()
      .getByRole('button', { name: /Back to all/ })
      .click();
    await status(`${MADE_WORDS} of ${MADE_WORDS} words`).waitFor();
  });

  it('shows the same as a table, sorted by any column', async () => {
    await view().getByRole('button', { name: 'Table' }).click();
    await view().getByRole('group', { name: 'Words on the map' }).getByRole('button', { name: 'Word' }).click();
    await view().getByRole('cell', { name: 'apple' }).waitFor();
    await view().getByRole('button', { name: 'Table' }).click();
  });

  it('goes from the word under the cursor to its neighbours', async () => {
    await editor().openFile('text.txt');
    await editor().page.keyboard.press('ArrowRight');
    await editor().page.keyboard.press('ControlOrMeta+ArrowRight');
    await editor().page.keyboard.press('ArrowRight');
    await editor().page.keyboard.press('ArrowRight');
    await editor().runCommand('NLP Lab: Show Embedding Neighbours');
    await view().getByRole('heading', { name: 'cat' }).first().waitFor();
  });

  it('compares two embeddings side by side', async () => {
    await view().getByRole('tab', { name: 'Map' }).click();
    await view().getByRole('button', { name: 'Compare with…' }).click();
    await editor().quickPick('other.vec').first().click();
    await view()
      .getByRole('img', { name: /^Map of other/ })
      .waitFor();
    await view().getByRole('tab', { name: 'Compare' }).click();
    await view()
      .getByText(new RegExp(`${MADE_WORDS} words are in both`))
      .waitFor();
    await status(/drawn in/).waitFor();
    await editor().screenshot('embeddings-compared');
    const stop = view().getByRole('button', { name: /^Stop comparing/ });
    await stop.click();
    await stop.waitFor({ state: 'hidden' });
    await status(`${MADE_WORDS} of ${MADE_WORDS} words`).waitFor();
  });

  it('colours by cluster, with a legend', async () => {
    await view().getByRole('combobox', { name: 'Colour by' }).click();
    await view().getByRole('option', { name: 'Cluster' }).click();
    await view()
      .locator('.categories li', { hasText: /^.7: \w+/ })
      .waitFor();
    await editor().screenshot('embeddings-clusters');
  });

  const colorBy = async (kind: string | RegExp): Promise<void> => {
    await view().getByRole('combobox', { name: 'Colour by' }).click();
    await view().getByRole('option', { name: kind }).click();
  };

  it('colours by a column of a file', async () => {
    await colorBy(/^Column/);
    await editor().answerFileDialog('kinds.csv');
    await editor().quickPick('word').first().click();
    await view().locator('.categories li', { hasText: 'animal' }).waitFor();
    await editor().screenshot('embeddings-column');
  });

  it('keeps the colours when the person gives up', async () => {
    await colorBy('Cluster');
    await view().locator('.categories li').nth(6).waitFor();
    await colorBy(/^Column/);
    await editor().quickInput.waitFor();
    await editor().page.keyboard.press('Escape');
    await view()
      .locator('.categories li', { hasText: /^.7: \w+/ })
      .waitFor();
  });

  for (const kind of ['PNG', 'SVG', 'CSV'])
    it(`saves the map as ${kind}`, async () => {
      await view().getByRole('tab', { name: 'Map' }).click();
      const name = `saved.${kind.toLowerCase()}`;
      await view().getByRole('button', { name: kind, exact: true }).click();
      await editor().answerFileDialog(name, `words.vec PCA.${kind.toLowerCase()}`);
      await editor().statusBarItem(`Saved ${name}`).waitFor();
      const bytes = fs.readFileSync(path.join(editor().folder, name));
      const text = bytes.toString('utf8');
      if (kind === 'PNG') assert.equal(bytes.subarray(1, 4).toString(), 'PNG');
      if (kind === 'CSV') assert.equal(text.trim().split('\n').length, MADE_WORDS + 1);
      if (kind !== 'SVG') return;
      assert.match(text, /component 1: /);
      assert.match(text, /<polygon /, 'shapes of categories');
      assert.match(text, />7: [^<]+<\/text>/, 'the legend');
    });

  it('comes back to a place that was kept', async () => {
    await find('tokyo');
    await view().getByRole('tab', { name: 'Map' }).click();
    await view().getByRole('button', { name: 'Keep this view' }).click();
    await find('cat');
    await view().getByRole('heading', { name: 'cat' }).first().waitFor();
    await view().getByRole('tab', { name: 'Map' }).click();
    await view().getByRole('button', { name: '1. PCA tokyo' }).click();
    await view().getByRole('tab', { name: 'Neighbours' }).click();
    await view().getByRole('heading', { name: 'tokyo' }).first().waitFor();
  });

  it('offers what a word is good for in a menu, by keys as by the pointer', async () => {
    const map = view().getByRole('img', { name: /^Map of words/ });
    const menu = view().getByRole('menu', { name: 'What to do with tokyo' });
    await map.focus();
    await editor().page.keyboard.press('Shift+F10');
    await menu.waitFor();
    await editor().screenshot('embeddings-menu');
    await editor().page.keyboard.press('End');
    await editor().page.keyboard.press('Enter');
    await menu.waitFor({ state: 'hidden' });
    assert.equal(await view().getByRole('combobox', { name: 'a third' }).inputValue(), 'tokyo');
    await map.focus();
    await editor().page.keyboard.press('Shift+F10');
    await menu.getByRole('menuitem', { name: 'Isolate with Neighbours' }).click();
    await view()
      .locator('.facts')
      .filter({ hasText: `· 21 of ${MADE_WORDS} words` })
      .waitFor();
    await view()
      .getByRole('button', { name: /Back to all/ })
      .click();
    await status(`${MADE_WORDS} of ${MADE_WORDS} words`).waitFor();
    await map.focus();
    await editor().page.keyboard.press('Shift+F10');
    await menu.waitFor();
    await editor().page.keyboard.press('Escape');
    await menu.waitFor({ state: 'hidden' });
    assert.ok(await map.evaluate((node) => node === document.activeElement));
  });

  it('offers the same menu by a right click of the mouse on a point', async () => {
    const map = view().getByRole('img', { name: /^Map of words/ });
    const menu = view().getByRole('menu', { name: 'What to do with tokyo' });
    const items = (): Promise<string[]> => menu.getByRole('menuitem').allTextContents();
    await map.focus();
    await editor().page.keyboard.press('Shift+F10');
    await menu.waitFor();
    const byKeys = await items();
    const place = await menu.boundingBox(); // by keys the menu opens at the point
    assert.ok(place);
    await editor().page.keyboard.press('Escape');
    await menu.waitFor({ state: 'hidden' });
    const { mouse } = editor().page;
    await mouse.click(place.x, place.y, { button: 'right' });
    await menu.waitFor();
    assert.deepEqual(await items(), byKeys);
    await menu.getByRole('menuitem', { name: 'Use as First Word of an Analogy' }).click();
    await menu.waitFor({ state: 'hidden' });
    assert.equal(await view().getByRole('combobox', { name: 'A word', exact: true }).inputValue(), 'tokyo');
  });

  it('compares what is selected, from the menu of a point', async () => {
    const map = view().getByRole('img', { name: /^Map of words/ });
    const box = await map.boundingBox();
    assert.ok(box);
    const { mouse, keyboard } = editor().page;
    await keyboard.down('Shift');
    await mouse.move(box.x + 5, box.y + 5);
    await mouse.down();
    await mouse.move(box.x + box.width - 5, box.y + box.height - 5, { steps: 4 });
    await mouse.up();
    await keyboard.up('Shift');
    await view().getByText(`${MADE_WORDS} selected`).waitFor();
    await map.focus();
    await keyboard.press('Shift+F10');
    await view()
      .getByRole('menuitem', { name: `Odd One out of ${MADE_WORDS} Selected Words` })
      .click();
    await view()
      .getByText(/^Odd one out: \w+\.$/)
      .waitFor();
  });

  it('opens the lines of a word from the map', async () => {
    await find('cat');
    await view().getByRole('heading', { name: 'cat' }).first().waitFor();
    await view()
      .getByText(`Of all ${MADE_WORDS - 1} other words`)
      .first()
      .waitFor();
    await view()
      .getByRole('img', { name: /^Map of words/ })
      .focus();
    await editor().page.keyboard.press('Enter');
    await view()
      .getByRole('button', { name: /A dog and a cat ran/ })
      .waitFor();
    await view().getByRole('combobox', { name: 'What is looked up' }).click();
    await view().getByRole('option', { name: 'Co-occurrence' }).click();
  });

  const PARTS: [tab: string, shown: string][] = [
    ['Similarity', 'Three words or more'],
    ['Corpus', 'What is looked up'],
  ];
  const seeParts = async (name: string): Promise<void> => {
    for (const [tab, shown] of PARTS) {
      await view().getByRole('tab', { name: tab }).click();
      await view().getByRole('combobox', { name: shown }).waitFor();
      await editor().screenshot(`embeddings-${tab.toLowerCase()}-${name}`);
      assert.deepEqual(await editor().axe(), [], tab);
    }
  };
  for (const theme of ['Light Modern', 'Default High Contrast', 'Dark Modern'] satisfies Theme[])
    it(`shows similarity and co-occurrence in the theme ${theme}, passing axe-core`, async () => {
      await editor().setTheme(theme);
      await seeParts(theme.replace(/\s+/g, '-').toLowerCase());
    });

  it('shows them at 400 px', async () => {
    await editor().leaveOnly('Embeddings words.vec');
    await editor().narrowTo(400);
    await seeParts('narrow');
    assert.ok((await editor().overflow()) <= 0, 'nothing hangs over the side');
    await editor().widen();
  });

  it('counts in a corpus of many lines, says how far it is, and can be stopped', async () => {
    await askForCooccurrence({ 'First word': 'sun', 'Second word': 'moon', 'Probe words': 'day' });
    await view().getByText('Nowhere in the corpus: sun, moon; check spelling and case.').waitFor();
    fs.writeFileSync(path.join(editor().folder, 'text.txt'), manyLines());
    await askForCooccurrence({});
    await view().getByText('Counting in the corpus').waitFor();
    await view().getByRole('button', { name: 'Cancel' }).click();
    await view().getByText('Counting was stopped.').waitFor();
    fs.writeFileSync(path.join(editor().folder, 'text.txt'), TEXT);
  });

  it('counts again when it was stopped', async () => {
    await askForCooccurrence({ 'First word': 'cat', 'Second word': 'dog', 'Probe words': 'sat ran' });
    await view().getByText('Occurrences: “cat” 2, “dog” 1; window 10.').waitFor();
  });

  it('is left alone, with a word chosen, for the checks below', async () => {
    await find('seoul');
    await view().getByRole('tab', { name: 'Neighbours' }).click();
    await view().getByRole('cell', { name: 'korea' }).first().waitFor();
    await editor().leaveOnly('Embeddings words.vec');
  });

  declareViewChecks({
    name: 'embeddings',
    editor,
    shown: async (frame) => {
      await frame.locator('.facts').getByText(`${MADE_WORDS} of ${MADE_WORDS} words`).waitFor();
      await frame.getByRole('heading', { name: 'seoul' }).first().waitFor();
    },
  });

  it('has kept questions and answers over that reload', async () => {
    await view().getByRole('tab', { name: 'Corpus' }).click();
    await view().getByRole('table', { name: 'Words beside cat and dog' }).waitFor();
    assert.equal(await view().getByRole('combobox', { name: 'Probe words' }).inputValue(), 'sat ran');
    await view().getByRole('tab', { name: 'Similarity' }).click();
    await view()
      .getByText(/“cat” and “the dog and a horse”: cosine/)
      .waitFor();
  });
});

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
      writing({ 'words.vec': madeVectors(7), 'other.vec': madeVectors(11), 'sentences.txt': SENTENCES })(folder);
      fs.writeFileSync(path.join(folder, 'words.bin'), binary());
    },
  });
  const view = () => editor().view();

  it('are opened from a binary file of word2vec', async () => {
    await editor().runCommand('NLP Lab: Open Vectors File');
    await editor().answerFileDialog('words.bin');
    await view().locator('.facts').getByText(`${MADE_WORDS} of ${MADE_WORDS} words`).waitFor();
  });

  it('solve an analogy', async () => {
    await editor().runCommand('NLP Lab: Solve Analogy');
    await editor().quickInput.fill('france paris japan');
    await editor().page.keyboard.press('Enter');
    await view().getByText('Nearest: tokyo').waitFor();
  });

  it('make points of the texts of a file', async () => {
    await view().getByRole('tab', { name: 'Map' }).click();
    await view().getByRole('button', { name: 'Texts of a file as points…' }).click();
    await editor().answerFileDialog('sentences.txt');
    await editor()
      .tab(/sentences\.txt/)
      .first()
      .waitFor();
    await editor().leaveOnly(/sentences\.txt/);
    await view().locator('.facts').getByText('4 of 4 texts').waitFor();
    await editor().screenshot('embeddings-sentences');
    await editor().closeAllEditors();
  });

  it('are compared', async () => {
    await editor().runCommand('NLP Lab: Compare Embeddings');
    await editor().quickPick('words.vec').first().click();
    await editor().quickPick('other.vec').first().click();
    await view()
      .getByRole('img', { name: /^Map of other/ })
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
    await editor().pickFromContextMenu(row, 'Open Embeddings');
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
