// Texts that have several labels, or none: each set of labels that occurs is a class of its own.

import { LabError } from '../../protocol/labError';
import type { Rows } from '../text/rows';
import type { LabeledText } from './labeledText';
import { inSensibleOrder, unknownLabel } from './labels';

/** The labels of a value, each once. */
function labelsIn(value: string, separator: string): string[] {
  const labels = value.split(separator).map((label) => label.trim());
  return [...new Set(labels)].filter((label) => label !== '');
}

/** All labels that occur, sorted. Fails with `INVALID_DATA` where there is none, or too many for so few texts. */
export function labelsOfSets(examples: Rows<LabeledText>, separator: string): string[] {
  const all = new Set<string>();
  for (const { label } of examples) for (const each of labelsIn(label, separator)) all.add(each);
  const [{ file }] = examples;
  const key = ['data', 'labelSeparator'];
  if (all.size === 0)
    throw new LabError('INVALID_DATA', 'No training text has a label.', { file, key: ['data', 'label'] });
  if (examples.length >= 20 && all.size > examples.length / 2) {
    const message = `The ${examples.length} training examples have ${all.size} different labels between "${separator}". Is that the right separator, and "data.label" the right column?`;
    throw new LabError('INVALID_DATA', message, { file, key });
  }
  return inSensibleOrder([...all]);
}

/** Sets of labels by number, in the order in which they are met. */
export interface LabelSets {
  /** By class, the numbers of its labels, rising. Grows. */
  readonly sets: readonly (readonly number[])[];
  /** The class of each example. Fails with `INVALID_DATA` at the first label that is not known. */
  classesOf(examples: Rows<LabeledText>): Int32Array;
}

/** @param labels those that can be learned */
export function createLabelSets(labels: readonly string[], separator: string): LabelSets {
  const numbers = new Map(labels.map((label, index) => [label, index]));
  const sets: number[][] = [];
  const classes = new Map<string, number>();
  const classOf = (example: LabeledText): number => {
    const set = labelsIn(example.label, separator).map((label) => {
      const number = numbers.get(label);
      if (number === undefined) throw unknownLabel(label, example, labels);
      return number;
    });
    set.sort((a, b) => a - b);
    const key = set.join();
    const known = classes.get(key);
    if (known !== undefined) return known;
    classes.set(key, sets.length);
    return sets.push(set) - 1;
  };
  return {
    sets,
    classesOf(examples) {
      const found = new Int32Array(examples.length);
      let at = 0;
      for (const example of examples) found[at++] = classOf(example);
      return found;
    },
  };
}

/** @returns `[classes.length, labels]`, 1 where a text has a label; a class that is no set stands in all places of its row */
export function indicators(classes: Int32Array, sets: LabelSets['sets'], labels: number): Float32Array {
  const found = new Float32Array(classes.length * labels);
  classes.forEach((index, row) => {
    if (index < 0) found.fill(index, row * labels, (row + 1) * labels);
    else for (const label of sets[index]) found[row * labels + label] = 1;
  });
  return found;
}
