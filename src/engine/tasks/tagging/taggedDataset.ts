// The three parts of an experiment's sentences: read, their tags checked, split by the seed.

import path from 'node:path';
import { LabError } from '../../../protocol/labError';
import { createRandom } from '../../data/random';
import { holdOut, takeShare } from '../../data/split';
import { checkedTags, loadTagged, schemeOf, strayTag } from '../../data/tagged/loadTagged';
import type { TaggedSentence } from '../../data/tagged/taggedSentence';
import type { TagScheme } from '../../tags/tagScheme';
import type { Training } from '../../text/trainers/training';
import { inSteps, type StepOptions } from '../../train/inSteps';
import { sampledExamples, type HeldOutSample } from '../../data/heldOutSample';
import type { AroundTagger } from './aroundTagger';

export interface TaggedDataset {
  train: TaggedSentence[];
  /** Empty when the experiment has no such part. */
  validation: TaggedSentence[];
  test: TaggedSentence[];
  /** That of the files; undefined where each tag stands for itself. */
  scheme: TagScheme | undefined;
  /** The tags say which morphemes are written in characters. */
  morphemes: boolean;
  /** Absolute. */
  files: string[];
  notices: string[];
}

/** Fails as `loadTagged` and `checkedTags`; places hold the experiment's key. */
export async function loadTaggedDataset(
  { data, seed }: Pick<AroundTagger, 'data' | 'seed'>,
  baseFolder: string,
  {
    signal,
    progress = () => undefined,
    columns,
    sample,
  }: Pick<StepOptions, 'signal'> &
    Partial<Pick<StepOptions, 'progress'>> & { columns?: readonly number[]; sample?: HeldOutSample },
): Promise<TaggedDataset> {
  const files: string[] = [];
  const notices: string[] = [];
  let scheme: TagScheme | undefined;
  const read = <T>(steps: Training<T>): Promise<T> => inSteps(steps, { phase: 'Reading', progress, signal });

  async function load(key: 'train' | 'validation' | 'test', source: string): Promise<TaggedSentence[]> {
    const file = path.resolve(baseFolder, source);
    files.push(file);
    try {
      const limit = key === 'train' ? data.limit : 0;
      const loaded = await loadTagged(file, { ...data, columns }, { limit, signal });
      if (key === 'train') scheme = data.morphemes ? undefined : await read(schemeOf(loaded.sentences, data.scheme));
      const checked = await read(checkedTags(loaded.sentences, scheme, data.misplaced));
      notices.push(...loaded.notices, ...checked.notices);
      return checked.sentences;
    } catch (error) {
      if (!(error instanceof LabError) || error.code === 'CANCELLED') throw error;
      throw new LabError(error.code, error.message, { key: ['data', key], ...error.place }, { cause: error });
    }
  }

  const source = await load('train', data.train);
  if (data.scheme === 'auto' && !data.morphemes)
    notices.push(scheme ? `The tags are in the scheme ${scheme}.` : plainTags(source));
  let kept: Int32Array = Int32Array.from(source.keys());
  const alike = new Int32Array(source.length);
  async function part(key: 'validation' | 'test'): Promise<TaggedSentence[]> {
    const from = data[key];
    if (typeof from === 'string') return load(key, from);
    if (!from) return [];
    const count = Math.max(1, Math.round(from * source.length));
    const split = holdOut(kept, alike, count, createRandom({ seed, stream: `split ${key}` }));
    kept = split.kept;
    return Array.from(split.held, (index) => source[index]);
  }
  const test = await part('test');
  const validation = [...sampledExamples(await part('validation'), { seed, sample })];
  const { share } = data;
  if (share !== undefined) kept = takeShare(kept, alike, share, createRandom({ seed, stream: 'share' }));
  const train = Array.from(kept, (index) => source[index]);
  requireDifferentTags(train);
  return { train, validation, test, scheme, morphemes: data.morphemes, files, notices };
}

/** Where nearly all tags name entities, one that does not is a slip of the pen, and is told. */
function plainTags(sentences: readonly TaggedSentence[]): string {
  const stray = strayTag(sentences);
  return stray
    ? `Each tag stands for itself, for "${path.basename(stray.file)}", line ${stray.line}, has "${stray.tag}", which is no tag of a scheme: there are no entities. If that is a mistake, correct it, or set "data.scheme".`
    : 'Each tag stands for itself: there are no entities.';
}

function requireDifferentTags(train: readonly TaggedSentence[]): void {
  const [{ file, tags }] = train;
  const [first] = tags;
  if (train.some((sentence) => sentence.tags.some((tag) => tag !== first))) return;
  const message = `All tokens of the training part have the tag "${first}". At least two tags are needed.`;
  throw new LabError('INVALID_DATA', message, { file, key: ['data', 'tag'] });
}
