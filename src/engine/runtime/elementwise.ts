// Programs of componentwise operators in one pass over memory, as WebAssembly SIMD: where ONNX Runtime would go through memory once
// for each operator and put every result into new memory, four numbers at a time are read, computed with and written back. Each
// operation is IEEE's in float32, so the bits are those of ONNX Runtime.

import { compiledModule } from '../compiled/compiledModule';
import { code, wasmModule, type Code } from '../compiled/wasmModule';
import { makeProgram } from '../graph/program';
import type { Node, Value } from '../graph/value';

/** Bytes that one turn of a loop takes. */
export const LANE_BYTES = 16;

const UNARY: Record<string, Code> = { neg: code.neg, abs: code.abs, sqrt: code.sqrt };
const BINARY: Record<string, Code> = {
  ...{ add: code.add, sub: code.sub, mul: code.mul, div: code.div, minimum: code.min, maximum: code.max },
};

export interface ElementwiseKernel {
  /**
   * Computes every component. An output may lie where an input lies.
   * @param bytes of each array: what is computed ends at the next multiple of `LANE_BYTES`, and is at least that
   * @param addresses where arrays begin, by the names of inputs and outputs
   * @param scalars inputs of shape [] by name
   */
  run(bytes: number, addresses: Readonly<Record<string, number>>, scalars: Readonly<Record<string, number>>): void;
}

export interface SumOfSquares {
  /** Added up in float64, always in the same order. The parameters are those of `ElementwiseKernel.run`. */
  run(bytes: number, addresses: Readonly<Record<string, number>>): number;
}

/** Compiles named outputs, all of them float32 and of one shape, as are the inputs that are no scalars. Fails where an operator is not componentwise. */
export function compileElementwise(
  outputs: Readonly<Record<string, Value>>,
  memory: WebAssembly.Memory,
): ElementwiseKernel {
  const names = Object.keys(outputs);
  const { arrays, scalars, run } = compileOver(outputs, memory, {
    pointers: names,
    turn: ({ valueOf, address }) => names.flatMap((name) => [...address(name), ...valueOf(name), ...code.store]),
  });
  return {
    run: (bytes, addresses, given) =>
      void run(bytes, ...arrays.map((name) => addresses[name]), ...scalars.map((name) => given[name])),
  };
}

/** Compiles Σx² for a value as in `compileElementwise` that depends on no scalar. */
export function compileSumOfSquares(value: Value, memory: WebAssembly.Memory): SumOfSquares {
  const { arrays, run } = compileOver({ value }, memory, {
    sums: 2,
    turn: ({ valueOf, sum }) => [
      ...addSquares(valueOf('value'), sum(0)),
      ...addSquares([...valueOf('value'), ...valueOf('value'), ...code.turned], sum(1)),
    ],
    result: ({ sum }) => [
      ...[...code.get(sum(0)), ...code.get(sum(1)), ...code.addDoubles, ...code.set(sum(0))],
      ...[...code.get(sum(0)), ...code.double(0), ...code.get(sum(0)), ...code.double(1), ...code.addDouble],
    ],
  });
  return { run: (bytes, addresses) => run(bytes, ...arrays.map((name) => addresses[name])) as number };
}

/** Adds the squares of the first two numbers of a vector to a sum of two float64. */
const addSquares = (vector: Code, sum: number): Code => [
  ...[...vector, ...code.firstAsDoubles, ...vector, ...code.firstAsDoubles, ...code.mulDoubles],
  ...[...code.get(sum), ...code.addDoubles, ...code.set(sum)],
];

interface Places {
  /** Puts an output on the stack. */
  valueOf(output: string): Code;
  /** Puts the address of an array at this turn on the stack. */
  address(array: string): Code;
  /** The local of a sum. */
  sum(index: number): number;
}

interface Loop {
  /** Arrays besides those that the program reads. */
  pointers?: readonly string[];
  /** Vectors that are 0 before the loop. */
  sums?: number;
  /** What a turn does with the outputs. */
  turn(places: Places): Code;
  /** Puts the result, a float64, on the stack. */
  result?(places: Places): Code;
}

/** A function `(bytes, ...arrays, ...scalars)` that computes the outputs in turns of four components. */
function compileOver(outputs: Readonly<Record<string, Value>>, memory: WebAssembly.Memory, loop: Loop) {
  const program = makeProgram(outputs);
  const read = program.inputs.filter(({ shape }) => shape.length > 0).map(({ name }) => name);
  const scalars = program.inputs.filter(({ shape }) => shape.length === 0).map(({ name }) => name);
  const arrays = [...read, ...(loop.pointers ?? [])];
  const at = 1 + arrays.length + scalars.length; // how far the loop is, in bytes
  const locals = new Map(program.order.map((node, index) => [node, at + 1 + index]));
  const localOf = (node: Node): number => locals.get(node) ?? 0;
  const places: Places = {
    valueOf: (output) => code.get(localOf(program.outputs[Object.keys(outputs).indexOf(output)].value.node)),
    address: (array) => [...code.get(1 + arrays.indexOf(array)), ...code.get(at), ...code.addI32],
    sum: (index) => at + 1 + locals.size + index,
  };
  const codeOf = (node: Node): Code => {
    if (node.op === 'constant' || node.op === 'fill') return code.four(numberOf(node));
    if (node.op !== 'input')
      return [...node.inputs.flatMap((value) => code.get(localOf(value.node))), ...operationOf(node)];
    const { name } = node.attributes as { name: string };
    if (!scalars.includes(name)) return [...places.address(name), ...code.load];
    return [...code.get(1 + arrays.length + scalars.indexOf(name)), ...code.splat];
  };
  const made = (isConstant: boolean): Code =>
    program.order
      .filter((node) => (node.outputs[0].shape.length === 0) === isConstant)
      .flatMap((node) => [...codeOf(node), ...code.set(localOf(node))]);
  const body = [
    ...made(true), // what is the same for all components
    ...code.loop([
      ...[...made(false), ...loop.turn(places)],
      ...[...code.get(at), ...code.small(LANE_BYTES), ...code.addI32, ...code.set(at)],
      ...[...code.get(at), ...code.get(0), ...code.lessI32],
    ]),
    ...(loop.result?.(places) ?? []),
  ];
  const bytes = wasmModule({
    parameters: ['i32', ...arrays.map(() => 'i32' as const), ...scalars.map(() => 'f32' as const)],
    result: loop.result && 'f64',
    locals: ['i32', ...Array.from({ length: locals.size + (loop.sums ?? 0) }, () => 'v128' as const)],
    body,
  });
  const { run } = new WebAssembly.Instance(compiledModule(bytes), { env: { memory } }).exports;
  return { arrays, scalars, run: run as (...values: number[]) => unknown };
}

function numberOf({ op, attributes, outputs: [value] }: Node): number {
  if (op === 'fill') return (attributes as { value: number }).value;
  const { data } = attributes as { data: readonly number[] };
  if (data.length !== 1)
    throw new Error(`A componentwise program has no array of constants [${value.shape.join(', ')}].`);
  return data[0];
}

function operationOf({ op, inputs, outputs: [{ dtype }] }: Node): Code {
  const operation = inputs.length === 1 ? UNARY[op] : BINARY[op];
  if (!operation || dtype !== 'float32')
    throw new Error(
      `"${op}" (${dtype}) is not among the componentwise operators: ${Object.keys({ ...UNARY, ...BINARY }).join(', ')}.`,
    );
  return operation;
}
