// The kernel of fastText's classifier against the slope of its loss in float64, and the parts around it against plain arithmetic.

import assert from 'node:assert/strict';
import { initializeClassifier, planClassifier } from '../../../src/engine/embeddings/classifier/classifierModel';
import { createClassifierRunner, lossSumsOf } from '../../../src/engine/embeddings/classifier/classifierSteps';
import { chunkTexts, largestChunk } from '../../../src/engine/embeddings/classifier/examples';
import { labelTree } from '../../../src/engine/embeddings/classifier/labelTree';
import { NgramHash } from '../../../src/engine/embeddings/classifier/ngramHash';
import { LOSSES, type ClassifierLoss } from '../../../src/engine/embeddings/classifier/settings';
import { UsedBuckets } from '../../../src/engine/embeddings/classifier/usedBuckets';
import { createFastRandom } from '../../../src/engine/analysis/random';
import { matrixOf } from '../../../src/engine/embeddings/wordModel';
import { builds } from './kernelCases';

interface Case {
  loss: ClassifierLoss;
  classes: number;
  dimensions: number;
  rows: number[];
  label: number;
}

/** -log p of the label, from matrices `[rows, dimensions]` in float64. */
function lossOf({ loss, classes, dimensions, rows, label }: Case, input: Float64Array, output: Float64Array): number {
  const hidden = Array.from({ length: dimensions }, (_, i) => rows.reduce((sum, row) => sum + input[row * dimensions + i], 0) / rows.length); // prettier-ignore
  const margin = (row: number): number =>
    hidden.reduce((sum, value, i) => sum + value * output[row * dimensions + i], 0);
  const against = (x: number): number => Math.log1p(Math.exp(x));
  const margins = Array.from({ length: classes }, (_, k) => margin(k));
  if (loss === 'softmax') return Math.log(margins.reduce((sum, x) => sum + Math.exp(x), 0)) - margins[label];
  if (loss !== 'hierarchical-softmax') return margins.reduce((sum, x, k) => sum + against(k === label ? -x : x), 0);
  const { starts, nodes, codes } = labelTree(countsOf(classes));
  let sum = 0;
  for (let at = starts[label]; at < starts[label + 1]; at++)
    sum += against(codes[at] === 1 ? -margins[nodes[at]] : margins[nodes[at]]);
  return sum;
}

const countsOf = (classes: number): Float64Array => Float64Array.from({ length: classes }, (_, k) => 100 - 7 * k);
const RATE = 1e-2;

function check(bytes: Uint8Array<ArrayBuffer>, given: Case): void {
  const { loss, classes, dimensions, rows, label } = given;
  const starts = Int32Array.of(0, rows.length);
  const chunks = chunkTexts(starts);
  const model = planClassifier({
    ...{ loss, dimensions, negative: 1, labelCounts: countsOf(classes), inputRows: 7, threads: 1 },
    largest: largestChunk(starts, chunks),
  }).create();
  const module = new WebAssembly.Module(bytes);
  initializeClassifier(model, module, { words: 6, seed: 3 });
  const random = createFastRandom(dimensions);
  const output = matrixOf(model, model.output);
  const input = matrixOf(model, model.input);
  const { rowFloats } = model;
  for (let row = 0; row < classes; row++)
    for (let i = 0; i < dimensions; i++) output[row * rowFloats + i] = random.uniform() - 0.5;
  const plainOf = (matrix: Float32Array): Float64Array =>
    Float64Array.from({ length: (matrix.length / rowFloats) * dimensions }, (_, at) => matrix[Math.floor(at / dimensions) * rowFloats + (at % dimensions)]); // prettier-ignore
  const before = { input: plainOf(input), output: plainOf(output) };
  const plan = { examples: { rows: Int32Array.from(rows), starts, labels: Int32Array.of(label) }, chunks, epochs: 1, learningRate: RATE, seed: 1 }; // prettier-ignore
  createClassifierRunner(model, plan, 0, module).run(0);
  const measured = lossSumsOf(model).read().sum;
  const expected = lossOf(given, before.input, before.output);
  assert.ok(Math.abs(measured - expected) < 1e-5 * (1 + expected), `loss ${measured} for ${expected}`);
  const after = { input: plainOf(input), output: plainOf(output) };
  for (const name of ['input', 'output'] as const)
    before[name].forEach((value, at) => {
      const moved = (change: number): number => {
        const changed = { ...before, [name]: before[name].with(at, value + change) };
        return lossOf(given, changed.input, changed.output);
      };
      const slope = (moved(1e-5) - moved(-1e-5)) / 2e-5;
      const step = (after[name][at] - value) / RATE;
      assert.ok(Math.abs(step + slope) < 2e-4, `${name}[${at}]: ${step} for the slope ${slope}`);
    });
  for (const matrix of [input, output])
    matrix.forEach(
      (value, at) => at % rowFloats < dimensions || assert.equal(value, 0, 'what is beyond the dimensions stays 0'),
    );
}

describe("the kernel of fastText's classifier", () => {
  for (const [build, bytes] of builds)
    for (const loss of LOSSES)
      it(`steps down the slope of ${loss}, ${build}`, function () {
        if (!WebAssembly.validate(bytes)) this.skip();
        // With noise the other of two labels is the only one that can be drawn.
        const classes = loss === 'negative-sampling' ? [2] : [2, 3, 5, 9];
        for (const dimensions of [1, 3, 4, 10])
          for (const each of classes)
            for (const rows of [[2], [0, 6, 3, 1, 5], [4, 2, 4]])
              check(bytes, { loss, classes: each, dimensions, rows, label: each - 1 - (dimensions % 2) });
      });

  it('words start at uniform numbers, buckets and labels at zero', () => {
    const [[, bytes]] = builds;
    const largest = { rows: 1, texts: 1 };
    const labelCounts = countsOf(2);
    const model = planClassifier({ loss: 'softmax', dimensions: 7, negative: 1, labelCounts, inputRows: 1200, threads: 1, largest }).create(); // prettier-ignore
    initializeClassifier(model, new WebAssembly.Module(bytes), { words: 1000, seed: 8 });
    const input = matrixOf(model, model.input);
    const drawn = input.subarray(0, 8000).filter((_, at) => at % 8 < 7);
    const mean = drawn.reduce((sum, value) => sum + value) / drawn.length;
    const variance = drawn.reduce((sum, value) => sum + value ** 2) / drawn.length;
    assert.ok(drawn.every((value) => Math.abs(value) <= 1 / 7) && Math.abs(mean) < 0.005, `mean ${mean}`);
    assert.ok(Math.abs(variance * 3 * 49 - 1) < 0.05, `variance ${variance}`);
    assert.ok(input.subarray(8000).every((value) => value === 0));
    assert.ok(matrixOf(model, model.output).every((value) => value === 0));
  });

  it('passes over texts without features', () => {
    const [, bytes] = builds[0];
    const starts = Int32Array.of(0, 0, 1);
    const chunks = chunkTexts(starts);
    const model = planClassifier({ loss: 'softmax', dimensions: 3, negative: 1, labelCounts: countsOf(2), inputRows: 1, threads: 1, largest: largestChunk(starts, chunks) }).create(); // prettier-ignore
    const plan = { examples: { rows: Int32Array.of(0), starts, labels: Int32Array.of(0, 1) }, chunks, epochs: 1, learningRate: 1, seed: 1 }; // prettier-ignore
    createClassifierRunner(model, plan, 0, new WebAssembly.Module(bytes)).run(0);
    const { sum, texts } = lossSumsOf(model).read();
    assert.equal(texts, 1);
    assert.ok(Math.abs(sum - Math.log(2)) < 1e-6);
  });
});

describe('around it', () => {
  it('words in a row are hashed as in 64 bits', () => {
    const random = createFastRandom(9);
    const hash = new NgramHash();
    for (let turn = 0; turn < 2000; turn++) {
      const words = Array.from({ length: 1 + (turn % 5) }, () => random.uint32() | 0);
      hash.start(words[0]);
      words.slice(1).forEach((word) => hash.add(word));
      const whole = words.slice(1).reduce((h, word) => BigInt.asUintN(64, h * 116049371n + BigInt(word)), BigInt.asUintN(64, BigInt(words[0]))); // prettier-ignore
      for (const buckets of [1, 7, 2_000_000, 0x7fffffff])
        assert.equal(hash.bucket(buckets), Number(whole % BigInt(buckets)), words.join());
    }
  });

  it('used buckets know their places', () => {
    const random = createFastRandom(4);
    const used = new UsedBuckets(1000);
    const added = new Set(Array.from({ length: 300 }, () => random.integer(1000)));
    for (const bucket of [0, 31, 32, 999]) added.add(bucket);
    added.forEach((bucket) => used.add(bucket));
    const sorted = [...added].sort((a, b) => a - b);
    assert.equal(used.count(), sorted.length);
    assert.deepEqual([...used.list()], sorted);
    for (let bucket = 0; bucket < 1000; bucket++) assert.equal(used.placeOf(bucket), sorted.indexOf(bucket));
  });

  it('chunks hold every text once', () => {
    const lengths = Array.from({ length: 3000 }, (_, i) => (i === 1500 ? 20_000 : i % 17));
    const starts = Int32Array.from([0, ...lengths]);
    for (let i = 1; i < starts.length; i++) starts[i] += starts[i - 1];
    const chunks = chunkTexts(starts);
    assert.deepEqual([chunks[0], chunks[chunks.length - 1]], [0, 3000]);
    chunks.forEach((first, i) => i === 0 || assert.ok(first > chunks[i - 1]));
    assert.deepEqual([...chunkTexts(Int32Array.of(0, 5))], [0, 1]);
  });
});
