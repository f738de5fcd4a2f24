// Classification as the trainer sees it: batches of token ids with their classes, and figures on the validation part.

import type { Experiment, RecurrentClassifierOptions } from '../../protocol/experiment';
import type { ClassificationReport } from '../../protocol/run';
import path from 'node:path';
import { bucketLength, makeBatch, paddingShare, planBatches } from '../data/batches';
import { bernoulliMask } from '../data/bernoulliMask';
import { loadDataset, type DataPart } from '../data/dataset';
import { encodeTexts, lengthsOf, vocabularyOfTexts, type EncodedTexts } from '../data/encodedTexts';
import { hashFile } from '../data/fileHash';
import { readTokenizerInputs } from '../data/tokenizerInputs';
import { hashText } from '../data/random';
import type { Value } from '../graph/value';
import { classifierLoss } from '../models/classifierPrograms';
import { createClassifier } from '../models/createClassifier';
import type { Bound, ParameterTree } from '../nn/parameters';
import type { Feeds, SessionSettings } from '../runtime/session';
import { tensor } from '../runtime/tensor';
import { createTokenizer } from '../text/tokenizer';
import { formatTokenizer } from '../text/tokenizerFile';
import { batchFeeds, classify, createClassifierSession, type ClassifierSession } from './classifierSession';
import type { PrepareOptions } from './preparedRun';
import type { TrainerTask } from './trainer';

export interface ClassificationTask {
  readonly parameters: ParameterTree;
  loss(parameters: Bound<ParameterTree>): Value;
  readonly labels: readonly string[];
  /** tokenizer.json */
  readonly tokenizerFile: string;
  /** SHA-256 of the data files, by path relative to the experiment, and of the vocabulary. */
  readonly hashes: Record<string, string>;
  readonly notices: readonly string[];
  /** Lengths of the named axes of the largest batch. */
  readonly largestBatch: ReadonlyMap<string, number>;
  readonly hasTest: boolean;
  trainerTask(settings: SessionSettings): TrainerTask;
  /** Judges parameters on the test part, or on the validation part where there is no other; undefined without either. */
  report(parameters: Feeds, settings: SessionSettings): Promise<ClassificationReport | undefined>;
  release(): Promise<void>;
}

interface EncodedPart extends DataPart {
  texts: EncodedTexts;
}

export async function prepareClassification(
  options: PrepareOptions & { model: RecurrentClassifierOptions },
): Promise<ClassificationTask> {
  const { experiment, baseFolder, emit, signal } = options;
  const { seed, training, data } = experiment;
  emit('progress', { phase: 'Reading' });
  const dataset = await loadDataset(data, { baseFolder, seed, clean: experiment.clean, signal });
  emit('progress', { phase: 'Tokenizing' });
  const inputs = await readTokenizerInputs(experiment.tokenizer, baseFolder);
  const tokenizer = createTokenizer(experiment.tokenizer, inputs);
  const trainTexts = dataset.train.examples.map(({ text }) => text);
  const vocabulary = vocabularyOfTexts(trainTexts, tokenizer, experiment.tokenizer);
  const encode = (part: DataPart): EncodedPart => {
    const lines = part.examples.map(({ text }) => text);
    return { ...part, texts: encodeTexts(lines, tokenizer, vocabulary, training) };
  };
  const [train, validation, test] = [dataset.train, dataset.validation, dataset.test].map(encode);
  const lengths = lengthsOf(train.texts);
  const classifier = createClassifier(options.model, {
    vocabulary: vocabulary.tokens.length,
    classes: dataset.labels.length,
    padding: training.padding,
  });
  const hashes: Record<string, string> = {};
  for (const file of dataset.files) hashes[path.relative(baseFolder, file)] = await hashFile(file);
  hashes.vocabulary = vocabulary.hash; // last: where a file has changed, that is what to tell

  let session: Promise<ClassifierSession> | undefined;
  const sessionOf = (settings: SessionSettings): Promise<ClassifierSession> =>
    (session ??= createClassifierSession(classifier, settings));
  const reportOn = async (part: EncodedPart, source: string, parameters: Feeds, settings: SessionSettings) =>
    classify(await sessionOf(settings), parameters, {
      ...{ texts: part.texts, classes: part.classes, examples: part.examples, labels: dataset.labels, source },
      ...{ training, signal },
    });

  return {
    parameters: classifier.parameters,
    loss: (parameters) => classifierLoss(classifier, parameters),
    labels: dataset.labels,
    tokenizerFile: formatTokenizer(experiment.tokenizer, vocabulary),
    hashes,
    notices: [...dataset.notices, ...noticesOf({ train, validation, test }, experiment, lengths)],
    largestBatch: new Map([
      ['time', bucketLength(longest(lengths), training.maxLength)],
      ['batch', Math.min(training.batchSize, lengths.length)],
    ]),
    hasTest: test.classes.length > 0,
    trainerTask: (settings) => ({
      ...batchesOf(train, lengths, experiment),
      async validate(parameters) {
        if (validation.classes.length === 0) return undefined;
        const { accuracy, macroF1, loss } = await reportOn(validation, 'validation', parameters, settings);
        return { accuracy, macroF1, loss };
      },
    }),
    report(parameters, settings) {
      if (test.classes.length > 0) return reportOn(test, 'test', parameters, settings);
      if (validation.classes.length > 0) return reportOn(validation, 'validation', parameters, settings);
      return Promise.resolve(undefined);
    },
    async release() {
      await (await session)?.release();
    },
  };
}

const longest = (lengths: Int32Array): number => lengths.reduce((most, length) => Math.max(most, length), 1);

/** Batches and masks follow from (seed, epoch) and (seed, step) alone. */
function batchesOf(
  { texts, classes }: EncodedPart,
  lengths: Int32Array,
  { seed, training }: Experiment,
): Pick<TrainerTask, 'batchCount' | 'batch' | 'masks'> {
  let planned: { epoch: number; batches: Int32Array[] } | undefined;
  const planOf = (epoch: number): Int32Array[] => {
    if (planned?.epoch !== epoch)
      planned = { epoch, batches: planBatches(lengths, { ...training, shuffle: { seed, epoch } }) };
    return planned.batches;
  };
  return {
    batchCount: () => Math.ceil(lengths.length / training.batchSize), // in every epoch, whatever its order
    batch(epoch, index) {
      const batch = makeBatch(texts, classes, planOf(epoch)[index], training);
      const feeds = { ...batchFeeds(batch, training.padding), labels: tensor('int32', [batch.size], batch.classes) };
      return { feeds, examples: batch.size };
    },
    masks: (step) => (out, keep, stream) => bernoulliMask(out, keep, seed, step, hashText(stream)),
  };
}

function noticesOf(parts: Record<string, EncodedPart>, { training }: Experiment, lengths: Int32Array): string[] {
  const notices: string[] = [];
  for (const [name, { texts, classes }] of Object.entries(parts)) {
    const count = classes.length;
    if (texts.truncated > 0)
      notices.push(`${texts.truncated} of ${count} ${name} texts were cut to ${training.maxLength} tokens.`);
    if (texts.empty > 0)
      notices.push(`${texts.empty} of ${count} ${name} texts are empty and count as a single <unk>.`);
  }
  const plan = planBatches(lengths, { ...training, shuffle: { seed: 0, epoch: 0 } });
  const share = paddingShare(plan, lengths, training.maxLength);
  if (share > 0.3) notices.push(`${(share * 100).toFixed(0)} % of the training batches is padding.`);
  return notices;
}
