// The parts of the data of an experiment with labels: labels as class numbers.

import type { DataOptions } from '../schema/labelledData';
import { alikeLabels } from '../text/alikeLabels';
import { loadParts, type DataParts, type DatasetOptions } from './dataParts';
import type { Rows } from '../text/rows';
import type { LabeledText } from './labeledText';
import { createLabelSets, labelsOfSets, type LabelSets } from './labelSets';
import { checkLabels, classesOf, inOrder, rising, sortedLabels } from './labels';

/** Examples and the class of each: its label, or where it may have several, the set of its labels. */
export interface DataPart {
  examples: Rows<LabeledText>;
  classes: Int32Array;
}

export interface Dataset extends DataParts<DataPart> {
  /** Names of the classes, by number; all that occur in the training source, before it was split. */
  labels: string[];
  /** By class, its labels, where texts may have several; else a class is a label. */
  sets?: LabelSets['sets'];
}

/** Fails as `loadParts`, `checkLabels` and `classesOf`. */
export async function loadDataset(data: DataOptions, options: DatasetOptions): Promise<Dataset> {
  const mayLackLabel = data.labelSeparator !== undefined;
  let known: Pick<Dataset, 'labels' | 'sets'> = { labels: [] };
  const parts = await loadParts(data, { ...options, mayLackLabel }, (source, notices) => {
    const { labels, sets, classesIn } = readLabels(source, data);
    known = { labels, sets };
    for (const [first, alike] of alikeLabels(labels))
      notices.push(
        `The labels "${first}" and "${alike}" look the same and are two: they differ only in how their letters are composed (NFC and NFD).`,
      );
    const classes = classesIn(source);
    return {
      strata: sets ? new Int32Array(classes.length) : classes, // of sets most may occur once
      partOf: (examples) => ({ examples, classes: classesIn(examples) }),
    };
  });
  return { ...known, ...parts };
}

/** The labels there are, and how those of an example become its class. */
function readLabels(source: Rows<LabeledText>, { labelSeparator, labelOrder }: DataOptions) {
  if (labelSeparator !== undefined) {
    const labels = labelsOfSets(source, labelSeparator);
    const { sets, classesOf: classesIn } = createLabelSets(labels, labelSeparator);
    return { labels, sets, classesIn };
  }
  const found = sortedLabels(source);
  checkLabels(found, source);
  const labels = orderOf(found);
  return { labels, classesIn: (examples: Rows<LabeledText>) => classesOf(examples, labels) };

  function orderOf(all: string[]): string[] {
    if (labelOrder === undefined) return all;
    return labelOrder === 'rising' ? rising(all, source) : inOrder(all, labelOrder, source);
  }
}
