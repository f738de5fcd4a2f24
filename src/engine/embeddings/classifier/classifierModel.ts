// A fastText classifier in training, in shared memory: the rows of words and n-grams, those of labels, and room for each thread
// to work in.

import { LabError } from '../../../protocol/labError';
import { allocator, MAX_MEMORY_BYTES } from '../../compiled/memory';
import { classifierFields, writeJob } from '../jobLayout';
import { createSharedMemory, instantiateKernels } from '../kernelModule';
import { aliasTable } from '../samplingTables';
import { labelTree } from './labelTree';
import { LOSSES, type ClassifierLoss } from './settings';

export interface ClassifierModelOptions {
  dimensions: number;
  loss: ClassifierLoss;
  /** Labels drawn against the right one, with negative sampling. */
  negative: number;
  /** How many texts have each label, by falling count. */
  labelCounts: Float64Array;
  /** Words and buckets. */
  inputRows: number;
  /** Most rows and texts of a step. */
  largest: { rows: number; texts: number };
  threads: number;
}

/** Addresses in the memory; plain data. */
export interface ClassifierModel {
  memory: WebAssembly.Memory;
  /** Of the job, of the texts of a step, and of the sums of losses, of each thread. */
  threads: { job: number; rows: number; starts: number; labels: number; lossSum: number }[];
  dimensions: number;
  /** Floats from row to row. */
  rowFloats: number;
  /** Matrices: address and rows. */
  input: { at: number; rows: number };
  output: { at: number; rows: number };
}

export interface PlannedClassifier {
  /** Bytes of shared memory. */
  bytes: number;
  /** Numbers that are learned. */
  parameters: number;
  /** Makes it; all numbers are zero. Fails with `NO_MEMORY`. */
  create(): ClassifierModel;
}

/** Works out all sizes before anything large is allocated. Fails with `NO_MEMORY` beyond what addresses of 32 bits reach. */
export function planClassifier(options: ClassifierModelOptions): PlannedClassifier {
  const { dimensions, loss, negative, labelCounts, inputRows, largest, threads } = options;
  const classes = labelCounts.length;
  const stride = Math.ceil(dimensions / 4) * 16;
  const noise = loss === 'negative-sampling' ? aliasTable(labelCounts.map(Math.sqrt)) : undefined;
  const tree = loss === 'hierarchical-softmax' ? labelTree(labelCounts) : undefined;
  const { take, used } = allocator();
  const fields = {
    ...{ stride, classes, negative, loss: LOSSES.indexOf(loss) },
    input: take(inputRows * stride),
    output: take(classes * stride),
    noiseThreshold: noise ? take(classes * 4) : 0,
    noiseAlias: noise ? take(classes * 4) : 0,
    treeStarts: tree ? take(tree.starts.byteLength) : 0,
    treeNodes: tree ? take(tree.nodes.byteLength) : 0,
    treeLabels: tree ? take(tree.nodes.byteLength) : 0,
  };
  const perThread = Array.from({ length: threads }, () => ({
    job: take(classifierFields.length * 4),
    rows: take(largest.rows * 4),
    starts: take((largest.texts + 1) * 4),
    labels: take(largest.texts * 4),
    hidden: take(stride),
    step: take(stride),
    scores: take((classes + 4) * 4),
    lossSum: take(16),
  }));
  const bytes = used();
  if (bytes > MAX_MEMORY_BYTES) throw tooLarge(inputRows, dimensions, bytes);
  return {
    bytes,
    parameters: (inputRows + classes) * dimensions,
    create() {
      const memory = createSharedMemory(bytes);
      const write = (at: number, values: Int32Array | Uint32Array | Float32Array): void =>
        new Uint8Array(memory.buffer, at).set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
      if (noise) {
        write(fields.noiseThreshold, noise.threshold);
        write(fields.noiseAlias, noise.alias);
      }
      if (tree) {
        write(fields.treeStarts, tree.starts);
        write(fields.treeNodes, tree.nodes);
        write(fields.treeLabels, Float32Array.from(tree.codes));
      }
      for (const { job, ...own } of perThread)
        writeJob(memory.buffer, job, classifierFields, { ...fields, ...own, texts: 0, rate: 0, rateFall: 0 });
      return {
        ...{ memory, dimensions, rowFloats: stride / 4 },
        threads: perThread,
        input: { at: fields.input, rows: inputRows },
        output: { at: fields.output, rows: classes },
      };
    },
  };
}

/**
 * Draws the first rows of words, uniform between -1/D and 1/D. Those of buckets start at zero, as all do that no text uses, and those
 * of labels. (So do most in the program: with T threads fastText 0.9.2 draws the first T tenths of its rows alone.)
 */
export function initializeClassifier(
  model: ClassifierModel,
  module: WebAssembly.Module,
  { words, seed }: { words: number; seed: number },
): void {
  const { memory, dimensions, rowFloats, input } = model;
  const { fillUniform } = instantiateKernels(module, memory);
  fillUniform(input.at, words, dimensions, 4 * rowFloats, seed | 0, Math.floor(seed / 2 ** 32) | 0);
}

function tooLarge(rows: number, dimensions: number, bytes: number): LabError {
  return new LabError(
    'NO_MEMORY',
    `${rows} words and n-grams in ${dimensions} dimensions take ${(bytes / 1e9).toFixed(1)} GB; WebAssembly reaches 4.3 GB. ` +
      'Lower "model.dimensions" or "model.bucket", or raise "model.minCount".',
    { key: ['model', 'dimensions'] },
  );
}
