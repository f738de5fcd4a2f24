// Back-propagation through time, derived from the body of a loop.
//
// Forward, step t computes (s_t, y_t) = f(s_{t−1}, x_t; c) with captured values c. Backward, a second loop runs the
// other way. Its state is the cotangent of s_t; in step t it applies the body's own backward pass, which gives the
// cotangents of s_{t−1} (the next state), of x_t (a per-step output) and the step's share of the gradient of c. What the
// body's backward pass needs of the forward step (the residuals) reaches it as sequences.
// Shares are given out per step and summed outside: the compiler turns the sum over time of the products
// gᵀ_t·h_{t−1} into one large matrix product.

import { bodyParameter, dependenciesOf, isLoop, loopAttributes, loopLast, loopStack, makeLoop } from './loop';
import { add, fill, sum } from './ops';
import { rebuild } from './rebuild';
import { topologicalOrder, type LoopToken, type Node, type Value } from './value';

/** A backward pass to be made; see differentiate.ts. */
export interface Backpropagation {
  /** Values and their cotangents: where the backward pass starts. */
  seeds: readonly (readonly [Value, Value])[];
  /** The values whose cotangents are wanted. */
  wanted: ReadonlySet<Value>;
  /** Stay inside the body of this loop. */
  within?: LoopToken;
}

export interface LoopCotangents {
  /** For each operand of the loop: initial states, then sequences. */
  operands: (Value | undefined)[];
  /** For the outer values that the body uses: terms of their cotangents. */
  captured: Map<Value, Value[]>;
  /** For wanted values of the body: the sequences of their cotangents. */
  inside: Map<Value, Value>;
}

export function differentiateLoop(
  loop: Node,
  { cotangents, wanted: asked }: { cotangents: readonly (Value | undefined)[]; wanted: ReadonlySet<Value> },
  isActive: (value: Value) => boolean,
  backpropagate: (problem: Backpropagation) => Map<Value, Value[]>,
): LoopCotangents {
  const { token, stateParameters, inputParameters, stateResults, reverse, requests } = loopAttributes(loop);
  const back: LoopToken = { name: `${token.name} backward`, length: token.length };
  const placeholders: Value[] = [];
  const sequences: Value[] = [];
  const addSequence = (name: string, sequence: Value): Value => {
    const placeholder = bodyParameter(back, name, sequence.dtype, sequence.shape.slice(1));
    placeholders.push(placeholder);
    sequences.push(sequence);
    return placeholder;
  };

  // Seeds: the running cotangent of each state, and one step of the cotangent of each sequence that was given out.
  const initial = stateParameters.map((state, index) => {
    const at = requests.findIndex((request) => request.kind === 'last' && request.index === index);
    return (at >= 0 ? cotangents[at] : undefined) ?? fill(0, state.shape, floatOf(state));
  });
  const states = stateParameters.map((state, index) => bodyParameter(back, `d${index}`, floatOf(state), state.shape));
  const seeds: [Value, Value][] = stateResults.map((result, index) => [result, states[index]]);
  requests.forEach((request, index) => {
    const sequence = cotangents[index];
    if (request.kind === 'stack' && sequence) seeds.push([request.value, addSequence(`g${index}`, sequence)]);
  });

  // The body's own backward pass.
  const body = bodyOf(
    seeds.map(([value]) => value),
    token,
  );
  const outer = [...body.captured].filter(isActive);
  const within = [...asked].filter((value) => body.nodes.has(value.node));
  const wanted = new Set([...stateParameters, ...inputParameters, ...outer, ...within]);
  const terms = backpropagate({ seeds, wanted, within: token });

  // In it, values of the forward body become residuals: sequences of the forward loop.
  const residuals = new Map<Value, Value>();
  const residual = (value: Value): Value => {
    let placeholder = residuals.get(value);
    if (!placeholder) {
      placeholder = addSequence(`r${residuals.size}`, loopStack(loop, value));
      residuals.set(value, placeholder);
    }
    return placeholder;
  };
  const order = [...wanted].filter((value) => terms.has(value));
  const flat = order.flatMap((value) => terms.get(value) ?? []);
  const moved = rebuild(
    flat,
    () => undefined,
    (value) => (!value.scopes.has(token) ? value : body.nodes.has(value.node) ? residual(value) : undefined),
  );
  let next = 0;
  const movedTerms = new Map(order.map((value) => [value, (terms.get(value) ?? []).map(() => moved[next++])]));
  const total = (value: Value): Value | undefined => movedTerms.get(value)?.reduce((a, b) => add(a, b));

  const node = makeLoop({
    token: back,
    stateParameters: states,
    inputParameters: placeholders,
    stateResults: stateParameters.map((state, i) => total(state) ?? fill(0, states[i].shape, states[i].dtype)),
    reverse: !reverse,
    initial,
    sequences,
  });
  const sequenceOf = (value: Value): Value | undefined => {
    const cotangent = total(value);
    return cotangent && loopStack(node, cotangent);
  };
  const captured = outer.flatMap((value): [Value, Value[]][] => {
    const shares = movedTerms.get(value);
    return shares ? [[value, shares.map((share) => sum(loopStack(node, share), [0]))]] : [];
  });
  return {
    operands: [...stateParameters.map((_, index) => loopLast(node, index)), ...inputParameters.map(sequenceOf)],
    captured: new Map(captured),
    inside: new Map(
      within.flatMap((value): [Value, Value][] => {
        const sequence = sequenceOf(value);
        return sequence ? [[value, sequence]] : [];
      }),
    ),
  };
}

/** Integer states carry no cotangent; their placeholder is never used. */
const floatOf = ({ dtype }: Value): 'float32' | 'float64' => (dtype === 'float64' ? 'float64' : 'float32');

/** The nodes of a loop's body that `roots` need, and the outer values they use. */
function bodyOf(roots: readonly Value[], token: LoopToken): { nodes: Set<Node>; captured: Set<Value> } {
  const captured = new Set<Value>();
  // What a loop inside the body computes may depend on that loop alone, and still use outer values.
  const tokens = new Set([token]);
  const isInside = (value: Value): boolean => [...value.scopes].some((scope) => tokens.has(scope));
  function* inside(node: Node): Iterable<Value> {
    if (isLoop(node)) tokens.add(loopAttributes(node).token);
    for (const value of dependenciesOf(node)) {
      if (isInside(value)) yield value;
      else captured.add(value);
    }
  }
  const inner = roots.filter((value) => value.scopes.has(token));
  for (const value of roots) if (!value.scopes.has(token)) captured.add(value);
  return { nodes: new Set(topologicalOrder(inner, inside)), captured };
}
