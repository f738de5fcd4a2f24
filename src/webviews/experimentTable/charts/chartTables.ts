// The charts of runs as tables: each curve by its ends and extremes, each point by its two values.

import { amount } from '../../../protocol/figures';
import { numberColumn } from '../../shared/column';
import { table, type Table } from '../../shared/table';
import { valueText } from '../cells';
import type { ChartStrings } from '../strings';
import type { ContourPlace } from './contourSurface';

/** A curve; `at` is the place of its last value. */
export interface CurveRow {
  ids: string[];
  name: string;
  at: number;
  last: number;
  least: number;
  greatest: number;
}

export function curveTable(
  strings: ChartStrings,
  { as, onPick }: { as(value: number): string; onPick(row: CurveRow): void },
): Table<CurveRow> {
  const figure = (id: 'last' | 'least' | 'greatest', title: string) =>
    numberColumn<CurveRow>({ id, title, value: (row) => row[id], as });
  return table<CurveRow>({
    ...{ label: strings.curvesOf, empty: strings.nothing, stacks: true, onPick },
    columns: [
      { id: 'name', title: strings.run, text: ({ name }) => name },
      numberColumn<CurveRow>({ id: 'at', title: strings.at, value: ({ at }) => at, as: amount }),
      ...[figure('last', strings.last), figure('least', strings.least), figure('greatest', strings.greatest)],
    ],
  });
}

/** Places of two keys, with the keys that the chart has now. */
export function contourTable(
  strings: ChartStrings,
  { keys, onPick }: { keys(): { figure: string; across: string; up: string }; onPick(row: ContourPlace): void },
): Table<ContourPlace> {
  const column = (id: 'x' | 'y' | 'value', title: string, key: () => string) =>
    numberColumn<ContourPlace>({ id, title, value: (row) => row[id], as: (value) => valueText(key(), value) });
  return table<ContourPlace>({
    ...{ label: strings.contourOf, empty: strings.noContour, stacks: true, onPick },
    columns: [
      column('x', strings.horizontalKey, () => keys().across),
      column('y', strings.verticalKey, () => keys().up),
      column('value', strings.figure, () => keys().figure),
      numberColumn<ContourPlace>({ id: 'runs', title: strings.runs, value: ({ ids }) => ids.length, as: amount }),
    ],
  });
}

export interface PointRow {
  id: string;
  name: string;
  across: string;
  acrossKey: number;
  value: number;
}

export function pointTable(
  strings: ChartStrings,
  { as, onPick }: { as(value: number): string; onPick(row: PointRow): void },
): Table<PointRow> {
  return table<PointRow>({
    ...{ label: strings.scatterOf, empty: strings.nothing, stacks: true, onPick },
    columns: [
      { id: 'name', title: strings.run, text: ({ name }) => name },
      { id: 'across', title: strings.across, text: ({ across }) => across, sortBy: ({ acrossKey }) => acrossKey },
      numberColumn<PointRow>({ id: 'value', title: strings.figure, value: ({ value }) => value, as }),
    ],
  });
}
