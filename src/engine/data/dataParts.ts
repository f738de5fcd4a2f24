// The three parts of an experiment's data: read, cleaned, split by the seed. What the examples are to teach is their task's.

import type { CleaningStep } from '../../protocol/cleaning';
import type { DataSource } from '../../protocol/data';
import { LabError } from '../../protocol/labError';
import { readingOptionsOf } from '../../protocol/reading';
import type { TextDataOptions } from '../schema/labelledData';
import { prepareCleaning } from './cleanTexts';
import { picked, type Rows } from '../text/rows';
import { ExampleKeeper } from './exampleKeeper';
import { keepExamples } from './examples';
import type { LabeledText } from './labeledText';
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
  partOf?(examples: Rows<LabeledText>): Part;
  /** Gives back what the examples have taken on the disk; may be repeated. */
  close?(): void;
}

/** More held-out examples are not judged, each with its text, but so many that are drawn by the seed. */
const MOST_HELD_OUT = 100_000;

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
  partOf(examples: Rows<LabeledText>): Part;
}

/**
 * Reads, cleans and splits. Fractions are taken from the training source, the test part first. Fails as `prepareCleaning`,
 * `loadExamples` and `learn`; places hold the experiment's key.
 * @param learn is given the training source before it is split, and adds to the notices
 */
export async function loadParts<Part>(
  data: TextDataOptions,
  { baseFolder, seed, clean = [], signal, sample, mayLackLabel = false }: DatasetOptions & { mayLackLabel?: boolean },
  learn: (source: Rows<LabeledText>, notices: string[]) => Learned<Part>,
): Promise<DataParts<Part>> {
  const cleaning = await prepareCleaning(clean, baseFolder);
  const files: string[] = [...cleaning.files];
  const notices: string[] = [];
  const keepers: ExampleKeeper[] = [];
  const close = (): void => keepers.forEach((keeper) => keeper.close());
  const { text, label } = data;
  const columns = { text, label, mayLackLabel, ...readingOptionsOf(data) };
  const load = async (key: Key, source: DataSource, limit = 0): Promise<Rows<LabeledText>> => {
    const keeper = new ExampleKeeper();
    keepers.push(keeper);
    const cleaned = cleaning.part();
    const reading = keepExamples(source, { baseFolder, limit, signal, ...columns }, keeper, (each) => cleaned.of(each));
    const loaded = await withKey(key, reading);
    files.push(...loaded.files);
    notices.push(...loaded.notices, ...cleaned.notices());
    return loaded.examples;
  };
  const bounded = (key: Key, all: Rows<LabeledText>): readonly LabeledText[] => {
    if (key === 'validation' && sample) return sampledExamples(all, { seed, sample });
    const told = (used: number, of: number): void => {
      if (used < of) notices.push(heldOutNotice(key, used, of));
    };
    return sampledExamples(all, { seed, sample: { most: MOST_HELD_OUT, told } });
  };

  async function parted(): Promise<DataParts<Part>> {
    const source = await load('train', data.train, data.limit);
    const { strata, partOf } = learn(source, notices);
    let kept: Int32Array = Int32Array.from({ length: source.length }, (_, index) => index);
    const part = async (key: Key, from: number | DataSource | undefined): Promise<Part> => {
      if (typeof from === 'object' || typeof from === 'string') return partOf(bounded(key, await load(key, from)));
      if (!from) return partOf([]);
      const count = Math.max(1, Math.round(from * source.length));
      const split = holdOut(kept, strata, count, createRandom({ seed, stream: `split ${key}` }));
      kept = split.kept;
      return partOf(bounded(key, picked(source, split.held)));
    };
    const test = await part('test', data.test);
    const validation = await part('validation', data.validation);
    const train = data.share === undefined ? kept : shareOf(kept, strata, data.share, seed);
    return { train: partOf(picked(source, train)), validation, test, files, notices, partOf, close };
  }

  return madeOf({ close }, parted);
}

/** What is made of data; where that fails, what they have taken on the disk is given back. */
export async function madeOf<Data extends { close?(): void }, Made>(
  data: Data,
  make: (data: Data) => Promise<Made>,
): Promise<Made> {
  try {
    return await make(data);
  } catch (error) {
    data.close?.();
    throw error;
  }
}

type Key = 'train' | 'validation' | 'test';

const heldOutNotice = (key: Key, used: number, of: number): string =>
  `The ${key} part has ${of} texts: ${used} of them, drawn by the seed, are judged. To judge all of a file, evaluate the run on it.`;

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
async function withKey<Loaded>(key: string, loading: Promise<Loaded>): Promise<Loaded> {
  try {
    return await loading;
  } catch (error) {
    if (!(error instanceof LabError) || error.code === 'CANCELLED') throw error;
    throw new LabError(error.code, error.message, { key: ['data', key], ...error.place }, { cause: error });
  }
}
