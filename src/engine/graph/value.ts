// The symbolic tensor program: immutable values made by nodes. A program is whatever its outputs reach; nothing is
// registered anywhere. This file knows no operator.

import type { Dim, Shape } from './dims';

export type DType = 'float32' | 'float64' | 'int64' | 'int32' | 'bool';

export const isFloat = (dtype: DType): dtype is 'float32' | 'float64' => dtype === 'float32' || dtype === 'float64';

export interface ValueType {
  readonly dtype: DType;
  readonly shape: Shape;
}

/** The identity of a loop's body: values computed inside it carry this token. */
export interface LoopToken {
  readonly name: string;
  /** The axis the loop runs over. */
  readonly length: Dim;
}

/** One tensor of the program: output `index` of `node`. */
export interface Value extends ValueType {
  readonly node: Node;
  readonly index: number;
  /** The loops whose state or step inputs this value depends on; empty outside loops. */
  readonly scopes: ReadonlySet<LoopToken>;
}

/** One application of an operator. `attributes` has the type that the operator table gives for `op`. */
export interface Node {
  readonly op: string;
  readonly inputs: readonly Value[];
  readonly attributes: unknown;
  /** For every operator but `loop` fixed at creation; a loop's grows as outputs are asked for (see scan.ts). */
  readonly outputs: Value[];
  /** Where the author wrote it: a stack, formatted only when an error needs it. */
  readonly origin: Error;
}

const NO_SCOPES: ReadonlySet<LoopToken> = new Set();

function unionScopes(values: readonly { scopes: ReadonlySet<LoopToken> }[]): ReadonlySet<LoopToken> {
  let union = NO_SCOPES;
  for (const { scopes } of values) {
    if (scopes.size === 0 || scopes === union) continue;
    union = union.size === 0 ? scopes : new Set([...union, ...scopes]);
  }
  return union;
}

/** Makes a node; shape and dtype rules were applied by the caller. */
export function makeNode(
  op: string,
  inputs: readonly Value[],
  attributes: unknown,
  types: readonly ValueType[],
  scopes: ReadonlySet<LoopToken> = unionScopes(inputs),
): Node {
  const node: Node = { op, inputs, attributes, outputs: [], origin: captureOrigin() };
  types.forEach(({ dtype, shape }, index) => node.outputs.push({ node, index, dtype, shape, scopes }));
  return node;
}

function captureOrigin(): Error {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 12;
  const origin = new Error();
  Error.stackTraceLimit = limit;
  return origin;
}

/** The first line of the author's code that led to this node, e.g. `lstmStep (models/recurrent.ts:34)`. */
function describeOrigin(origin: Error): string {
  const frames = (origin.stack ?? '').split('\n').slice(1);
  const own = /src[\\/]engine[\\/]graph[\\/]|captureOrigin|makeNode|applyByName/;
  const frame = frames.find((line) => !own.test(line)) ?? frames.at(-1) ?? 'an unknown place';
  return frame.trim().replace(/^at /, '');
}

function describeValue(value: Value): string {
  return `${value.node.op} ${value.dtype} [${value.shape.join(', ')}]`;
}

/** A mistake in a model's program: names the operator, the shapes and where the operands were made. */
export class GraphError extends Error {
  constructor(
    readonly op: string,
    readonly problem: string,
    readonly inputs: readonly Value[],
  ) {
    const operands = inputs.map(
      (value, index) => `\n  operand ${index}: ${describeValue(value)}, made at ${describeOrigin(value.node.origin)}`,
    );
    super(`${op}: ${problem}${operands.join('')}`);
    this.name = 'GraphError';
  }
}

/** Nodes in an order where each comes after those it depends on. Iterative: unrolled graphs are deep. */
export function topologicalOrder(roots: Iterable<Value>, dependencies: (node: Node) => Iterable<Value>): Node[] {
  const order: Node[] = [];
  const done = new Set<Node>();
  const stack: { node: Node; pending: Iterator<Value> }[] = [];
  const open = new Set<Node>();
  const push = (node: Node): void => {
    if (done.has(node) || open.has(node)) return;
    open.add(node);
    stack.push({ node, pending: dependencies(node)[Symbol.iterator]() });
  };
  for (const root of roots) {
    push(root.node);
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const next = top.pending.next();
      if (next.done) {
        stack.pop();
        done.add(top.node);
        order.push(top.node);
      } else push(next.value.node);
    }
  }
  return order;
}
