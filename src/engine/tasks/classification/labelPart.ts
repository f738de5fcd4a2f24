// A part of labelled data as a classifier judged it: the report, and the figures by which classifiers are compared.

import { atTemperature, expectedCalibrationError, reliabilityBins } from '../../metrics/calibration';
import { classificationReport, mostProbable, type ClassifiedPart } from '../../metrics/classificationReport';
import { meanFigure, type AdditiveFigure, type JudgedPart } from '../../metrics/judgedPart';
import type { Metrics } from '../../../protocol/run';
import { shownTexts } from '../../../protocol/shownTexts';
import type { JudgingOptions } from '../texts/answering';
import { askedFigures } from './askedFigures';
import { labelReport } from './labelReport';

/** Beyond so many labels drawing macro F1 again and again would take too long. */
const MOST_LABELS = 20;

interface LabelPartOptions extends JudgingOptions {
  /** The figure that the training watched. */
  monitor?: string;
  /** The labels have an order. */
  isOrdered?: boolean;
  /** What the logits were divided by, of a calibrated model. */
  temperature?: number;
}

/** Those that are watched while training. @param monitor the one that decides */
export function figuresOf(part: ClassifiedPart, monitor?: string): Metrics {
  const report = classificationReport(part);
  const { accuracy, macroF1, loss } = report;
  return { accuracy, macroF1, loss, ...askedFigures(report, monitor) };
}

export function labelPart(
  part: ClassifiedPart,
  { seed, temperature, monitor, isOrdered = false, ...around }: LabelPartOptions,
): JudgedPart {
  const { classes, logProbabilities, labels, examples } = part;
  const predicted = mostProbable(logProbabilities, classes.length, labels.length);
  const isRight = (i: number): number => Number(predicted[i] === classes[i]);
  const byExample = (count: (i: number) => Float64Array): Float64Array[] => Array.from(classes, (_, i) => count(i));
  const logOf = (i: number, of: number): number => logProbabilities[i * labels.length + of];
  const lossOf = (i: number): number => -logOf(i, classes[i]);
  const stepsAway = (i: number): number => Math.abs(predicted[i] - classes[i]);
  const mean = (of: (i: number) => number): AdditiveFigure => meanFigure(classes.length, of);
  return {
    examples: examples.map(({ texts, ...place }, i) => ({
      ...{ ...place, texts, input: shownTexts(texts), reference: labels[classes[i]], output: labels[predicted[i]] },
    })),
    judging: { ignoresCase: false, seed },
    report: () =>
      labelReport(classificationReport(part), {
        ...around,
        monitor,
        bins: reliabilityBins(part),
        ...(isOrdered ? { stepsAway: classes.reduce((sum, _, i) => sum + stepsAway(i), 0) / classes.length } : {}),
        ...(temperature === undefined
          ? {}
          : { calibrated: { temperature, errorBefore: errorWithout(temperature, part) } }),
      }),
    figures: () => ({
      accuracy: mean(isRight),
      ...(labels.length <= MOST_LABELS
        ? { macroF1: macroF1(byExample((i) => agreement(classes[i], predicted[i], labels.length))) }
        : {}),
      ...(isOrdered ? { meanAbsoluteError: mean(stepsAway) } : {}),
      loss: mean(lossOf),
    }),
    exampleMetric: 'accuracy',
    scoreOf: isRight,
    groupMetric: 'accuracy',
    outcomeOf: (i) => ({
      isRight: predicted[i] === classes[i],
      probability: Math.exp(logOf(i, predicted[i])),
      loss: lossOf(i),
    }),
    tokens: around.unknown?.examples,
    labelsOf: (i) => [labels[classes[i]]],
  };
}

/** The calibration error that the model had before its logits were divided. */
function errorWithout(temperature: number, part: ClassifiedPart): number {
  const logProbabilities = atTemperature(part.logProbabilities, part.labels.length, 1 / temperature);
  return expectedCalibrationError(reliabilityBins({ ...part, logProbabilities }));
}

/** By class, whether the example is rightly of it, and how often it is of it, truly or as predicted: [2 * classes] */
function agreement(actual: number, predicted: number, classes: number): Float64Array {
  const counts = new Float64Array(2 * classes);
  if (actual === predicted) counts[2 * actual] = 1;
  counts[2 * actual + 1]++;
  counts[2 * predicted + 1]++;
  return counts;
}

/** The mean over the classes that occur of F1 = 2 · right / (actual + predicted). */
const macroF1 = (counts: Float64Array[]): AdditiveFigure => ({
  counts,
  of(sum) {
    const seen = Array.from({ length: sum.length / 2 }, (_, k) => k).filter((k) => sum[2 * k + 1] > 0);
    return seen.reduce((total, k) => total + (2 * sum[2 * k]) / sum[2 * k + 1], 0) / seen.length;
  },
});
