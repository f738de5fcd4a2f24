// Takes out of every loop what need not be in it. Of a body, only what feeds the states ("the core") must run step by
// step. What depends on the step inputs alone is computed before the loop for all steps at once, and what nothing in the
// core needs is computed after it: so the input products of an LSTM become one large product, and the sum over time of
// its weight gradients another. Each operator says by its `lift` rule how it acts on a whole sequence.

import { bodyParameter, dependenciesOf, isLoop, loopAttributes, loopBody, loopLast, loopStack, makeLoop } from './loop';
import { broadcastTo, fill, PRIMITIVES } from './ops';
import { operatorOf } from './operators';
import { rebuild } from './rebuild';
import { topologicalOrder, type LoopToken, type Node, type Value } from './value';

/** The same program with every loop reduced to its core. */
export function planLoops(roots: readonly Value[]): Value[] {
  return rebuild(roots, (node, map) => (isLoop(node) ? planLoop(node, map) : undefined));
}

function planLoop(node: Node, map: (value: Value) => Value): Value[] {
  const body = loopBody(node);
  const { token } = body;
  const { requests } = loopAttributes(node);
  const states = body.stateResults.map(map);
  const stacks = requests.flatMap((request) => (request.kind === 'stack' ? [map(request.value)] : []));
  const sequences = new Map(body.inputParameters.map((parameter, i) => [parameter, map(body.sequences[i])]));

  const outside = [...body.initial.map(map), ...sequences.values(), ...states].flatMap((value) => [...value.scopes]);
  const loopScope: LoopScope = { token, visible: new Set([token, ...outside]) };
  const before = liftedBefore(loopScope, sequences);
  const grouped = groupOperands(token, [...states, ...stacks], before);
  const results = grouped.slice(0, states.length);
  let next = states.length;
  const wanted = requests.map((request) => (request.kind === 'stack' ? grouped[next++] : undefined));
  const mustStay = staysInLoop(loopScope, coreOf(token, results, before), before);
  const stacked = wanted.flatMap((value) => (value ? mustStay(value) : []));

  // The core, with everything that was computed before the loop arriving as a step input.
  const placeholders = new Map<Value, Value>();
  const inputs: Value[] = [];
  const rebuilt = rebuild(
    [...results, ...stacked],
    () => undefined,
    (value) => {
      if (!value.scopes.has(token)) return value;
      const sequence = before(value);
      if (!sequence) return undefined;
      let placeholder = placeholders.get(value);
      if (!placeholder) {
        placeholder = bodyParameter(token, `x${inputs.length}`, value.dtype, value.shape);
        placeholders.set(value, placeholder);
        inputs.push(sequence);
      }
      return placeholder;
    },
  );
  const loop = makeLoop({
    ...body,
    inputParameters: [...placeholders.values()],
    stateResults: rebuilt.slice(0, results.length),
    initial: body.initial.map(map),
    sequences: inputs,
  });
  const inLoop = new Map<Value, Value>();
  stacked.forEach((value, i) => inLoop.set(value, loopStack(loop, rebuilt[results.length + i])));

  const after = liftedAfter(loopScope, before, inLoop);
  return requests.map((request, index) => {
    const value = wanted[index];
    return request.kind === 'last' || !value
      ? loopLast(loop, request.kind === 'last' ? request.index : 0)
      : after(value);
  });
}

/**
 * (s · a) · b becomes s · (a · b) where s depends on the state and a, b do not, so that their product leaves the loop; sums
 * likewise. Rules of differentiation write chains of such products.
 */
function groupOperands(
  token: LoopToken,
  roots: readonly Value[],
  before: (value: Value) => Value | undefined,
): readonly Value[] {
  const isKnown = (value: Value): boolean => !value.scopes.has(token) || before(value) !== undefined;
  const pairOf = (inputs: readonly Value[]): { state: Value; known: Value } | undefined => {
    const [a, b] = inputs;
    if (isKnown(a) === isKnown(b)) return undefined;
    return isKnown(a) ? { state: b, known: a } : { state: a, known: b };
  };
  return rebuild(
    roots,
    (node, map) => {
      if (node.op !== 'mul' && node.op !== 'add') return undefined;
      const outer = pairOf(node.inputs.map(map));
      if (!outer || outer.state.node.op !== node.op) return undefined;
      const inner = pairOf(outer.state.node.inputs);
      if (!inner) return undefined;
      const combine = node.op === 'mul' ? PRIMITIVES.mul : PRIMITIVES.add;
      return [combine(inner.state, combine(inner.known, outer.known))];
    },
    (value) => (isKnown(value) ? value : undefined),
  );
}

/** The loop being planned, and the loops whose bodies its values may belong to: its own and those around it. */
interface LoopScope {
  token: LoopToken;
  visible: ReadonlySet<LoopToken>;
}

/** For body values that depend on step inputs alone: their sequence, computed outside the loop. */
function liftedBefore(loop: LoopScope, sequences: ReadonlyMap<Value, Value>): (value: Value) => Value | undefined {
  const { token } = loop;
  const lifted = new Map<Node, readonly Value[] | undefined>();
  const before = (value: Value): Value | undefined => sequences.get(value) ?? lifted.get(value.node)?.[value.index];
  return (value) => {
    if (!value.scopes.has(token)) return undefined;
    for (const node of topologicalOrder([value], pending(token, lifted)))
      if (!lifted.has(node)) lifted.set(node, liftNode(node, loop, before));
    return before(value);
  };
}

/** For any body value: its sequence, from the loop where it had to stay there, else computed after the loop. */
function liftedAfter(
  loop: LoopScope,
  before: (value: Value) => Value | undefined,
  inLoop: ReadonlyMap<Value, Value>,
): (value: Value) => Value {
  const { token } = loop;
  const lifted = new Map<Node, readonly Value[] | undefined>();
  const known = (value: Value): Value | undefined =>
    inLoop.get(value) ?? before(value) ?? lifted.get(value.node)?.[value.index];
  function* unknown(node: Node): Iterable<Value> {
    for (const value of pending(token, lifted)(node)) if (!inLoop.has(value) && !before(value)) yield value;
  }
  return (value) => {
    if (!value.scopes.has(token)) return broadcastTo(value, [token.length, ...value.shape]);
    if (!known(value))
      for (const node of topologicalOrder([value], unknown))
        if (!lifted.has(node)) lifted.set(node, liftNode(node, loop, known));
    const found = known(value);
    if (!found) throw new Error(`planLoops: ${value.node.op} was neither in the loop nor after it.`);
    return found;
  };
}

function pending(token: LoopToken, done: ReadonlyMap<Node, unknown>): (node: Node) => Iterable<Value> {
  return function* (node) {
    if (done.has(node)) return;
    for (const value of dependenciesOf(node)) if (value.scopes.has(token)) yield value;
  };
}

/** The outputs of a body node for all steps, when its changing operands are known as sequences. */
function liftNode(
  node: Node,
  { token, visible }: LoopScope,
  sequenceOf: (value: Value) => Value | undefined,
): readonly Value[] | undefined {
  if (isLoop(node) || node.inputs.length === 0) return undefined;
  if (node.outputs.some(({ scopes }) => [...scopes].some((scope) => !visible.has(scope)))) return undefined;
  const lifted: (Value | undefined)[] = [];
  for (const value of node.inputs) {
    const sequence = value.scopes.has(token) ? sequenceOf(value) : undefined;
    if (value.scopes.has(token) && !sequence) return undefined;
    lifted.push(sequence);
  }
  const attributes = node.attributes as never;
  return operatorOf(node.op).lift({ attributes, inputs: node.inputs, lifted, time: token.length, o: PRIMITIVES });
}

/** The nodes of the body that the states need, up to what is computed before the loop. */
function coreOf(
  token: LoopToken,
  results: readonly Value[],
  before: (value: Value) => Value | undefined,
): ReadonlySet<Node> {
  const isInside = (value: Value): boolean => value.scopes.has(token) && !before(value);
  function* inside(node: Node): Iterable<Value> {
    for (const value of dependenciesOf(node)) if (isInside(value)) yield value;
  }
  return new Set(topologicalOrder(results.filter(isInside), inside));
}

/** The body values that must come out of the loop itself so that a wanted value can be had after it. */
function staysInLoop(
  loop: LoopScope,
  core: ReadonlySet<Node>,
  before: (value: Value) => Value | undefined,
): (value: Value) => Value[] {
  const { token } = loop;
  const liftable = new Map<Node, boolean>();
  const canLift = (node: Node): boolean => {
    let answer = liftable.get(node);
    if (answer === undefined) {
      const trial = (value: Value): Value => fill(0, [token.length, ...value.shape], value.dtype);
      answer = liftNode(node, loop, trial) !== undefined;
      liftable.set(node, answer);
    }
    return answer;
  };
  return (wanted) => {
    const found = new Set<Value>();
    const seen = new Set<Value>();
    const stack = [wanted];
    for (let value = stack.pop(); value; value = stack.pop()) {
      if (seen.has(value) || !value.scopes.has(token) || before(value)) continue;
      seen.add(value);
      if (core.has(value.node) || !canLift(value.node)) found.add(value);
      else stack.push(...value.node.inputs);
    }
    return [...found];
  };
}
