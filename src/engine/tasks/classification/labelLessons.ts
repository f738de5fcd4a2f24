// What a classifier learns from others: the shares of their labels for the training texts, for texts without labels and for changed
// copies of texts.

import path from 'node:path';
import { LabError } from '../../../protocol/labError';
import { toTranslate } from '../../../protocol/toTranslate';
import { readingOptionsOf } from '../../../protocol/reading';
import { changedCopies } from '../../data/augment';
import { prepareCleaning } from '../../data/cleanTexts';
import type { DataPart, Dataset } from '../../data/dataset';
import type { LabeledText } from '../../data/labeledText';
import { meantLabel } from '../../data/labels';
import { loadTexts } from '../../data/loadTexts';
import { textsOfExample } from '../../data/severalTexts';
import type { ClassifiedPart } from '../../metrics/classificationReport';
import { NO_LABEL } from '../../models/classifierPrograms';
import { THRESHOLDS } from '../../models/textClassifier';
import type { Feeds } from '../../runtime/session';
import { tensor } from '../../runtime/tensor';
import { listOf } from '../../text/rows';
import { pause } from '../../train/inSteps';
import type { PrepareOptions } from '../../train/preparedRun';
import type { LabelTeaching } from '../../train/teaching';
import { differingNames } from '../distill/openTeachers';
import type { Lessons } from '../distill/lessons';
import type { Answering } from '../texts/answering';
import type { AroundModel } from './aroundModel';

/** The training part with texts whose right label nobody knows. */
export interface TaughtTexts {
  train: DataPart;
  /** Those that the vocabulary is made from: no changed copies. */
  vocabularyOf: readonly LabeledText[];
  /** Files of the texts without labels, absolute. */
  files: string[];
  notices: string[];
}

/** Fails as `loadTexts` does; places hold the experiment's key. */
export async function taughtTexts(
  { train }: Dataset,
  { experiment, baseFolder, signal }: Pick<PrepareOptions<AroundModel>, 'experiment' | 'baseFolder' | 'signal'>,
): Promise<TaughtTexts> {
  const { training, seed } = experiment;
  const { augment } = training.distill ?? {};
  const more = await unlabelledTexts(experiment, baseFolder, signal);
  const vocabularyOf = [...train.examples, ...more.examples];
  const examples = [...vocabularyOf];
  const notices = [...more.notices];
  if (augment) {
    for (const [index, example] of vocabularyOf.entries()) {
      if (index % 1000 === 0) await pause(signal);
      const copies = example.texts.map((text, i) =>
        changedCopies(wordsOf(text), augment, { seed, index: index * example.texts.length + i }),
      );
      for (let copy = 0; copies.some((each) => copy < each.length); copy++)
        examples.push({ ...example, texts: copies.map((each, i) => each.at(copy)?.join(' ') ?? example.texts[i]) });
    }
    notices.push(`${examples.length - vocabularyOf.length} changed copies of texts are learned from, too.`);
  }
  const classes = new Int32Array(examples.length).fill(NO_LABEL);
  classes.set(train.classes);
  return { train: { examples, classes }, vocabularyOf, files: more.files, notices };
}

const wordsOf = (text: string): string[] => text.split(/\s+/u).filter((word) => word !== '');

async function unlabelledTexts({ training, data, clean }: AroundModel, baseFolder: string, signal: AbortSignal) {
  const { unlabelled } = training.distill ?? {};
  if (!unlabelled) return { examples: [], files: [], notices: [] };
  const { file, limit, text = data.text } = unlabelled;
  try {
    const own = { ...readingOptionsOf(data), text, label: data.label };
    const loaded = await loadTexts(path.resolve(baseFolder, file), { own, limit, signal });
    const cleaned = (await prepareCleaning(clean, baseFolder)).examples(loaded.examples);
    return { ...loaded, ...cleaned, notices: [...loaded.notices, ...cleaned.notices] };
  } catch (error) {
    if (!(error instanceof LabError) || error.code === 'CANCELLED') throw error;
    const key = ['training', 'distill', 'unlabelled', 'file'];
    throw new LabError(error.code, error.message, { ...error.place, key }, { cause: error });
  }
}

/** Texts that are answered at once. */
const CHUNK = 1024;
/** Texts that are answered before the time is taken. */
const WARM_UP = 64;
/** A share below e^−30 counts as that. */
const LEAST = -30;

interface LabelLessons {
  dataset: Pick<Dataset, 'labels' | 'sets' | 'validation' | 'test'>;
  train: DataPart;
  answering: Answering<DataPart, ClassifiedPart>;
  experiment: Pick<AroundModel, 'data' | 'seed'>;
  /** The hidden states are learned, too. */
  learnsStates: boolean;
}

export function labelLessons({ dataset, train, answering, experiment, learnsStates }: LabelLessons): Lessons<'labels'> {
  const { labels, sets } = dataset;
  const several = sets !== undefined;
  const texts = textsOfExample(experiment.data.text);

  /** Logarithms of the shares of all models together, `[examples, labels]`. */
  async function together(
    models: readonly LabelTeaching[],
    examples: readonly LabeledText[],
    signal: AbortSignal,
  ): Promise<Float32Array> {
    const given = examples.map((example) => example.texts);
    const answers: Float32Array[] = [];
    for (const model of models) answers.push(inOrder(await model.answer(given, { signal }), model.labels, labels));
    if (answers.length === 1) return answers[0];
    return answers[0].map((_, at) =>
      Math.log(answers.reduce((sum, each) => sum + Math.exp(each[at]), 0) / models.length),
    );
  }

  async function statesOf(models: readonly LabelTeaching[], examples: readonly LabeledText[], signal: AbortSignal) {
    const given = examples.map((example) => example.texts);
    const found: Float32Array[] = [];
    for (const { states } of models) if (states) found.push(await states.of(given, { signal }));
    return found;
  }

  return {
    kind: 'labels',
    gives: 'shares of labels',
    fault(teaching) {
      if (teaching.texts !== texts)
        return `it reads ${teaching.texts === 1 ? 'one text' : 'pairs of texts'} at a time, and the examples are ${texts === 1 ? 'single texts' : 'pairs'}`;
      if ((teaching.thresholds !== undefined) !== several)
        return several ? 'it gives each text one label, and texts may have several' : 'it gives texts several labels';
      return differingNames(
        labels,
        teaching.labels.map((label) => meantLabel(label, labels) ?? label),
        'labels',
      );
    },
    ...{ rows: train.examples.length, width: labels.length, unit: toTranslate('Texts a second') },
    async *answers(teachers, { signal, progress }) {
      for (let from = 0; from < train.examples.length; from += CHUNK) {
        await pause(signal);
        progress(from / train.examples.length);
        const some = listOf(train.examples).slice(from, from + CHUNK);
        const logs = await together(teachers, some, signal);
        yield {
          answers: logs.map(several ? logitOf : (log) => Math.max(LEAST, log)),
          states: learnsStates ? await statesOf(teachers, some, signal) : [],
        };
      }
    },
    async judged(models, { signal }) {
      const isTested = dataset.test.examples.length > 0;
      const part = isTested ? dataset.test : dataset.validation;
      if (part.examples.length === 0) return undefined;
      const examples = listOf(part.examples);
      await together(models, examples.slice(0, WARM_UP), signal);
      const startedMs = performance.now();
      const logs = await together(models, examples, signal);
      const seconds = (performance.now() - startedMs) / 1000;
      const answered = answering.answered(part, logs, isTested ? 'test' : 'validation');
      const [{ thresholds, labels: theirs }] = models;
      const own = thresholds && models.length === 1 ? inOrder(thresholds, theirs, labels) : undefined;
      const parameters: Feeds = own ? { [THRESHOLDS]: tensor('float32', [labels.length], own) } : {};
      const judged = answering.judged(answered, parameters, { seed: experiment.seed });
      return { part: judged, count: part.examples.length, seconds };
    },
  };
}

/** ln(p / (1 − p)) from ln p, within bounds. */
function logitOf(log: number): number {
  const other = Math.log(-Math.expm1(Math.min(log, -1e-13)));
  return Math.min(-LEAST, Math.max(LEAST, log - other));
}

/** Rows of numbers by label, in the order of other names of these labels. */
function inOrder(rows: Float32Array, theirs: readonly string[], labels: readonly string[]): Float32Array {
  const places = theirs.map((label) => labels.indexOf(meantLabel(label, labels) ?? ''));
  if (places.every((place, i) => place === i)) return rows;
  const sorted = new Float32Array(rows.length);
  for (let from = 0; from < rows.length; from += labels.length)
    places.forEach((place, i) => (sorted[from + place] = rows[from + i]));
  return sorted;
}
