// The picture of the run's view: the loss above, the validation figures below, and their twin as tables.

import { count, duration, figure, share } from '../../protocol/figures';
import { metricText } from '../../protocol/metrics';
import type { EpochFigures, RunCurves } from '../../protocol/views';
import type { SaveFileRequest } from '../../protocol/saveFile';
import { element, say, show } from '../shared/element';
import { pngOf } from '../shared/picture';
import { table } from '../shared/table';
import { chart, type Curve } from './chart';
import { smooth } from './smoothing';
import type { RunStrings } from './strings';
import { VALIDATION, validationCurves } from './validationCurves';

interface CurveOptions {
  axis: 'step' | 'epoch';
  smoothing: number;
  logarithmic: boolean;
  asTable: boolean;
}

export interface CurvesView {
  node: HTMLElement;
  draw(curves: RunCurves, options: CurveOptions): void;
  /** What is shown, for saving: the charts, or the table of steps. */
  saved(name: string): SaveFileRequest;
}

interface StepRow {
  step: number;
  epoch: number;
  loss: number;
  learningRate: number;
  gradientNorm: number;
  wordsPerSecond: number;
}

/** Large numbers where an axis has little room: 1.2M. */
const COMPACT = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 });
const compact = (value: number): string => COMPACT.format(value);

export function curvesView(strings: RunStrings): CurvesView {
  const { heading, label } = strings.metrics;
  const loss = chart(heading('loss'), strings.chartLabel);
  const figures = chart(strings.validation, strings.chartLabel);
  const speed = chart(heading('wordsPerSecond'), strings.chartLabel);
  const rate = chart(strings.learningRate, strings.chartLabel);
  const note = element('p', { class: 'note axis' });
  const charts = element('div', { class: 'charts' }, loss.node, figures.node, note);
  let isOfWords = false;
  let steps = stepsTable(strings, isOfWords);
  const epochs = table<EpochFigures>({ label: strings.epochsTable, columns: [], empty: '' });
  const tables = element('div', { class: 'tables' });
  const empty = element('p', { class: 'empty', text: strings.noCurve });
  let epochColumns = '';
  let epochTable = epochs;

  /** A run of word vectors has no validation, but a speed. */
  function arrange({ steps: { wordsPerSecond } }: RunCurves): void {
    if (isOfWords || !wordsPerSecond) return;
    isOfWords = true;
    steps = stepsTable(strings, isOfWords);
    tables.replaceChildren();
    charts.replaceChildren(loss.node, speed.node, rate.node, note);
  }

  function drawTables(curves: RunCurves): void {
    const { step, epoch, loss: losses, learningRate, gradientNorm, wordsPerSecond } = curves.steps;
    steps.setRows(
      step.map((at, i) => ({
        step: at,
        epoch: epoch[i],
        loss: losses[i],
        learningRate: learningRate[i],
        gradientNorm: gradientNorm[i],
        wordsPerSecond: wordsPerSecond?.[i] ?? Number.NaN,
      })),
    );
    const names = [...new Set(curves.epochs.flatMap(({ metrics }) => Object.keys(metrics)))].sort();
    if (names.join() !== epochColumns || tables.childElementCount === 0) {
      epochColumns = names.join();
      epochTable = epochsTable(strings, names);
      tables.replaceChildren(
        element('h2', { text: strings.epochsTable }),
        epochTable.node,
        element('h2', { text: strings.stepsTable }),
        steps.node,
      );
    }
    epochTable.setRows(curves.epochs);
  }

  function drawCharts(curves: RunCurves, options: CurveOptions): void {
    const byEpoch = options.axis === 'epoch' && curves.epochs.length > 0;
    const xTitle = byEpoch ? strings.epoch : strings.step;
    const { steps: measured } = curves;
    const xOf = (at: { step: number; epoch: number }): number => (byEpoch ? at.epoch : at.step);
    const x = byEpoch ? measured.epoch : measured.step;
    const joined = joinEpochs(x, curves.epochs, xOf);
    const validation = (name: string): (number | null)[] =>
      joined.epochs.map((entry) => entry?.metrics[VALIDATION + name] ?? null);
    const positive = (values: (number | null)[]): (number | null)[] =>
      options.logarithmic ? values.map((value) => (value !== null && value > 0 ? value : null)) : values;
    const lossCurves: Curve[] = [
      {
        label: strings.lossRaw,
        color: 'charts-blue',
        strength: 'faint',
        shape: 'line',
        values: positive(joined.column(measured.loss)),
      },
      {
        label: strings.lossSmooth,
        color: 'charts-blue',
        strength: 'strong',
        shape: 'line',
        values: positive(joined.column(smooth(measured.loss, options.smoothing))),
      },
      {
        label: strings.lossValidation,
        color: 'charts-yellow',
        strength: 'strong',
        shape: 'dashes',
        values: positive(validation('loss')),
      },
    ];
    const hasSteps = measured.step.length > 0; // a classical model has none
    const shownCurves = isOfWords ? lossCurves.slice(0, 2) : hasSteps ? lossCurves : lossCurves.slice(-1);
    loss.draw({ x: joined.x, curves: shownCurves, xTitle, logarithmic: options.logarithmic, format: figure });
    const plainly = (name: string, column: readonly number[]): Curve[] => [
      { label: name, color: 'charts-green', strength: 'strong', shape: 'line', values: joined.column(column) },
    ];
    if (isOfWords) {
      const speeds = measured.wordsPerSecond ?? [];
      const common = { x: joined.x, xTitle, logarithmic: false };
      speed.draw({ ...common, curves: plainly(heading('wordsPerSecond'), speeds), format: compact });
      rate.draw({ ...common, curves: plainly(strings.learningRate, measured.learningRate), format: figure });
    }
    const shares = validationCurves(curves.epochs, label);
    show(figures.node, shares.length > 0);
    figures.draw({
      ...{ x: curves.epochs.map(xOf), curves: shares, xTitle },
      ...{ logarithmic: false, bounds: [0, 1], format: share },
    });
    const thinned = measured.step.length < measured.total;
    const amount = thinned
      ? strings.points(count(measured.step.length), count(measured.total))
      : strings.allSteps(count(measured.total));
    const waiting = options.axis === 'epoch' && !byEpoch ? [strings.noEpochYet] : [];
    const least = Math.min(...measured.loss.filter(Number.isFinite));
    say(
      note,
      [xTitle, amount, ...(Number.isFinite(least) ? [strings.axisFrom(figure(least))] : []), ...waiting].join(' · '),
    );
  }

  const node = element('section', { class: 'picture' }, empty, charts, tables);
  return {
    node,
    draw(curves, options) {
      const none = curves.steps.total === 0 && curves.epochs.length === 0;
      show(empty, none);
      show(charts, !none && !options.asTable);
      show(tables, !none && options.asTable);
      if (none) return;
      arrange(curves);
      if (options.asTable) drawTables(curves);
      else drawCharts(curves, options);
    },
    saved: (name) =>
      charts.hidden
        ? { name, kind: 'csv', content: steps.csv() }
        : { name, kind: 'png', content: pngOf(...charts.querySelectorAll('canvas')) },
  };
}

/** Puts the ends of epochs among the steps, on one axis. */
function joinEpochs(
  x: readonly number[],
  epochs: readonly EpochFigures[],
  xOf: (at: EpochFigures) => number,
): {
  x: number[];
  epochs: (EpochFigures | undefined)[];
  column(values: readonly (number | null)[]): (number | null)[];
} {
  const ends = new Map(epochs.map((entry) => [xOf(entry), entry]));
  const index = new Map(x.map((value, i) => [value, i]));
  const all = [...new Set([...x, ...ends.keys()])].filter(Number.isFinite).sort((a, b) => a - b);
  return {
    x: all,
    epochs: all.map((value) => ends.get(value)),
    column: (values) => all.map((value) => values[index.get(value) ?? -1] ?? null),
  };
}

/** Runs of word vectors log their speed, others the norm of the gradient. */
function stepsTable(strings: RunStrings, isOfWords: boolean) {
  const number = (id: keyof StepRow, title: string, text: (value: number) => string, hint?: string) => ({
    id,
    title,
    hint,
    numeric: true,
    text: (row: StepRow) => (Number.isFinite(row[id]) ? text(row[id]) : '–'),
    sortBy: (row: StepRow) => row[id],
  });
  return table<StepRow>({
    label: strings.stepsTable,
    empty: strings.noCurve,
    columns: [
      number('step', strings.step, count),
      number('epoch', strings.epoch, figure),
      number('loss', strings.metrics.heading('loss'), figure),
      number('learningRate', strings.learningRate, figure),
      isOfWords
        ? number('wordsPerSecond', strings.metrics.heading('wordsPerSecond'), (value) => count(Math.round(value)))
        : number('gradientNorm', strings.gradientNorm, figure, strings.gradientNormHint),
    ],
  });
}

/** Without the prefix, unless another figure is called so. */
function epochTitle(name: string, names: readonly string[]): string {
  const plain = name.startsWith(VALIDATION) ? name.slice(VALIDATION.length) : name;
  return names.includes(plain) ? name : plain;
}

function epochsTable(strings: RunStrings, names: readonly string[]) {
  return table<EpochFigures>({
    label: strings.epochsTable,
    empty: strings.noEpochYet,
    columns: [
      { id: 'epoch', title: strings.epoch, numeric: true, text: (row) => count(row.epoch), sortBy: (row) => row.epoch },
      { id: 'step', title: strings.step, numeric: true, text: (row) => count(row.step), sortBy: (row) => row.step },
      {
        id: 'time',
        title: strings.time,
        width: 13,
        numeric: true,
        text: (row) => duration(row.seconds),
        sortBy: (row) => row.seconds,
      },
      ...names.map((name) => ({
        id: name,
        title: epochTitle(name, names),
        hint: name,
        numeric: true,
        text: (row: EpochFigures) => (name in row.metrics ? metricText(name, row.metrics[name]) : '–'),
        sortBy: (row: EpochFigures) => row.metrics[name] ?? Number.NEGATIVE_INFINITY,
      })),
    ],
  });
}
