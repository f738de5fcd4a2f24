// A report as people read it in a terminal: its figures, then its matrices and tables. It knows no task.

import { filled } from '../../protocol/toTranslate';
import { METRICS, metricInTable } from '../../protocol/metrics';
import {
  intervalsOf,
  metricsOf,
  type Report as RunReport,
  type CurveBlock,
  type ReportBlock,
  type ReportCurve,
  type ReportCell,
  type ReportColumn,
  type ReportFigure,
} from '../../protocol/report';
import type { Report } from '../report';
import { amount, share as shareText } from '../../protocol/figures';
import { formatCount, formatFigure, formatMetrics, formatTable, shorten } from '../table';

const MOST_NAMES_IN_MATRIX = 12;
const NOUNS = { texts: 'examples', pairs: 'pairs' } as const;

/** What `evaluate` and `compare` say of a report to programs. @param minor figures that records do not keep, too */
export function recordOf(judged: RunReport, { minor = false } = {}) {
  const figures = minor ? judged.figures : judged.figures.filter(({ isMinor }) => !isMinor);
  const intervals = intervalsOf({ figures });
  return {
    metrics: metricsOf(judged),
    ...(Object.keys(intervals).length > 0 ? { intervals } : {}),
    ...(judged.figures[0].signature === undefined ? {} : { signature: judged.figures[0].signature }),
    count: judged.count,
  };
}

/** How much was judged, of what. */
export const countOf = ({ count, unit, source }: Pick<RunReport, 'count' | 'unit' | 'source'>): string =>
  `${formatCount(count)} ${NOUNS[unit]} of ${source}`;

export function showReport(report: Report, judged: RunReport): void {
  const [first, ...lines] = linesOf(judged.figures);
  const count = report.style('dim', countOf(judged));
  const { signature } = judged.figures[0];
  const noted = signature === undefined ? '' : `  ${report.style('dim', signature)}`;
  const head = `${report.style('bold', first[0])}${first
    .slice(1)
    .map((figure) => `  ${figure}`)
    .join('')}${noted}`;
  // Figures without intervals share a line, and the count finds its place on it.
  report.line(lines.length === 0 ? `${head}  ${count}` : head);
  for (const line of lines) report.line(line.join('  '));
  if (lines.length > 0) report.line(count);
  const blocks = judged.sections.flatMap((section) => section.blocks);
  for (const block of blocks)
    if (block.kind === 'notes')
      for (const { text, values = [], isCaution } of block.lines)
        if (isCaution) report.note(`note: ${filled(text, values)}`);
  for (const kind of ['curves', 'table', 'matrix'])
    for (const block of blocks) if (block.kind === kind) showBlock(report, block, NOUNS[judged.unit]);
}

/** What of a report is told at the end of a training. */
export function showTelling(report: Report, judged: RunReport): void {
  for (const block of judged.sections.flatMap((section) => section.blocks))
    if ((block.kind === 'curves' && !block.isAmount) || (block.kind === 'table' && block.isTelling))
      showBlock(report, block, NOUNS[judged.unit]);
}

/** A figure with its interval begins a line; those without one go on with it. */
function linesOf(figures: readonly ReportFigure[]): string[][] {
  const lines: string[][] = [];
  for (const figure of figures) {
    const { metric, value, low, high } = figure;
    if (low === undefined || high === undefined) {
      const text = formatMetrics({ [metric]: value });
      if (lines.length === 0) lines.push([text]);
      else lines[lines.length - 1].push(text);
      continue;
    }
    const [middle, from, to] = [value, low, high].map((each) => metricInTable(metric, each));
    lines.push([`${METRICS[metric].label} ${middle} (95 %: ${from} to ${to})`]);
  }
  return lines;
}

/** @param counted what the counts of a table are of */
function showBlock(report: Report, block: ReportBlock, counted: string): void {
  if (block.kind === 'table') {
    const { columns, rows } = block;
    showTable(
      report,
      columns.map((column) => titleOf(column, counted)),
      rows.map((row) => row.map((cell, i) => textOf(cell, columns[i], i === 0))),
    );
  }
  if (block.kind === 'curves') showCurves(report, block);
  if (block.kind === 'matrix' && block.names.length <= MOST_NAMES_IN_MATRIX) {
    const { names, counts } = block;
    const heads = [{ title: 'actual \\ predicted' }, ...names.map((name) => numeric(shorten(name, 12)))];
    showTable(
      report,
      heads,
      names.map((name, row) => [shorten(name, 30), ...counts[row].map(formatCount)]),
    );
  }
}

/** A line for each place, a column for each curve. */
function showCurves(report: Report, { x, isAmount, metric, curves }: CurveBlock): void {
  const places = [...new Set(curves.flatMap(({ points }) => points.map((point) => point.x)))].sort((a, b) => a - b);
  const valueAt = ({ points }: ReportCurve, place: number): string => {
    const point = points.find((each) => each.x === place);
    if (!point) return '';
    const [value, low, high] = [point.y, point.low, point.high].map((each) =>
      each === undefined ? undefined : metricInTable(metric, each),
    );
    return low === undefined ? `${value}` : `${value} (${low} to ${high})`;
  };
  showTable(
    report,
    [{ title: x.toLowerCase() }, ...curves.map(({ name }) => numeric(shorten(name, 30)))],
    places.map((place) => [
      isAmount ? amount(place) : shareText(place),
      ...curves.map((curve) => valueAt(curve, place)),
    ]),
  );
}

function showTable(report: Report, heads: Parameters<typeof formatTable>[0], rows: string[][]): void {
  report.line();
  for (const line of formatTable(heads, rows)) report.line(line);
}

const numeric = (title: string) => ({ title, align: 'right' as const });

function titleOf(column: ReportColumn, counted: string) {
  if ('metric' in column) return numeric(METRICS[column.metric].label);
  if (column.form === 'count') return numeric(counted);
  return column.form === 'text' || column.form === 'said'
    ? { title: column.title.toLowerCase() }
    : numeric(column.title.toLowerCase());
}

function textOf(cell: ReportCell, column: ReportColumn, isFirst: boolean): string {
  if (typeof cell === 'string') return isFirst ? shorten(cell, 30) : cell;
  if ('metric' in column) return formatFigure(cell);
  if (column.form === 'count' || column.decimals === 0) return formatCount(Math.round(cell));
  return column.decimals === undefined ? formatFigure(cell) : cell.toFixed(column.decimals);
}
