// The texts that are read out of ids side by side: lines, what is too long of them, and several of them together.

import assert from 'node:assert/strict';
import { textPieces } from '../../../../src/engine/tasks/maskedLanguageModel/textPieces';
import { createTokenStore } from '../../../../src/engine/store/tokenStore';

const END = 3;

/** The pieces of lines of so many tokens; the k-th token of a line has the id 10 + k. */
function piecesOf(lines: readonly number[], longest: number, joinLines: boolean): string[] {
  const store = createTokenStore(1000);
  try {
    store.append(Int32Array.of(99)); // of another part
    for (const length of lines)
      store.append(Int32Array.from({ length: length + 1 }, (_, k) => (k < length ? 10 + k : END)));
    const pieces = textPieces(store.part(1, store.length), { end: END, longest, joinLines });
    return Array.from(pieces.lengths, (length, piece) => {
      const ids = pieces.read(piece);
      assert.equal(ids.length, length);
      return [...ids].join(' ');
    });
  } finally {
    store.close();
  }
}

describe('the texts of a masked language model', () => {
  it('are lines, without the empty ones; what is too long goes on as another text', () =>
    assert.deepEqual(piecesOf([2, 0, 5, 1], 3, false), ['10 11', '10 11 12', '13 14', '10']));

  it('are as many lines as fit, with their ends between them', () =>
    assert.deepEqual(piecesOf([2, 2, 1, 4], 5, true), ['10 11 3 10 11', '10', '10 11 12 13']));

  it('are none across an empty line, nor behind a line that was cut', () => {
    assert.deepEqual(piecesOf([1, 0, 1], 9, true), ['10', '10']);
    assert.deepEqual(piecesOf([4, 1], 3, true), ['10 11 12', '13 3 10']);
  });

  it('are all there over blocks of a store', () => {
    const lines = new Array<number>(30_000).fill(4);
    assert.equal(piecesOf(lines, 4, false).length, 30_000);
    assert.equal(new Set(piecesOf(lines, 4, false)).size, 1);
  });
});
