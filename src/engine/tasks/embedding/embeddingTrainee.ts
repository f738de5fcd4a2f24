// The embedding of a run, whichever it is: what its threads do, what a checkpoint holds, and what it has learned.

import type { SubwordSettings } from '../../../protocol/embedding';
import type { EmbeddingModelOptions, EmbeddingTrainingOptions } from './embeddingSchemas';
import { LabError } from '../../../protocol/labError';
import { createRandom } from '../../data/random';
import { countPairs, orderedCount, orderedPairs, type CooccurrencePairs } from '../../embeddings/cooccurrence';
import {
  createGloveModel,
  gloveBytes,
  gloveMatrices,
  gloveMatrix,
  gloveVectors,
  initializeGlove,
  STEP_PAIRS,
} from '../../embeddings/gloveModel';
import { subwordBuckets } from '../../embeddings/subwords';
import type { StepTask } from '../../embeddings/stepTask';
import { discardChunks, type TokenChunks } from '../../embeddings/tokenStore';
import type { TrainedWords } from '../../embeddings/trainedWords';
import { initializeWordModel, matrixOf, planWordModel, readRows } from '../../embeddings/wordModel';
import { createLossMeter, examplesSeen, rateAt } from '../../embeddings/wordSteps';
import { availableBytes, formatBytes } from '../../runtime/machine';
import type { Feeds } from '../../runtime/session';
import type { NamedTensors } from '../../store/safetensors';
import type { LearnedEmbedding } from './embeddingFile';

/** Planned: nothing large is allocated yet. */
export interface PlannedTrainee {
  /** How many numbers are learned. */
  parameters: number;
  /** Allocates; from the start, or as a checkpoint left it. Fails with `NO_MEMORY`, or `INVALID_FILE` for a foreign checkpoint. */
  begin(stored?: NamedTensors): Trainee;
  /** Removes what lies on the disk. */
  discard(): void;
}

export interface Trainee {
  task: StepTask;
  stepsPerEpoch: number;
  /** Words of the corpus in one epoch; of GloVe, pairs. */
  unitsPerEpoch: number;
  learningRate(step: number): number;
  /** Mean loss since the last call; undefined when nothing was measured. */
  loss(): number | undefined;
  /** How many pairs of words have been learned from since this trainee began; of CBOW, of words and those around them. */
  pairs(): number;
  /** Views of all that is learned, for a checkpoint. */
  tensors(): Feeds;
  learned(): LearnedEmbedding;
}

export interface TraineeOptions {
  model: EmbeddingModelOptions;
  training: EmbeddingTrainingOptions;
  seed: number;
  threads: number;
  trained: TrainedWords;
  chunks: TokenChunks;
}

/** Plans what the experiment asks for; GloVe counts its pairs here. Fails with `NO_MEMORY`. */
export function planTrainee(
  options: TraineeOptions,
  progress: (share: number) => void | Promise<void>,
): Promise<PlannedTrainee> | PlannedTrainee {
  const { model } = options;
  return model.type === 'glove' ? planGlove({ ...options, model }, progress) : planWords({ ...options, model });
}

/** When left out: the rates of the authors' programs. */
function firstRate(model: EmbeddingModelOptions, { learningRate }: EmbeddingTrainingOptions): number {
  if (learningRate !== undefined) return learningRate;
  return model.type === 'word2vec' && model.algorithm === 'skip-gram' ? 0.025 : 0.05;
}

type Predictive = Exclude<EmbeddingModelOptions, { type: 'glove' }>;

function planWords({
  model,
  training,
  seed,
  threads,
  trained,
  chunks,
}: TraineeOptions & { model: Predictive }): PlannedTrainee {
  const subwords = model.type === 'fasttext' ? model.ngrams : undefined;
  if (chunks.longestSentence < 2) throw withoutPairs();
  const planned = planWordModel(trained, { ...model, subwords, threads });
  requireRoom(planned.bytes);
  const { words, counts, rawTokens } = trained;
  const { dimensions } = model;
  return {
    parameters: planned.parameters,
    begin(stored) {
      const made = planned.create();
      const uniform = createRandom({ seed, stream: 'vectors' }).uniform;
      if (stored) restore(stored, { input: matrixOf(made, made.input), output: matrixOf(made, made.output) });
      else initializeWordModel(made, 1, uniform);
      const learningRate = firstRate(model, training);
      const plan = {
        ...{ chunks, seed, epochs: training.epochs, learningRate },
        finalLearningRate: Math.min(training.finalLearningRate, learningRate),
      };
      return {
        task: { kind: 'words', model: made, plan },
        stepsPerEpoch: chunks.starts.length - 1,
        unitsPerEpoch: rawTokens,
        learningRate: (step) => rateAt(plan, step),
        loss: createLossMeter(made),
        pairs: () => examplesSeen(made),
        tensors: () => ({
          input: tensorOf(matrixOf(made, made.input), made.rowFloats),
          output: tensorOf(matrixOf(made, made.output), made.rowFloats),
        }),
        learned() {
          const own = readRows(made, made.input, 0, words.length);
          const ngrams = subwords && readRows(made, made.input, words.length, subwords.buckets);
          return {
            ...{ model: model.type, words, counts, dimensions },
            vectors: subwords && ngrams ? withNgrams(own, ngrams, { words, dimensions, settings: subwords }) : own,
            context: model.negative > 0 ? readRows(made, made.output, 0, words.length) : undefined,
            subwords: subwords && ngrams && { settings: subwords, ngrams },
          };
        },
      };
    },
    discard: () => discardChunks(chunks),
  };
}

async function planGlove(
  {
    model,
    training,
    seed,
    threads,
    trained,
    chunks,
  }: TraineeOptions & { model: EmbeddingModelOptions & { type: 'glove' } },
  progress: (share: number) => void | Promise<void>,
): Promise<PlannedTrainee> {
  const { words, counts } = trained;
  const { dimensions, window, xMax, exponent } = model;
  const learningRate = firstRate(model, training);
  const options = { words: words.length, dimensions, learningRate, xMax, exponent, threads };
  requireRoom(gloveBytes(options));
  const pairs = await countedPairs();
  if (pairs.values.length === 0) throw withoutPairs();
  return {
    parameters: 2 * words.length * (dimensions + 1),
    begin(stored) {
      const made = createGloveModel(options);
      const matrices = Object.fromEntries(gloveMatrices.map((name) => [name, gloveMatrix(made, name)]));
      if (stored) restore(stored, matrices);
      else initializeGlove(made, createRandom({ seed, stream: 'vectors' }).uniform);
      return {
        task: { kind: 'glove', model: made, plan: { pairs, epochs: training.epochs } },
        stepsPerEpoch: Math.ceil(pairs.values.length / STEP_PAIRS),
        unitsPerEpoch: pairs.values.length,
        learningRate: () => learningRate,
        loss: gloveLoss(made, pairs),
        pairs: () => made.threads.reduce((sum, { loss }) => sum + new Float64Array(made.memory.buffer, loss, 2)[1], 0),
        tensors: () =>
          Object.fromEntries(Object.entries(matrices).map(([name, data]) => [name, tensorOf(data, made.rowFloats)])),
        learned: () => ({
          ...{ model: 'glove', words, counts, dimensions },
          vectors: gloveVectors(made, ['input', 'output']),
          context: gloveVectors(made, ['output']),
        }),
      };
    },
    discard: () => undefined,
  };

  async function countedPairs(): Promise<CooccurrencePairs> {
    try {
      const table = await countPairs(chunks, { window, rows: words.length, progress });
      try {
        requireRoom(gloveBytes(options) + 12 * orderedCount(table));
        return orderedPairs(table, createRandom({ seed, stream: 'pairs' }).integer);
      } finally {
        table.discard();
      }
    } finally {
      discardChunks(chunks);
    }
  }
}

function withoutPairs(): LabError {
  return new LabError(
    'INVALID_DATA',
    'No two words stand beside each other in the corpus, so there is nothing to learn from: each line should be a sentence. ' +
      'Words rarer than "model.minCount" do not count.',
    { key: ['data', 'train'] },
  );
}

/** The mean loss of a pair since the last call. */
function gloveLoss(
  model: ReturnType<typeof createGloveModel>,
  { values }: CooccurrencePairs,
): () => number | undefined {
  const sums = model.threads.map(({ loss }) => new Float64Array(model.memory.buffer, loss, 2));
  let before = 0;
  let countBefore = 0;
  return () => {
    const sum = sums.reduce((total, [loss]) => total + loss, 0);
    const count = sums.reduce((total, [, pairs]) => total + pairs, 0);
    if (count === countBefore || values.length === 0) return undefined;
    const mean = (sum - before) / (count - countBefore);
    before = sum;
    countBefore = count;
    return mean;
  };
}

const tensorOf = (data: Float32Array, rowFloats: number): Feeds[string] => ({
  ...{ dtype: 'float32', data: data as Float32Array<ArrayBuffer> },
  shape: [data.length / rowFloats, rowFloats],
});

function restore(stored: NamedTensors, into: Record<string, Float32Array>): void {
  for (const [name, matrix] of Object.entries(into)) {
    const data = stored.get(name)?.data;
    if (!(data instanceof Float32Array) || data.length !== matrix.length)
      throw new LabError(
        'INVALID_FILE',
        `The checkpoint does not fit this experiment: "${name}" is missing or of another size.`,
      );
    matrix.set(data);
  }
}

/** The vector of each known word in fastText: the mean of its own row and those of its n-grams. */
function withNgrams(
  own: Float32Array,
  ngrams: Float32Array,
  { words, dimensions, settings }: { words: readonly string[]; dimensions: number; settings: SubwordSettings },
): Float32Array {
  words.forEach((word, row) => {
    const buckets = subwordBuckets(word, settings);
    const vector = own.subarray(row * dimensions, (row + 1) * dimensions);
    for (const bucket of buckets) for (let d = 0; d < dimensions; d++) vector[d] += ngrams[bucket * dimensions + d];
    for (let d = 0; d < dimensions; d++) vector[d] /= buckets.length + 1;
  });
  return own;
}

function requireRoom(bytes: number, available = availableBytes()): void {
  if (bytes <= available) return;
  throw new LabError(
    'NO_MEMORY',
    `These vectors need about ${formatBytes(bytes)} of memory, but only ${formatBytes(available)} are free. ` +
      'Lower "model.dimensions", "model.maxWords" or the n-gram buckets, or raise "model.minCount".',
    { key: ['model', 'dimensions'] },
  );
}
