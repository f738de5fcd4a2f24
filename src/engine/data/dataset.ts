// The three parts of an experiment's data: read, split by the seed, labels as class numbers.

import type { CleaningStep } from '../../protocol/cleaning';
import type { DataOptions } from '../schema/labelledData';
import type { DataSource } from '../../protocol/data';
import { LabError } from '../../protocol/labError';
import { readingOptionsOf } from '../../protocol/reading';
import { alikeLabels } from '../text/alikeLabels';
import { prepareCleaning } from './cleanTexts';
import { loadExamples, type LabeledText, type LoadedExamples } from './examples';
import { createLabelSets, labelsOfSets, type LabelSets } from './labelSets';
import { checkLabels, classesOf, inOrder, rising, sortedLabels } from './labels';
import { createRandom } from './random';
import { holdOut } from './split';

/** Examples and the class of each: its label, or where it may have several, the set of its labels. */
export interface DataPart {
  examples: LabeledText[];
  classes: Int32Array;
}

export interface Dataset {
  /** Names of the classes, by number; all that occur in the training source, before it was split. */
  labels: string[];
  /** By class, its labels, where texts may have several; else a class is a label. */
  sets?: LabelSets['sets'];
  train: DataPart;
  /** Empty when the experiment has no such part. */
  validation: DataPart;
  test: DataPart;
  /** The files that were read, absolute. */
  files: string[];
  notices: string[];
}

export interface DatasetOptions {
  baseFolder: string;
  seed: number;
  /** Run on the texts of every part, after reading and before anything is split off. */
  clean?: readonly CleaningStep[];
  signal?: AbortSignal;
}

/**
 * Reads, cleans and splits. Fractions are taken from the training source, the test part first, with its mixture of
 * labels. Fails as `prepareCleaning`, `loadExamples`, `checkLabels` and `classesOf`; places hold the experiment's key.
 */
export async function loadDataset(
  data: DataOptions,
  { baseFolder, seed, clean = [], signal }: DatasetOptions,
): Promise<Dataset> {
  const cleaning = await prepareCleaning(clean, baseFolder);
  const files: string[] = [...cleaning.files];
  const notices: string[] = [];
  const load = async (key: 'train' | 'validation' | 'test', source: DataSource, limit = 0): Promise<LabeledText[]> => {
    const loaded = await withKey(
      key,
      loadExamples(source, {
        ...{
          baseFolder,
          text: data.text,
          label: data.label,
          limit,
          signal,
          mayLackLabel: data.labelSeparator !== undefined,
        },
        ...readingOptionsOf(data),
      }),
    );
    files.push(...loaded.files);
    const cleaned = cleaning.examples(loaded.examples);
    notices.push(...loaded.notices, ...cleaned.notices);
    return cleaned.examples;
  };
  const source = await load('train', data.train, data.limit);
  const { labels, sets, classesIn } = readLabels(source, data);
  for (const [first, alike] of alikeLabels(labels))
    notices.push(
      `The labels "${first}" and "${alike}" look the same and are two: they differ only in how their letters are composed (NFC and NFD).`,
    );
  const classes = classesIn(source);
  const strata = sets ? new Int32Array(classes.length) : classes; // of sets most may occur once
  const pick = (indices: Int32Array): DataPart => ({
    examples: Array.from(indices, (index) => source[index]),
    classes: Int32Array.from(indices, (index) => classes[index]),
  });

  let kept: Int32Array = Int32Array.from(source.keys());
  const part = async (key: 'validation' | 'test', from: number | DataSource | undefined): Promise<DataPart> => {
    if (typeof from === 'object' || typeof from === 'string') {
      const examples = await load(key, from);
      return { examples, classes: classesIn(examples) };
    }
    if (!from) return { examples: [], classes: new Int32Array(0) };
    const count = Math.max(1, Math.round(from * source.length));
    const split = holdOut(kept, strata, count, createRandom({ seed, stream: `split ${key}` }));
    kept = split.kept;
    return pick(split.held);
  };
  const test = await part('test', data.test);
  const validation = await part('validation', data.validation);
  return { labels, sets, train: pick(kept), validation, test, files, notices };
}

/** The labels there are, and how those of an example become its class. */
function readLabels(source: LabeledText[], { labelSeparator, labelOrder }: DataOptions) {
  if (labelSeparator !== undefined) {
    const labels = labelsOfSets(source, labelSeparator);
    const { sets, classesOf: classesIn } = createLabelSets(labels, labelSeparator);
    return { labels, sets, classesIn };
  }
  const found = sortedLabels(source);
  checkLabels(found, source);
  const labels = orderOf(found);
  return { labels, classesIn: (examples: readonly LabeledText[]) => classesOf(examples, labels) };

  function orderOf(all: string[]): string[] {
    if (labelOrder === undefined) return all;
    return labelOrder === 'rising' ? rising(all, source) : inOrder(all, labelOrder, source);
  }
}

/** Adds to a failure the key of the experiment that led to it. */
async function withKey(key: string, loading: Promise<LoadedExamples>): Promise<LoadedExamples> {
  try {
    return await loading;
  } catch (error) {
    if (!(error instanceof LabError) || error.code === 'CANCELLED') throw error;
    throw new LabError(error.code, error.message, { key: ['data', key], ...error.place }, { cause: error });
  }
}
