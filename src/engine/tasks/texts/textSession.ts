// A model of texts at work: its answers for encoded examples, batch by batch.

import type { TrainingOptions } from '../../schema/training';
import { LabError } from '../../../protocol/labError';
import { answeringBatches, makeBatch, type Batch } from '../../data/batches';
import { encodeInSteps, lengthsOf, type KeptTexts } from '../../data/encodedTexts';
import { joinedPairs, segmentsOf } from '../../data/joinedTexts';
import { allTexts } from '../../data/severalTexts';
import { tokensOfEach, unknownIn, type CountedTokens, type UnknownTokens } from '../../data/unknownTokens';
import type { Classifier, Inference, TextsRead } from '../../models/classifier';
import { compile, type Feeds, type SessionSettings } from '../../runtime/session';
import { tensor } from '../../runtime/tensor';
import { tokensInMemory, type TokenStore } from '../../store/tokenStore';
import type { Rows } from '../../text/rows';
import type { Tokenizer } from '../../text/tokenizer';
import type { Training } from '../../text/trainers/training';
import type { Vocabulary } from '../../text/vocabulary';

const ONE_TEXT: TextsRead = { apart: 1, segments: false };

export const readsOf = ({ reads = ONE_TEXT }: Pick<Classifier, 'reads'>): TextsRead => reads;

/** The texts of examples as a model reads them: pairs as one sequence, or each text by itself. @param store makes where ids lie */
export function* encodeExamples(
  examples: Rows<{ texts: readonly string[] }>,
  { segments }: TextsRead,
  cut: { tokenizer: Tokenizer; vocabulary: Vocabulary; training: TrainingOptions },
  store: () => TokenStore = tokensInMemory,
): Training<KeptTexts> {
  const encoded = yield* encodeInSteps(allTexts(examples), cut.tokenizer, cut.vocabulary, cut.training, store());
  return segments ? joinedPairs(encoded, cut.training, store()) : encoded;
}

/** Separators are no tokens of the texts. */
export const unknownInTexts = (texts: KeptTexts, { segments }: TextsRead): UnknownTokens =>
  unknownIn(texts, texts.empty + (segments ? texts.starts.length - 1 : 0));

/** The same, and of each example. */
export const unknownInExamples = (texts: KeptTexts, { segments, apart }: TextsRead): CountedTokens => ({
  ...unknownInTexts(texts, { segments, apart }),
  examples: tokensOfEach(texts, { texts: apart, added: Number(segments) }),
});

type BatchShape = Pick<TrainingOptions, 'batchSize' | 'maxLength' | 'padding' | 'padTo'>;

export interface TextSession {
  /**
   * Called for each batch with the answers `[batch, width]` and, with attention pooling, the weights, laid out as its ids; of an example
   * that is alone in its batch with two equal rows (`answeringBatches`). Between batches the signal is looked at.
   */
  run(
    parameters: Feeds,
    texts: KeptTexts,
    shape: BatchShape,
    each: (batch: Batch, answers: Float32Array, weights: Float32Array | undefined) => void,
    signal?: AbortSignal,
  ): Promise<void>;
  /** All answers, `[examples, width]`. */
  answers(parameters: Feeds, texts: KeptTexts, shape: BatchShape, signal?: AbortSignal): Promise<Float32Array>;
  release(): Promise<void>;
}

/** @param program of inference: its answers, and the weights where there are any */
export async function createTextSession(
  reads: TextsRead,
  { answers, ...more }: Inference,
  settings: SessionSettings,
): Promise<TextSession> {
  const program = await compile({ answers, ...more }, settings, 'inference');
  const session: TextSession = {
    async run(parameters, texts, shape, each, signal) {
      for (const examples of answeringBatches(lengthsOf(texts, reads.apart), shape)) {
        if (signal?.aborted) throw new LabError('CANCELLED', 'Evaluation was cancelled.');
        const batch = makeBatch(texts, examples, shape, reads.apart);
        const found = await program.run({ ...parameters, ...batchFeeds(batch, shape.padding, reads) });
        each(batch, found.answers.data as Float32Array, found.weights?.data as Float32Array | undefined);
      }
    },
    async answers(parameters, texts, shape, signal) {
      const examples = (texts.starts.length - 1) / reads.apart;
      let all = new Float32Array(0);
      const keep = (batch: Batch, rows: Float32Array): void => {
        const width = rows.length / batch.size;
        if (all.length === 0) all = new Float32Array(examples * width);
        batch.examples.forEach((example, row) =>
          all.set(rows.subarray(row * width, (row + 1) * width), example * width),
        );
      };
      await session.run(parameters, texts, shape, keep, signal);
      return all;
    },
    release: () => program.release(),
  };
  return session;
}

/** `ids` and `mask` of a padded batch, [time, batch], of several texts [time, batch, texts]; and `segments` where they are read. */
export function batchFeeds(
  { ids, lengths, time, size, texts }: Batch,
  padding: TrainingOptions['padding'],
  { segments }: TextsRead = ONE_TEXT,
): Feeds {
  const columns = lengths.length;
  const shape = texts === 1 ? [time, size] : [time, size, texts];
  const mask = new Uint8Array(ids.length);
  lengths.forEach((length, column) => {
    const first = padding === 'after' ? 0 : time - length;
    for (let t = first; t < first + length; t++) mask[t * columns + column] = 1;
  });
  return {
    ...{ ids: tensor('int32', shape, ids), mask: tensor('bool', shape, mask) },
    ...(segments ? { segments: tensor('int32', shape, segmentsOf(ids, size)) } : {}),
  };
}
