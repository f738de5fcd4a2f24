// The three parts of an experiment's data: read, cleaned, split by the seed. What the examples are to teach is their task's.

import type { CleaningStep } from '../../protocol/cleaning';
import type { DataSource } from '../../protocol/data';
import { LabError } from '../../protocol/labError';
import { readingOptionsOf } from '../../protocol/reading';
import type { TextDataOptions } from '../schema/labelledData';
import { prepareCleaning } from './cleanTexts';
import { loadExamples, type LabeledText, type LoadedExamples } from './examples';
import { createRandom } from './random';
import { sampledExamples, type HeldOutSample } from './heldOutSample';
import { holdOut, takeShare } from './split';

export interface DataParts<Part> {
  train: Part;
  /** Empty when the experiment has no such part. */
  validation: Part;
  test: Part;
  /** The files that were read, absolute. */
  files: string[];
  notices: string[];
  /** Other examples as a part. Fails as theirs do. */
  partOf?(examples: LabeledText[]): Part;
}

export interface DatasetOptions {
  baseFolder: string;
  seed: number;
  /** Run on the texts of every part, after reading and before anything is split off. */
  clean?: readonly CleaningStep[];
  signal?: AbortSignal;
  /** Of the validation part. */
  sample?: HeldOutSample;
}

/** What the examples of the training source say of all: how examples become a part, and what each part is to have its share of. */
interface Learned<Part> {
  /** `[examples]` of the source: parts that are split off have the same mixture of these. */
  strata: Int32Array;
  partOf(examples: LabeledText[]): Part;
}

/**
 * Reads, cleans and splits. Fractions are taken from the training source, the test part first. Fails as `prepareCleaning`,
 * `loadExamples` and `learn`; places hold the experiment's key.
 * @param learn is given the training source before it is split, and adds to the notices
 */
export async function loadParts<Part>(
  data: TextDataOptions,
  { baseFolder, seed, clean = [], signal, sample, mayLackLabel = false }: DatasetOptions & { mayLackLabel?: boolean },
  learn: (source: LabeledText[], notices: string[]) => Learned<Part>,
): Promise<DataParts<Part>> {
  const cleaning = await prepareCleaning(clean, baseFolder);
  const files: string[] = [...cleaning.files];
  const notices: string[] = [];
  const { text, label } = data;
  const columns = { text, label, mayLackLabel, ...readingOptionsOf(data) };
  const load = async (key: 'train' | 'validation' | 'test', source: DataSource, limit = 0): Promise<LabeledText[]> => {
    const loaded = await withKey(key, loadExamples(source, { baseFolder, limit, signal, ...columns }));
    files.push(...loaded.files);
    const cleaned = cleaning.examples(loaded.examples);
    notices.push(...loaded.notices, ...cleaned.notices);
    return cleaned.examples;
  };
  const source = await load('train', data.train, data.limit);
  const { strata, partOf } = learn(source, notices);
  const pick = (indices: Int32Array): Part => partOf(Array.from(indices, (index) => source[index]));

  let kept: Int32Array = Int32Array.from(source.keys());
  const part = async (key: 'validation' | 'test', from: number | DataSource | undefined): Promise<Part> => {
    const judged = (examples: LabeledText[]): Part =>
      partOf(key === 'validation' ? sampledExamples(examples, { seed, sample }) : examples);
    if (typeof from === 'object' || typeof from === 'string') return judged(await load(key, from));
    if (!from) return partOf([]);
    const count = Math.max(1, Math.round(from * source.length));
    const split = holdOut(kept, strata, count, createRandom({ seed, stream: `split ${key}` }));
    kept = split.kept;
    return judged(Array.from(split.held, (index) => source[index]));
  };
  const test = await part('test', data.test);
  const validation = await part('validation', data.validation);
  const train = data.share === undefined ? kept : shareOf(kept, strata, data.share, seed);
  return { train: pick(train), validation, test, files, notices, partOf };
}

/** Fails with `INVALID_DATA` where there are fewer examples than labels. */
function shareOf(kept: Int32Array, strata: Int32Array, share: number, seed: number): Int32Array {
  const taken = takeShare(kept, strata, share, createRandom({ seed, stream: 'share' }));
  const classes = new Set(kept.map((index) => strata[index])).size;
  if (taken.length >= classes) return taken;
  throw new LabError(
    'INVALID_DATA',
    `A share of ${share} of the ${kept.length} training examples is ${taken.length}, fewer than the ${classes} labels. Take a larger one.`,
    { key: ['data', 'share'] },
  );
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
