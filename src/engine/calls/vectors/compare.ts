// The call `compareVectors`: two embeddings brought into one space, and how far each common word moved between them.

import { LabError } from '../../../protocol/labError';
import { nearestNeighbors } from '../../analysis/nearestNeighbors';
import { gatherPoints, type Points } from '../../analysis/points';
import { procrustesRotation } from '../../analysis/procrustes';
import { run, type Computation } from '../../analysis/steps';
import { rowOfWord, type VectorSet } from '../../embeddings/vectors/vectorSet';
import type { VectorsCall } from './openedVectors';
import { requireWhole } from './rows';

const DEFAULT_NEIGHBORS = 10;
const DEFAULT_OVERLAP_OF = 2000;
const ROWS_AT_ONCE = 500;

/** Neighbours are looked for among the common words. Fails with `INVALID_DATA` where there are fewer than two. */
export const compareVectors: VectorsCall<'compareVectors'> = async (
  request,
  { opened, progress, transfer, signal },
) => {
  const { first, second, neighbors = DEFAULT_NEIGHBORS } = request;
  requireWhole('neighbors', neighbors, 1, 1000);
  const a = opened.get(first);
  const b = opened.get(second);
  const { rowsA, rowsB } = commonRows(a.set, b.set);
  const shared = rowsA.length;
  if (shared < 2)
    throw new LabError(
      'INVALID_DATA',
      `"${a.info.title}" and "${b.info.title}" have ${shared} words in common; two are needed.`,
    );
  const pointsA = gatherPoints(a.set.values, a.set.dimensions, rowsA, true);
  const pointsB = gatherPoints(b.set.values, b.set.dimensions, rowsB, true);
  const tell = ({ fraction }: { fraction: number }): void => progress({ phase: 'Comparing', fraction });
  const product = await run(productOf(pointsB, pointsA), { signal });
  const rotation = await run(procrustesRotation(product, b.set.dimensions, a.set.dimensions), { signal });
  const values = await run(rotated(b.set, rotation, a.set.dimensions), { signal, onStep: tell });
  const set: VectorSet = { words: b.set.words, values, dimensions: a.set.dimensions, counts: b.set.counts };
  const moved = movedOf(pointsA, gatherPoints(values, a.set.dimensions, rowsB, true));

  const overlapOf = Math.min(shared, Math.max(0, request.overlapOf ?? DEFAULT_OVERLAP_OF));
  const overlap = new Float32Array(shared).fill(NaN);
  const k = Math.min(neighbors, shared - 1);
  if (overlapOf > 0) {
    const { sessionProducts: createProducts } = await import('./sessionProducts');
    const of = Array.from({ length: overlapOf }, (_, i) => i);
    const options = { k, of, createProducts };
    const nearA = await run(nearestNeighbors(pointsA, options), { signal, onStep: tell });
    const nearB = await run(nearestNeighbors(pointsB, options), { signal, onStep: tell });
    for (const i of of) {
      const own = new Set(nearA.indices.subarray(i * k, (i + 1) * k));
      overlap[i] = nearB.indices.subarray(i * k, (i + 1) * k).filter((j) => own.has(j)).length / k;
    }
  }
  const { source, corpus } = b.info;
  transfer(rowsA.buffer, rowsB.buffer, moved.buffer, overlap.buffer);
  return {
    aligned: opened.add(set, { source, title: `${b.info.title} (aligned)`, corpus, notices: [] }),
    ...{ shared, words: [a.set.words.size, b.set.words.size] as [number, number] },
    ...{ rowsA: rowsA.buffer, rowsB: rowsB.buffer, moved: moved.buffer, overlap: overlap.buffer },
    ...{ neighbors: k, overlapOf, meanMoved: mean(moved), meanOverlap: mean(overlap.subarray(0, overlapOf)) },
  };
};

/** In the order of the first set's rows. */
function commonRows(a: VectorSet, b: VectorSet): { rowsA: Int32Array<ArrayBuffer>; rowsB: Int32Array<ArrayBuffer> } {
  const rowsA: number[] = [];
  const rowsB: number[] = [];
  for (let row = 0; row < a.words.size; row++) {
    const other = rowOfWord(b, a.words.word(row));
    if (other < 0) continue;
    rowsA.push(row);
    rowsB.push(other);
  }
  return { rowsA: Int32Array.from(rowsA), rowsB: Int32Array.from(rowsB) };
}

/** BᵀA, [widthB, widthA]. */
async function* productOf(b: Points, a: Points): Computation<Float64Array> {
  const product = new Float64Array(b.dimensions * a.dimensions);
  for (let row = 0; row < a.count; row++) {
    const fromA = row * a.dimensions;
    for (let i = 0, at = 0; i < b.dimensions; i++) {
      const value = b.values[row * b.dimensions + i];
      for (let j = 0; j < a.dimensions; j++) product[at++] += value * a.values[fromA + j];
    }
    if (row % ROWS_AT_ONCE === 0) yield { phase: 'components', fraction: row / a.count };
  }
  return product;
}

/** Every row times the rotation; lengths are kept. */
async function* rotated(set: VectorSet, rotation: Float64Array, width: number): Computation<Float32Array> {
  const { values, dimensions, words } = set;
  const result = new Float32Array(words.size * width);
  const sum = new Float64Array(width);
  for (let row = 0; row < words.size; row++) {
    sum.fill(0);
    for (let i = 0, at = 0; i < dimensions; i++) {
      const value = values[row * dimensions + i];
      for (let j = 0; j < width; j++) sum[j] += value * rotation[at++];
    }
    result.set(sum, row * width);
    if (row % ROWS_AT_ONCE === 0) yield { phase: 'components', fraction: row / words.size };
  }
  return result;
}

/** 1 - cosine of each pair; both are of length 1. */
function movedOf(a: Points, b: Points): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: a.count }, (_, row) => {
    let sum = 0;
    for (let i = row * a.dimensions, end = i + a.dimensions; i < end; i++) sum += a.values[i] * b.values[i];
    return Math.max(0, 1 - sum);
  });
}

function mean(values: Float32Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return values.length > 0 ? sum / values.length : NaN;
}
