// The picture of a range test: the loss of each batch and the smoothed one over the rate, with what is suggested marked; and the same as a
// table.

import { count, figure } from '../../protocol/figures';
import type { RatePoint } from '../../protocol/rateRange';
import type { TestedRange } from '../../protocol/rateRangeView';
import { asFigure } from '../shared/charts/axisFormat';
import { type Chart, chart } from '../shared/charts/chart';
import { chartGroup } from '../shared/charts/chartGroup';
import { numberColumn } from '../shared/column';
import { type Table, table } from '../shared/table';
import type { RateRangeStrings } from './strings';
import { suggestedOf } from './suggestions';

/** Of a loss that is drawn, over the first one: one that grows without end would flatten what falls before. */
const MOST_GROWTH = 1.5;

export function rangeChart(strings: RateRangeStrings): Pick<Chart, 'node'> & { draw(tested: TestedRange): void } {
  const { loss: title, chartLabel: label, axisFrom } = strings;
  const drawn = chart({ title, label, axisFrom, group: chartGroup() });
  drawn.node.title = strings.lossHint;
  return {
    node: drawn.node,
    draw(tested) {
      const { points } = tested;
      const highest = MOST_GROWTH * (points.at(0)?.smoothed ?? Infinity);
      const drawable = (values: number[]): (number | null)[] =>
        values.map((value) => (value <= highest ? value : null));
      const line = { color: 'charts-blue', shape: 'line' } as const;
      drawn.draw({
        x: points.map(({ rate }) => rate),
        curves: [
          { ...line, label: strings.raw, strength: 'faint', values: drawable(points.map(({ loss }) => loss)) },
          {
            ...line,
            label: strings.smoothed,
            strength: 'strong',
            values: drawable(points.map(({ smoothed }) => smoothed)),
          },
        ],
        ...{ xTitle: strings.rate, isLogarithmicX: true, logarithmic: false, format: asFigure },
        marks: suggestedOf(tested, strings).map(({ name, rate }) => ({
          place: rate,
          label: `${name} ${figure(rate)}`,
        })),
      });
    },
  };
}

export type NumberedPoint = RatePoint & { step: number };

export const numbered = ({ points }: TestedRange): NumberedPoint[] =>
  points.map((point, i) => ({ ...point, step: i + 1 }));

export const pointsTable = (strings: RateRangeStrings): Table<NumberedPoint> =>
  table<NumberedPoint>({
    label: strings.table.label,
    empty: strings.table.empty,
    columns: [
      numberColumn({ id: 'step', title: strings.table.step, value: ({ step }) => step, as: count }),
      numberColumn({ id: 'rate', title: strings.rate, value: ({ rate }) => rate, as: figure }),
      numberColumn({ id: 'loss', title: strings.raw, value: ({ loss }) => loss, as: figure }),
      numberColumn({ id: 'smoothed', title: strings.smoothed, value: ({ smoothed }) => smoothed, as: figure }),
    ],
  });
