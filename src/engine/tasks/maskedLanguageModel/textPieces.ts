// The texts that a masked language model reads, out of ids that lie side by side: lines and rows, what is too long of them in several
// pieces, and where an experiment asks for it as many as fit in one.

import type { TokenPart } from '../../store/tokenStore';

/** Texts by number. */
export interface TextPieces {
  /** In tokens, at least 1. */
  readonly lengths: Int32Array;
  /** Where the text begins among the ids of its part. */
  start(piece: number): number;
  /** Its ids. Fails with `DISK`. */
  read(piece: number): Int32Array;
}

interface PieceOptions {
  /** The token behind each line. */
  end: number;
  /** Tokens of the longest piece. */
  longest: number;
  /** Lines that follow on each other are one piece as far as they fit, with `end` between them. */
  joinLines: boolean;
}

const BLOCK = 1 << 16;

/** Empty lines are none. Fails with `DISK`. */
export function textPieces(part: TokenPart, { end, longest, joinLines }: PieceOptions): TextPieces {
  const starts: number[] = [];
  const lengths: number[] = [];
  const add = (from: number, to: number): void => {
    const last = starts.length - 1;
    if (joinLines && last >= 0) {
      const joined = to - starts[last];
      const isNext = starts[last] + lengths[last] === from - 1; // with `end` between the two
      if (isNext && joined <= longest) {
        lengths[last] = joined;
        return;
      }
    }
    for (let at = from; at < to; at += longest) {
      starts.push(at);
      lengths.push(Math.min(longest, to - at));
    }
  };
  let line = 0;
  for (let from = 0; from < part.length; from += BLOCK) {
    const ids = new Int32Array(Math.min(BLOCK, part.length - from));
    part.read(from, ids);
    ids.forEach((id, i) => {
      if (id !== end) return;
      if (from + i > line) add(line, from + i);
      line = from + i + 1;
    });
  }
  if (part.length > line) add(line, part.length);
  const positions = Float64Array.from(starts);
  const sizes = Int32Array.from(lengths);
  return {
    lengths: sizes,
    start: (piece) => positions[piece],
    read(piece) {
      const ids = new Int32Array(sizes[piece]);
      part.read(positions[piece], ids);
      return ids;
    },
  };
}
