// What a tagger learns from others: how probable they take each tag of each token to be, of the training part, of sentences without tags
// and of changed copies.

import path from 'node:path';
import { LabError } from '../../../protocol/labError';
import { readingOptionsOf } from '../../../protocol/reading';
import { toTranslate } from '../../../protocol/toTranslate';
import { changedCopies } from '../../data/augment';
import { loadTexts } from '../../data/loadTexts';
import { tokenCutter } from '../../data/tagged/cutTokens';
import type { TaggedSentence } from '../../data/tagged/taggedSentence';
import { pause } from '../../train/inSteps';
import type { PrepareOptions } from '../../train/preparedRun';
import type { TagTeaching } from '../../train/teaching';
import type { Lessons } from '../distill/lessons';
import { differingNames } from '../distill/openTeachers';
import type { AroundTagger } from './aroundTagger';
import { bestTags } from './decodeTags';
import type { TaggedDataset } from './taggedDataset';
import { taggedPart } from './taggedPart';
import { judged as judgedSentence, type TagSet } from './tagSet';

/** Sentences whose tags nobody knows. */
interface UntaggedSentences {
  sentences: TaggedSentence[];
  files: string[];
  notices: string[];
}

/** Fails as `loadTexts` does; places hold the experiment's key. */
export async function untaggedSentences(
  train: readonly TaggedSentence[],
  { experiment, baseFolder, signal }: Pick<PrepareOptions<AroundTagger>, 'experiment' | 'baseFolder' | 'signal'>,
): Promise<UntaggedSentences> {
  const { seed, training } = experiment;
  const { augment } = training.distill ?? {};
  const { sentences, ...more } = await unlabelledSentences(experiment, baseFolder, signal);
  if (!augment) return { sentences, ...more };
  const copies: TaggedSentence[] = [];
  for (const [index, sentence] of [...train, ...sentences].entries()) {
    if (index % 1000 === 0) await pause(signal);
    for (const tokens of changedCopies(sentence.tokens, augment, { seed, index }))
      copies.push({ ...sentence, tokens, tags: [], columns: undefined });
  }
  const notices = [...more.notices, `${copies.length} changed copies of texts are learned from, too.`];
  return { sentences: [...sentences, ...copies], files: more.files, notices };
}

async function unlabelledSentences(
  { training, data }: AroundTagger,
  baseFolder: string,
  signal: AbortSignal,
): Promise<UntaggedSentences> {
  const { unlabelled } = training.distill ?? {};
  if (!unlabelled) return { sentences: [], files: [], notices: [] };
  const { file, limit, text = 'text' } = unlabelled;
  const cut = tokenCutter(data.morphemes ? 'characters' : data.units);
  try {
    const own = { ...readingOptionsOf(data), text, label: '' };
    const { examples, files, notices } = await loadTexts(path.resolve(baseFolder, file), { own, limit, signal });
    const sentences = examples.flatMap(({ texts: [one], line, file: from }): TaggedSentence[] => {
      const { tokens } = cut(one);
      return tokens.length === 0 ? [] : [{ tokens, tags: [], file: from, lines: tokens.map(() => line) }];
    });
    return { sentences, files, notices };
  } catch (error) {
    if (!(error instanceof LabError) || error.code === 'CANCELLED') throw error;
    const key = ['training', 'distill', 'unlabelled', 'file'];
    throw new LabError(error.code, error.message, { ...error.place, key }, { cause: error });
  }
}

/** Sentences that are answered at once. */
const CHUNK = 256;
/** Sentences that are answered before the time is taken. */
const WARM_UP = 16;
/** A probability below e^−30 counts as that. */
const LEAST = Math.exp(-30);

interface TagLessons {
  set: TagSet;
  /** Of the training part, with those that have no tags. */
  sentences: readonly TaggedSentence[];
  dataset: Pick<TaggedDataset, 'validation' | 'test'>;
  seed: number;
  /** The hidden states are learned, too. */
  learnsStates: boolean;
}

export function tagLessons({ set, sentences, dataset, seed, learnsStates }: TagLessons): Lessons<'tags'> {
  const { tags } = set;

  /** By sentence the mean of the probabilities, and the tags of a single model as it gives them, else the most probable. */
  async function together(models: readonly TagTeaching[], given: readonly TaggedSentence[], signal: AbortSignal) {
    const answers: Awaited<ReturnType<TagTeaching['answer']>>[] = [];
    for (const model of models) answers.push(inOrder(await model.answer(given, { signal }), model.tags, tags));
    if (answers.length === 1) return answers[0];
    return given.map((_, i) => {
      const shares = answers[0][i].shares.map(
        (_, at) => answers.reduce((sum, each) => sum + each[i].shares[at], 0) / answers.length,
      );
      const logs = shares.map((share) => Math.log(Math.max(LEAST, share)));
      return { shares, best: bestTags(logs, set, undefined) };
    });
  }

  return {
    kind: 'tags',
    gives: 'probabilities of tags',
    fault: (teaching) =>
      teaching.looksElsewhere
        ? 'it looks at other columns of the file than the tokens'
        : differingNames(tags, teaching.tags, 'tags'),
    rows: sentences.reduce((sum, { tokens }) => sum + tokens.length, 0),
    ...{ width: tags.length, unit: toTranslate('Sentences a second') },
    async *answers(teachers, { signal, progress }) {
      for (let from = 0; from < sentences.length; from += CHUNK) {
        await pause(signal);
        progress(from / sentences.length);
        const some = sentences.slice(from, from + CHUNK);
        const answers = await together(teachers, some, signal);
        const states: Float32Array[][] = []; // by teacher, by sentence
        if (learnsStates) for (const { states: own } of teachers) if (own) states.push(await own.of(some, { signal }));
        for (const [i, { shares }] of answers.entries())
          yield {
            answers: Float32Array.from(shares, (share) => Math.log(Math.max(LEAST, share))),
            states: states.map((each) => each[i]),
          };
      }
    },
    async judged(models, { signal }) {
      const isTested = dataset.test.length > 0;
      const part = isTested ? dataset.test : dataset.validation;
      if (part.length === 0) return undefined;
      await together(models, part.slice(0, WARM_UP), signal);
      const startedMs = performance.now();
      const found = await together(models, part, signal);
      const seconds = (performance.now() - startedMs) / 1000;
      const judged = part.map((sentence, i) =>
        judgedSentence(
          set,
          sentence,
          Array.from(found[i].best, (tag) => tags[tag]),
        ),
      );
      const nothing = { losses: part.map(() => undefined), probabilities: part.map(() => 0) };
      const source = isTested ? 'test' : 'validation';
      return {
        part: await taggedPart({ ...nothing, judged, sentences: part, source, set, seed }, signal),
        count: part.length,
        seconds,
      };
    },
  };
}

/** Answers by tag, in the order of other names of these tags. */
function inOrder(
  answers: Awaited<ReturnType<TagTeaching['answer']>>,
  theirs: readonly string[],
  tags: readonly string[],
): typeof answers {
  const places = theirs.map((tag) => tags.indexOf(tag));
  if (places.every((place, i) => place === i)) return answers;
  return answers.map(({ shares, best }) => {
    const sorted = new Float64Array(shares.length);
    for (let from = 0; from < shares.length; from += tags.length)
      places.forEach((place, i) => (sorted[from + place] = shares[from + i]));
    return { shares: sorted, best: best.map((tag) => places[tag]) };
  });
}
