// The call `project`: a map of vectors on two or three axes, with what is known of its quality.

import { LabError } from '../../../protocol/labError';
import type { ProjectionProgress, ProjectionReply, ProjectRequest, WordAxis } from '../../../protocol/projection';
import { mapQuality } from '../../analysis/mapQuality';
import { principalComponents } from '../../analysis/pca';
import { gatherPoints, type Points } from '../../analysis/points';
import { run, type Computation, type Step } from '../../analysis/steps';
import { tsne } from '../../analysis/tsne';
import { umap } from '../../analysis/umap';
import { projectOnAxes } from '../../analysis/wordAxes';
import { requireVector, unit, type VectorSet } from '../../embeddings/vectors/vectorSet';
import type { OpenedVectors, VectorsCall, VectorsContext } from './openedVectors';
import { chosenRows, requireWhole } from './rows';

const DEFAULT_LIMIT = { pca: 100_000, axes: 100_000, tsne: 10_000, umap: 10_000 };
const QUALITY_NEIGHBORS = 10;
/** Products spent on judging a map. */
const QUALITY_WORK = 1e9;

interface Drawn {
  positions: Float64Array;
  explained?: number[];
}

export const project: VectorsCall<'project'> = async (request, context) => {
  const started = performance.now();
  const { vectors, method, dimensions, beside, seed = 1, normalize = true } = request;
  if (dimensions !== 2 && dimensions !== 3) throw new LabError('INVALID_ARGUMENT', 'A map has 2 or 3 dimensions.');
  const { set } = context.opened.get(vectors);
  const rows = chosenRows(set, request.rows, request.limit ?? DEFAULT_LIMIT[method.type]);
  const own = gatherPoints(set.values, set.dimensions, rows, normalize);
  const other = beside && besidePoints(beside, set, context.opened, { normalize, limit: rows.length });
  const points = other ? joined(own, other.points) : own;
  const drawn = await run(draw(points, set, request), { signal: context.signal, onStep: teller(request, context) });
  const work = points.count * (points.dimensions + dimensions);
  const sample = Math.max(50, Math.min(points.count, Math.floor(QUALITY_WORK / work)));
  const quality = await run(
    mapQuality(points, { values: drawn.positions, dimensions }, { neighbors: QUALITY_NEIGHBORS, sample, seed }),
    { signal: context.signal },
  );
  const count = rows.length;
  const { buffer: besideRows } = other?.rows ?? new Int32Array(0);
  const positions = Float32Array.from(drawn.positions).buffer;
  context.transfer(rows.buffer, besideRows, positions);
  return {
    ...{ dimensions, quality, explained: drawn.explained },
    ...{ rows: rows.buffer, besideRows, positions, count, total: set.words.size },
    notices: noticesOf(request, count, quality),
    seconds: (performance.now() - started) / 1000,
  } satisfies ProjectionReply;
};

async function* draw(points: Points, set: VectorSet, request: ProjectRequest): Computation<Drawn> {
  const { method, dimensions: axes, seed = 1 } = request;
  const { sessionProducts: createProducts } = await import('./sessionProducts');
  switch (method.type) {
    case 'pca': {
      const { positions, explained } = yield* principalComponents(points, axes);
      return { positions, explained };
    }
    case 'tsne': {
      const { perplexity = 30, iterations = 1000, theta = 0.5 } = method;
      requireWhole('iterations', iterations, 1, 100_000);
      if (!(perplexity >= 1) || !(theta >= 0 && theta <= 1))
        throw new LabError('INVALID_ARGUMENT', 'The perplexity must be at least 1 and theta from 0 to 1.');
      return { positions: yield* tsne(points, { axes, perplexity, iterations, theta, seed, createProducts }) };
    }
    case 'umap': {
      const { neighbors = 15, minDistance = 0.1, epochs } = method;
      requireWhole('neighbors', neighbors, 2, 1000);
      if (!(minDistance >= 0 && minDistance < 3))
        throw new LabError('INVALID_ARGUMENT', 'The least distance must be from 0 to below 3.');
      if (epochs !== undefined) requireWhole('epochs', epochs, 1, 100_000);
      return { positions: yield* umap(points, { axes, neighbors, minDistance, epochs, seed, createProducts }) };
    }
    case 'axes':
      if (method.axes.length !== axes)
        throw new LabError(
          'INVALID_ARGUMENT',
          `A map on ${axes} axes needs words for ${axes}, not ${method.axes.length}.`,
        );
      return {
        positions: projectOnAxes(
          points,
          method.axes.map((axis) => directionOf(set, axis)),
        ),
      };
  }
}

/** From the mean of the unit vectors of some words to that of others. */
function directionOf(set: VectorSet, { from, to }: WordAxis): Float64Array {
  if (from.length === 0 || to.length === 0)
    throw new LabError('INVALID_ARGUMENT', 'An axis needs a word at each of its ends.');
  const direction = new Float64Array(set.dimensions);
  for (const [words, sign] of [
    [from, -1],
    [to, 1],
  ] as const)
    // prettier-ignore
    for (const word of words) {
      const vector = unit(requireVector(set, word).vector);
      for (let i = 0; i < direction.length; i++) direction[i] += (sign * vector[i]) / words.length;
    }
  if (direction.every((value) => Math.abs(value) < 1e-12))
    throw new LabError(
      'INVALID_ARGUMENT',
      `The two ends of the axis are the same place: ${from.join(', ')} and ${to.join(', ')}.`,
    );
  return direction;
}

interface BesideOptions {
  normalize: boolean;
  limit: number;
}

function besidePoints(
  beside: NonNullable<ProjectRequest['beside']>,
  set: VectorSet,
  opened: OpenedVectors,
  { normalize, limit }: BesideOptions,
): { rows: Int32Array<ArrayBuffer>; points: Points } {
  const { set: other } = opened.get(beside.vectors);
  if (other.dimensions !== set.dimensions)
    throw new LabError(
      'INVALID_ARGUMENT',
      `Vectors of ${set.dimensions} and of ${other.dimensions} numbers do not fit in one map. Compare them first: that aligns them.`,
    );
  const rows = chosenRows(other, beside.rows, limit);
  return { rows, points: gatherPoints(other.values, other.dimensions, rows, normalize) };
}

function joined(a: Points, b: Points): Points {
  const values = new Float32Array(a.values.length + b.values.length);
  values.set(a.values);
  values.set(b.values, a.values.length);
  return { count: a.count + b.count, dimensions: a.dimensions, values };
}

/** Sends how far it is, with positions at most every so often. */
function teller(
  { everyMs = 250 }: ProjectRequest,
  { progress }: VectorsContext<ProjectionProgress>,
): (step: Step) => void {
  let told = -Infinity;
  let drawn = -Infinity;
  return ({ phase, fraction, iteration, iterations, positions }) => {
    const now = performance.now();
    const isDue = positions !== undefined && everyMs > 0 && now - drawn >= everyMs;
    if (!isDue && now - told < 100) return;
    told = now;
    const step = { phase, fraction, iteration, iterations };
    if (!isDue) return progress(step);
    drawn = now;
    const { buffer } = Float32Array.from(positions);
    progress({ ...step, positions: buffer }, [buffer]);
  };
}

function noticesOf({ method }: ProjectRequest, count: number, quality: ProjectionReply['quality']): string[] {
  const notices: string[] = [];
  if (method.type === 'tsne' && method.theta !== 0) notices.push('Far points are taken together (Barnes-Hut).');
  if (quality.sampled < quality.points)
    notices.push(`Quality was measured on ${quality.sampled} of ${quality.points} points.`);
  if (count < 4) notices.push('There are too few points for anything but principal components.');
  return notices;
}
