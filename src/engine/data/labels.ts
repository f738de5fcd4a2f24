// Labels as they stand in files, and as class numbers.

import { LabError } from '../../protocol/labError';
import type { Rows } from '../text/rows';
import type { LabeledText } from './labeledText';

/** The different labels in a sensible order: by value when all are numbers, else by code unit. */
export function sortedLabels(examples: Rows<LabeledText>): string[] {
  const found = new Set<string>();
  for (const { label } of examples) found.add(label);
  return inSensibleOrder(found);
}

/** These labels, each once. */
export function inSensibleOrder(given: Iterable<string>): string[] {
  const labels = [...new Set(given)];
  const numeric = labels.every(isNumber);
  return labels.sort((a, b) => (numeric && Number(a) - Number(b)) || (a < b ? -1 : Number(a > b)));
}

const isNumber = (label: string): boolean => label.trim() !== '' && Number.isFinite(Number(label));

/** The class of each example. Fails with `INVALID_DATA` at the first label that is not one of `labels`. */
export function classesOf(examples: Rows<LabeledText>, labels: readonly string[]): Int32Array {
  const classes = new Map(labels.map((label, index) => [label, index]));
  const found = new Int32Array(examples.length);
  let at = 0;
  for (const example of examples) {
    const index = classes.get(example.label);
    if (index === undefined) throw unknownLabel(example.label, example, labels);
    found[at++] = index;
  }
  return found;
}

/** What to tell of a label that cannot be learned. */
export function unknownLabel(
  label: string,
  { file, line }: Pick<LabeledText, 'file' | 'line'>,
  labels: readonly string[],
): LabError {
  const message = `"${file}", line ${line}: the label "${label}" does not occur in the training part, so it cannot be learned. Its labels are ${listed(labels)}.`;
  return new LabError('INVALID_DATA', message, { file, line });
}

/** The labels from the least to the most. Fails with `INVALID_EXPERIMENT` where one is no number. */
export function rising(labels: readonly string[], examples: Rows<LabeledText>): string[] {
  const other = labels.find((label) => !isNumber(label));
  if (other === undefined) return [...labels];
  let [{ file, line }] = examples;
  for (const example of examples)
    if (example.label === other) {
      ({ file, line } = example);
      break;
    }
  const message = `"data.labelOrder" is "rising", but the label "${other}" of "${file}", line ${line}, is no number. Name the labels in a list, from the least to the most.`;
  throw new LabError('INVALID_EXPERIMENT', message, { file, line, key: ['data', 'labelOrder'] });
}

/** The label that is meant: as it stands, or with its letters composed otherwise (NFC and NFD look the same). */
export const meantLabel = (label: string, labels: readonly string[]): string | undefined =>
  labels.includes(label) ? label : labels.find((other) => other.normalize('NFC') === label.normalize('NFC'));

/** The labels in the order that is said. Fails with `INVALID_EXPERIMENT` where that has others than there are. */
export function inOrder(labels: readonly string[], order: readonly string[], examples: Rows<LabeledText>): string[] {
  const [{ file }] = examples;
  const fault = (message: string, ...place: number[]): LabError =>
    new LabError('INVALID_EXPERIMENT', message, { file, key: ['data', 'labelOrder', ...place] });
  const found = order.map((label, i) => {
    const meant = meantLabel(label, labels);
    if (meant !== undefined) return meant;
    throw fault(`"data.labelOrder" has "${label}", which "${file}" has not. Its labels are ${listed(labels)}.`, i);
  });
  const again = found.findIndex((label, i) => found.indexOf(label) !== i);
  if (again >= 0) throw fault(`"data.labelOrder" has "${order[again]}" twice.`, again);
  const missing = labels.find((label) => !found.includes(label));
  if (missing !== undefined) throw fault(`"data.labelOrder" lacks the label "${missing}" of "${file}".`);
  return found;
}

/** Fails with `INVALID_DATA` when these labels cannot be learned from so many examples. */
export function checkLabels(labels: readonly string[], examples: Rows<LabeledText>): void {
  const first = examples.at(0);
  if (labels.length < 2)
    throw new LabError(
      'INVALID_DATA',
      `All ${examples.length} training examples have the label "${labels[0]}". At least two labels are needed.`,
      { file: first?.file, key: ['data', 'train'] },
    );
  if (areScores(labels))
    throw new LabError(
      'INVALID_DATA',
      `The ${labels.length} different labels are numbers (${listed(labels)}). Is a score meant? Scores are learned by the task "regression": set "task": "regression", or choose another column as "data.label"; if each number names a class, write it with a letter, like "c${labels[0]}".`,
      { file: first?.file, key: ['data', 'label'] },
    );
  if (examples.length >= 20 && labels.length > examples.length / 2)
    throw new LabError(
      'INVALID_DATA',
      `The ${examples.length} training examples have ${labels.length} different labels (${listed(labels)}). Is "data.label" the right column?`,
      { file: first?.file, key: ['data', 'label'] },
    );
}

/** Beyond so many different numbers they are looked at: ratings have fewer. */
const MOST_RATINGS = 11;
/** Class numbers count from 0 or 1; a few may be missing. */
const LEAST_FILLED = 0.9;

/** Whether labels are amounts and not names: many numbers that do not count classes. @param labels sorted by value */
function areScores(labels: readonly string[]): boolean {
  if (labels.length <= MOST_RATINGS) return false;
  const values = labels.map((label) => (label.trim() === '' ? NaN : Number(label)));
  if (!values.every(Number.isFinite)) return false;
  const [least, most] = [values[0], values[values.length - 1]];
  const count = values.every(Number.isInteger) && (least === 0 || least === 1);
  return !count || labels.length < LEAST_FILLED * (most - least + 1);
}

function listed(labels: readonly string[]): string {
  const shown = labels.slice(0, 10).map((label) => `"${label.slice(0, 40)}"`);
  return labels.length > 10 ? `${shown.join(', ')}, ...` : shown.join(', ');
}
