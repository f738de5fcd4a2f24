// The loss of the validation part around the ways of trainings: of a run that kept its path, and of those within it that were compared.

import path from 'node:path';
import { LabError } from '../../protocol/labError';
import type { LossSurface, SurfacePath } from '../../protocol/lossSurface';
import type { Progress } from '../../protocol/progress';
import type { Files } from '../store/files';
import type { NamedTensors } from '../store/safetensors';
import { fitting } from '../train/parameterValues';
import { keptPath, type KeptPlace } from '../train/trainingPath';
import { comparedRuns } from './comparedOptimizers';
import { innerProducts, planeOf, weightedSums } from './pathPlane';
import type { Experiment } from '../tasks/tasks';

interface Way {
  name: string;
  places: KeptPlace[];
}

interface Measured {
  files: Files;
  folder: string;
  experiment: Experiment;
  points: number;
  /** Of the validation part; undefined where there is none. */
  lossAt(parameters: NamedTensors, file: string): Promise<number | undefined>;
  progress(progress: Progress): void;
  signal: AbortSignal;
}

/** Room around all places, as a share of their extent. */
const MARGIN = 0.2;
/** Ways that lead further from the start than so many times the way of the run would hide it. */
const MOST_DISTANCE = 10;

/**
 * Fails with `INVALID_ARGUMENT` where no path was kept or nothing was held out, with `INVALID_FILE` where places do not hold the same
 * parameters, and with `CANCELLED`.
 */
export async function lossSurface({ points, lossAt, progress, signal, ...run }: Measured): Promise<LossSurface> {
  const all = waysOf(run);
  const pause = async (): Promise<void> => {
    if (signal.aborted) throw new LabError('CANCELLED', 'The loss around the path was cancelled.');
    await new Promise((resolve) => setImmediate(resolve));
  };
  const places = alike(all.flatMap((way) => way.places));
  const products = await innerProducts(
    places.map(({ read }) => read),
    async (fraction) => {
      progress({ phase: 'Comparing places', fraction });
      await pause();
    },
  );
  const { kept, leftOut } = nearWays(all, products, places.length);
  const used = kept.flatMap(({ at }) => at);
  const plane = await planeOf(chosenProducts(products, places.length, used), used.length);
  if (!plane)
    throw new LabError(
      'INVALID_ARGUMENT',
      'The places of this run lie on one line: a plane needs three. Raise "training.path".',
    );
  const ends = used.map((at) => places[at].read);
  const [first, second] = weightedSums(ends, plane.weights);
  const [{ at: own }] = kept;
  const { file, ...end } = places[own[own.length - 1]];
  const origin = end.read();
  const [originX, originY] = plane.coordinates[own.length - 1];
  const [x, y] = [0, 1].map((axis) =>
    gridLine(
      plane.coordinates.map((each) => each[axis]),
      points,
    ),
  );
  const losses = new Float64Array(points * points);
  const moved = new Map(
    [...origin].map(([name, { shape, data }]) => [name, { shape, data: new Float32Array(data.length) }]),
  );
  for (let index = 0; index < losses.length; index++) {
    await pause();
    const [alongX, alongY] = [x[index % points] - originX, y[Math.floor(index / points)] - originY];
    for (const [name, { data }] of moved) {
      const [from, a, b] = [origin.get(name)?.data, first.get(name), second.get(name)];
      if (from && a && b)
        for (let i = 0; i < data.length; i++) data[i] = Number(from[i]) + alongX * a[i] + alongY * b[i];
    }
    const loss = await lossAt(moved, file);
    if (loss === undefined)
      throw new LabError('INVALID_ARGUMENT', 'The loss is that of the validation part: this run has none.');
    losses[index] = loss;
    progress({ phase: 'Measuring losses', fraction: (index + 1) / losses.length });
  }
  let next = 0;
  const paths = kept.map(({ name, at }): SurfacePath => ({
    name,
    points: at.map((place) => {
      const [px, py] = plane.coordinates[next++];
      return { step: places[place].step, x: px, y: py };
    }),
  }));
  return { paths, x, y, losses, explained: plane.explained, leftOut };
}

/** The same places; where one holds other parameters than the first, reading it fails with its name. */
function alike(places: readonly KeptPlace[]): KeptPlace[] {
  let shapes: ReadonlyMap<string, readonly number[]> | undefined;
  return places.map((place) => ({
    ...place,
    read() {
      const stored = place.read();
      shapes ??= new Map(Array.from(stored, ([name, { shape }]) => [name, shape]));
      fitting(stored, shapes, place.file);
      return stored;
    },
  }));
}

function waysOf({ files, folder, experiment }: Pick<Measured, 'files' | 'folder' | 'experiment'>): Way[] {
  const own = keptPath(files, folder);
  if (own.length === 0)
    throw new LabError(
      'INVALID_ARGUMENT',
      `The run "${path.basename(folder)}" has kept no path: train it with "training.path", e.g. 20.`,
    );
  const ways = comparedRuns(files, folder, experiment).map((run) => ({
    name: run.name,
    places: keptPath(files, run.folder),
  }));
  return ways.filter(({ places }) => places.length > 0);
}

interface NumberedWay {
  name: string;
  /** Numbers of its places among all. */
  at: number[];
}

/** Without those that went too far. */
function nearWays(
  ways: readonly Way[],
  products: Float64Array,
  count: number,
): { kept: NumberedWay[]; leftOut: string[] } {
  let from = 0;
  const numbered = ways.map(({ name, places }): NumberedWay => ({ name, at: places.map(() => from++) }));
  const distance = ({ at: [start, ...others] }: NumberedWay): number => {
    const product = (i: number, j: number): number => products[i * count + j];
    return Math.max(
      ...others.map((i) => Math.sqrt(Math.max(0, product(i, i) - 2 * product(i, start) + product(start, start)))),
    );
  };
  const [own] = numbered;
  const isNear = (way: NumberedWay): boolean => way === own || distance(way) <= MOST_DISTANCE * distance(own);
  return { kept: numbered.filter(isNear), leftOut: numbered.filter((way) => !isNear(way)).map(({ name }) => name) };
}

const chosenProducts = (products: Float64Array, count: number, chosen: readonly number[]): Float64Array =>
  Float64Array.from(chosen.flatMap((row) => chosen.map((column) => products[row * count + column])));

function gridLine(values: readonly number[], points: number): number[] {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const room = MARGIN * (most - least);
  const step = (most - least + 2 * room) / (points - 1);
  return Array.from({ length: points }, (_, i) => least - room + i * step);
}
