// A tensor of a forward pass as one matrix, as it is drawn: without axes of one, of one head, and of many columns those that stand out.
import type { NetworkTensor, TensorAxis } from '../../protocol/network';
import type { TensorMatrix } from '../../protocol/networkView';

/** More columns are not drawn. */
const MOST_COLUMNS = 256;

/** @param values row by row @param head of those with an axis of heads */
export function tensorMatrix(axes: NetworkTensor['axes'], values: Float32Array, head: number): TensorMatrix {
  const { data, shape } = withoutHeads(axes, values, head);
  const columns = shape.at(-1) ?? 1;
  const rows = data.length / Math.max(1, columns);
  if (columns <= MOST_COLUMNS) return { rows, columns, values: data.slice() };
  const isNamed = axes.at(-1)?.labels !== undefined;
  const chosen = isNamed ? greatestColumns(data, rows, columns) : [...new Array(MOST_COLUMNS).keys()];
  const drawn = new Float32Array(rows * chosen.length);
  for (let row = 0; row < rows; row++)
    chosen.forEach((column, i) => (drawn[row * chosen.length + i] = data[row * columns + column]));
  return { rows, columns: chosen.length, values: drawn, chosen };
}

function withoutHeads(
  axes: readonly TensorAxis[],
  values: Float32Array,
  head: number,
): { data: Float32Array; shape: number[] } {
  const kept = axes.filter(({ kind, length }, i) => kind !== 'head' && (length > 1 || i === axes.length - 1));
  const shape = kept.map(({ length }) => length);
  const heads = axes.find(({ kind }) => kind === 'head')?.length ?? 1;
  const size = values.length / heads;
  const from = Math.min(head, heads - 1) * size; // of a batch of one, heads come first
  return { data: heads > 1 ? values.subarray(from, from + size) : values, shape };
}

/** Those with the greatest values in any row, by falling value. */
function greatestColumns(data: Float32Array, rows: number, columns: number): number[] {
  const most = new Float32Array(columns).fill(-Infinity);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      most[column] = Math.max(most[column], data[row * columns + column]);
  return [...most.keys()].sort((a, b) => most[b] - most[a]).slice(0, MOST_COLUMNS);
}
