// Transformer blocks (Vaswani et al. 2017) with the parameters of torch.nn.TransformerEncoderLayer and -DecoderLayer.
// Three sublayers: attention of a sequence to itself, attention to a memory, a feed-forward network. Each is added to what
// it is given; normalisation stands before it ("pre", Xiong et al. 2020) or after the sum ("post").

import { markerOf } from '../graph/marks';
import { add } from '../graph/ops';
import type { Value } from '../graph/value';
import type { LayerPlace } from '../../protocol/network';
import type { LayerKind } from '../../protocol/networkNames';
import { activations } from './activations';
import { dropout, type Mode } from './dropout';
import { layerNorm, layerNormParameters } from './layerNorm';
import { linear, linearParameters } from './linear';
import {
  attend,
  joinHeads,
  multiHeadParameters,
  projectAll,
  projectMemory,
  projectQueries,
  type AttentionSizes,
  type KeysAndValues,
} from './multiHeadAttention';
import type { Bound } from './parameters';

export interface BlockOptions extends AttentionSizes {
  feedForward: number;
  norm: 'pre' | 'post';
  activation: keyof typeof activations;
  dropout: number;
  /** Added to variances; left out: as in PyTorch. */
  normEpsilon?: number;
}

/** An encoder block, and a decoder block without a memory. */
export function encoderBlockParameters({ width, feedForward }: Pick<BlockOptions, 'width' | 'feedForward'>) {
  return {
    self_attn: multiHeadParameters({ width }),
    linear1: linearParameters({ inputs: width, outputs: feedForward }),
    linear2: linearParameters({ inputs: feedForward, outputs: width }),
    norm1: layerNormParameters({ width }),
    norm2: layerNormParameters({ width }),
  };
}

export function decoderBlockParameters(options: Pick<BlockOptions, 'width' | 'feedForward'>) {
  const { width } = options;
  return {
    ...encoderBlockParameters(options),
    multihead_attn: multiHeadParameters({ width }),
    norm3: layerNormParameters({ width }),
  };
}

export type EncoderBlockTree = ReturnType<typeof encoderBlockParameters>;
export type DecoderBlockTree = ReturnType<typeof decoderBlockParameters>;
export type EncoderBlock = Bound<EncoderBlockTree>;
export type DecoderBlock = Bound<DecoderBlockTree>;

/** Where a block is: the name of its random streams, and whether it is trained. */
export interface BlockRun {
  stream: string;
  mode: Mode;
  /** Marks what the block makes; left out: nothing. */
  place?: BlockPlace;
}

/** Which block of which half. */
export type BlockPlace = Pick<LayerPlace, 'part' | 'number'>;

const placeIn = (kind: LayerKind, place: BlockPlace | undefined): LayerPlace | undefined => place && { kind, ...place };

/** Axes of queries, keys and values. */
const BY_HEAD = ['batch', 'head', 'time', 'unit'] as const;
/** Axes of a sequence. */
const IN_TIME = ['time', 'batch', 'unit'] as const;

/** x + f(x), normalised before f or after the sum. */
function residual(
  norm: Bound<ReturnType<typeof layerNormParameters>>,
  x: Value,
  sublayer: (input: Value) => Value,
  options: BlockOptions,
  run: BlockRun,
): Value {
  const drop = (value: Value): Value => dropout(value, { rate: options.dropout, ...run });
  if (options.norm === 'pre') return add(x, drop(sublayer(layerNorm(norm, x, options.normEpsilon))));
  return layerNorm(norm, add(x, drop(sublayer(x))), options.normEpsilon);
}

function feedForward(p: EncoderBlock, x: Value, options: BlockOptions, { stream, mode, place }: BlockRun): Value {
  const marked = markerOf(placeIn('feed-forward', place));
  const inner = marked('inner', activations[options.activation](linear(p.linear1, x)), IN_TIME); // [..., feedForward]
  return linear(p.linear2, dropout(inner, { rate: options.dropout, stream: `${stream} inner`, mode }));
}

/** How a block's sequence attends to itself: everything at once, or one position to those that were kept. */
export type SelfAttention = (queries: Value, own: KeysAndValues) => { output: Value; weights: Value };

interface SelfResult {
  /** [time, batch, width] */
  x: Value;
  /** [batch, heads, rows, columns] */
  weights: Value;
}

function selfSublayer(
  p: EncoderBlock,
  x: Value,
  attention: SelfAttention,
  options: BlockOptions,
  run: BlockRun,
): SelfResult {
  let weights: Value | undefined;
  const marked = markerOf(placeIn('self-attention', run.place));
  const after = residual(
    p.norm1,
    x,
    (input) => {
      const [queries, keys, values] = projectAll(p.self_attn, input, options);
      marked('query', queries, BY_HEAD);
      marked('key', keys, BY_HEAD);
      marked('value', values, BY_HEAD);
      const attended = attention(queries, { keys, values });
      marked('weights', attended.weights, ['batch', 'head', 'time', 'time']);
      marked('context', attended.output, BY_HEAD);
      ({ weights } = attended);
      return joinHeads(p.self_attn, attended.output);
    },
    options,
    { ...run, stream: `${run.stream} self` },
  );
  if (!weights) throw new Error('the sublayer was not applied');
  return { x: marked('attended', after, IN_TIME), weights };
}

/** Attention over a whole sequence, `bias` added to its scores. */
export function wholeSequence(bias: Value | undefined, { dropout: rate }: BlockOptions, run: BlockRun): SelfAttention {
  const stream = `${run.stream} weights`;
  const place = placeIn('self-attention', run.place);
  return (queries, own) => attend(queries, own, { bias, dropout: { rate, stream, mode: run.mode }, place });
}

/** x [time, batch, width] -> the same, and the attention weights [batch, heads, time, time] */
export function encoderBlock(
  p: EncoderBlock,
  x: Value,
  attention: SelfAttention,
  options: BlockOptions,
  run: BlockRun,
): SelfResult {
  const attended = selfSublayer(p, x, attention, options, run);
  const second = { ...run, stream: `${run.stream} feed` };
  const after = residual(p.norm2, attended.x, (input) => feedForward(p, input, options, second), options, second);
  const marked = markerOf(placeIn('feed-forward', run.place));
  return { x: marked('block', after, IN_TIME), weights: attended.weights };
}

/** What a decoder block sees of the source. */
export interface MemoryView extends KeysAndValues {
  /** Added to the scores. */
  bias?: Value;
}

export const memoryOf = (p: DecoderBlock, memory: Value, sizes: AttentionSizes): KeysAndValues =>
  projectMemory(p.multihead_attn, memory, sizes);

export interface DecoderResult extends SelfResult {
  /** Attention to the memory, [batch, heads, rows, columns]. */
  cross: Value;
}

/** x [time, batch, width] */
export function decoderBlock(
  p: DecoderBlock,
  x: Value,
  attention: SelfAttention,
  memory: MemoryView,
  options: BlockOptions,
  run: BlockRun,
): DecoderResult {
  const self = selfSublayer(p, x, attention, options, run);
  let cross: Value | undefined;
  const second = { ...run, stream: `${run.stream} cross` };
  const crossPlace = placeIn('cross-attention', run.place);
  const marked = markerOf(crossPlace);
  const afterCross = residual(
    p.norm2,
    self.x,
    (input) => {
      const queries = marked('query', projectQueries(p.multihead_attn, input, options), BY_HEAD);
      marked('key', memory.keys, BY_HEAD);
      marked('value', memory.values, BY_HEAD);
      const weightDropout = { rate: options.dropout, stream: `${second.stream} weights`, mode: run.mode };
      const attended = attend(queries, memory, { bias: memory.bias, dropout: weightDropout, place: crossPlace });
      cross = attended.weights;
      return joinHeads(p.multihead_attn, attended.output);
    },
    options,
    second,
  );
  if (!cross) throw new Error('the sublayer was not applied');
  marked('attended', afterCross, IN_TIME);
  const third = { ...run, stream: `${run.stream} feed` };
  const after = residual(p.norm3, afterCross, (input) => feedForward(p, input, options, third), options, third);
  markerOf(placeIn('feed-forward', run.place))('block', after, IN_TIME);
  return { x: after, weights: self.weights, cross };
}
