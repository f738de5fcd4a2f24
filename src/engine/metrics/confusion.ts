// Counts of actual against predicted classes, and the figures that follow from them. Semantics are scikit-learn's
// (classification_report with zero_division=0): a figure whose denominator is zero is 0 and still counts in a mean.

/** counts[actual][predicted]. */
export type ConfusionMatrix = number[][];

export interface ClassFigures {
  precision: number;
  recall: number;
  f1: number;
  /** Examples of this class. */
  support: number;
}

export interface ClassificationFigures {
  accuracy: number;
  /** The plain mean of the classes' F1. */
  macroF1: number;
  classes: ClassFigures[];
}

/**
 * @param actual `[examples]`, classes from 0
 * @param predicted `[examples]`
 */
export function confusionMatrix(actual: Int32Array, predicted: Int32Array, classCount: number): ConfusionMatrix {
  const counts = Array.from({ length: classCount }, () => new Array<number>(classCount).fill(0));
  actual.forEach((index, example) => counts[index][predicted[example]]++);
  return counts;
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** The figures of one class from what was found rightly, what there is, and what was predicted. */
export function classFiguresOf({
  right,
  actual,
  predicted,
}: Record<'right' | 'actual' | 'predicted', number>): ClassFigures {
  return {
    precision: ratio(right, predicted),
    recall: ratio(right, actual),
    f1: ratio(2 * right, predicted + actual),
    support: actual,
  };
}

/**
 * Accuracy, per-class figures and macro F1. A class that neither occurs nor was predicted has figures of 0 but is left
 * out of macro F1, as scikit-learn leaves out labels it never saw.
 */
export function classificationFigures(confusion: ConfusionMatrix): ClassificationFigures {
  const correct = confusion.map((row, index) => row[index]);
  const supports = confusion.map(sum);
  const predictions = confusion.map((_, index) => sum(confusion.map((row) => row[index])));
  const classes = confusion.map((_, index) => {
    return classFiguresOf({ right: correct[index], actual: supports[index], predicted: predictions[index] });
  });
  const seen = classes.filter((_, index) => supports[index] + predictions[index] > 0);
  return {
    accuracy: ratio(sum(correct), sum(supports)),
    macroF1: ratio(sum(seen.map(({ f1 }) => f1)), seen.length),
    classes,
  };
}

/**
 * Matthews' correlation of two or more classes (Gorodkin 2004): (c·n − Σ p_k·t_k) / √((n² − Σ p_k²)(n² − Σ t_k²)), of n examples c
 * right ones, p_k predicted and t_k truly of class k; 0 where all are of one class.
 */
export function matthews(confusion: ConfusionMatrix): number {
  const actual = confusion.map(sum);
  const predicted = confusion.map((_, k) => sum(confusion.map((row) => row[k])));
  const count = sum(actual);
  const right = sum(confusion.map((row, k) => row[k]));
  const products = (a: readonly number[], b: readonly number[]): number => sum(a.map((each, k) => each * b[k]));
  const spread = (count ** 2 - products(predicted, predicted)) * (count ** 2 - products(actual, actual));
  return ratio(right * count - products(predicted, actual), Math.sqrt(spread));
}
