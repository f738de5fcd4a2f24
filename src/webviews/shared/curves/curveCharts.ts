// The charts of a run: the loss above, below it the validation figures; of word vectors speed and learning rate.

import type { RunCurves, RunHeader } from '../../../protocol/views';
import { element, say, show } from '../element';
import { pngOf } from '../picture';
import type { CurvesStrings } from './strings';
import { asCompact, asFigure, asShare } from '../charts/axisFormat';
import { type Chart, chart } from '../charts/chart';
import type { ChartData, Curve } from '../charts/chartData';
import { chartGroup } from '../charts/chartGroup';
import { type CurveAxis, curveAxis } from './curveAxis';
import { curvesNote } from './curvesNote';
import { lossCurves } from './lossCurves';
import { validationCurves } from './validationCurves';

export interface ChartSettings {
  axis: 'step' | 'epoch';
  /** From 0, not at all, to less than 1. */
  smoothing: number;
  /** The axis of the loss. */
  logarithmic: boolean;
}

/** Where the best checkpoint was kept. */
export type BestPlace = Pick<NonNullable<RunHeader['best']>, 'epoch' | 'step'>;

type CommonData = Pick<ChartData, 'x' | 'xTitle' | 'marks'>;

export class CurveCharts {
  readonly node: HTMLElement;
  private readonly loss: Chart;
  private readonly figures: Chart;
  private readonly speed: Chart;
  private readonly rate: Chart;
  private readonly note = element('p', { class: 'note axis' });
  private isOfWords = false;

  constructor(private readonly strings: CurvesStrings) {
    const { metrics, validation, learningRate, chartLabel: label, axisFrom } = strings;
    const group = chartGroup();
    const titled = (title: string): Chart => chart({ title, label, axisFrom, group });
    this.loss = titled(metrics.heading('loss'));
    this.figures = titled(validation);
    this.speed = titled(metrics.heading('wordsPerSecond'));
    this.rate = titled(learningRate);
    this.node = element('div', { class: 'charts' }, this.loss.node, this.figures.node, this.note);
  }

  /** A run of word vectors has no validation, but a speed. */
  setOfWords(): void {
    this.isOfWords = true;
    this.node.replaceChildren(this.loss.node, this.speed.node, this.rate.node, this.note);
  }

  draw(curves: RunCurves, settings: ChartSettings, best?: BestPlace): void {
    const { strings, isOfWords } = this;
    const axis = curveAxis(curves, settings.axis);
    const xTitle = axis.isByEpoch ? strings.epoch : strings.step;
    const { smoothing, logarithmic } = settings;
    const losses = lossCurves(curves.steps, axis, { smoothing, logarithmic, isOfWords }, strings);
    const mark = axis.isByEpoch ? best?.epoch : best?.step;
    const common = { x: axis.x, xTitle, ...(mark === undefined ? {} : { marks: [{ place: mark }] }) };
    this.loss.draw({ ...common, curves: losses, logarithmic, format: asFigure });
    if (isOfWords) this.drawWork(curves, axis, common);
    else this.drawValidation(curves, axis, common);
    const isWaiting = settings.axis === 'epoch' && !axis.isByEpoch;
    say(this.note, curvesNote(curves.steps, { xTitle, isWaiting, isMarked: mark !== undefined }, strings));
  }

  png(): string {
    return pngOf(...this.node.querySelectorAll('canvas'));
  }

  /** How fast words were read, and how fast they were learned. */
  private drawWork({ steps }: RunCurves, axis: CurveAxis, common: CommonData): void {
    const { metrics, learningRate } = this.strings;
    const plainly = { ...common, logarithmic: false };
    const plain = (label: string, values: readonly number[]): Curve[] => [
      { label, color: 'charts-green', strength: 'strong', shape: 'line', values: axis.ofSteps(values) },
    ];
    const speeds = plain(metrics.heading('wordsPerSecond'), steps.wordsPerSecond ?? []);
    this.speed.draw({ ...plainly, curves: speeds, format: asCompact });
    this.rate.draw({ ...plainly, curves: plain(learningRate, steps.learningRate), format: asFigure });
  }

  private drawValidation({ epochs }: RunCurves, axis: CurveAxis, common: CommonData): void {
    const curves = validationCurves(epochs, axis, this.strings.metrics.label);
    show(this.figures.node, curves.length > 0);
    this.figures.draw({ ...common, curves, logarithmic: false, bounds: [0, 1], format: asShare });
  }
}
