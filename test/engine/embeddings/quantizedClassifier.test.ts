// Quantised files of fastText's classifiers, written and read again: the same labels, probabilities close by.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { QuantizeOptions } from '../../../src/protocol/quantizing';
import { createRandom } from '../../../src/engine/data/random';
import { createLabelScores } from '../../../src/engine/embeddings/classifier/labelScores';
import { readClassifier } from '../../../src/engine/embeddings/classifier/readClassifier';
import { TextFeatures } from '../../../src/engine/embeddings/classifier/textFeatures';
import { rowsInMemory, type FastTextModel } from '../../../src/engine/embeddings/classifier/textModel';
import { writeClassifier } from '../../../src/engine/embeddings/classifier/writeClassifier';
import { nearestCentroid } from '../../../src/engine/embeddings/vectors/fasttext/nearestCentroid';

const SEED = 7;
const [DIMENSIONS, WORDS, BUCKETS] = [7, 600, 2000];
const labels = ['a', 'b', 'c'];
const words = ['</s>', ...Array.from({ length: WORDS - 1 }, (_, i) => `w${i + 1}`)];
const settings = { wordNgrams: 2, buckets: BUCKETS, minLength: 0, maxLength: 0 };
/** Word i speaks for label i % 3, the later the louder; every other bucket was never learned. */
const rows = matrixOf(WORDS + BUCKETS, (row, i, noise) => {
  if (row < WORDS) return (i === row % 3 ? 1 + row / WORDS : 0) + 0.1 * noise;
  return row % 2 === 0 ? 0 : 0.1 * noise;
});
const output = matrixOf(labels.length, (row, i, noise) => (i === row ? 3 : 0) + 0.1 * noise);

function modelOf(input: Float32Array): FastTextModel {
  return {
    ...{ loss: 'softmax', dimensions: DIMENSIONS, labels, labelCounts: [3, 2, 1], output, settings },
    input: rowsInMemory(input, DIMENSIONS, DIMENSIONS),
    features: new TextFeatures({ words }, settings),
  };
}

describe('a quantised classifier of fastText', () => {
  for (const [title, { close, ...options }] of Object.entries({
    'is close to the model': { cutoff: 0, norms: false, width: 2, close: 0.02 },
    'with norms too': { cutoff: 0, norms: true, width: 2, close: 0.02 },
    'with a byte for each number': { cutoff: 0, norms: false, width: 1, close: 0.005 },
    'with vectors of one part': { cutoff: 0, norms: false, width: 50, close: 0.2 },
  }))
    it(title, () =>
      written(options, async (read) => {
        requireClose(read, modelOf(rows), close);
        assert.equal(read.input.rows, WORDS + BUCKETS);
        read.input.use((rowAt) => {
          const row = new Float32Array(DIMENSIONS);
          for (let bucket = 0; bucket < BUCKETS; bucket += 2) {
            rowAt(WORDS + bucket, row);
            assert.ok(row.every((x) => x === 0), `bucket ${bucket} was never learned, and is ${row.join(' ')}`); // prettier-ignore
          }
        });
      }),
    );

  it('cut off keeps the rows of the largest norm and the end of texts', () =>
    written({ cutoff: 700, norms: true, width: 2 }, async (read) => {
      assert.equal(read.input.rows, 700);
      const normOf = (row: number): number => Math.hypot(...rows.subarray(row * DIMENSIONS, (row + 1) * DIMENSIONS));
      const order = Array.from({ length: WORDS + BUCKETS }, (_, row) => row).sort((a, b) => normOf(b) - normOf(a));
      const kept = [0, ...order.filter((row) => row > 0).slice(0, 699)].sort((a, b) => a - b);
      const keptWords = words.filter((_, row) => kept.includes(row));
      assert.deepEqual(read.words, keptWords);
      const place = new Map(kept.map((row, at) => [row, at]));
      const rowOfBucket = (bucket: number): number => (place.get(WORDS + bucket) ?? -1) - keptWords.length;
      const input = Float32Array.from(kept.flatMap((row) => [...rows.subarray(row * DIMENSIONS, (row + 1) * DIMENSIONS)])); // prettier-ignore
      requireClose(read, { ...modelOf(input), features: new TextFeatures({ words: keptWords, rowOfBucket }, settings) }, 0.03); // prettier-ignore
    }));

  it('of fewer rows than centroids is refused, and leaves no file', () =>
    inTemporary(async (file) => {
      const few = rows.map((x, at) => (at < 255 * DIMENSIONS ? x : 0));
      const writing = write(few, { cutoff: 0, norms: false, width: 2 }, file);
      await assert.rejects(writing, /255 words and n-grams .* 256 are needed/);
      assert.deepEqual(fs.readdirSync(path.dirname(file)), []);
    }));

  it('finds the centroid that is nearest of all', () => {
    for (const size of [1, 2, 3, 8]) {
      const random = createRandom({ seed: SEED, stream: 'centroids', index: size });
      const centroids = Float32Array.from({ length: 256 * size }, () => Math.round(4 * random.normal()) / 4);
      const anywhere = Array.from({ length: 500 * size }, () => 1.5 * random.normal());
      const points = Float32Array.of(...anywhere, ...centroids, ...centroids.map((at) => at + 0.125)); // on the borders of cells too
      const nearest = nearestCentroid(centroids, size);
      const distance = (at: number, centroid: number): number =>
        Array.from({ length: size }, (_, k) => (points[at + k] - centroids[centroid * size + k]) ** 2).reduce((a, b) => a + b); // prettier-ignore
      for (let at = 0; at < points.length; at += size) {
        const least = Math.min(...Array.from({ length: 256 }, (_, centroid) => distance(at, centroid)));
        assert.equal(distance(at, nearest(points, at)), least, `point ${at / size} of size ${size}, seed ${SEED}`);
      }
    }
  });
});

/** Mostly of words of one label. */
function texts(): string[][] {
  const random = createRandom({ seed: SEED, stream: 'texts' });
  return Array.from(
    { length: 60 },
    (_, text) =>
    Array.from({ length: 6 }, (_, i) => words[i === 0 ? 1 + random.integer(WORDS - 1) : 3 + 3 * random.integer(198) + (text % 3)]), // prettier-ignore
  );
}

function requireClose(read: FastTextModel, model: FastTextModel, close: number): void {
  for (const text of texts()) {
    const [ours, theirs] = [sharesOf(model, text), sharesOf(read, text)];
    assert.equal(theirs.indexOf(Math.max(...theirs)), ours.indexOf(Math.max(...ours)), text.join(' '));
    const far = Math.max(...ours.map((share, k) => Math.abs(share - theirs[k])));
    assert.ok(far < close, `${text.join(' ')}: ${far} away, seed ${SEED}`);
  }
}

function sharesOf(model: FastTextModel, text: string[]): number[] {
  const score = createLabelScores(model);
  return Array.from(model.input.use((read) => score(model.features.rowsOf(text), read)), Math.exp); // prettier-ignore
}

function matrixOf(count: number, value: (row: number, i: number, noise: number) => number): Float32Array {
  const random = createRandom({ seed: SEED, stream: 'rows', index: count });
  return Float32Array.from({ length: count * DIMENSIONS }, (_, at) =>
    value(Math.floor(at / DIMENSIONS), at % DIMENSIONS, random.normal()),
  );
}

function write(input: Float32Array, quantize: QuantizeOptions, file: string): Promise<number> {
  const counts = words.map((_, row) => WORDS - row);
  const history = { words, counts, tokens: 1000, epochs: 1, minCount: 1, negative: 5 };
  const rowOfBucket = (bucket: number): number => WORDS + bucket;
  const work = { signal: new AbortController().signal, onProgress: () => undefined };
  return writeClassifier(modelOf(input), { ...history, rowOfBucket }, file, { ...work, quantize });
}

async function written(
  options: QuantizeOptions,
  use: (read: Awaited<ReturnType<typeof readClassifier>>) => Promise<void>,
): Promise<void> {
  await inTemporary(async (file) => {
    assert.equal(await write(rows, options, file), fs.statSync(file).size);
    await use(await readClassifier(file));
  });
}

async function inTemporary(use: (file: string) => Promise<void>): Promise<void> {
  const made = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-quantised-'));
  try {
    await use(path.join(made, 'model.ftz'));
  } finally {
    fs.rmSync(made, { recursive: true });
  }
}
