// What is required of every row of the operator table: values, gradients, open axes, loops, threads.

import assert from 'node:assert/strict';
import { gradients } from '../../../src/engine/graph/differentiate';
import type { Dim } from '../../../src/engine/graph/dims';
import * as o from '../../../src/engine/graph/ops';
import { scanWithOutputs } from '../../../src/engine/graph/scan';
import type { DType, Value } from '../../../src/engine/graph/value';
import { tensor, type Tensor } from '../../../src/engine/runtime/tensor';
import { randomNumbers, type RandomNumbers } from '../../faults/randomNumbers';
import { assertClose, assertSameBits } from '../../support/numeric/compare';
import { evaluate } from '../../support/numeric/evaluate';
import { countOf, nd, transposeNd, type NdArray } from '../../support/numeric/ndArray';
import { awayFromZero, OPERATOR_TABLE, type ComputedRow, type DimOf, type Operand, type Sample } from './operatorTable';

export type AnySample = Sample<unknown>;
export type AnyRow = ComputedRow<unknown>;
type Float = 'float32' | 'float64';
type Feeds = Record<string, Tensor>;

const EXACT = { absolute: 1e-12 };
/** Central differences with steps of 1e-6 in double precision are good to about 1e-9. */
const DIFFERENCES = { absolute: 1e-7, relative: 1e-6 };
const STEP = 1e-6;

const fixedDim: DimOf = (length) => length;
const namedDim: DimOf = (length): Dim => (length === 1 ? 1 : `n${length}`);

/** The rows that compute something. */
export const COMPUTED_ROWS: readonly (readonly [string, AnyRow])[] = Object.entries(OPERATOR_TABLE).flatMap(
  ([op, row]) => (row === 'source' ? [] : [[op, row as AnyRow] as const]),
);

const isFloat = (dtype: DType): dtype is Float => dtype === 'float32' || dtype === 'float64';

const dtypeOf = ({ dtype = 'float' }: Operand, float: Float): DType => (dtype === 'float' ? float : dtype);

const draw = ({ shape, draw: component = awayFromZero }: Operand, random: RandomNumbers): NdArray =>
  nd(
    shape,
    Array.from({ length: countOf(shape) }, (_, i) => component(random, i)),
  );

export const describeSample = ({ operands }: AnySample): string =>
  operands.map(({ shape, dtype, transposed }) => `${dtype ?? ''}[${shape.join()}]${transposed ? 'ᵀ' : ''}`).join(' ');

/** Applies an operator by its name, as the table has it. */
function applyOperator(op: string, operands: readonly Value[], attributes: unknown): Value[] {
  if (op === 'negativeLogLikelihood') {
    const [logits, labels] = operands;
    return o.PRIMITIVES.apply(op, [logits, o.logSoftmax(logits), labels], attributes);
  }
  return o.PRIMITIVES.apply(op, operands, attributes);
}

const reversed = (rank: number): number[] => Array.from({ length: rank }, (_, axis) => rank - 1 - axis);

/** A program input for an operand, and what to feed. */
function bindOperand(
  name: string,
  operand: Operand,
  data: NdArray,
  { dim, float, feeds }: { dim: DimOf; float: Float; feeds: Feeds },
): Value {
  const dtype = dtypeOf(operand, float);
  const shape = operand.shape.map((length, axis) => (operand.fixed?.includes(axis) ? length : dim(length)));
  if (!operand.transposed) {
    feeds[name] = tensor(dtype, data.shape, data.data);
    return o.input(name, dtype, shape);
  }
  const order = reversed(shape.length);
  const turned = transposeNd(data, order);
  feeds[name] = tensor(dtype, turned.shape, turned.data);
  return o.transpose(o.input(name, dtype, [...shape].reverse()), order);
}

/**
 * Σ weights·y over all outputs, with weights fed by name. Made by division for `mul`, whose rule would otherwise be
 * applied twice, and a wrong sign cancel.
 */
function weightedSum(
  op: string,
  outputs: readonly Value[],
  weights: readonly NdArray[],
  { float, feeds }: { float: Float; feeds: Feeds },
): Value {
  const terms = outputs.map((y, i) => {
    const { shape, data } = weights[i];
    feeds[`weight${i}`] = tensor(float, shape, op === 'mul' ? data.map((weight) => 1 / weight) : data);
    const weight = o.input(`weight${i}`, float, y.shape);
    return o.sum((op === 'mul' ? o.div : o.mul)(o.cast(y, float), weight));
  });
  return terms.reduce((a, b) => o.add(a, b));
}

const weighted = (outputs: readonly NdArray[], weights: readonly NdArray[]): number =>
  outputs.reduce((sum, y, i) => sum + y.data.reduce((part, c, at) => part + c * weights[i].data[at], 0), 0);

/** The derivative of the weighted sum by one operand, by central differences of the reference. */
function differences(
  row: AnyRow,
  attributes: unknown,
  operands: readonly NdArray[],
  index: number,
  weights: readonly NdArray[],
): number[] {
  const at = (component: number, step: number): number => {
    const moved = operands.map((x, i) =>
      i === index ? nd(x.shape, x.data.with(component, x.data[component] + step)) : x,
    );
    return weighted(row.reference(moved, attributes), weights);
  };
  return operands[index].data.map((_, component) => (at(component, STEP) - at(component, -STEP)) / (2 * STEP));
}

/** Values and gradients of one sample, in double precision. */
export async function checkSample(op: string, row: AnyRow, sample: AnySample, dims: 'fixed' | 'named', seed: number) {
  const random = randomNumbers(seed);
  const dim = dims === 'fixed' ? fixedDim : namedDim;
  const feeds: Feeds = {};
  const data = sample.operands.map((operand) => draw(operand, random));
  const operands = sample.operands.map((operand, i) =>
    bindOperand(`x${i}`, operand, data[i], { dim, float: 'float64', feeds }),
  );
  const outputs = applyOperator(op, operands, sample.attributes(dim));
  const numeric = sample.attributes(fixedDim);
  const expected = row.reference(data, numeric);
  const weights = expected.map(({ shape }) => draw({ shape }, random));
  const smooth = outputs.every(({ dtype }) => isFloat(dtype));
  const loss = weightedSum(op, outputs, weights, { float: 'float64', feeds });
  const floats = operands.flatMap(({ dtype }, i) => (isFloat(dtype) ? [i] : []));
  const found = gradients(
    loss,
    floats.map((i) => operands[i]),
  );
  const named = Object.fromEntries([
    ...outputs.map((y, i) => [`y${i}`, y]),
    ...floats.map((i, at) => [`d${i}`, found[at]]),
  ]) as Record<string, Value>;

  const results = await evaluate(named, feeds);
  outputs.forEach((_, i) => {
    assert.deepEqual(results[`y${i}`].shape, expected[i].shape, `shape of output ${i}`);
    assertClose(results[`y${i}`].data, expected[i].data, EXACT, `output ${i}`);
  });
  for (const i of floats) {
    const wanted = smooth ? differences(row, numeric, data, i, weights) : data[i].data.map(() => 0);
    assert.deepEqual(results[`d${i}`].shape, data[i].shape, `shape of the gradient by operand ${i}`);
    assertClose(results[`d${i}`].data, wanted, DIFFERENCES, `gradient by operand ${i}`);
  }
}

/** The same bits from 1, 2 and 4 threads, values and gradients, in single precision. */
export async function checkThreads(op: string, { large }: AnyRow, seed: number): Promise<void> {
  const random = randomNumbers(seed);
  const feeds: Feeds = {};
  const operands = large.operands.map((operand, i) =>
    bindOperand(`x${i}`, operand, draw(operand, random), { dim: fixedDim, float: 'float32', feeds }),
  );
  const outputs = applyOperator(op, operands, large.attributes(fixedDim));
  const largest = Math.max(...[...operands, ...outputs].map(({ shape }) => countOf(shape as number[])));
  assert.ok(largest >= 1e5, `only ${largest} components`);
  const weights = outputs.map(({ shape }) => draw({ shape: shape as number[] }, random));
  const loss = weightedSum(op, outputs, weights, { float: 'float32', feeds });
  const floats = operands.filter(({ dtype }) => isFloat(dtype));
  const named = Object.fromEntries([...outputs, ...gradients(loss, floats)].map((value, i) => [`r${i}`, value]));

  const one = await evaluate(named, feeds, { threads: 1 });
  for (const threads of [2, 4]) {
    const many = await evaluate(named, feeds, { threads });
    for (const name of Object.keys(named))
      assertSameBits(many[name].data, one[name].data, `${name} with ${threads} threads`);
  }
}

// --- In a loop -----------------------------------------------------------------------------------------------------

const TIME = 3;

/** A sample as it is tried in a loop: the operands in `stepped` change from step to step, the others are captured. */
interface LoopTrial {
  op: string;
  sample: AnySample;
  stepped: readonly number[];
  /** Inputs of the program by operand: `[time, ...]` where stepped. */
  operands: readonly Value[];
}

/** Which operands change: each alone, and all together. */
function choices({ operands }: AnySample): number[][] {
  const all = operands.map((_, i) => i);
  return all.length === 1 ? [all] : [...all.map((i) => [i]), all];
}

/** An operand that depends on the state, and with it can only be had inside the loop. */
function dependent(x: Value, { s, n }: { s: Value; n: Value }, factor: number): Value {
  const counted = o.greaterOrEqual(n, 0);
  if (x.dtype === 'bool') return o.and(x, counted);
  if (!isFloat(x.dtype)) return o.where(counted, x, 0);
  return o.add(x, o.mul(o.cast(s, x.dtype), factor));
}

type LoopState = { s: Value; n: Value };

/** One step: the operator on plain step inputs, on what is only given out, and on what the state needs. */
function stepOf({ op, sample, stepped }: LoopTrial) {
  return (state: LoopState, operands: readonly Value[]): { state: LoopState; outputs: Record<string, Value> } => {
    const on = (factor: number): Value[] =>
      applyOperator(
        op,
        operands.map((x, i) => (factor !== 0 && stepped.includes(i) ? dependent(x, state, factor) : x)),
        sample.attributes(fixedDim),
      );
    const parts = { before: on(0), after: on(0.1), inside: on(0.05) };
    const sums = [...parts.before, ...parts.inside].map((y) => o.sum(o.cast(y, 'float64')));
    const change = o.mul(o.tanh(sums.reduce((a, b) => o.add(a, b))), 1e-2);
    return {
      state: { s: o.add(o.mul(state.s, 0.5), change), n: o.add(state.n, 1) },
      outputs: Object.fromEntries(
        Object.entries(parts).flatMap(([part, values]) => values.map((value, i) => [`${part}${i}`, value])),
      ),
    };
  };
}

const startOf = (): LoopState => ({ s: o.input('s', 'float64', []), n: o.input('n', 'int64', []) });

/** The whole trial as a scan: sequences [time, ...] by name, and the last state. */
function scanned(trial: LoopTrial): Record<string, Value> {
  const step = stepOf(trial);
  const sequences = Object.fromEntries(trial.stepped.map((i) => [`x${i}`, trial.operands[i]]));
  const { outputs, last } = scanWithOutputs(
    (state: LoopState, one: Record<string, Value>) =>
      step(
        state,
        trial.operands.map((x, i) => one[`x${i}`] ?? x),
      ),
    startOf(),
    sequences,
  );
  return { ...outputs, last: last.s };
}

/** The same, written out step by step. */
function unrolled(trial: LoopTrial): Record<string, Value> {
  const step = stepOf(trial);
  let state = startOf();
  const collected: Record<string, Value[]> = {};
  for (let t = 0; t < TIME; t++) {
    const result = step(
      state,
      trial.operands.map((x, i) => (trial.stepped.includes(i) ? o.select(x, 0, t) : x)),
    );
    state = result.state;
    for (const [name, value] of Object.entries(result.outputs))
      (collected[name] ??= []).push(o.reshape(value, [1, ...value.shape]));
  }
  const outputs = Object.fromEntries(Object.entries(collected).map(([name, values]) => [name, o.concat(values, 0)]));
  return { ...outputs, last: state.s };
}

/** A loop that was planned, one that was not, and the unrolled program: values and gradients agree. */
export async function checkLoop(op: string, sample: AnySample, seed: number): Promise<void> {
  for (const stepped of choices(sample)) {
    const random = randomNumbers(seed);
    const feeds: Feeds = { s: tensor('float64', [], [0.25]), n: tensor('int64', [], [0]) };
    const shapes = sample.operands.map(({ shape }, i) => (stepped.includes(i) ? [TIME, ...shape] : shape));
    sample.operands.forEach((operand, i) => {
      const steps = Array.from({ length: stepped.includes(i) ? TIME : 1 }, () => draw(operand, random).data);
      feeds[`x${i}`] = tensor(dtypeOf(operand, 'float64'), shapes[i], steps.flat());
    });
    const run = async (
      make: (trial: LoopTrial) => Record<string, Value>,
      time: Dim,
      passes: { planning?: boolean } = {},
    ): Promise<Record<string, Tensor>> => {
      const operands = sample.operands.map((operand, i) => {
        const shape = stepped.includes(i) ? [time, ...operand.shape] : operand.shape;
        return o.input(`x${i}`, dtypeOf(operand, 'float64'), shape);
      });
      const outputs = make({ op, sample, stepped, operands });
      const weights = Object.values(outputs).map(({ shape }) =>
        draw({ shape: shape.map((length) => (typeof length === 'number' ? length : TIME)) }, randomNumbers(seed + 1)),
      );
      const loss = weightedSum(op, Object.values(outputs), weights, { float: 'float64', feeds });
      const floats = operands.filter(({ dtype }) => isFloat(dtype));
      const found = gradients(loss, floats);
      return evaluate({ ...outputs, ...Object.fromEntries(found.map((g, i) => [`d${i}`, g])) }, feeds, passes);
    };
    const expected = await run(unrolled, TIME);
    const variants = {
      planned: await run(scanned, 'time'),
      unplanned: await run(scanned, 'time', { planning: false }),
    };
    for (const [variant, actual] of Object.entries(variants))
      for (const name of Object.keys(expected)) {
        const what = `${name} of the ${variant} loop over operands ${stepped.join()}`;
        assert.deepEqual(actual[name].shape, expected[name].shape, `shape of ${what}`);
        assertClose(actual[name].data, expected[name].data, { absolute: 1e-11 }, what);
      }
  }
}
