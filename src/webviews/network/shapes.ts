// Shapes of tensors and names of their rows and columns, as they are written.

import type { Network, NetworkTensor, TensorAxis } from '../../protocol/network';
import { count } from '../../protocol/figures';
import type { MatrixNames } from '../shared/tensorMap';
import type { NetworkStrings } from './strings';

/** As `[time 8, batch 1, unit 32]`. */
export const shapeText = (axes: readonly TensorAxis[], strings: NetworkStrings): string =>
  `[${axes.map(({ kind, length }) => `${strings.axis[kind]} ${count(length)}`).join(', ')}]`;

/** As programs write it. */
export const plainShape = (axes: readonly number[]): string => `[${axes.join(', ')}]`;

/** Names of the places along an axis. @param chosen those that are drawn; left out: all */
function namesOf(axis: TensorAxis, { labels }: Network, strings: NetworkStrings, chosen?: readonly number[]): string[] {
  const names = axis.labels === undefined ? undefined : labels[axis.labels];
  const places = chosen ?? [...new Array(axis.length).keys()];
  return places.map((place) => names?.[place] ?? `${strings.axis[axis.kind]} ${place + 1}`);
}

/** Of the matrix that is drawn of a tensor. */
export function matrixNames(
  { axes }: NetworkTensor,
  network: Network,
  strings: NetworkStrings,
  { rows, chosen }: { rows: number; chosen?: readonly number[] },
): MatrixNames {
  const kept = axes.filter(({ kind, length }, i) => kind !== 'head' && (length > 1 || i === axes.length - 1));
  const across = kept[kept.length - 1];
  const down = kept.length === 2 ? namesOf(kept[0], network, strings) : undefined;
  return {
    rows: down ?? Array.from({ length: rows }, (_, row) => (rows === 1 ? '' : String(row + 1))),
    columns: namesOf(across, network, strings, chosen),
  };
}
