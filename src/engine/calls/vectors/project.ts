// The call `project`: a map of vectors on two or three axes.

import { LabError } from '../../../protocol/labError';
import {
  MOST_STEPS,
  type ProjectionProgress,
  type ProjectionReply,
  type ProjectRequest,
  type WordAxis,
} from '../../../protocol/projection';
import { principalComponents } from '../../analysis/pca';
import type { Points } from '../../analysis/points';
import { run, type Computation, type Step } from '../../analysis/steps';
import { tsne } from '../../analysis/tsne';
import { umap } from '../../analysis/umap';
import { projectOnAxes } from '../../analysis/wordAxes';
import { requireVector, unit, type VectorSet } from '../../embeddings/vectors/vectorSet';
import { lazyProducts as createProducts } from './lazyProducts';
import { mapPoints } from './mapPoints';
import type { VectorsCall, VectorsContext } from './openedVectors';
import { requireWhole } from './rows';

const DEFAULT_LIMIT = { pca: 100_000, axes: 100_000, tsne: 10_000, umap: 10_000 };

interface Drawn {
  positions: Float64Array;
  explained?: number[];
}

export const project: VectorsCall<'project'> = async (request, context) => {
  const started = performance.now();
  const { method, dimensions } = request;
  if (dimensions !== 2 && dimensions !== 3) throw new LabError('INVALID_ARGUMENT', 'A map has 2 or 3 dimensions.');
  const { set, points, rows, besideRows } = mapPoints(
    request,
    context.opened,
    request.limit ?? DEFAULT_LIMIT[method.type],
  );
  const drawn = await run(draw(points, set, request), { signal: context.signal, onStep: teller(request, context) });
  const count = rows.length;
  const positions = Float32Array.from(drawn.positions).buffer;
  context.transfer(rows.buffer, besideRows.buffer, positions);
  return {
    ...{ dimensions, explained: drawn.explained, count, total: set.words.size, positions },
    ...{ rows: rows.buffer, besideRows: besideRows.buffer },
    notices: noticesOf(request, count),
    seconds: (performance.now() - started) / 1000,
  } satisfies ProjectionReply;
};

async function* draw(points: Points, set: VectorSet, request: ProjectRequest): Computation<Drawn> {
  const { method, dimensions: axes, seed = 1 } = request;
  switch (method.type) {
    case 'pca': {
      const { positions, explained } = yield* principalComponents(points, axes);
      return { positions, explained };
    }
    case 'tsne': {
      const { perplexity = 30, iterations = 1000, theta = 0.5 } = method;
      requireWhole('iterations', iterations, 1, MOST_STEPS);
      if (!(perplexity >= 1) || !(theta >= 0 && theta <= 1))
        throw new LabError('INVALID_ARGUMENT', 'The perplexity must be at least 1 and theta from 0 to 1.');
      return { positions: yield* tsne(points, { axes, perplexity, iterations, theta, seed, createProducts }) };
    }
    case 'umap': {
      const { neighbors = 15, minDistance = 0.1, epochs } = method;
      requireWhole('neighbors', neighbors, 2, 1000);
      if (!(minDistance >= 0 && minDistance < 3))
        throw new LabError('INVALID_ARGUMENT', 'The least distance must be from 0 to below 3.');
      if (epochs !== undefined) requireWhole('epochs', epochs, 1, MOST_STEPS);
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

function noticesOf({ method }: ProjectRequest, count: number): string[] {
  const notices: string[] = [];
  if (method.type === 'tsne' && method.theta !== 0) notices.push('Far points are taken together (Barnes-Hut).');
  if (count < 4) notices.push('There are too few points for anything but principal components.');
  return notices;
}
