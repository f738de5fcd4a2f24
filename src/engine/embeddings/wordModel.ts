// A word2vec or fastText model in shared memory: vectors, sampling tables, and room for each thread to work in.

import type { SubwordSettings } from '../../protocol/embedding';
import { LabError } from '../../protocol/labError';
import { allocator, MAX_MEMORY_BYTES } from '../compiled/memory';
import { huffmanPaths, type HuffmanPaths } from './huffmanTree';
import { jobFields, writeJob, type JobFields } from './jobLayout';
import { createSharedMemory } from './kernelModule';
import { keepThresholds, noiseTable } from './samplingTables';
import { subwordBuckets } from './subwords';
import { CHUNK_TOKENS } from './tokenStore';
import type { TrainedWords } from './trainedWords';

export interface WordModelOptions {
  algorithm: 'skip-gram' | 'cbow';
  dimensions: number;
  window: number;
  /** Noise words for each word and one near it (CBOW: those near it); 0: none. */
  negative: number;
  hierarchicalSoftmax: boolean;
  subsample: number;
  /** fastText. */
  subwords?: SubwordSettings;
  threads: number;
}

/** Addresses in the memory; plain data. */
export interface WordModel {
  memory: WebAssembly.Memory;
  /** Of the job, the token buffer and the loss sums of each thread. */
  threads: { job: number; tokens: number; loss: number }[];
  /** Which kernel trains it. */
  kernel: 'trainSkipGram' | 'trainCbow' | 'trainSubwordSkipGram';
  dimensions: number;
  /** Floats from row to row. */
  rowFloats: number;
  /** Matrices: address and rows. */
  input: { at: number; rows: number };
  output: { at: number; rows: number };
}

/** Targets of a block in the kernels. */
const BLOCK = 6;

interface Sizes {
  words: number;
  inputRows: number;
  outputRows: number;
  rowBytes: number;
  subwordRows: number;
  /** Most rows of one bag, or of one window. */
  bagRows: number;
  pathNodes: number;
  /** Most targets at once. */
  targets: number;
}

interface Places {
  fields: Omit<JobFields, 'tokens' | 'tokenCount' | 'rate' | keyof ThreadPlaces>;
  threads: (ThreadPlaces & { job: number; tokens: number })[];
  bytes: number;
}

type ThreadPlaces = Record<
  'kept' | 'rows' | 'targets' | 'labels' | 'block' | 'gradients' | 'deltas' | 'hidden' | 'lossSum' | 'lossCount',
  number
>;

function place(sizes: Sizes, { window, negative, hierarchicalSoftmax, subwords, threads }: WordModelOptions): Places {
  const { words, inputRows, outputRows, rowBytes, bagRows, pathNodes } = sizes;
  const { take, used } = allocator();
  const paddedTargets = Math.ceil(sizes.targets / BLOCK) * BLOCK;
  const fields = {
    input: take(inputRows * rowBytes),
    output: take(outputRows * rowBytes),
    ...{ stride: rowBytes, vocabulary: words, negative, window },
    keep: take(words * 4),
    noiseThreshold: take(words * 4),
    noiseAlias: take(words * 4),
    treeStarts: hierarchicalSoftmax ? take((words + 1) * 4) : 0,
    treeNodes: hierarchicalSoftmax ? take(pathNodes * 4) : 0,
    treeLabels: hierarchicalSoftmax ? take(pathNodes * 4) : 0,
    subwordStarts: subwords ? take((words + 1) * 4) : 0,
    subwordRows: subwords ? take(sizes.subwordRows * 4) : 0,
    zeros: take(rowBytes),
  };
  const perThread = Array.from({ length: threads }, () => ({
    job: take(jobFields.length * 4),
    tokens: take(CHUNK_TOKENS * 4),
    kept: take(CHUNK_TOKENS * 4),
    rows: take((bagRows + 4 * window + 2) * 4),
    targets: take(paddedTargets * 4),
    labels: take(paddedTargets * 4),
    block: take(BLOCK * rowBytes),
    gradients: take((2 * window + 1) * BLOCK * 4 + 48),
    deltas: take(2 * window * rowBytes),
    hidden: take(rowBytes),
    lossSum: take(8),
    lossCount: take(16), // and of all examples
  }));
  return { fields, threads: perThread, bytes: used() };
}

/** Where the rows of each word's n-grams are, its own first. */
function subwordTable(words: readonly string[], settings: SubwordSettings): { starts: Int32Array; rows: Int32Array } {
  const starts = new Int32Array(words.length + 1);
  const all = words.map((word) => Int32Array.from(subwordBuckets(word, settings), (bucket) => words.length + bucket));
  all.forEach((rows, word) => (starts[word + 1] = starts[word] + 1 + rows.length));
  const rows = new Int32Array(starts[words.length]);
  all.forEach((ngrams, word) => {
    rows[starts[word]] = word;
    rows.set(ngrams, starts[word] + 1);
  });
  return { starts, rows };
}

const longest = (starts: Int32Array): number =>
  starts.subarray(1).reduce((most, end, index) => Math.max(most, end - starts[index]), 0);

export interface PlannedWordModel {
  /** Bytes of shared memory. */
  bytes: number;
  /** Numbers that are learned. */
  parameters: number;
  /** Makes it; vectors are still zero. Fails with `NO_MEMORY`. */
  create(): WordModel;
}

/** Works out all sizes before anything large is allocated. Fails with `NO_MEMORY` beyond what addresses of 32 bits reach. */
export function planWordModel(trained: TrainedWords, options: WordModelOptions): PlannedWordModel {
  const { dimensions, window, negative, hierarchicalSoftmax, subwords, algorithm } = options;
  const words = trained.words.length;
  const table = subwords && subwordTable(trained.words, subwords);
  const tree = hierarchicalSoftmax ? huffmanPaths(trained.counts) : undefined;
  const context = 2 * window;
  const manyTargets = subwords && algorithm === 'skip-gram' ? context : 1;
  const longestWord = table ? longest(table.starts) : 1;
  const sizes: Sizes = {
    words,
    inputRows: words + (subwords?.buckets ?? 0),
    outputRows: (negative > 0 ? words : 0) + (tree ? words - 1 : 0),
    rowBytes: Math.ceil(dimensions / 4) * 16,
    subwordRows: table?.rows.length ?? 0,
    bagRows: context * longestWord,
    pathNodes: tree?.nodes.length ?? 0,
    targets: manyTargets * ((negative > 0 ? 1 + negative : 0) + (tree ? longest(tree.starts) : 0)),
  };
  const places = place(sizes, options);
  if (places.bytes > MAX_MEMORY_BYTES)
    throw new LabError(
      'NO_MEMORY',
      `Vectors of ${words} words${subwords ? ` and ${subwords.buckets} n-grams` : ''} in ${dimensions} dimensions take ${(places.bytes / 1e9).toFixed(1)} GB; ` +
        'WebAssembly reaches 4.3 GB. Lower "model.dimensions", or raise "model.minCount".',
      { key: ['model', 'dimensions'] },
    );
  return {
    bytes: places.bytes,
    parameters: (sizes.inputRows + sizes.outputRows) * dimensions,
    create: () => createModel(trained, options, { sizes, places, table, tree }),
  };
}

function createModel(
  { counts }: TrainedWords,
  { algorithm, dimensions, negative, subsample, subwords }: WordModelOptions,
  plan: { sizes: Sizes; places: Places; table?: { starts: Int32Array; rows: Int32Array }; tree?: HuffmanPaths },
): WordModel {
  const { sizes, places, table, tree } = plan;
  const { fields } = places;
  const memory = createSharedMemory(places.bytes);
  const { buffer } = memory;
  const write = (at: number, values: Int32Array | Uint32Array | Float32Array): void =>
    new Uint8Array(buffer, at, values.byteLength).set(
      new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
    );
  const noise = noiseTable(counts);
  write(fields.keep, keepThresholds(counts, subsample));
  write(fields.noiseThreshold, noise.threshold);
  write(fields.noiseAlias, noise.alias);
  if (table) {
    write(fields.subwordStarts, table.starts);
    write(fields.subwordRows, table.rows);
  }
  if (tree) {
    const firstNode = negative > 0 ? sizes.words : 0;
    write(fields.treeStarts, tree.starts);
    write(fields.treeNodes, tree.nodes.map((node) => firstNode + node)); // prettier-ignore
    write(
      fields.treeLabels,
      Float32Array.from(tree.codes, (code) => 1 - code),
    );
  }
  for (const { job, ...own } of places.threads)
    writeJob(buffer, job, jobFields, { ...fields, ...own, tokenCount: 0, rate: 0 });
  const skipGram = subwords ? 'trainSubwordSkipGram' : 'trainSkipGram';
  return {
    memory,
    threads: places.threads.map(({ job, tokens, lossSum }) => ({ job, tokens, loss: lossSum })),
    kernel: algorithm === 'cbow' ? 'trainCbow' : skipGram,
    ...{ dimensions, rowFloats: sizes.rowBytes / 4 },
    input: { at: fields.input, rows: sizes.inputRows },
    output: { at: fields.output, rows: sizes.outputRows },
  };
}

/** A matrix with its padding; `[rows, rowFloats]`. */
export function matrixOf(
  { memory, rowFloats }: Pick<WordModel, 'memory' | 'rowFloats'>,
  { at, rows }: WordModel['input'],
): Float32Array {
  return new Float32Array(memory.buffer, at, rows * rowFloats);
}

/**
 * Draws the first vectors, uniform between -`scale`/D and `scale`/D (fastText and gensim 4: 1; word2vec.c: 0.5); outputs
 * start at zero.
 * `uniform` gives numbers in [0, 1).
 */
export function initializeWordModel(model: WordModel, scale: number, uniform: () => number): void {
  const { dimensions, rowFloats, input } = model;
  const vectors = matrixOf(model, input);
  for (let row = 0; row < input.rows; row++)
    for (let d = 0; d < dimensions; d++) vectors[row * rowFloats + d] = ((2 * uniform() - 1) * scale) / dimensions;
}

/** A copy without padding: `[count, dimensions]` from row `first`. */
export function readRows(model: WordModel, matrix: WordModel['input'], first: number, count: number): Float32Array {
  const { dimensions, rowFloats } = model;
  const from = matrixOf(model, matrix);
  const rows = new Float32Array(count * dimensions);
  for (let row = 0; row < count; row++) {
    const at = (first + row) * rowFloats;
    rows.set(from.subarray(at, at + dimensions), row * dimensions);
  }
  return rows;
}
