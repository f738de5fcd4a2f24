// Loops over a sequence as one node. The body is an ordinary program over placeholders; it may refer to any value
// outside ("captured"). What a loop gives out is asked for: the last value of a state, or the sequence of any value of
// the body. Asking twice gives the same value, and what nobody asks for is never computed.

import { broadcastTo } from './ops';
import { GraphError, makeNode, type DType, type LoopToken, type Node, type Value } from './value';
import { sameShape, type Shape } from './dims';

/** The last state `index`, or the sequence of a body value. */
type LoopRequest = { kind: 'last'; index: number } | { kind: 'stack'; value: Value };

export interface LoopAttributes {
  readonly token: LoopToken;
  readonly stateParameters: readonly Value[];
  readonly inputParameters: readonly Value[];
  readonly stateResults: readonly Value[];
  /** Runs from the last step to the first; sequences keep their order. */
  readonly reverse: boolean;
  /** What each output is; grows with the node's outputs. */
  readonly requests: LoopRequest[];
}

export interface LoopBody extends Omit<LoopAttributes, 'requests'> {
  readonly initial: readonly Value[];
  /** `[time, ...]` each, one for each input parameter. */
  readonly sequences: readonly Value[];
}

export const isLoop = (node: Node): boolean => node.op === 'loop';

export const loopAttributes = (node: Node): LoopAttributes => node.attributes as LoopAttributes;

export function loopBody(node: Node): LoopBody {
  const attributes = loopAttributes(node);
  const states = attributes.stateParameters.length;
  return { ...attributes, initial: node.inputs.slice(0, states), sequences: node.inputs.slice(states) };
}

/** A placeholder inside the body of the loop `token`. */
export function bodyParameter(token: LoopToken, name: string, dtype: DType, shape: Shape): Value {
  return makeNode('bodyParameter', [], { name, dtype, shape }, [{ dtype, shape }], new Set([token])).outputs[0];
}

export function makeLoop(body: LoopBody): Node {
  const { token, stateParameters, inputParameters, stateResults, reverse, initial, sequences } = body;
  stateResults.forEach((result, index) => {
    const state = stateParameters[index];
    if (result.dtype !== state.dtype || !sameShape(result.shape, state.shape))
      throw new GraphError('scan', `the new state is ${result.dtype} [${result.shape.join(', ')}] but the state is`, [
        state,
      ]);
  });
  const attributes: LoopAttributes = { token, stateParameters, inputParameters, stateResults, reverse, requests: [] };
  return makeNode('loop', [...initial, ...sequences], attributes, []);
}

function output(node: Node, request: LoopRequest, type: { dtype: DType; shape: Shape }): Value {
  const { token, requests, stateResults } = loopAttributes(node);
  const sources = [...node.inputs, ...stateResults, ...(request.kind === 'stack' ? [request.value] : [])];
  const scopes = new Set(sources.flatMap((value) => [...value.scopes]));
  scopes.delete(token);
  const value: Value = { node, index: node.outputs.length, dtype: type.dtype, shape: type.shape, scopes };
  node.outputs.push(value);
  requests.push(request);
  return value;
}

/** State `index` after the last step. */
export function loopLast(node: Node, index: number): Value {
  const { requests, stateParameters } = loopAttributes(node);
  const found = requests.findIndex((request) => request.kind === 'last' && request.index === index);
  return found >= 0 ? node.outputs[found] : output(node, { kind: 'last', index }, stateParameters[index]);
}

/** A body value in every step: `[time, ...shape]`. */
export function loopStack(node: Node, value: Value): Value {
  const { token, inputParameters, stateParameters, requests } = loopAttributes(node);
  const shape = [token.length, ...value.shape];
  if (!value.scopes.has(token)) return broadcastTo(value, shape);
  const input = inputParameters.indexOf(value);
  if (input >= 0) return node.inputs[stateParameters.length + input];
  const found = requests.findIndex((request) => request.kind === 'stack' && request.value === value);
  return found >= 0 ? node.outputs[found] : output(node, { kind: 'stack', value }, { dtype: value.dtype, shape });
}

/** Everything a node needs before it: its operands and, for a loop, what its body computes. */
export function* dependenciesOf(node: Node): Iterable<Value> {
  yield* node.inputs;
  if (!isLoop(node)) return;
  const { stateResults, requests } = loopAttributes(node);
  yield* stateResults;
  for (const request of requests) if (request.kind === 'stack') yield request.value;
}
