// What goes into a stack of transformer blocks: token vectors with their positions.

import type { LayerPlace } from '../../protocol/network';
import { mark } from '../graph/marks';
import { add, mul, reshape } from '../graph/ops';
import type { Value } from '../graph/value';
import { dropout, type Mode } from '../nn/dropout';
import { embedding, type embeddingParameters } from '../nn/embedding';
import type { Bound } from '../nn/parameters';
import { positionTable, type positionParameters } from '../nn/positions';

export type Table = Bound<ReturnType<typeof embeddingParameters>>;
export type Positions = Bound<ReturnType<typeof positionParameters>>;

/** ids [...] -> [..., width], scaled by √width (Vaswani et al. 2017, 3.4) */
export function tokenVectors(table: Table, ids: Value, part?: LayerPlace['part']): Value {
  return mul(embedding(table, ids, part), Math.sqrt(Number(table.weight.shape[1])));
}

/** The positions of a model whose token vectors are those of `table`. @param learned where they are no sinusoids */
export function positionsFor(
  table: Table,
  learned: Positions | undefined,
  sizes: { positions: number; width: number },
) {
  const dtype = table.weight.dtype === 'float64' ? 'float64' : 'float32';
  return positionTable(learned?.weight, { ...sizes, dtype });
}

interface PlacedOptions {
  positions: number;
  width: number;
  drop: { rate: number; stream: string; mode: Mode };
  /** [time, batch, width] */
  added?: Value;
  /** Of models that read and write: which half this is. */
  part?: LayerPlace['part'];
}

/** Marks what goes into the first block: x [time, batch, width] */
export const placedRows = (x: Value, part?: LayerPlace['part']): Value =>
  mark(x, { name: 'placed', layer: { kind: 'embedding', ...(part && { part }) }, axes: ['time', 'batch', 'unit'] });

/** Whole texts from their first token on: ids [time, batch] -> [time, batch, width]; `added` is what else is known of the tokens. */
export function placedTokens(
  table: Table,
  learned: Positions | undefined,
  ids: Value,
  { drop, added, part, ...sizes }: PlacedOptions,
): Value {
  const [time] = ids.shape;
  const places = reshape(positionsFor(table, learned, sizes).first(time), [time, 1, sizes.width]);
  const vectors = tokenVectors(table, ids, part);
  return dropout(placedRows(add(added ? add(vectors, added) : vectors, places), part), drop);
}
