// Labels as they stand in files, and as class numbers.

import { LabError } from '../../protocol/labError';
import type { LabeledText } from './examples';

/** The different labels in a sensible order: by value when all are numbers, else by code unit. */
export function sortedLabels(examples: readonly LabeledText[]): string[] {
  const labels = [...new Set(examples.map(({ label }) => label))];
  const numeric = labels.every((label) => label.trim() !== '' && Number.isFinite(Number(label)));
  return labels.sort((a, b) => (numeric && Number(a) - Number(b)) || (a < b ? -1 : Number(a > b)));
}

/** The class of each example. Fails with `INVALID_DATA` at the first label that is not one of `labels`. */
export function classesOf(examples: readonly LabeledText[], labels: readonly string[]): Int32Array {
  const classes = new Map(labels.map((label, index) => [label, index]));
  return Int32Array.from(examples, ({ label, file, line }) => {
    const index = classes.get(label);
    if (index !== undefined) return index;
    const message = `"${file}", line ${line}: the label "${label}" does not occur in the training part, so it cannot be learned. Its labels are ${listed(labels)}.`;
    throw new LabError('INVALID_DATA', message, { file, line });
  });
}

/** Fails with `INVALID_DATA` when these labels cannot be learned from so many examples. */
export function checkLabels(labels: readonly string[], examples: readonly LabeledText[]): void {
  const [first] = examples;
  if (labels.length < 2)
    throw new LabError(
      'INVALID_DATA',
      `All ${examples.length} training examples have the label "${labels[0]}". At least two labels are needed.`,
      { file: first?.file, key: ['data', 'train'] },
    );
  if (examples.length >= 20 && labels.length > examples.length / 2)
    throw new LabError(
      'INVALID_DATA',
      `The ${examples.length} training examples have ${labels.length} different labels (${listed(labels)}). Is "data.label" the right column?`,
      { file: first?.file, key: ['data', 'label'] },
    );
}

function listed(labels: readonly string[]): string {
  const shown = labels.slice(0, 10).map((label) => `"${label.slice(0, 40)}"`);
  return labels.length > 10 ? `${shown.join(', ')}, ...` : shown.join(', ');
}
