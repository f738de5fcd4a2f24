// The kernels' updates in plain TypeScript and float64, as the equations in their sources say: what SIMD is compared with.

import type { HuffmanPaths } from '../../../src/engine/embeddings/huffmanTree';
import type { AliasTable } from '../../../src/engine/embeddings/samplingTables';

export interface ReferenceModel {
  algorithm: 'skip-gram' | 'cbow';
  dimensions: number;
  window: number;
  negative: number;
  rate: number;
  keep: Uint32Array;
  noise: AliasTable;
  tree?: HuffmanPaths;
  /** Rows of `input` that make up each word, where there are n-grams. */
  subwords?: number[][];
  input: Float64Array[];
  output: Float64Array[];
}

/** SplitMix64 over BigInt. */
function splitMix(seed: bigint): () => bigint {
  const mask = (1n << 64n) - 1n;
  let state = seed;
  return () => {
    state = (state + 0x9e3779b97f4a7c15n) & mask;
    let z = state;
    z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & mask;
    z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & mask;
    return z ^ (z >> 31n);
  };
}

interface Target {
  row: number;
  label: number;
}

/** Trains on sentences as one chunk; changes `input` and `output`. */
export function trainReference(model: ReferenceModel, sentences: readonly number[][], low: number, high: number): void {
  const { window, keep, noise, negative, subwords, tree } = model;
  const next = splitMix((BigInt(high >>> 0) << 32n) | BigInt(low >>> 0));
  const below = (bits: bigint, limit: number): number => Number(((bits >> 32n) * BigInt(limit)) >> 32n);
  const drawNoise = (): number => {
    const bits = next();
    const slot = below(bits, keep.length);
    return Number(bits & 0xffffffffn) <= noise.threshold[slot] ? slot : noise.alias[slot];
  };
  const targetsOf = (word: number): Target[] => {
    const targets: Target[] = negative > 0 ? [{ row: word, label: 1 }] : [];
    for (let i = 0; i < negative; i++) {
      let other = drawNoise();
      while (other === word) other = drawNoise();
      targets.push({ row: other, label: 0 });
    }
    const firstNode = negative > 0 ? keep.length : 0;
    if (tree)
      for (let at = tree.starts[word]; at < tree.starts[word + 1]; at++)
        targets.push({ row: firstNode + tree.nodes[at], label: 1 - tree.codes[at] });
    return targets;
  };
  for (const sentence of sentences) {
    const kept = sentence.filter((word) => keep[word] === 0xffffffff || Number(next() >> 32n) <= keep[word]);
    kept.forEach((word, middle) => {
      const reach = window - below(next(), window);
      const near = kept.filter((_, at) => at !== middle && Math.abs(at - middle) <= reach);
      if (near.length === 0) return;
      const rowsOf = (each: number): number[] => subwords?.[each] ?? [each];
      if (model.algorithm === 'cbow') trainBag(model, near.flatMap(rowsOf), targetsOf(word));
      else if (subwords) trainBag(model, rowsOf(word), near.flatMap(targetsOf));
      else if (negative > 0) near.forEach((each) => trainWindow(model, [each], targetsOf(word)));
      else trainWindow(model, near, targetsOf(word));
    });
  }
}

const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, value, d) => sum + value * b[d], 0);
const gradient = (rate: number, label: number, logit: number): number => rate * (label - 1 / (1 + Math.exp(-logit)));

/** The updates of some hidden vectors and of the outputs, block of six targets by block. */
function update(model: ReferenceModel, hidden: Float64Array[], targets: Target[]): Float64Array[] {
  const deltas = hidden.map((h) => new Float64Array(h.length));
  for (let first = 0; first < targets.length; first += 6) {
    const block = targets.slice(first, first + 6);
    const outputs = block.map(({ row }) => model.output[row].slice());
    hidden.forEach((h, n) =>
      block.forEach(({ row, label }, k) => {
        const g = gradient(model.rate, label, dot(h, outputs[k]));
        for (let d = 0; d < h.length; d++) {
          deltas[n][d] += g * outputs[k][d];
          model.output[row][d] += g * h[d];
        }
      }),
    );
  }
  return deltas;
}

function trainWindow(model: ReferenceModel, rows: readonly number[], targets: Target[]): void {
  const deltas = update(
    model,
    rows.map((row) => model.input[row].slice()),
    targets,
  );
  rows.forEach((row, n) => deltas[n].forEach((delta, d) => (model.input[row][d] += delta)));
}

function trainBag(model: ReferenceModel, rows: readonly number[], targets: Target[]): void {
  const mean = new Float64Array(model.dimensions);
  for (const row of rows) model.input[row].forEach((value, d) => (mean[d] += value / rows.length));
  const [delta] = update(model, [mean], targets);
  for (const row of rows) delta.forEach((value, d) => (model.input[row][d] += value));
}

export interface ReferenceGlove {
  rate: number;
  xMax: number;
  exponent: number;
  /** Rows: a vector and behind it its bias. */
  input: Float64Array[];
  output: Float64Array[];
  inputSquares: Float64Array[];
  outputSquares: Float64Array[];
}

/** Pennington et al. 2014, equation 8, with AdaGrad on scaled gradients; returns the sum of the losses. */
export function trainReferenceGlove(
  { rate, xMax, exponent, input, output, inputSquares, outputSquares }: ReferenceGlove,
  pairs: readonly { word: number; context: number; value: number }[],
): number {
  let loss = 0;
  for (const { word, context, value } of pairs) {
    const w = input[word].slice();
    const c = output[context].slice();
    const bias = w.length - 1;
    let difference = w[bias] + c[bias] - Math.log(value);
    for (let d = 0; d < bias; d++) difference += w[d] * c[d];
    const slope = Math.min(1, (value / xMax) ** exponent) * difference;
    loss += 0.5 * slope * difference;
    const step = (values: Float64Array, squares: Float64Array, d: number, slopeOf: number): void => {
      const scaled = rate * Math.max(-100, Math.min(100, slopeOf));
      values[d] -= scaled / Math.sqrt(squares[d]);
      squares[d] += scaled * scaled;
    };
    for (let d = 0; d <= bias; d++) {
      step(input[word], inputSquares[word], d, slope * (d < bias ? c[d] : 1));
      step(output[context], outputSquares[context], d, slope * (d < bias ? w[d] : 1));
    }
  }
  return loss;
}
