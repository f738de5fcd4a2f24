// The vectors that a neural model makes of texts: its own program without the head, or with the states pooled in another way.

import { LabError } from '../../../protocol/labError';
import type { CutTexts, TextPooling, TextVectors } from '../../../protocol/textVectors';
import type { KeptTexts } from '../../data/encodedTexts';
import { cutTogether } from '../../data/textCut';
import type { Classifier, TextsRead } from '../../models/classifier';
import { classifierVectors } from '../../models/classifierPrograms';
import { openedOnce, releaseAll, type OpenedOnce } from '../../runtime/release';
import type { Feeds, SessionSettings } from '../../runtime/session';
import type { TrainingOptions } from '../../schema/training';
import { createTextSession, readsOf, type TextSession } from './textSession';

interface VectorsOptions {
  pooling: TextPooling;
  signal?: AbortSignal;
  onProgress?: (fraction: number) => void;
}

/** What makes vectors of examples, whose texts are as cleaned by the experiment's steps. */
export interface ExampleVectors {
  /** At least one, the model's own first. */
  readonly poolings: readonly TextPooling[];
  /** Whether the texts of pairs are read by themselves, so that one may be given alone. */
  readonly readsApart: boolean;
  /** Of the vector of one text. */
  readonly width: number;
  /**
   * `[examples, texts · width]`: where pairs are read apart the vectors of their texts side by side, else `texts` is 1. What is said of
   * texts that were cut goes by the numbers of examples. Fails with `CANCELLED`.
   */
  of(
    examples: readonly (readonly string[])[],
    options: VectorsOptions,
  ): Promise<Pick<TextVectors, 'values' | 'cut' | 'tokenCounts'>>;
  release(): Promise<void>;
}

/** Examples that are encoded at once: bounds what is held besides the vectors. */
const EXAMPLES_AT_ONCE = 2048;

interface Parts {
  parameters: Feeds;
  training: TrainingOptions;
  settings: SessionSettings;
  encode(examples: readonly (readonly string[])[]): KeptTexts;
}

export function exampleVectors(model: Classifier, { parameters, training, settings, encode }: Parts): ExampleVectors {
  const ways = classifierVectors(model);
  const reads = readsOf(model);
  const one: TextsRead = { apart: 1, segments: reads.segments };
  const [[, { shape }]] = ways;
  const width = Number(shape[1]);
  let compiled: { pooling: TextPooling; session: OpenedOnce<TextSession> } | undefined;

  async function sessionOf(pooling: TextPooling): Promise<TextSession> {
    if (compiled?.pooling === pooling) return compiled.session.get();
    const answers = ways.get(pooling);
    if (!answers) throw new LabError('INTERNAL', `This model has no pooling "${pooling}".`);
    const before = compiled;
    const session = openedOnce(() => createTextSession(one, { answers }, settings));
    compiled = { pooling, session };
    await before?.session.release();
    return session.get();
  }

  return {
    ...{ poolings: [...ways.keys()], readsApart: reads.apart > 1, width },
    async of(examples, { pooling, signal, onProgress }) {
      const session = await sessionOf(pooling);
      const texts = reads.apart > 1 ? (examples[0]?.length ?? 1) : 1;
      const values = new Float32Array(examples.length * texts * width);
      const tokenCounts: number[] = [];
      let cut: CutTexts | undefined;
      for (let first = 0; first < examples.length; first += EXAMPLES_AT_ONCE) {
        const some = examples.slice(first, first + EXAMPLES_AT_ONCE);
        const encoded = encode(some);
        cut = cutTogether(cut, cutIn(encoded, { first, texts, read: training.maxLength }));
        const { starts } = encoded;
        for (let text = 0; text + texts < starts.length; text += texts)
          tokenCounts.push(starts[text + texts] - starts[text]);
        let done = 0;
        await session.run(
          parameters,
          encoded,
          training,
          (batch, rows) => {
            batch.examples.forEach((text, row) =>
              values.set(rows.subarray(row * width, (row + 1) * width), (first * texts + text) * width),
            );
            done += new Set(batch.examples).size / texts;
            onProgress?.((first + done) / examples.length);
          },
          signal,
        );
      }
      return { values, tokenCounts, ...(cut && { cut }) };
    },
    release: () => releaseAll([compiled?.session]),
  };
}

/** @param first the number of the first example @param texts of each that are read apart */
function cutIn(
  { truncated, firstTruncated = [] }: KeptTexts,
  { first, texts, read }: { first: number; texts: number; read: number },
): CutTexts | undefined {
  if (truncated === 0) return undefined;
  const examples = [...new Set(firstTruncated.map((text) => first + Math.floor(text / texts)))];
  return { count: truncated, first: examples, read };
}
