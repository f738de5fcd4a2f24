// The same as the picture, as one table: the places of the trainings, then the grid.

import { count, figure } from '../../protocol/figures';
import type { LossSurface } from '../../protocol/lossSurface';
import { type Column, numberColumn } from '../shared/column';
import { type Table, table } from '../shared/table';
import type { LossSurfaceStrings } from './strings';

export interface SurfaceRow {
  what: string;
  /** Of places. */
  step?: number;
  x: number;
  y: number;
  /** Of the grid. */
  loss?: number;
}

export const surfaceRows = ({ paths, x, y, losses }: LossSurface, strings: LossSurfaceStrings): SurfaceRow[] => [
  ...paths.flatMap(({ name, points }) => points.map((point) => ({ what: name, ...point }))),
  ...y.flatMap((atY, row) =>
    x.map((atX, column) => ({ what: strings.table.grid, x: atX, y: atY, loss: losses[row * x.length + column] })),
  ),
];

export function surfaceTable(strings: LossSurfaceStrings): Table<SurfaceRow> {
  const maybe = (id: 'step' | 'loss', title: string, as: (value: number) => string): Column<SurfaceRow> => ({
    ...{ id, title, numeric: true },
    text: ({ [id]: value }) => (value === undefined ? '' : as(value)),
    sortBy: ({ [id]: value }) => value ?? -Infinity,
  });
  return table<SurfaceRow>({
    label: strings.table.label,
    empty: strings.table.empty,
    columns: [
      { id: 'what', title: strings.table.what, least: 12, text: ({ what }) => what },
      maybe('step', strings.table.step, count),
      numberColumn({ id: 'x', title: strings.x, value: ({ x }) => x, as: figure }),
      numberColumn({ id: 'y', title: strings.y, value: ({ y }) => y, as: figure }),
      maybe('loss', strings.loss, figure),
    ],
  });
}
