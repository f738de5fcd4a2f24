// Figures of answers with several labels, as scikit-learn has them for indicator matrices (zero_division=0).

import { classFiguresOf, type ClassFigures } from './confusion';

/** Texts, what a model thinks of each label, and what it answers. */
export interface SeveralPart {
  /** `[texts, labels]`, 1 where a text has a label. */
  targets: Float32Array;
  /** `[texts, labels]`, natural logarithms of the labels' own probabilities. */
  logProbabilities: Float32Array;
  /** `[labels]`, from what probability on a label is given. */
  thresholds: Float32Array;
  /** Names by number. */
  labels: readonly string[];
  examples: readonly { texts: readonly string[]; file?: string; line?: number }[];
  source: string;
}

interface SeveralFigures {
  /** Texts whose labels are all right ("subset accuracy"). */
  accuracy: number;
  /** Of the labels of all texts taken together. */
  microF1: number;
  /** The plain mean of the labels' F1. */
  macroF1: number;
  /** Answers to whether a text has a label that are wrong. */
  hammingLoss: number;
  /** The mean binary cross entropy. */
  loss: number;
  /** By label. */
  classes: ClassFigures[];
}

/** `[texts, labels]`, 1 where a label is given. */
export function givenLabels({ logProbabilities, thresholds }: Pick<SeveralPart, 'logProbabilities' | 'thresholds'>) {
  const count = thresholds.length;
  return Uint8Array.from(logProbabilities, (value, at) => Number(Math.exp(value) >= thresholds[at % count]));
}

/** −t · ln p − (1 − t) · ln(1 − p) of one label of one text. */
export function binaryLoss(logProbability: number, target: number): number {
  return target === 1 ? -logProbability : -Math.log(Math.max(1e-38, -Math.expm1(logProbability)));
}

export function severalFigures(part: SeveralPart): SeveralFigures {
  const { targets, logProbabilities, labels } = part;
  const count = labels.length;
  const texts = targets.length / count;
  const given = givenLabels(part);
  const counts = labels.map(() => ({ right: 0, actual: 0, predicted: 0 }));
  let [loss, wrong, wholly] = [0, 0, 0];
  for (let text = 0; text < texts; text++) {
    let isRight = true;
    for (let label = 0; label < count; label++) {
      const at = text * count + label;
      loss += binaryLoss(logProbabilities[at], targets[at]);
      counts[label].actual += targets[at];
      counts[label].predicted += given[at];
      counts[label].right += targets[at] * given[at];
      if (given[at] === targets[at]) continue;
      wrong++;
      isRight = false;
    }
    if (isRight) wholly++;
  }
  const classes = counts.map(classFiguresOf);
  const all = (of: 'right' | 'actual' | 'predicted'): number => counts.reduce((sum, each) => sum + each[of], 0);
  return {
    accuracy: texts === 0 ? 0 : wholly / texts,
    microF1: classFiguresOf({ right: all('right'), actual: all('actual'), predicted: all('predicted') }).f1,
    macroF1: classes.reduce((sum, { f1 }) => sum + f1, 0) / count,
    hammingLoss: texts === 0 ? 0 : wrong / targets.length,
    loss: texts === 0 ? 0 : loss / targets.length,
    classes,
  };
}

/**
 * For each label the threshold with the greatest F1 on these texts, in the middle between two of their probabilities; ½ for a
 * label that none of them has. `[labels]`
 */
export function fitThresholds({
  targets,
  logProbabilities,
  labels,
}: Pick<SeveralPart, 'targets' | 'logProbabilities' | 'labels'>) {
  const count = labels.length;
  const texts = targets.length / count;
  return Float32Array.from(labels, (_, label) => {
    const rows = Array.from({ length: texts }, (_, text) => text * count + label);
    rows.sort((a, b) => logProbabilities[b] - logProbabilities[a]);
    const actual = rows.reduce((sum, at) => sum + targets[at], 0);
    let best = { f1: 0, threshold: 0.5 };
    let right = 0;
    rows.forEach((at, place) => {
      right += targets[at];
      const next = place + 1 < texts ? Math.exp(logProbabilities[rows[place + 1]]) : 0;
      const own = Math.exp(logProbabilities[at]);
      if (own === next) return; // no threshold lies between them
      const f1 = (2 * right) / (place + 1 + actual);
      if (f1 > best.f1) best = { f1, threshold: (own + next) / 2 };
    });
    return best.threshold;
  });
}
