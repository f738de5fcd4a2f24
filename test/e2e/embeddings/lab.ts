// The Embeddings view of a workspace with two files of made vectors, and what its tests do all the time.

import assert from 'node:assert/strict';
import { writing } from '../corpora';
import { useEditor } from '../harness';
import { kindsTable, madeVectors } from '../madeVectors';

export const TEXT = 'The cat sat.\nA dog and a cat ran.\nParis is in France.\n';
export const SENTENCES = 'cat dog horse\nparis rome berlin\nred green blue\nhammer saw nail\n';

const BORDER_PX = 5;

export type EmbeddingsLab = ReturnType<typeof useEmbeddings>;

/** For all tests of a suite. */
export function useEmbeddings() {
  const files = {
    ...{ 'words.vec': madeVectors(7), 'other.vec': madeVectors(11), 'text.txt': TEXT },
    ...{ 'kinds.csv': kindsTable(), 'sentences.txt': SENTENCES },
  };
  const editor = useEditor({ prepare: writing(files) });
  const view = () => editor().view();
  const map = () => view().getByRole('img', { name: /^Map of words/ });
  return {
    editor,
    view,
    map,
    /** Draws a box with Shift around what lies in this share of the map's width, from the left. */
    async drawBox(share: number): Promise<void> {
      const box = await map().boundingBox();
      assert.ok(box);
      const { mouse, keyboard } = editor().page;
      await keyboard.down('Shift');
      await mouse.move(box.x + BORDER_PX, box.y + BORDER_PX);
      await mouse.down();
      const right = box.x + BORDER_PX + (box.width - 2 * BORDER_PX) * share;
      await mouse.move(right, box.y + box.height - BORDER_PX, { steps: 4 });
      await mouse.up();
      await keyboard.up('Shift');
    },
    /** What is said above the map. */
    status: (text: string | RegExp) => view().locator('.facts').getByText(text),
    async find(word: string): Promise<void> {
      await view().getByRole('combobox', { name: 'Find a word' }).fill(word);
      await view().getByRole('combobox', { name: 'Find a word' }).press('Enter');
    },
    async askForCooccurrence(words: Record<string, string>): Promise<void> {
      for (const [name, word] of Object.entries(words)) await view().getByRole('combobox', { name }).fill(word);
      await view().getByRole('combobox', { name: 'Probe words' }).press('Enter');
    },
  };
}
