// Of a validation part no more than is asked for: for whoever wants its loss at many places of the parameters, each a pass over it.

import { listOf, picked, type Rows } from '../text/rows';
import { createRandom } from './random';

/** Left out where something is prepared: all is judged. */
export interface HeldOutSample {
  /** So many examples, or lines and rows of a text, at most. */
  most: number;
  /** Is told how many of how many there are. */
  told(used: number, of: number): void;
}

interface Sampling {
  seed: number;
  sample?: HeldOutSample;
}

/** Some examples, drawn by the seed alone, in their order, in memory. */
export function sampledExamples<Example>(all: Rows<Example>, { seed, sample }: Sampling): readonly Example[] {
  if (!sample) return listOf(all);
  const { most, told } = sample;
  told(Math.min(most, all.length), all.length);
  if (all.length <= most) return listOf(all);
  const { shuffle } = createRandom({ seed, stream: 'judged sample' });
  const chosen = shuffle(Int32Array.from({ length: all.length }, (_, index) => index)).slice(0, most);
  return listOf(picked(all, chosen.sort()));
}

/** The ids of a text, and what stands in it. */
interface Passages {
  readonly length: number;
  read(position: number, into: Int32Array): void;
  readonly passages: readonly { from: number; to: number }[];
}

/** Passages of a text that stand side by side, for what stands before a token counts; where is drawn by the seed. */
export function sampledPassages<Text extends Passages>(all: Text, { seed, sample }: Sampling): Text {
  if (!sample) return all;
  const { most, told } = sample;
  const { passages } = all;
  told(Math.min(most, passages.length), passages.length);
  if (passages.length <= most) return all;
  const { integer } = createRandom({ seed, stream: 'judged sample' });
  const first = integer(passages.length - most + 1);
  const chosen = passages.slice(first, first + most);
  const [{ from: start }] = chosen;
  return {
    ...all,
    length: chosen[chosen.length - 1].to - start,
    read: (from: number, into: Int32Array) => all.read(start + from, into),
    passages: chosen.map((passage) => ({ ...passage, from: passage.from - start, to: passage.to - start })),
  };
}
