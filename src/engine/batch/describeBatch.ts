// A training step taken apart, as plain data for whoever shows it: inputs with their words, the network with the batch's tensors, and a
// part of each parameter before and after.

import type { BatchInput, BatchParameter, BatchPart, ShownBatch } from '../../protocol/batch';
import type { Network } from '../../protocol/network';
import { nodesOf } from '../graph/program';
import { linesOf } from './batchScript';
import type { Feeds } from '../runtime/session';
import type { PreparedBatch } from '../train/batch/batchValues';
import { updateNames } from '../train/trainedArrays';
import { updateFormula } from './updateFormula';
import { updateScalars, updateValues } from '../train/update';
import { networkOf } from '../trace/traceForward';

export function describeBatch(batch: PreparedBatch): ShownBatch {
  const { step, epoch, batches, learningRate, examples, loss, gradientNorm, training, update, words } = batch;
  const network = networkOfBatch(batch);
  const clippedNorm = clippedNormOf(batch);
  return {
    ...{ step, epoch, batch: batch.batch, batches, learningRate, examples, loss, gradientNorm, clippedNorm },
    ...(words?.texts && { texts: words.texts(epoch, batch.batch) }),
    inputs: inputsOf(batch),
    network,
    values: batch.tensors.map(({ data }) => Float32Array.from(data, Number)),
    optimizer: training.optimizer.type,
    parameters: Object.keys(batch.specs).map((name) => parameterOf(name, batch)),
    formula: updateFormula(updateValues(update)),
    lines: linesOf(batch, network),
    notices:
      training.accumulate > 1
        ? [
            `Training makes an update from the mean of ${training.accumulate} batches (training.accumulate); here it is made from one.`,
          ]
        : [],
  };
}

export const networkOfBatch = ({ marked, tensors, specs }: PreparedBatch): Network =>
  networkOf(marked, tensors, { specs, labels: {} });

function inputsOf({ feeds, made, words }: PreparedBatch): BatchInput[] {
  const { inputs } = nodesOf([made.loss]);
  return Object.entries(feeds).map(([name, { shape, data }]) => {
    const axis = inputs.find((input) => input.name === name)?.shape.at(0);
    const input = inputOf(name, [...shape], data, words?.names[name]);
    return typeof axis === 'string' ? { ...input, axis } : input;
  });
}

/** Of longer lists those that occur are named. */
const MOST_NAMES = 64;

function inputOf(
  name: string,
  shape: number[],
  data: Feeds[string]['data'],
  names: readonly string[] | undefined,
): BatchInput {
  const isPlain = data instanceof Int32Array || data instanceof Uint8Array || data instanceof Float32Array;
  const numbers = isPlain ? data.slice() : Float32Array.from(data, Number);
  if (!names || !(numbers instanceof Int32Array)) return { name, shape, data: numbers };
  const wanted = names.length <= MOST_NAMES ? names.keys() : new Set(numbers);
  const used = [...wanted].filter((id) => id >= 0 && id < names.length);
  return { name, shape, data: numbers, names: Object.fromEntries(used.map((id) => [id, names[id]])) };
}

function parameterOf(name: string, batch: PreparedBatch): BatchParameter {
  const { before, after, gradients, update, specs, step, learningRate } = batch;
  const shape = [...specs[name].shape];
  const value = before.parameters[name].data as Float32Array;
  const isTrained = Object.hasOwn(gradients, name);
  const gradient = isTrained ? (gradients[name].data as Float32Array) : new Float32Array(value.length);
  const next = after.parameters[name].data as Float32Array;
  const slots = isTrained ? update.rule.state : [];
  const part = partOf(shape, gradient);
  const cut = (data: Float32Array): Float32Array => cutPart(data, shape, part);
  const slotOf = (values: Feeds, slot: string): Float32Array =>
    values[updateNames.state(slot, name)].data as Float32Array;
  return {
    ...{ name, shape, ...(!isTrained && { isFrozen: true as const }) },
    norms: {
      ...{ value: normOf(value), gradient: normOf(gradient), after: normOf(next) },
      change: normOf(next.map((component, i) => component - value[i])),
    },
    scalars: isTrained ? { ...updateScalars(update, { parameter: name, step, learningRate }) } : {},
    part: {
      ...{ ...part, value: cut(value), gradient: cut(gradient), after: cut(next) },
      state: Object.fromEntries(
        slots.map((slot) => [slot, { before: cut(slotOf(before.state, slot)), after: cut(slotOf(after.state, slot)) }]),
      ),
    },
  };
}

const MOST_ROWS = 128;
const MOST_COLUMNS = 128;

function partOf(shape: readonly number[], gradient: Float32Array): Pick<BatchPart, 'rows' | 'columns'> {
  const rows = shape.length > 1 ? shape[0] : 1;
  const width = rows > 0 ? gradient.length / rows : 0;
  const all = [...new Array<number>(rows).keys()];
  const norms = all.map((row) => normOf(gradient.subarray(row * width, (row + 1) * width)));
  const chosen = rows <= MOST_ROWS ? all : all.sort((a, b) => norms[b] - norms[a] || a - b).slice(0, MOST_ROWS);
  return { rows: chosen.sort((a, b) => a - b), columns: Math.min(width, MOST_COLUMNS) };
}

function cutPart(
  data: Float32Array,
  shape: readonly number[],
  { rows, columns }: Pick<BatchPart, 'rows' | 'columns'>,
): Float32Array {
  const width = data.length / (shape.length > 1 ? shape[0] : 1);
  const part = new Float32Array(rows.length * columns);
  rows.forEach((row, i) => part.set(data.subarray(row * width, row * width + columns), i * columns));
  return part;
}

function normOf(values: Float32Array): number {
  let sum = 0;
  for (const value of values) sum += value * value;
  return Math.sqrt(sum);
}

function clippedNormOf({ gradients, update: { clipNorm, clipValue } }: PreparedBatch): number {
  let sum = 0;
  for (const { data } of Object.values(gradients))
    for (const component of data as Float32Array) {
      const held = clipValue > 0 ? Math.min(clipValue, Math.max(-clipValue, component)) : component;
      sum += held * held;
    }
  const norm = Math.sqrt(sum);
  return clipNorm > 0 ? norm * Math.min(clipNorm / (norm + 1e-6), 1) : norm;
}
