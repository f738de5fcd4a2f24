// Curves of a figure with their 95 % intervals, as a picture and as the table that says the same.

import { count, share } from '../../../protocol/figures';
import { METRICS, metricInTable, metricText } from '../../../protocol/metrics';
import type { CurveBlock, ReportCurve } from '../../../protocol/report';
import { element } from '../../shared/element';
import { nameCell, numberCell, plainTable, row, scrollable } from '../../shared/plainTable';
import { asFigure, asShare } from '../../shared/charts/axisFormat';
import { chart } from '../../shared/charts/chart';
import type { ChartData, Curve } from '../../shared/charts/chartData';
import { chartGroup } from '../../shared/charts/chartGroup';
import type { BlockContext, BlockDrawing } from './block';

/** Told apart by colour and by shape. */
const LOOKS: readonly Pick<Curve, 'color' | 'shape'>[] = [
  { color: 'charts-blue', shape: 'line' },
  { color: 'charts-orange', shape: 'dashes' },
  { color: 'charts-purple', shape: 'dots' },
  { color: 'charts-green', shape: 'line' },
  { color: 'charts-red', shape: 'dashes' },
];

type Named = (curve: ReportCurve) => string;

export const drawCurves: BlockDrawing<'curves'> = (block, { strings, translate }) => {
  const title = translate(block.label);
  const nameOf: Named = ({ name, isName }) => (isName ? name : translate(name));
  const drawn = chart({
    title: strings.metrics.heading(block.metric),
    label: strings.chartLabel,
    axisFrom: strings.axisFrom,
    group: chartGroup(),
  });
  drawn.draw(chartOf(block, nameOf, translate(block.x)));
  return [
    element('h2', { text: title }),
    element('div', { class: 'curves-block' }, drawn.node),
    ...(hasIntervals(block) ? [element('p', { class: 'note', text: strings.intervalLines })] : []),
    scrollable(title, tableOf(block, nameOf, translate)),
  ];
};

const hasIntervals = ({ curves }: CurveBlock): boolean =>
  curves.some(({ points }) => points.some(({ low }) => low !== undefined));

const placesOf = ({ curves }: CurveBlock): number[] =>
  [...new Set(curves.flatMap(({ points }) => points.map(({ x }) => x)))].sort((a, b) => a - b);

function chartOf(block: CurveBlock, nameOf: Named, xTitle: string): ChartData {
  const x = placesOf(block);
  const { form } = METRICS[block.metric];
  const curves = block.curves.flatMap((curve, i): Curve[] => {
    const look = LOOKS[i % LOOKS.length];
    const at = (of: 'y' | 'low' | 'high') =>
      x.map((place) => curve.points.find((point) => point.x === place)?.[of] ?? null);
    const bounds = (['low', 'high'] as const).map(at).filter((values) => values.some((value) => value !== null));
    return [
      { ...look, label: nameOf(curve), strength: 'strong', values: at('y') },
      ...bounds.map((values): Curve => ({ ...look, shape: 'dots', label: '', strength: 'faint', values })),
    ];
  });
  return {
    ...{ curves, logarithmic: false },
    ...(block.places === 'steps'
      ? { x, xTitle }
      : { x: x.map((place) => 100 * place), xTitle: `${xTitle}, %`, isLogarithmicX: true }),
    ...(form === 'share' ? { bounds: [0, 1] as const, format: asShare } : { format: asFigure }),
  };
}

const tableOf = (block: CurveBlock, nameOf: Named, translate: BlockContext['translate']): HTMLElement =>
  plainTable({
    headings: [
      { text: translate(block.x) },
      ...block.curves.map((curve) => ({ text: nameOf(curve), isNumeric: true })),
    ],
    rows: placesOf(block).map((place) =>
      row(
        nameCell(placeText(block, place), placeText(block, place)),
        ...block.curves.map(({ points }) => {
          const point = points.find(({ x }) => x === place);
          return numberCell(point ? valueText(block, point) : '–');
        }),
      ),
    ),
  });

const placeText = ({ places }: CurveBlock, place: number): string => (places === 'steps' ? count(place) : share(place));

function valueText({ metric }: CurveBlock, { y, low, high }: ReportCurve['points'][number]): string {
  if (low === undefined || high === undefined) return metricText(metric, y);
  return `${metricInTable(metric, y)} (${metricInTable(metric, low)}–${metricInTable(metric, high)})`;
}
