// The groups that the run does badly on, the worst first; a click lists the examples of one.

import type { ExampleCondition, ExampleGroup } from '../../protocol/examples';
import type { ShownOverview } from '../../protocol/examplesView';
import { count, figure } from '../../protocol/figures';
import { METRICS, metricInTable } from '../../protocol/metrics';
import { type Column, numberColumn } from '../shared/column';
import { element } from '../shared/element';
import { table } from '../shared/table';
import type { ExamplesStrings } from './strings';

/** Of a p that counts as more than chance. */
const LEVEL = 0.05;
const LEAST_GROUP_WIDTH = 20;

export function groupNodes(
  { groups, groupMetric, interval, small, has }: ShownOverview,
  strings: ExamplesStrings,
  onPick: (condition: ExampleCondition) => void,
): HTMLElement[] {
  const isGreater = METRICS[groupMetric].better === 'greater';
  const isWorse = ({ adjusted, value, rest }: ExampleGroup): boolean =>
    adjusted < LEVEL && (isGreater ? value < rest : value > rest);
  const write = (value: number): string => metricInTable(groupMetric, value);
  const words = (group: ExampleGroup): string => `${isWorse(group) ? '▼ ' : ''}${strings.condition(group.condition)}`;
  const columns: Column<ExampleGroup>[] = [
    {
      ...{ id: 'group', title: strings.group, least: LEAST_GROUP_WIDTH, text: words },
      mark: (group) => (isWorse(group) ? 'worse' : undefined),
    },
    numberColumn({ id: 'count', title: strings.groupCount, width: 7, value: (group) => group.count, as: count }),
    numberColumn({
      id: 'value',
      title: strings.metrics.heading(groupMetric),
      value: (group) => group.value,
      as: write,
    }),
    {
      ...{ id: 'interval', title: strings.interval, hint: strings.intervalHints[interval], numeric: true, width: 13 },
      text: ({ low, high }) => between(write(low), write(high)),
      sortBy: ({ low }) => low,
    },
    numberColumn({ id: 'rest', title: strings.rest, width: 9, value: (group) => group.rest, as: write }),
    ...(has.loss
      ? [
          numberColumn<ExampleGroup>({
            ...{ id: 'loss', title: strings.meanLoss, width: 8, value: ({ loss }) => loss ?? NaN },
            as: (value) => (Number.isNaN(value) ? '–' : figure(value)),
          }),
        ]
      : []),
    numberColumn({
      ...{ id: 'p', title: strings.p, hint: strings.pHint, width: 9, value: (group) => group.adjusted },
      as: (value) => (value < 0.001 ? '<0.001' : value.toFixed(3)),
    }),
  ];
  const list = table<ExampleGroup>({
    ...{ label: strings.groupsLabel, empty: strings.noGroups, stacks: true, columns },
    onPick: ({ condition }) => onPick(condition),
  });
  list.setRows(groups);
  const notes = [strings.groupsNote, ...(small > 0 ? [strings.small(small)] : [])];
  return [element('p', { class: 'note', text: notes.join(' ') }), list.node];
}

/** A unit that both have is written once. */
function between(low: string, high: string): string {
  const unit = /[\s\u202f]*%$/;
  return unit.test(low) && unit.test(high) ? `${low.replace(unit, '')}–${high}` : `${low}–${high}`;
}
