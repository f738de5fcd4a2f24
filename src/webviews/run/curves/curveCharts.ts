// The charts of a run: the loss above, below it the validation figures; of word vectors speed and learning rate.

import { figure, share } from '../../../protocol/figures';
import type { RunCurves } from '../../../protocol/views';
import { element, say, show } from '../../shared/element';
import { pngOf } from '../../shared/picture';
import type { RunStrings } from '../strings';
import { type Chart, chart } from './chart';
import type { Curve } from './chartData';
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

/** Large numbers where an axis has little room: 1.2M. */
const COMPACT = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 });
const compact = (value: number): string => COMPACT.format(value);

export class CurveCharts {
  readonly node: HTMLElement;
  private readonly loss: Chart;
  private readonly figures: Chart;
  private readonly speed: Chart;
  private readonly rate: Chart;
  private readonly note = element('p', { class: 'note axis' });
  private isOfWords = false;

  constructor(private readonly strings: RunStrings) {
    const { metrics, validation, learningRate, chartLabel } = strings;
    this.loss = chart(metrics.heading('loss'), chartLabel);
    this.figures = chart(validation, chartLabel);
    this.speed = chart(metrics.heading('wordsPerSecond'), chartLabel);
    this.rate = chart(learningRate, chartLabel);
    this.node = element('div', { class: 'charts' }, this.loss.node, this.figures.node, this.note);
  }

  /** A run of word vectors has no validation, but a speed. */
  setOfWords(): void {
    this.isOfWords = true;
    this.node.replaceChildren(this.loss.node, this.speed.node, this.rate.node, this.note);
  }

  draw(curves: RunCurves, settings: ChartSettings): void {
    const { strings, isOfWords } = this;
    const axis = curveAxis(curves, settings.axis);
    const xTitle = axis.isByEpoch ? strings.epoch : strings.step;
    const { smoothing, logarithmic } = settings;
    const losses = lossCurves(curves.steps, axis, { smoothing, logarithmic, isOfWords }, strings);
    this.loss.draw({ x: axis.x, curves: losses, xTitle, logarithmic, format: figure });
    if (isOfWords) this.drawWork(curves, axis, xTitle);
    else this.drawValidation(curves, axis, xTitle);
    const isWaiting = settings.axis === 'epoch' && !axis.isByEpoch;
    say(this.note, curvesNote(curves.steps, { xTitle, isWaiting }, strings));
  }

  png(): string {
    return pngOf(...this.node.querySelectorAll('canvas'));
  }

  /** How fast words were read, and how fast they were learned. */
  private drawWork({ steps }: RunCurves, axis: CurveAxis, xTitle: string): void {
    const { metrics, learningRate } = this.strings;
    const common = { x: axis.x, xTitle, logarithmic: false };
    const plain = (label: string, values: readonly number[]): Curve[] => [
      { label, color: 'charts-green', strength: 'strong', shape: 'line', values: axis.ofSteps(values) },
    ];
    const speeds = plain(metrics.heading('wordsPerSecond'), steps.wordsPerSecond ?? []);
    this.speed.draw({ ...common, curves: speeds, format: compact });
    this.rate.draw({ ...common, curves: plain(learningRate, steps.learningRate), format: figure });
  }

  private drawValidation({ epochs }: RunCurves, { ends }: CurveAxis, xTitle: string): void {
    const curves = validationCurves(epochs, this.strings.metrics.label);
    show(this.figures.node, curves.length > 0);
    this.figures.draw({ x: ends, curves, xTitle, logarithmic: false, bounds: [0, 1], format: share });
  }
}
