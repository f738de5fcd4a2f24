// Long sentences in parts, so that a model of a longest length reads all of them.

/** Tokens `start` to `end` of a sentence are read, and what is said of those from `from` to `to` counts. Ends are exclusive. */
export interface Window {
  sentence: number;
  start: number;
  end: number;
  from: number;
  to: number;
}

/**
 * The parts of each sentence; a token counts in the part in which it is farther from the ends.
 * @param overlap how many tokens a part shares with the next
 */
export function windowsOf(lengths: readonly number[], longest: number, overlap: number): Window[] {
  const shared = Math.min(overlap, Math.floor(longest / 2));
  return lengths.flatMap((length, sentence) => {
    const windows: Window[] = [];
    for (let start = 0; start < length; start += longest - shared) {
      const end = Math.min(length, start + longest);
      const before = windows.at(-1);
      const from = before ? start + Math.floor((before.end - start) / 2) : 0;
      if (before) before.to = from;
      windows.push({ sentence, start, end, from, to: end });
      if (end === length) break;
    }
    return windows;
  });
}
