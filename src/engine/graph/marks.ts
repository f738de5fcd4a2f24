// Names for the values of a program that people may want to see. A mark is said beside the value and changes no program: what asks for
// none costs nothing, and what is traced is what trains and answers.

import type { AxisKind, LayerPlace } from '../../protocol/network';
import type { TensorName } from '../../protocol/networkNames';
import { isLoop, loopAttributes, loopBody, loopStack, dependenciesOf } from './loop';
import { topologicalOrder, type LoopToken, type Node, type Value } from './value';

export interface Mark {
  name: TensorName;
  layer: LayerPlace;
  /** Of the value as it is made; within a loop without the loop's own axis. */
  axes: readonly AxisKind[];
}

const marks = new WeakMap<Value, Mark>();

/** Marks a value that has no mark yet, and gives it back. */
export function mark(value: Value, { axes, ...place }: Mark): Value {
  if (!marks.has(value)) marks.set(value, { ...place, axes });
  return value;
}

/** Marks the values of one layer. */
export type Marker = (name: TensorName, value: Value, axes: readonly AxisKind[]) => Value;

const neighbours = new WeakMap<Value, Value>();

/** Whoever sees the one is shown the other too, whether or not anything is made of it: as outputs beside the last state. */
export function showBeside(value: Value, other: Value): void {
  neighbours.set(value, other);
}

/** @param layer left out: nothing is marked */
export const markerOf =
  (layer: LayerPlace | undefined): Marker =>
  (name, value, axes) =>
    layer ? mark(value, { name, layer, axes }) : value;

export interface MarkedValue {
  mark: Mark;
  /** As it is made; `value` is the same outside of loops. */
  made: Value;
  /** In every step, where it is made within a loop. */
  value: Value;
  /** Marked values that it is made of, by their number in the list. */
  from: { index: number; isRecurrent: boolean }[];
  /** Program inputs on the way from those. */
  inputs: string[];
}

/** All marked values that outputs and what is shown beside them depend on, each after those it is made of. */
export function markedValues(outputs: readonly Value[]): MarkedValue[] {
  const beside = topologicalOrder(outputs, dependenciesOf).flatMap((node) =>
    node.outputs.flatMap((value) => neighbours.get(value) ?? []),
  );
  const order = topologicalOrder([...beside, ...outputs], dependenciesOf);
  const loops = new Map(order.filter(isLoop).map((node) => [loopAttributes(node).token, node]));
  const found = order.flatMap((node) => node.outputs.filter((value) => marks.has(value)));
  const number = new Map(found.map((value, index) => [value, index]));
  return found.flatMap((value) => {
    const own = marks.get(value);
    if (!own) return [];
    const { sources, inputs } = waysTo(value, loops);
    const from = [...sources].flatMap(([source, isRecurrent]) => {
      const index = number.get(source);
      return index === undefined ? [] : [{ index, isRecurrent }];
    });
    const stacked = inEveryStep(value, loops);
    const steps = stacked.shape.length - value.shape.length;
    const time = new Array<AxisKind>(steps).fill('time');
    return [{ mark: { ...own, axes: [...time, ...own.axes] }, made: value, value: stacked, from, inputs }];
  });
}

/** A value of a loop's body as the sequence of what it is in every step. */
function inEveryStep(value: Value, loops: ReadonlyMap<LoopToken, Node>): Value {
  let stacked = value;
  for (const token of value.scopes) {
    const loop = loops.get(token);
    if (loop) stacked = loopStack(loop, stacked);
  }
  return stacked;
}

/** The marked values and program inputs that a value is made of, nothing marked in between. True: from the step before alone. */
function waysTo(value: Value, loops: ReadonlyMap<LoopToken, Node>): { sources: Map<Value, boolean>; inputs: string[] } {
  const sources = new Map<Value, boolean>();
  const inputs = new Set<string>();
  const seen = new Map<Value, boolean>();
  const open = madeOf(value, loops);
  for (let way = open.pop(); way; way = open.pop()) {
    const { value: next, isRecurrent } = way;
    if ((seen.get(next) ?? true) === isRecurrent && seen.has(next)) continue;
    if (seen.get(next) === false) continue; // it is known to be reached within the step
    seen.set(next, isRecurrent);
    if (next.node.op === 'input') inputs.add((next.node.attributes as { name: string }).name);
    if (marks.has(next)) sources.set(next, isRecurrent);
    else open.push(...madeOf(next, loops).map((each) => ({ ...each, isRecurrent: each.isRecurrent || isRecurrent })));
  }
  return { sources, inputs: [...inputs] };
}

interface Way {
  value: Value;
  isRecurrent: boolean;
}

const within = (values: readonly Value[]): Way[] => values.map((value) => ({ value, isRecurrent: false }));

function madeOf(value: Value, loops: ReadonlyMap<LoopToken, Node>): Way[] {
  const { node, index } = value;
  if (isLoop(node)) {
    const { requests, stateResults } = loopAttributes(node);
    const request = requests[index];
    return within([request.kind === 'last' ? stateResults[request.index] : request.value]);
  }
  if (node.op !== 'bodyParameter') return within(node.inputs);
  for (const token of value.scopes) {
    const loop = loops.get(token);
    if (!loop) continue;
    const { inputParameters, stateParameters, stateResults, sequences, initial } = loopBody(loop);
    const input = inputParameters.indexOf(value);
    if (input >= 0) return within([sequences[input]]);
    const state = stateParameters.indexOf(value);
    if (state >= 0) return [{ value: stateResults[state], isRecurrent: true }, ...within([initial[state]])];
  }
  return [];
}
