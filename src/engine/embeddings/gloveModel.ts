// A GloVe model in shared memory: two matrices with their biases, and the sums of squares of AdaGrad.

import { LabError } from '../../protocol/labError';
import { FIRST_ADDRESS, MAX_MEMORY_BYTES } from '../compiled/memory';
import { gloveFields, writeJob, type GloveFields } from './jobLayout';
import { createSharedMemory } from './kernelModule';

/** Pairs of a step. */
export const STEP_PAIRS = 1 << 15;

export interface GloveModelOptions {
  words: number;
  dimensions: number;
  learningRate: number;
  xMax: number;
  exponent: number;
  threads: number;
}

/** Addresses in the memory; plain data. A row is a padded vector and behind it its bias, padded to 4 floats. */
export interface GloveModel {
  memory: WebAssembly.Memory;
  threads: { job: number; words: number; contexts: number; values: number; loss: number }[];
  words: number;
  dimensions: number;
  rowFloats: number;
  /** Floats from the start of a row to its bias. */
  biasAt: number;
  /** Addresses of `[words, rowFloats]`. */
  matrices: Record<GloveMatrix, number>;
}

export type GloveMatrix = 'input' | 'output' | 'inputSquares' | 'outputSquares';
export const gloveMatrices: readonly GloveMatrix[] = ['input', 'output', 'inputSquares', 'outputSquares'];

function sizesOf({ words, dimensions, threads }: GloveModelOptions) {
  const biasAt = Math.ceil(dimensions / 4) * 4;
  const rowFloats = biasAt + 4;
  const matrixBytes = words * rowFloats * 4;
  const threadBytes = 64 * Math.ceil((gloveFields.length * 4) / 64) + 3 * STEP_PAIRS * 4 + 64;
  return { biasAt, rowFloats, matrixBytes, bytes: FIRST_ADDRESS + 4 * (matrixBytes + 64) + threads * threadBytes };
}

export const gloveBytes = (options: GloveModelOptions): number => sizesOf(options).bytes;

/** Vectors are zero, sums of squares 1. Fails with `NO_MEMORY`. */
export function createGloveModel(options: GloveModelOptions): GloveModel {
  const { words, dimensions, learningRate, xMax, exponent, threads } = options;
  const { biasAt, rowFloats, matrixBytes, bytes } = sizesOf(options);
  if (bytes > MAX_MEMORY_BYTES)
    throw new LabError(
      'NO_MEMORY',
      `GloVe with ${words} words in ${dimensions} dimensions takes ${(bytes / 1e9).toFixed(1)} GB; WebAssembly reaches 4.3 GB. ` +
        'Lower "model.dimensions", or raise "model.minCount".',
      { key: ['model', 'dimensions'] },
    );
  const memory = createSharedMemory(bytes);
  let used = FIRST_ADDRESS;
  const take = (size: number): number => {
    const at = used;
    used = Math.ceil((used + size) / 64) * 64;
    return at;
  };
  const matrices = Object.fromEntries(gloveMatrices.map((name) => [name, take(matrixBytes)])) as GloveModel['matrices'];
  const perThread = Array.from({ length: threads }, () => ({
    job: take(gloveFields.length * 4),
    words: take(STEP_PAIRS * 4),
    contexts: take(STEP_PAIRS * 4),
    values: take(STEP_PAIRS * 4),
    loss: take(16), // f64: the sum, and of how many pairs
  }));
  for (const { job, loss, ...arrays } of perThread) {
    const fields: GloveFields = {
      ...{ ...arrays, ...matrices, count: 0, stride: rowFloats * 4, biasAt: biasAt * 4 },
      ...{ rate: learningRate, xMax, exponent, lossSum: loss },
    };
    writeJob(memory.buffer, job, gloveFields, fields);
  }
  const model = { memory, threads: perThread, words, dimensions, rowFloats, biasAt, matrices };
  for (const name of ['inputSquares', 'outputSquares'] as const) gloveMatrix(model, name).fill(1);
  return model;
}

/** A matrix with bias and padding: `[words, rowFloats]`. */
export function gloveMatrix({ memory, words, rowFloats, matrices }: GloveModel, name: GloveMatrix): Float32Array {
  return new Float32Array(memory.buffer, matrices[name], words * rowFloats);
}

/** Vectors and biases uniform between -1/2D and 1/2D, as in the authors' program. */
export function initializeGlove(model: GloveModel, uniform: () => number): void {
  const { words, dimensions, rowFloats, biasAt } = model;
  for (const name of ['input', 'output'] as const) {
    const matrix = gloveMatrix(model, name);
    for (let row = 0; row < words; row++) {
      for (let d = 0; d < dimensions; d++) matrix[row * rowFloats + d] = (uniform() - 0.5) / dimensions;
      matrix[row * rowFloats + biasAt] = (uniform() - 0.5) / dimensions;
    }
  }
}

/** `[words, dimensions]`: the sum of a word's two vectors (section 4.2), or one of them. */
export function gloveVectors(model: GloveModel, names: readonly ('input' | 'output')[]): Float32Array {
  const { words, dimensions, rowFloats } = model;
  const vectors = new Float32Array(words * dimensions);
  for (const name of names) {
    const matrix = gloveMatrix(model, name);
    for (let row = 0; row < words; row++)
      for (let d = 0; d < dimensions; d++) vectors[row * dimensions + d] += matrix[row * rowFloats + d];
  }
  return vectors;
}
