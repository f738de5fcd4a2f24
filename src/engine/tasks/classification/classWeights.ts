// How much an example of each label counts in the loss (`training.classWeights`).

import { LabError } from '../../../protocol/labError';
import { listed } from '../../../protocol/listed';
import type { Dataset } from '../../data/dataset';
import { meantLabel } from '../../data/labels';
import { rowAt } from '../../text/rows';
import type { AroundModel } from './aroundModel';

/**
 * By class; undefined where all count alike. "balanced" as in scikit-learn: examples / (classes · examples of the class). Fails
 * with `INVALID_EXPERIMENT` for a weight of a label that is not there.
 */
export function classWeightsOf(
  { training: { classWeights } }: { training: Pick<AroundModel['training'], 'classWeights'> },
  { labels, train: { classes, examples } }: Pick<Dataset, 'labels' | 'train'>,
): number[] | undefined {
  if (classWeights === undefined) return undefined;
  if (classWeights === 'balanced') {
    const counts = new Int32Array(labels.length);
    for (const index of classes) counts[index]++;
    return Array.from(counts, (count) => classes.length / (labels.length * Math.max(1, count)));
  }
  const weights = new Map<string, number>();
  for (const [label, weight] of Object.entries(classWeights)) {
    const meant = meantLabel(label, labels);
    if (meant === undefined) throw unknownLabel(label, labels, rowAt(examples, 0).file);
    weights.set(meant, weight);
  }
  return labels.map((label) => weights.get(label) ?? 1);
}

function unknownLabel(label: string, labels: readonly string[], file: string): LabError {
  const message = `"training.classWeights" has a weight for "${label}", but "${file}" has no such label. Its labels are ${listed(labels)}.`;
  return new LabError('INVALID_EXPERIMENT', message, { file, key: ['training', 'classWeights', label] });
}
