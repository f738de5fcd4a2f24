// The compiled kernels beside plain arithmetic, for any sizes and settings.

import assert from 'node:assert/strict';
import { fused, plain } from '../../../src/engine/embeddings/generated/kernels';
import {
  createGloveModel,
  gloveMatrices,
  gloveMatrix,
  initializeGlove,
} from '../../../src/engine/embeddings/gloveModel';
import { createGloveRunner } from '../../../src/engine/embeddings/gloveSteps';
import { huffmanPaths } from '../../../src/engine/embeddings/huffmanTree';
import { keepThresholds, noiseTable } from '../../../src/engine/embeddings/samplingTables';
import { subwordBuckets } from '../../../src/engine/embeddings/subwords';
import { END } from '../../../src/engine/embeddings/tokenStore';
import {
  initializeWordModel,
  matrixOf,
  planWordModel,
  type WordModelOptions,
} from '../../../src/engine/embeddings/wordModel';
import { createStepRunner } from '../../../src/engine/embeddings/wordSteps';
import { createRandom } from '../../../src/engine/data/random';
import { trainReference, trainReferenceGlove, type ReferenceModel } from './reference';

export const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text, 'base64'));
export const builds = [
  ['plain SIMD', bytesOf(plain)],
  ['relaxed SIMD', bytesOf(fused)],
] as const;

const words = ['the', 'of', 'where', 'naïve', '영화', 'a', 'was', 'b', 'film'];
const counts = Float64Array.of(90, 60, 40, 30, 20, 20, 9, 5, 5);

/** Sentences of words drawn by chance; the first holds a word twice beside itself, the last is a single word. */
function sentences(): number[][] {
  const random = createRandom({ seed: 3, stream: 'sentences' });
  const drawn = Array.from({ length: 12 }, () =>
    Array.from({ length: 1 + random.integer(14) }, () => random.integer(words.length)),
  );
  return [[1, 1, 2, 1, 1], ...drawn, [4]];
}

const rowsOf = (flat: Float32Array, rowFloats: number, width: number): Float64Array[] =>
  Array.from({ length: flat.length / rowFloats }, (_, row) =>
    Float64Array.from(flat.subarray(row * rowFloats, row * rowFloats + width)),
  );

/** @param most of 1, or of the value where that is larger: rounding adds up over some hundred steps */
function assertClose(
  found: readonly Float64Array[],
  expected: readonly Float64Array[],
  title: string,
  most: number,
): void {
  let worst = 0;
  found.forEach((row, i) =>
    row.forEach(
      (value, d) => (worst = Math.max(worst, Math.abs(value - expected[i][d]) / Math.max(1, Math.abs(expected[i][d])))),
    ),
  );
  assert.ok(worst < most, `${title}: off by ${worst}`);
}

export type Case = Partial<WordModelOptions> & Pick<WordModelOptions, 'dimensions'>;

/** Trains with compiled kernels and with plain arithmetic. @throws AssertionError where they part */
export function checkWords(bytes: Uint8Array<ArrayBuffer>, given: Case, most = 5e-6): void {
  const options: WordModelOptions = {
    ...{ algorithm: 'skip-gram', window: 3, negative: 5, hierarchicalSoftmax: false, subsample: 0.05, threads: 1 },
    ...given,
  };
  const trained = { words, counts, rawTokens: 279 };
  const model = planWordModel(trained, options).create();
  const random = createRandom({ seed: 1, stream: 'vectors' });
  initializeWordModel(model, options.dimensions, random.uniform); // large vectors: a wrong term shows
  const outputs = matrixOf(model, model.output);
  for (let row = 0; row < model.output.rows; row++)
    for (let d = 0; d < options.dimensions; d++) outputs[row * model.rowFloats + d] = random.uniform() - 0.5;
  const subwords = options.subwords;
  const reference: ReferenceModel = {
    ...options,
    rate: Math.fround(0.05),
    keep: keepThresholds(counts, options.subsample),
    noise: noiseTable(counts),
    tree: options.hierarchicalSoftmax ? huffmanPaths(counts) : undefined,
    subwords:
      subwords && words.map((word, i) => [i, ...subwordBuckets(word, subwords).map((row) => row + words.length)]),
    input: rowsOf(matrixOf(model, model.input), model.rowFloats, options.dimensions),
    output: rowsOf(outputs, model.rowFloats, options.dimensions),
  };
  const tokens = Int32Array.from(sentences().flatMap((sentence) => [...sentence, END]));
  const chunks = {
    starts: Float64Array.of(0, tokens.length),
    source: { kind: 'memory' as const, tokens },
    longestSentence: tokens.length,
  };
  const plan = { chunks, epochs: 1, learningRate: 0.05, finalLearningRate: 0.05, seed: 7 };
  createStepRunner(model, plan, 0, new WebAssembly.Module(bytes)).run(0);
  trainReference(reference, sentences(), Math.imul(1, 0x9e3779b1) ^ 7, Math.imul(7, 0x85ebca6b) | 0);
  const title = JSON.stringify(given);
  assertClose(rowsOf(matrixOf(model, model.input), model.rowFloats, options.dimensions), reference.input, title, most);
  assertClose(rowsOf(outputs, model.rowFloats, options.dimensions), reference.output, title, most);
  for (const { at, rows } of [model.input, model.output])
    rowsOf(matrixOf(model, { at, rows }), model.rowFloats, model.rowFloats).forEach((row) =>
      assert.ok(
        row.subarray(options.dimensions).every((value) => value === 0),
        'the padding stays zero',
      ),
    );
}

export const subwords = { minLength: 2, maxLength: 3, buckets: 40, unit: 'character' as const };
/** Likewise. */
export function checkGlove(bytes: Uint8Array<ArrayBuffer>, dimensions: number, seed = 5, most = 2e-5): void {
  const random = createRandom({ seed, stream: 'glove' });
  const options = { words: 6, dimensions, learningRate: 0.1, xMax: 10, exponent: 0.75, threads: 1 };
  const model = createGloveModel(options);
  initializeGlove(model, random.uniform);
  const read = (name: (typeof gloveMatrices)[number]): Float64Array[] =>
    rowsOf(gloveMatrix(model, name), model.rowFloats, model.rowFloats).map((row) =>
      Float64Array.of(...row.subarray(0, dimensions), row[model.biasAt]),
    );
  const reference = {
    ...{ rate: Math.fround(0.1), xMax: 10, exponent: 0.75, input: read('input'), output: read('output') },
    ...{ inputSquares: read('inputSquares'), outputSquares: read('outputSquares') },
  };
  const pairs = Array.from({ length: 400 }, () => ({
    ...{ word: random.integer(6), context: random.integer(6), value: Math.fround(0.1 + 30 * random.uniform()) },
  }));
  const plan = {
    pairs: {
      words: Int32Array.from(pairs, ({ word }) => word),
      contexts: Int32Array.from(pairs, ({ context }) => context),
      values: Float32Array.from(pairs, ({ value }) => value),
    },
    epochs: 1,
  };
  createGloveRunner(model, plan, 0, new WebAssembly.Module(bytes)).run(0);
  const loss = trainReferenceGlove(reference, pairs);
  for (const name of gloveMatrices) {
    const worst = read(name).map((row, i) =>
      Math.max(
        ...row.map(
          (value, d) => Math.abs(value - reference[name][i][d]) / Math.max(1, Math.abs(reference[name][i][d])),
        ),
      ),
    );
    assert.ok(Math.max(...worst) < most, `${name} with ${dimensions} dimensions: off by ${Math.max(...worst)}`);
  }
  const [sum, count] = new Float64Array(model.memory.buffer, model.threads[0].loss, 2);
  assert.equal(count, 400);
  assert.ok(Math.abs(sum - loss) < 1e-4 * loss);
}
