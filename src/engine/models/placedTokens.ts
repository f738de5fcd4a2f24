// What goes into a stack of transformer blocks: token vectors with their positions.

import type { LayerPlace } from '../../protocol/network';
import { mark } from '../graph/marks';
import { add, mul, reshape } from '../graph/ops';
import type { DType, Value } from '../graph/value';
import { dropout, type Mode } from '../nn/dropout';
import { embedding, type embeddingParameters } from '../nn/embedding';
import type { Bound } from '../nn/parameters';
import { positionTable, type positionParameters } from '../nn/positions';

export type Table = Bound<ReturnType<typeof embeddingParameters>>;
export type Positions = Bound<ReturnType<typeof positionParameters>>;

/** What else is known of tokens, [..., width], and of models that read and write which half they are in. */
interface AboutTokens {
  added?: Value;
  part?: LayerPlace['part'];
}

/** ids [...] -> [..., width], scaled by √width (Vaswani et al. 2017, 3.4) */
export function tokenVectors(table: Table, ids: Value, { added, part }: AboutTokens = {}): Value {
  const vectors = mul(embedding(table, ids, part), Math.sqrt(Number(table.weight.shape[1])));
  return added ? add(vectors, added) : vectors;
}

/** In what constants beside such values are. */
export const floatOf = (dtype: DType): 'float32' | 'float64' => (dtype === 'float64' ? 'float64' : 'float32');

/** The positions of a model whose token vectors are those of `table`. @param learned where they are no sinusoids */
export function positionsFor(
  table: Table,
  learned: Positions | undefined,
  sizes: { positions: number; width: number },
) {
  return positionTable(learned?.weight, { ...sizes, dtype: floatOf(table.weight.dtype) });
}

interface PlacedOptions extends Pick<AboutTokens, 'part'> {
  positions: number;
  width: number;
  drop: { rate: number; stream: string; mode: Mode };
}

/** Marks what goes into the first block: x [time, batch, width] */
export const placedRows = (x: Value, part?: LayerPlace['part']): Value =>
  mark(x, { name: 'placed', layer: { kind: 'embedding', ...(part && { part }) }, axes: ['time', 'batch', 'unit'] });

/** Whole texts from their first token on: ids [time, batch] -> [time, batch, width]; `added` is what else is known of the tokens. */
export const placedTokens = (
  table: Table,
  learned: Positions | undefined,
  ids: Value,
  { added, ...options }: PlacedOptions & AboutTokens,
): Value => placedVectors(tokenVectors(table, ids, { added, part: options.part }), learned, options);

/** Vectors with what tells their places apart: [time, batch, width] -> the same */
export function placedVectors(
  vectors: Value,
  learned: Positions | undefined,
  { drop, part, ...sizes }: PlacedOptions,
): Value {
  const [time] = vectors.shape;
  const table = positionTable(learned?.weight, { ...sizes, dtype: floatOf(vectors.dtype) });
  const places = reshape(table.first(time), [time, 1, sizes.width]);
  return dropout(placedRows(add(vectors, places), part), drop);
}
