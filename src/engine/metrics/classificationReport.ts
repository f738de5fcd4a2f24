// The full report on a classifier: figures, confusion matrix and its most confident mistakes.

import { shownTexts } from '../../protocol/shownTexts';
import {
  classificationFigures,
  confusionMatrix,
  type ClassFigures,
  type ClassificationFigures,
  type ConfusionMatrix,
} from './confusion';

/** Per-class figures and the confusion matrix, counts[actual][predicted]. */
export interface ClassificationReport extends ClassificationFigures {
  labels: string[];
  loss: number;
  classes: ({ label: string } & ClassFigures)[];
  confusion: ConfusionMatrix;
  /** The most confident mistakes first: 200, and of each pair of labels at least 20, as far as there are so many. */
  mistakes: { text: string; actual: string; predicted: string; probability: number; line?: number; file?: string }[];
  count: number;
  source: string;
}

export interface ClassifiedPart {
  /** `[examples]`, the true class of each. */
  classes: Int32Array;
  /** `[examples, classes]`, natural logarithms, row by row. */
  logProbabilities: Float32Array;
  /** Class names by number. */
  labels: readonly string[];
  /** The texts and where they come from. */
  examples: readonly { texts: readonly string[]; file?: string; line?: number }[];
  /** What the report is about, for people: a file or a part. */
  source: string;
}

const MAX_MISTAKES = 200;
/** So that each cell of the confusion matrix can be looked into. */
const LEAST_OF_PAIR = 20;

/** Ties go to the lower class number. */
export function classificationReport(part: ClassifiedPart): ClassificationReport {
  const { classes, logProbabilities, labels, examples, source } = part;
  const predicted = mostProbable(logProbabilities, classes.length, labels.length);
  const confusion = confusionMatrix(classes, predicted, labels.length);
  const { classes: figures, ...overall } = classificationFigures(confusion);
  const logProbability = (example: number, index: number): number => logProbabilities[example * labels.length + index];
  const wrong = [...classes.keys()]
    .filter((example) => predicted[example] !== classes[example])
    .sort((a, b) => logProbability(b, predicted[b]) - logProbability(a, predicted[a]));
  return {
    labels: [...labels],
    ...overall,
    loss: meanLoss(classes, logProbabilities, labels.length),
    classes: figures.map((each, index) => ({ label: labels[index], ...each })),
    confusion,
    mistakes: listed(wrong, (example) => classes[example] * labels.length + predicted[example]).map((example) => {
      const { texts, file, line } = examples[example];
      const text = shownTexts(texts);
      const probability = Math.exp(logProbability(example, predicted[example]));
      return { text, actual: labels[classes[example]], predicted: labels[predicted[example]], probability, line, file };
    }),
    count: classes.length,
    source,
  };
}

/** The mean negative log-probability of the true classes; 0 without examples. @param logProbabilities `[examples, labels]` */
export function meanLoss(classes: Int32Array, logProbabilities: Float32Array, labels: number): number {
  const loss = classes.reduce((total, index, example) => total - logProbabilities[example * labels + index], 0);
  return classes.length > 0 ? loss / classes.length : 0;
}

/** Of mistakes in their order those that are listed. @param pairOf the number of a mistake's pair of labels */
function listed(wrong: readonly number[], pairOf: (example: number) => number): number[] {
  const seen = new Map<number, number>();
  return wrong.filter((example, place) => {
    const before = seen.get(pairOf(example)) ?? 0;
    seen.set(pairOf(example), before + 1);
    return place < MAX_MISTAKES || before < LEAST_OF_PAIR;
  });
}

/** The class of each row, `[examples]`; ties go to the lower number. */
export function mostProbable(logProbabilities: Float32Array, count: number, classCount: number): Int32Array {
  return Int32Array.from({ length: count }, (_, example) => {
    const row = logProbabilities.subarray(example * classCount, (example + 1) * classCount);
    return row.reduce((best, value, index) => (value > row[best] ? index : best), 0);
  });
}
