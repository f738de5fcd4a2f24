// Maps of words: how they are drawn, what is asked of them, how they are compared.

import { MADE_WORDS } from '../madeVectors';
import { pickFromContextMenu } from '../menus';
import { choose } from '../inputs';
import type { EmbeddingsLab } from './lab';

/** A vectors file as a map, and the words on it. */
export function declareMapTests({ editor, view, status }: EmbeddingsLab): void {
  it("opens a vectors file from the explorer's context menu and draws all its words", async () => {
    await editor().showSidebar('Explorer');
    await pickFromContextMenu(editor().treeRow('words.vec'), 'Open Vectors File');
    await status(`${MADE_WORDS} of ${MADE_WORDS} words`).waitFor();
    await status(/trustworthiness 0\.\d+/).waitFor();
    // The first colours are clusters, named by their first words: the file says nothing of frequencies.
    await view()
      .locator('.categories li', { hasText: /^.7: \w+/ })
      .waitFor();
    await view()
      .locator('.categories li', { hasText: /^.\d: cat, dog, horse$/ })
      .waitFor();
    await editor().screenshot('embeddings-first');
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
    await field.fill('1000000');
    await field.press('Tab');
    await view()
      .getByText(/step [\d\s]+ of 1\s000\s000/)
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
}

/** Words are selected, listed, found from a text, and two embeddings shown side by side. */
export function declareSelectionTests({ editor, view, status, drawBox }: EmbeddingsLab): void {
  it('selects with a box, isolates, and comes back', async () => {
    await drawBox(0.5);
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
    await view().getByRole('cell', { name: 'apple', exact: true }).waitFor();
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
    await choose(editor(), 'other.vec');
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
}
