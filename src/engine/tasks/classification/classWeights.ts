// How much an example of each label counts in the loss (`training.classWeights`).

import { LabError } from '../../../protocol/labError';
import { listed } from '../../../protocol/listed';
import type { Dataset } from '../../data/dataset';
import type { AroundModel } from './aroundModel';

/**
 * By class; undefined where all count alike. "balanced" as in scikit-learn: examples / (classes · examples of the class). Fails
 * with `INVALID_EXPERIMENT` for a weight of a label that is not there.
 */
export function classWeightsOf(
  { training: { classWeights } }: Pick<AroundModel, 'training'>,
  { labels, train: { classes, examples } }: Pick<Dataset, 'labels' | 'train'>,
): number[] | undefined {
  if (classWeights === undefined) return undefined;
  if (classWeights === 'balanced') {
    const counts = new Int32Array(labels.length);
    for (const index of classes) counts[index]++;
    return Array.from(counts, (count) => classes.length / (labels.length * Math.max(1, count)));
  }
  for (const label of Object.keys(classWeights))
    if (!labels.includes(label)) throw unknownLabel(label, labels, examples[0].file);
  return labels.map((label) => classWeights[label] ?? 1);
}

function unknownLabel(label: string, labels: readonly string[], file: string): LabError {
  const message = `"training.classWeights" has a weight for "${label}", but "${file}" has no such label. Its labels are ${listed(labels)}.`;
  return new LabError('INVALID_EXPERIMENT', message, { file, key: ['training', 'classWeights', label] });
}
