// Checks the gradients of an encoder that a person wrote, on a few made-up texts: of each parameter, and of each operator that has a
// gradient of its own.

import type { GradientCheck } from '../../protocol/gradientCheck';
import { dependenciesOf } from '../graph/loop';
import { add, cast, input, mul, reshape, sum } from '../graph/ops';
import { topologicalOrder, type Node, type Value } from '../graph/value';
import { bind, flatten, frozenNames, nest } from '../nn/parameters';
import type { RandomMasks } from '../runtime/randomMasks';
import { compile, type Feeds } from '../runtime/session';
import { tensor, zeros, type Tensor } from '../runtime/tensor';
import { evaluateDim } from '../graph/dims';
import { compareGradients, TOLERANCE } from './compareGradients';
import { isolated } from './isolatedOperator';
import type { PersonCode } from './personCode';
import { writtenEncoder, type WrittenUse } from './writtenEncoder';

const VOCABULARY = 11;
/** Of the texts; the longest first. */
const LENGTHS = [5, 3, 1];
const TIME = LENGTHS[0];
const AXES = new Map([
  ['time', TIME],
  ['batch', LENGTHS.length],
]);
/** So often an operator is looked at by itself. */
const MOST_PLACES = 3;

interface CheckOptions {
  seed: number;
  /** In [0, 1). */
  uniform: () => number;
  masks: RandomMasks;
  signal: AbortSignal;
}

/** @param code in double precision. Fails with `INVALID_EXPERIMENT`, and with the signal's reason. */
export async function checkGradients(code: PersonCode, use: WrittenUse, options: CheckOptions): Promise<GradientCheck> {
  const { seed, uniform, masks, signal } = options;
  const { parameters, encode } = writtenEncoder(code, use)({ vocabulary: VOCABULARY, longest: TIME });
  const flat = flatten(parameters);
  const values = bind(flat, 'float64');
  const mask = input('mask', 'bool', ['time', 'batch']);
  const { states, last } = encode(
    nest(parameters, values),
    { ids: input('ids', 'int32', ['time', 'batch']), mask },
    'training',
  );
  const feeds: Record<string, Tensor> = texts(uniform);
  for (const [name, { shape, initialize }] of Object.entries(flat)) {
    const data = new Float64Array(shape.reduce((a, b) => a * b, 1));
    initialize(data, shape, uniform);
    // Zeros lie on the kinks of many functions; a little beside them all are smooth.
    feeds[name] = tensor(
      'float64',
      shape,
      data.map((each) => each + 0.2 * (uniform() - 0.5)),
    );
  }
  const weighed = (name: string, value: Value): Value => {
    const shape = value.shape.map((dim) => evaluateDim(dim, AXES));
    feeds[name] = drawn(shape, uniform);
    return mul(value, input(name, 'float64', value.shape));
  };
  // At padding states mean nothing.
  const counted = mul(weighed('weights of states', states), cast(reshape(mask, ['time', 'batch', 1]), 'float64'));
  const loss = last ? add(sum(counted), sum(weighed('weights of last', last))) : sum(counted);
  const frozen = new Set(frozenNames(flat));
  const by = new Map(Object.entries(values).filter(([name]) => !frozen.has(name)));
  const checked = { masks, uniform, signal };
  return {
    parameters: await compareGradients({ loss, by, feeds, ...checked }),
    operators: await operatorsOf(loss, feeds),
    ...{ tolerance: TOLERANCE, seed },
  };

  async function operatorsOf(loss: Value, given: Feeds): Promise<GradientCheck['operators']> {
    const found: GradientCheck['operators'] = [];
    for (const node of ownOperators(loss)) {
      const place = code.madeAt(node.outputs[0]);
      const alone = await isolated(node, AXES, uniform, (wanted) => valuesOf(wanted, given));
      if (!alone) continue;
      const { name } = node.attributes as { name: string };
      const each = await compareGradients({ ...alone, ...checked });
      found.push(...each.map((one) => ({ ...one, name: `${name}, ${one.name}`, ...(place ? { place } : {}) })));
    }
    return found;
  }

  /** What values of the program are for these texts. */
  async function valuesOf(wanted: Readonly<Record<string, Value>>, given: Feeds): Promise<Feeds> {
    const program = await compile(wanted, { device: 'cpu', threads: 1 }, 'operands');
    try {
      return await program.run(given, { masks });
    } finally {
      await program.release();
    }
  }
}

/** Operators with gradients of their own, each at some of its places. */
function ownOperators(loss: Value): Node[] {
  const places = new Map<string, Node[]>();
  for (const node of topologicalOrder([loss], dependenciesOf)) {
    if (node.op !== 'ownGradient') continue;
    const { name } = node.attributes as { name: string };
    places.set(name, [...(places.get(name) ?? []), node]);
  }
  return [...places.values()].flatMap((nodes) => nodes.slice(0, MOST_PLACES));
}

function texts(uniform: () => number): { ids: Tensor; mask: Tensor } {
  const shape = [TIME, LENGTHS.length];
  const ids = zeros('int32', shape);
  const mask = zeros('bool', shape);
  for (let at = 0; at < TIME; at++)
    LENGTHS.forEach((length, text) => {
      if (at >= length) return;
      ids.data[at * LENGTHS.length + text] = 1 + Math.floor(uniform() * (VOCABULARY - 1));
      mask.data[at * LENGTHS.length + text] = 1;
    });
  return { ids, mask };
}

const drawn = (shape: readonly number[], uniform: () => number): Tensor =>
  tensor(
    'float64',
    [...shape],
    Float64Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => 2 * uniform() - 1),
  );
