// A part of labelled data as a classifier judged it: the report, and the figures by which classifiers are compared.

import type { UnknownTokens } from '../../data/unknownTokens';
import { classificationReport, mostProbable, type ClassifiedPart } from '../../metrics/classificationReport';
import type { AdditiveFigure, JudgedPart } from '../../metrics/judgedPart';
import { labelReport } from './labelReport';

/** Beyond so many labels drawing macro F1 again and again would take too long. */
const MOST_LABELS = 20;

/** @param unknown how much of the texts the model does not know */
export function labelPart(part: ClassifiedPart, seed: number, unknown?: UnknownTokens): JudgedPart {
  const { classes, logProbabilities, labels, examples } = part;
  const predicted = mostProbable(logProbabilities, classes.length, labels.length);
  const isRight = (i: number): number => Number(predicted[i] === classes[i]);
  const byExample = (count: (i: number) => Float64Array): Float64Array[] => Array.from(classes, (_, i) => count(i));
  const mean = (of: (i: number) => number): AdditiveFigure => ({
    counts: byExample((i) => Float64Array.of(of(i), 1)),
    of: ([sum, count]) => sum / count,
  });
  return {
    examples: examples.map(({ text, line }, i) => ({
      ...{ input: text, reference: labels[classes[i]], output: labels[predicted[i]], line },
    })),
    judging: { ignoresCase: false, seed },
    report: () => labelReport(classificationReport(part), unknown),
    figures: () => ({
      accuracy: mean(isRight),
      ...(labels.length <= MOST_LABELS
        ? { macroF1: macroF1(byExample((i) => agreement(classes[i], predicted[i], labels.length))) }
        : {}),
      loss: mean((i) => -logProbabilities[i * labels.length + classes[i]]),
    }),
    exampleMetric: 'accuracy',
    scoreOf: isRight,
  };
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
