// Transformer blocks on top of each other.

import type { Value } from '../graph/value';
import type { Mode } from './dropout';
import { layerNorm, layerNormParameters } from './layerNorm';
import type { Bound, ParameterTree } from './parameters';
import {
  encoderBlock,
  wholeSequence,
  type BlockOptions,
  type BlockPlace,
  type EncoderBlock,
  type SelfAttention,
} from './transformer';

type Norm = ReturnType<typeof layerNormParameters>;

export type StackTree<Block extends ParameterTree> = {
  /** By number, from 0. */
  layers: Readonly<Record<string, Block>>;
  /** After the last block, where normalisation stands before the sublayers. */
  norm?: Norm;
};

export function stackParameters<Block extends ParameterTree>(
  { width, norm }: Pick<BlockOptions, 'width' | 'norm'>,
  count: number,
  block: () => Block,
): StackTree<Block> {
  const layers = Object.fromEntries(Array.from({ length: count }, (_, layer) => [String(layer), block()]));
  return norm === 'pre' ? { layers, norm: layerNormParameters({ width }) } : { layers };
}

type Turned = (attention: SelfAttention) => SelfAttention;

/** What comes out of a stack: x [..., width] */
export const normalized = ({ norm }: { norm?: Bound<Norm> }, x: Value, epsilon?: number): Value =>
  norm ? layerNorm(norm, x, epsilon) : x;

/**
 * All tokens look at all others: x [time, batch, width] -> the same, and by layer the weights [batch, heads, time, time].
 * @param bias added to the scores
 * @param run `stream`: the random streams of layer n are named by it and n; `turned`: attention that knows the places
 */
export function encodeStack(
  p: { layers: Readonly<Record<string, EncoderBlock>>; norm?: Bound<Norm> },
  x: Value,
  bias: Value,
  options: BlockOptions,
  {
    stream,
    mode,
    part,
    turned = (attention) => attention,
  }: { stream: string; mode: Mode; turned?: Turned } & Pick<BlockPlace, 'part'>,
): { x: Value; weights: Value[] } {
  const weights: Value[] = [];
  let states = x;
  Object.values(p.layers).forEach((layer, number) => {
    const run = { stream: `${stream} ${number}`, mode, place: { number, ...(part && { part }) } };
    const result = encoderBlock(layer, states, turned(wholeSequence(bias, options, run)), options, run);
    states = result.x;
    weights.push(result.weights);
  });
  return { x: normalized(p, states, options.normEpsilon), weights };
}
