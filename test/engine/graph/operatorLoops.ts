// What is required of every operator in a loop: planned, unplanned and written out step by step, values and gradients agree.

import assert from 'node:assert/strict';
import { gradients } from '../../../src/engine/graph/differentiate';
import type { Dim } from '../../../src/engine/graph/dims';
import * as o from '../../../src/engine/graph/ops';
import { scanWithOutputs } from '../../../src/engine/graph/scan';
import type { Value } from '../../../src/engine/graph/value';
import { tensor, type Tensor } from '../../../src/engine/runtime/tensor';
import { randomNumbers } from '../../faults/randomNumbers';
import { assertClose } from '../../support/numeric/compare';
import { evaluate } from '../../support/numeric/evaluate';
import {
  applyOperator,
  draw,
  dtypeOf,
  fixedDim,
  isFloat,
  weightedSum,
  type AnySample,
  type Feeds,
} from './operatorSamples';

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
