// The figures of a report: a table where they have intervals, else one line.

import { count } from '../../../protocol/figures';
import { metricInTable, metricText } from '../../../protocol/metrics';
import type { Interval, ReportFigure } from '../../../protocol/report';
import { element } from '../../shared/element';
import { nameCell, numberCell, plainTable, row } from '../../shared/plainTable';
import type { RunStrings } from '../strings';
import type { BlockDrawing } from './block';

type Measured = ReportFigure & Interval;

const hasInterval = (figure: ReportFigure): figure is Measured => figure.low !== undefined && figure.high !== undefined;

export const drawFigures: BlockDrawing<'figures'> = (_, { report, strings }) => {
  const { source, count: size, unit, figures } = report;
  const judged = strings.judged[unit](source, count(size));
  const measured = figures.filter(hasInterval);
  const single = figures
    .filter((figure) => !hasInterval(figure))
    .map(({ metric, value }) => `${strings.metrics.label(metric)} ${metricText(metric, value)}`);
  if (measured.length === 0) return [element('p', { class: 'summary', text: [judged, ...single].join(' · ') })];
  return [
    element('p', { class: 'summary', text: judged }),
    intervalTable(measured, strings),
    ...single.map((text) => element('p', { class: 'note', text })),
  ];
};

const intervalTable = (figures: readonly Measured[], strings: RunStrings): HTMLElement =>
  plainTable({
    label: strings.figures,
    headings: [
      { text: strings.figure },
      { text: strings.value, isNumeric: true },
      { text: strings.from, hint: strings.intervalHint, isNumeric: true },
      { text: strings.to, hint: strings.intervalHint, isNumeric: true },
    ],
    rows: figures.map(({ metric, value, low, high, signature }) =>
      row(
        nameCell(strings.metrics.heading(metric), signature ?? strings.metrics.hint(metric)),
        ...[value, low, high].map((each) => numberCell(metricInTable(metric, each))),
      ),
    ),
  });
