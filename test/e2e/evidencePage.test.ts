// The lines of a word in the Embeddings view by itself, against a made-up host.

import assert from 'node:assert/strict';
import type { EmbeddingSide } from '../../src/protocol/embeddingsView';
import { sharedBrowser } from './ground';
import { openViewPage, type ViewPage } from './viewPage';

const SIDE: EmbeddingSide = {
  ...{ title: 'words.vec', words: 1, dimensions: 4, bytes: 16, hasCounts: true, hasSubwords: false },
  ...{ isSentences: false, hasCorpus: true, layers: [], layer: 0, poolings: [], hasLabels: false, notices: [] },
};

function answer(name: string): unknown {
  if (name === 'words') return { first: 0, words: ['river'] };
  if (name === 'complete') return { words: [{ row: 0, word: 'river' }], more: false };
  if (name === 'neighbors') return { of: [], measure: 'cosine', neighbors: [], compared: 0, seconds: 0 };
  if (name !== 'evidence') return {};
  const [before, after] = ['far off and further words beside the ', ' that is beside it and words further and far off'];
  const line = { file: 'a.txt', line: 1, before: before.repeat(3), found: 'river', after: after.repeat(3) };
  return { serial: 1, lines: [{ index: 0, ...line }], more: false };
}

describe('the lines of a word', () => {
  let view: ViewPage;
  before(async () => {
    const browser = await sharedBrowser();
    view = await openViewPage(browser, { view: 'embeddings', answer });
    await view.emit('overview', { version: 1, title: 'words.vec', sides: [SIDE] });
    await view.page.getByText('words.vec').first().waitFor();
  });
  after(() => view.page.close());

  it('are cut on their far sides, not at the words beside the one asked for', async () => {
    const field = view.page.getByRole('combobox', { name: 'Find a word' });
    await field.fill('river');
    await field.press('Enter');
    await view.page.getByRole('tab', { name: 'Corpus' }).click();
    const line = view.page.locator('.evidence button').first();
    await line.waitFor();
    const shown = await line.evaluate((node) => {
      /** Whether the first and the last letters of a part stand within what is seen of it. */
      const ends = (part: string): { first: boolean; last: boolean } => {
        const box = node.querySelector(part);
        const text = box && document.createTreeWalker(box, NodeFilter.SHOW_TEXT).nextNode();
        if (!box || !text) throw new Error(`no ${part}`);
        const seen = box.getBoundingClientRect();
        const isSeen = (from: number): boolean => {
          const range = document.createRange();
          range.setStart(text, from);
          range.setEnd(text, from + 5);
          const { left, right } = range.getBoundingClientRect();
          return left >= seen.left - 1 && right <= seen.right + 1;
        };
        return { first: isSeen(1), last: isSeen((text.textContent ?? '').trimEnd().length - 5) };
      };
      return { before: ends('.before'), after: ends('.after') };
    });
    assert.deepEqual(shown, { before: { first: false, last: true }, after: { first: true, last: false } });
  });
});
