// One application of an operator with a gradient of its own, as a program by itself: its operands are inputs.

import { evaluateDim } from '../graph/dims';
import { dependenciesOf } from '../graph/loop';
import { input, mul, ownGradient, sum } from '../graph/ops';
import { rebuild } from '../graph/rebuild';
import { isFloat, topologicalOrder, type Node, type Value } from '../graph/value';
import type { Feeds } from '../runtime/session';
import { countOf, tensor, zeros, type Tensor } from '../runtime/tensor';
import type { Attributes } from '../graph/operators';

interface Alone {
  loss: Value;
  by: Map<string, Value>;
  feeds: Feeds;
}

/**
 * Undefined where it depends on more of a loop than its operands: then its parameters tell of it alone. Inside loops operands are drawn
 * between -1 and 1; elsewhere they are those of the program.
 * @param axes lengths of the named axes @param valuesOf what values of the program are
 */
export async function isolated(
  node: Node,
  axes: ReadonlyMap<string, number>,
  uniform: () => number,
  valuesOf: (wanted: Readonly<Record<string, Value>>) => Promise<Feeds>,
): Promise<Alone | undefined> {
  const lengthsOf = ({ shape }: Value): number[] => shape.map((dim) => evaluateDim(dim, axes));
  const { name, backward } = node.attributes as Attributes['ownGradient'];
  const operands = node.inputs.slice(0, -1);
  const inputs = new Map(operands.map((value, i) => [value, input(`operand ${i}`, value.dtype, value.shape)] as const));
  const fixed = (value: Value): Value | undefined => inputs.get(value);
  const [computed] = rebuild([node.inputs[operands.length]], () => undefined, fixed);
  const own = new Set([...inputs.values()].map((value) => value.node));
  const others = topologicalOrder([computed], dependenciesOf).filter(
    ({ op }) => op === 'bodyParameter' || op === 'input',
  );
  if (others.some((other) => !own.has(other))) return undefined;
  const outside = Object.fromEntries(
    [...inputs].flatMap(
      ([
        value,
        {
          node: { attributes },
        },
      ]) => (value.scopes.size === 0 ? [[(attributes as { name: string }).name, value] as const] : []),
    ),
  );
  const known = Object.keys(outside).length > 0 ? await valuesOf(outside) : {};
  const feeds: Record<string, Tensor> = {};
  const by = new Map<string, Value>();
  for (const value of inputs.values()) {
    const at = (value.node.attributes as { name: string }).name;
    const shape = lengthsOf(value);
    feeds[at] = known[at] ?? (isFloat(value.dtype) ? between(shape, uniform) : zeros(value.dtype, shape));
    if (isFloat(value.dtype)) by.set(at, value);
  }
  const given = operands.map((value) => inputs.get(value) ?? value);
  const result = ownGradient(name, given, computed, backward);
  feeds.weights = between(lengthsOf(result), uniform);
  return { loss: sum(mul(result, input('weights', 'float64', result.shape))), by, feeds };
}

const between = (shape: number[], uniform: () => number): Tensor =>
  tensor(
    'float64',
    shape,
    Float64Array.from({ length: countOf(shape) }, () => 2 * uniform() - 1),
  );
