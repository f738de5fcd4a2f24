// Windows of a text as batches: at random places, or side by side from the text's beginning to its end, so that states go on from
// window to window. Which tokens a batch has follows from the seed and its number alone.

import { LabError } from '../../../protocol/labError';
import { createRandom } from '../../data/random';
import type { TokenPart } from '../../store/tokenStore';

/** Inputs and the tokens behind them, [time, batch] each. */
export interface WindowBatch {
  ids: Int32Array;
  labels: Int32Array;
  time: number;
  size: number;
  /** Where in the text the first token of each window stands, [batch]; the tokens behind the inputs begin one further on. */
  places: Int32Array;
  /** The states that the batch before left belong before it. */
  continues: boolean;
}

export interface Windows {
  /** Of a pass over the text. */
  readonly batches: number;
  /** The batch of this number, from 0, over all passes. */
  batch(number: number): WindowBatch;
}

interface WindowOptions {
  /** Tokens of a window. */
  context: number;
  /** Windows side by side. */
  size: number;
}

/** At random places (Karpathy's nanoGPT); a pass has as many tokens as the text. Fails with `INVALID_DATA` for too short a text. */
export function randomWindows(part: TokenPart, { context, size, seed }: WindowOptions & { seed: number }): Windows {
  requireLength(part, context);
  const window = new Int32Array(context + 1);
  return {
    batches: Math.max(1, Math.floor(part.length / (context * size))),
    batch(number) {
      const { integer } = createRandom({ seed, stream: 'windows', index: number });
      const [ids, labels] = [new Int32Array(context * size), new Int32Array(context * size)];
      const places = new Int32Array(size);
      for (let column = 0; column < size; column++) {
        places[column] = integer(part.length - context);
        part.read(places[column], window);
        layOut(window, { ids, labels, time: context, size, column });
      }
      return { ids, labels, time: context, size, places, continues: false };
    },
  };
}

/**
 * The text in `size` equal parts, read side by side window by window; what is left over at the end is left out, and the last window of
 * a pass may be shorter. Fails with `INVALID_DATA` for too short a text.
 */
export function streamWindows(part: TokenPart, { context, size }: WindowOptions): Windows {
  requireLength(part, context);
  const each = Math.floor((part.length - 1) / size);
  if (each < 1)
    throw new LabError(
      'INVALID_DATA',
      `The training text has ${part.length} tokens: it cannot be read at "training.batchSize" ${size} places side by side. Lower it.`,
      { key: ['training', 'batchSize'] },
    );
  const batches = Math.ceil(each / context);
  return {
    batches,
    batch(number) {
      const first = (number % batches) * context;
      const time = Math.min(context, each - first);
      const window = new Int32Array(time + 1);
      const [ids, labels] = [new Int32Array(time * size), new Int32Array(time * size)];
      for (let column = 0; column < size; column++) {
        part.read(column * each + first, window);
        layOut(window, { ids, labels, time, size, column });
      }
      const places = Int32Array.from({ length: size }, (_, column) => column * each + first);
      return { ids, labels, time, size, places, continues: first > 0 };
    },
  };
}

function layOut(
  window: Int32Array,
  { ids, labels, time, size, column }: Omit<WindowBatch, 'continues' | 'places'> & { column: number },
): void {
  for (let t = 0; t < time; t++) {
    ids[t * size + column] = window[t];
    labels[t * size + column] = window[t + 1];
  }
}

function requireLength({ length }: TokenPart, context: number): void {
  if (length > context) return;
  throw new LabError(
    'INVALID_DATA',
    `The training text has ${length} tokens, no more than a window of "training.context" ${context}. Lower it, or take a longer text.`,
    { key: ['training', 'context'] },
  );
}
