// Long sentences in parts, so that a model of a longest length reads all of them. Lengths are those of what is read: the pieces of
// tokens, one for each token where a tokenizer does not cut them.

/**
 * Tokens `start` to `end` of a sentence are read, and what is said of those from `from` to `to` counts. Ends are exclusive.
 * `size`: in pieces.
 */
export interface Window {
  sentence: number;
  start: number;
  end: number;
  from: number;
  to: number;
  size: number;
}

/**
 * The parts of each sentence; a token counts in the part in which it is farther from the ends, and none is cut.
 * @param sizes of each sentence the pieces of each token, each at most `longest` @param longest part, in pieces
 * @param overlap how many pieces a part may share with the next
 */
export function windowsOf(sizes: readonly ArrayLike<number>[], longest: number, overlap: number): Window[] {
  return sizes.flatMap((pieces, sentence) => {
    const { length } = pieces;
    const windows: Window[] = [];
    for (let start = 0, end = 0; end < length;) {
      let size = 0;
      for (end = start; end < length && size + pieces[end] <= longest; end++) size += pieces[end];
      const before = windows.at(-1);
      const from = before ? start + Math.floor((before.end - start) / 2) : 0;
      if (before) before.to = from;
      windows.push({ sentence, start, end, from, to: end, size });
      start = sharedFrom(pieces, end, Math.min(overlap, Math.floor(longest / 2), longest - (pieces[end] ?? 0)));
    }
    return windows;
  });
}

/** The first of the tokens before `end` that have at most so many pieces together. */
function sharedFrom(pieces: ArrayLike<number>, end: number, most: number): number {
  let start = end;
  for (let size = 0; start > 0 && size + pieces[start - 1] <= most; start--) size += pieces[start - 1];
  return start;
}
