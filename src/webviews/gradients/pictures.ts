// The pictures of the view, made once and drawn anew: a chart of all runs, and for each run a heat map and a chart.

import { count, figure, share } from '../../protocol/figures';
import type { WatchedRun } from '../../protocol/gradientsView';
import { asFigure, asShare } from '../shared/charts/axisFormat';
import { type Chart, chart } from '../shared/charts/chart';
import type { Curve } from '../shared/charts/chartData';
import { chartGroup } from '../shared/charts/chartGroup';
import { CATEGORY_COLORS, legend, sequentialScale } from '../shared/colorScale';
import { element } from '../shared/element';
import { heatMap, type HeatMap } from './heatMap';
import type { Shown } from './numbersTable';
import type { GradientsStrings } from './strings';
import {
  entropySeries,
  lineAt,
  normsGrid,
  ofTensor,
  parameterSeries,
  rangeOf,
  type SeriesOfRun,
  shareSeries,
  spreadGrid,
} from './watchedFigures';

const SHAPES = ['line', 'dashes', 'dots'] as const;

/** More curves than there are colours are not told apart. */
const MOST_CURVES = CATEGORY_COLORS.length;

const curve = (label: string, values: readonly (number | null)[], index: number): Curve => ({
  ...{ label, values, strength: 'strong', color: CATEGORY_COLORS[index % MOST_CURVES] },
  shape: SHAPES[index % SHAPES.length],
});

const positive = (value: number | null): number | null => (value !== null && value > 0 ? value : null);

export class Pictures {
  private readonly together: Chart;
  private readonly charts: Chart[] = [];
  private readonly heats: HeatMap[] = [];

  constructor(private readonly strings: GradientsStrings) {
    this.together = this.newChart(strings.norms);
    this.together.node.title = strings.normsHint;
  }

  /** Norms at each place, one curve for each run, at a share of its recording; nothing where no run has them. */
  normsOf(runs: readonly WatchedRun[], { tensor: key }: Shown, place: number): HTMLElement | undefined {
    const { strings, together } = this;
    const found = runs.flatMap((run, i) => {
      const line = lineAt(run, place);
      const tensor = line && ofTensor(line, 'steps', key);
      return tensor ? [{ run, i, tensor, step: line.step }] : [];
    });
    if (found.length === 0) return undefined;
    const stride = Math.max(...found.map(({ tensor }) => tensor.stride));
    const length = Math.max(...found.map(({ tensor }) => Math.ceil((tensor.norms.length * tensor.stride) / stride)));
    const x = Array.from({ length }, (_, column) => column * stride);
    const curves = found.map(({ run, i, tensor, step }) => {
      const values = x.map((at) => positive(tensor.norms[Math.round(at / tensor.stride)] ?? null));
      return curve(`${run.name} · ${count(step)}`, values, i);
    });
    const xTitle = found[0].tensor.from === 'end' ? strings.fromEnd : strings.fromStart;
    together.draw({ x, curves, xTitle, logarithmic: true, format: asFigure });
    return together.node;
  }

  /** What is seen of one run besides. @param runs all, since they share their colours */
  of(index: number, runs: readonly WatchedRun[], shown: Shown): HTMLElement[] {
    const run = runs[index];
    const { strings } = this;
    const { section, tensor: key } = shown;
    if (section === 'parameters')
      return this.chartOf(index, parameterSeries(run, shown.figure), strings.figures[shown.figure], true);
    if (section === 'attention') return this.chartOf(index, entropySeries(run, key, strings.head), strings.nats, false);
    if (section === 'steps') return this.normsMap(index, runs, key);
    const spread = this.spreadMap(index, runs, key);
    if (spread.length === 0) return [];
    return [...spread, ...this.chartOf(index, shareSeries(run, key, strings), strings.shares, false, true)];
  }

  png(): HTMLCanvasElement[] {
    return [...document.querySelectorAll<HTMLCanvasElement>('.gradients canvas')];
  }

  private normsMap(index: number, runs: readonly WatchedRun[], key: string): HTMLElement[] {
    const grids = runs.map((run) => normsGrid(run, key));
    const grid = grids[index];
    if (grid.rows.length === 0) return [];
    const all = grids.flatMap(({ values }) => [...values].filter((value) => !Number.isNaN(value)));
    const range: [number, number] = [Math.floor(least(all)), Math.ceil(greatest(all))];
    const { strings } = this;
    const [from] = runs[index].lines.flatMap((line) => ofTensor(line, 'steps', key)?.from ?? []);
    const title = from === 'end' ? strings.fromEnd : strings.fromStart;
    const map = this.heatAt(index);
    map.draw(grid, range, {
      label: strings.gridLabel(strings.norms),
      columns: [count(0), title, count(grid.at(grid.columns - 1))],
      cell: ({ rows, columns, values, at }, row, column) =>
        strings.cell(count(rows[row]), `${count(at(column))} ${title}`, figure(10 ** values[row * columns + column])),
    });
    const scale = sequentialScale(...range);
    return [map.node, legend(scale, (value) => `1e${Math.round(value)}`.replace('-', '−'), strings.logNorm)];
  }

  private spreadMap(index: number, runs: readonly WatchedRun[], key: string): HTMLElement[] {
    const ends = rangeOf(runs, key);
    const grids = runs.map((run) => spreadGrid(run, key, ends));
    const grid = grids[index];
    if (grid.rows.length === 0) return [];
    const { strings } = this;
    const range: [number, number] = [0, greatest(grids.flatMap(({ values }) => [...values]))];
    const map = this.heatAt(index);
    map.draw(grid, range, {
      label: strings.gridLabel(strings.sections.activations),
      columns: [figure(ends[0]), strings.value, figure(ends[1])],
      cell: ({ rows, columns, values, at }, row, column) =>
        strings.cell(count(rows[row]), figure(at(column)), share(values[row * columns + column])),
    });
    return [map.node, legend(sequentialScale(...range), share, strings.shareOfValues)];
  }

  private chartOf(
    index: number,
    { steps, series }: SeriesOfRun,
    title: string,
    logarithmic: boolean,
    isShare = false,
  ): HTMLElement[] {
    if (series.length === 0) return [];
    const drawn = (this.charts[index] ??= this.newChart(''));
    const values = (of: readonly (number | null)[]) => (logarithmic ? of.map(positive) : of);
    const curves = series.slice(0, MOST_CURVES).map((one, i) => curve(one.label, values(one.values), i));
    const format = isShare ? { format: asShare, bounds: [0, 1] as const } : { format: asFigure };
    drawn.draw({ x: steps, curves, xTitle: this.strings.trainingStep, logarithmic, ...format });
    const left = series.length - curves.length;
    const notes = [title, ...(left > 0 ? [this.strings.more(count(left))] : [])].join(' · ');
    return [element('p', { class: 'note', text: notes }), drawn.node];
  }

  private heatAt(index: number): HeatMap {
    return (this.heats[index] ??= heatMap());
  }

  private newChart(title: string): Chart {
    const { chartLabel: label, axisFrom } = this.strings;
    return chart({ title, label, axisFrom, group: chartGroup() });
  }
}

const least = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b), Infinity);
const greatest = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b), -Infinity);
