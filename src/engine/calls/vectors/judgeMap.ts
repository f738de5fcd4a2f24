// The call `judgeMap`: how true a map is that has been drawn.

import { mapQuality } from '../../analysis/mapQuality';
import { run } from '../../analysis/steps';
import type { VectorsCall } from './openedVectors';
import { lazyProducts as createProducts } from './lazyProducts';
import { mapPoints } from './mapPoints';

const NEIGHBORS = 10;
/** Products spent on judging a map. */
const WORK = 1e9;
const LEAST_SAMPLE = 50;
const TELL_EVERY_MS = 250;

export const judgeMap: VectorsCall<'judgeMap'> = (request, { opened, progress, signal }) => {
  const { positions, dimensions, seed = 1 } = request;
  const rows = Array.from(new Int32Array(request.rows));
  const besideRows = Array.from(new Int32Array(request.besideRows));
  const beside = request.beside === undefined ? undefined : { vectors: request.beside, rows: besideRows };
  const { points } = mapPoints({ ...request, rows, beside }, opened, rows.length);
  const work = points.count * (points.dimensions + dimensions);
  const sample = Math.max(LEAST_SAMPLE, Math.min(points.count, Math.floor(WORK / work)));
  const map = { values: new Float32Array(positions), dimensions };
  let told = performance.now();
  return run(mapQuality(points, map, { neighbors: NEIGHBORS, sample, seed, createProducts }), {
    signal,
    onStep({ fraction }) {
      if (performance.now() - told < TELL_EVERY_MS) return;
      told = performance.now();
      progress({ phase: 'Judging', fraction });
    },
  });
};
