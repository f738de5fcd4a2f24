// The table of a run's epochs, with a column for each figure that was measured at their ends.

import { count, duration } from '../../../protocol/figures';
import { metricText } from '../../../protocol/metrics';
import type { EpochFigures } from '../../../protocol/views';
import { type Column, numberColumn } from '../column';
import { table, type Table } from '../table';
import type { CurvesStrings } from './strings';
import { VALIDATION } from './validationCurves';

/** Names of all figures of these epochs, in the order of their columns. */
export const figureNames = (epochs: readonly EpochFigures[]): string[] =>
  [...new Set(epochs.flatMap(({ metrics }) => Object.keys(metrics)))].sort();

export const epochsTable = (strings: CurvesStrings, names: readonly string[]): Table<EpochFigures> =>
  table<EpochFigures>({
    label: strings.epochsTable,
    empty: strings.noEpochYet,
    columns: [
      numberColumn({ id: 'epoch', title: strings.epoch, value: ({ epoch }) => epoch, as: count }),
      numberColumn({ id: 'step', title: strings.step, value: ({ step }) => step, as: count }),
      numberColumn({ id: 'time', title: strings.time, width: 13, value: ({ seconds }) => seconds, as: duration }),
      ...names.map((name) => figureColumn(name, titleOf(name, names))),
    ],
  });

const figureColumn = (name: string, title: string): Column<EpochFigures> => ({
  ...{ id: name, title, hint: name, numeric: true },
  text: ({ metrics }) => (name in metrics ? metricText(name, metrics[name]) : '–'),
  sortBy: ({ metrics }) => metrics[name] ?? Number.NEGATIVE_INFINITY,
});

/** Without the prefix, unless another figure is called so. */
function titleOf(name: string, names: readonly string[]): string {
  const plain = name.startsWith(VALIDATION) ? name.slice(VALIDATION.length) : name;
  return names.includes(plain) ? name : plain;
}
