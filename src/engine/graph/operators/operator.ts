// What every operator must state, side by side: the shape it gives, its gradient, its ONNX form, and how it acts on a
// whole sequence at once ("lifting"), which lets the compiler take it out of a loop.

import type { Dim, Shape } from '../dims';
import type { Emitter } from '../emitter';
import type { DType, Node, Value, ValueType } from '../value';

/** The operations that rules are written with; ops.ts implements them. Numbers take the dtype of the other operand. */
export interface Primitives {
  /** Any operator of the table, by name; `attributes` as the table says. */
  apply(op: string, inputs: readonly Value[], attributes?: unknown): Value[];
  neg(x: Value): Value;
  exp(x: Value): Value;
  sigmoid(x: Value): Value;
  sign(x: Value): Value;
  add(a: Value | number, b: Value | number): Value;
  sub(a: Value | number, b: Value | number): Value;
  mul(a: Value | number, b: Value | number): Value;
  div(a: Value | number, b: Value | number): Value;
  equal(a: Value | number, b: Value | number): Value;
  greater(a: Value | number, b: Value | number): Value;
  greaterOrEqual(a: Value | number, b: Value | number): Value;
  where(condition: Value, a: Value | number, b: Value | number): Value;
  cast(x: Value, to: DType): Value;
  sum(x: Value, axes: readonly number[], options?: { keep?: boolean }): Value;
  softmax(x: Value, axis?: number): Value;
  matmul(a: Value, b: Value, transposes?: { transposeA?: boolean; transposeB?: boolean }): Value;
  transpose(x: Value, permutation: readonly number[]): Value;
  reshape(x: Value, shape: Shape): Value;
  broadcastTo(x: Value, shape: Shape): Value;
  concat(values: readonly Value[], axis: number): Value;
  split(x: Value, axis: number, sizes: readonly number[]): Value[];
  slice(x: Value, axis: number, start: Dim, end: Dim): Value;
  fill(value: number, shape: Shape, dtype: DType): Value;
  gatherRows(table: Value, ids: Value): Value;
  scatterRows(ids: Value, rows: Value, rowCount: Dim): Value;
  pick(values: Value, indices: Value): Value;
  addPick(base: Value, indices: Value, updates: Value): Value;
  /** Sums a gradient over the axes along which a value of this shape was broadcast. */
  sumTo(gradient: Value, shape: Shape): Value;
}

export interface GradientRule<A> {
  node: Node;
  attributes: A;
  inputs: readonly Value[];
  outputs: readonly Value[];
  /** The cotangent of each output; undefined where nothing flows back. At least one is there. */
  cotangents: readonly (Value | undefined)[];
  /** The cotangent of output 0, for operators with a single output. */
  g: Value;
  o: Primitives;
}

export interface Lifting<A> {
  attributes: A;
  /** The operands as they were in one step. */
  inputs: readonly Value[];
  /** `[time, ...shape]` where the operand changes from step to step, undefined where it is the same in all. */
  lifted: readonly (Value | undefined)[];
  time: Dim;
  o: Primitives;
}

/** Cotangents for the inputs; undefined where the operator does not depend on that input smoothly. */
export type Cotangents = readonly (Value | undefined)[];

export interface Operator<A> {
  /** Types of the outputs. Throws GraphError on operands that do not fit. */
  infer(inputs: readonly Value[], attributes: A): ValueType[];
  gradient(rule: GradientRule<A>): Cotangents;
  /** Names of the outputs. */
  emit(e: Emitter, node: Node, attributes: A, inputs: readonly string[]): string[];
  /** The outputs for all steps, `[time, ...shape]`; undefined where this operator must stay in the loop. */
  lift(lifting: Lifting<A>): Value[] | undefined;
}

/** For comparisons, integers, leaves: nothing flows back. */
export const noGradient = (): Cotangents => [];

/** For operators that must stay inside a loop, or never depend on its steps. */
export const noLift = (): undefined => undefined;

/** Operands for an elementwise operator on whole sequences: `[time, 1, ..., shape]`, so that time stays outermost. */
export function alignLifted({ inputs, lifted, time, o }: Lifting<unknown>): Value[] {
  const rank = Math.max(...inputs.map((input) => input.shape.length));
  return inputs.map((input, index) => {
    const sequence = lifted[index];
    if (!sequence || input.shape.length === rank) return sequence ?? input;
    return o.reshape(sequence, [time, ...new Array<Dim>(rank - input.shape.length).fill(1), ...input.shape]);
  });
}
