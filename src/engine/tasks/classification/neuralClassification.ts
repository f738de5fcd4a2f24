// Classification as the trainer sees it: batches of token ids with their classes, and figures on the validation part.

import type { AroundModel } from './aroundModel';
import path from 'node:path';
import { bucketLength, makeBatch, paddingShare, planBatches } from '../../data/batches';
import { bernoulliMask } from '../../data/bernoulliMask';
import { loadDataset, type DataPart } from '../../data/dataset';
import { encodeInSteps, lengthsOf, type EncodedTexts } from '../../data/encodedTexts';
import { hashFile } from '../../data/fileHash';
import { inverseDocumentFrequencies } from '../../data/tokenRarity';
import { readTokenizerInputs } from '../../data/tokenizerInputs';
import { unknownIn, unknownNotice, type UnknownTokens } from '../../data/unknownTokens';
import { hashText } from '../../data/random';
import type { EncoderOptions } from '../../models/encoders/createEncoder';
import { createClassifier } from '../../models/textClassifier';
import { frozenNames } from '../../nn/parameters';
import type { Feeds, SessionSettings } from '../../runtime/session';
import { runFiles } from '../../store/runFolder';
import { createTokenizer, vocabularyInSteps } from '../../text/tokenizer';
import { formatTokenizer } from '../../text/tokenizerFile';
import { answeringOf } from './answeringOf';
import type { Answering } from './answering';
import { batchFeeds, classify, createClassifierSession, type ClassifierSession } from './classifierSession';
import { simpleModels } from './simpleModels';
import type { NeuralTask } from '../../train/neuralTask';
import { inSteps } from '../../train/inSteps';
import type { PrepareOptions } from '../../train/preparedRun';
import { withPretrained } from '../../train/pretrained';
import type { TrainerTask } from '../../train/trainer';

interface EncodedPart extends DataPart {
  texts: EncodedTexts;
}

export async function neuralClassification(
  options: PrepareOptions<AroundModel> & { model: EncoderOptions },
): Promise<NeuralTask> {
  const { experiment, baseFolder, progress, signal } = options;
  const { seed, training, data } = experiment;
  progress({ phase: 'Reading' });
  const dataset = await loadDataset(data, { baseFolder, seed, clean: experiment.clean, signal });
  const inputs = await readTokenizerInputs(experiment.tokenizer, baseFolder);
  const tokenizer = createTokenizer(experiment.tokenizer, inputs);
  const trainTexts = dataset.train.examples.map(({ text }) => text);
  const learning = vocabularyInSteps(trainTexts, tokenizer, experiment.tokenizer, dataset.notices);
  const vocabulary = await inSteps(learning, { phase: 'Learning the tokenizer', progress, signal });
  const encode = async (part: DataPart): Promise<EncodedPart> => {
    const lines = part.examples.map(({ text }) => text);
    const encoding = encodeInSteps(lines, tokenizer, vocabulary, training);
    return { ...part, texts: await inSteps(encoding, { phase: 'Tokenizing', progress, signal }) };
  };
  const train = await encode(dataset.train);
  const validation = await encode(dataset.validation);
  const test = await encode(dataset.test);
  const lengths = lengthsOf(train.texts);
  const classifier = createClassifier(options.model, {
    vocabulary: vocabulary.tokens.length,
    classes: dataset.labels.length,
    padding: training.padding,
    longest: training.maxLength,
    several: dataset.sets !== undefined,
    isOrdered: data.labelOrder !== undefined,
    calibration: training.calibration,
    idf: () => inverseDocumentFrequencies(train.texts, vocabulary.tokens.length),
  });
  const answering = answeringOf(experiment, dataset);
  const hashes: Record<string, string> = {};
  for (const file of dataset.files) hashes[path.relative(baseFolder, file)] = await hashFile(file);
  hashes.vocabulary = vocabulary.hash; // last: where a file has changed, that is what to tell

  let session: Promise<ClassifierSession> | undefined;
  const sessionOf = (settings: SessionSettings): Promise<ClassifierSession> =>
    (session ??= createClassifierSession(classifier, settings, answering.several));
  const classified = async (part: EncodedPart, source: string, parameters: Feeds, settings: SessionSettings) =>
    classify(await sessionOf(settings), parameters, {
      ...{ texts: part.texts, classes: part.classes, examples: part.examples, labels: dataset.labels, source },
      ...{ training, signal },
    });

  const { found } = answering;
  const finish = async (best: Feeds, settings: SessionSettings): Promise<Feeds> => {
    if (!found || validation.classes.length === 0) return best;
    const before = await classified(validation, 'validation', { ...best, ...found.before }, settings);
    return { ...best, ...found.by(before) };
  };

  const task: NeuralTask = {
    parameters: classifier.parameters,
    frozen: new Set(frozenNames(classifier.parameters)),
    loss: (parameters) => answering.loss(classifier, parameters),
    labels: dataset.labels,
    documents: { [runFiles.tokenizer]: formatTokenizer(experiment.tokenizer, vocabulary) },
    hashes,
    notices: [...dataset.notices, ...noticesOf({ train, validation, test }, experiment, lengths)],
    largestBatch: new Map([
      ['time', bucketLength(longest(lengths), training.maxLength)],
      ['batch', Math.min(training.batchSize, lengths.length)],
    ]),
    hasTest: test.classes.length > 0,
    trainerTask: (settings) => ({
      ...batchesOf(train, lengths, experiment, answering),
      async validate(parameters) {
        if (validation.classes.length === 0) return undefined;
        return answering.figures(await classified(validation, 'validation', parameters, settings), parameters);
      },
    }),
    async judge(parameters, settings) {
      const isTested = test.classes.length > 0;
      const part = isTested ? test : validation;
      if (part.classes.length === 0) return undefined;
      const judged = await classified(part, isTested ? 'test' : 'validation', parameters, settings);
      const beside = await simpleModels({ experiment, dataset, judged, tokenizer, answering, signal });
      return answering.judged(judged, parameters, { seed, unknown: unknownOf(part), beside });
    },
    ...(found ? { finish } : {}),
    async release() {
      await (await session)?.release();
    },
  };
  const { pretrained } = options.model;
  const layer = { parameter: 'embedding.weight', tokens: vocabulary.tokens, pretrained, key: ['model', 'pretrained'] };
  return withPretrained(task, [layer], options);
}

const unknownOf = ({ texts }: EncodedPart): UnknownTokens => unknownIn(texts, texts.empty);

const longest = (lengths: Int32Array): number => lengths.reduce((most, length) => Math.max(most, length), 1);

/** Batches and masks follow from (seed, epoch) and (seed, step) alone. */
function batchesOf(
  { texts, classes }: EncodedPart,
  lengths: Int32Array,
  { seed, training }: AroundModel,
  answering: Answering,
): Pick<TrainerTask, 'batches' | 'batch' | 'masks'> {
  let planned: { epoch: number; batches: Int32Array[] } | undefined;
  const planOf = (epoch: number): Int32Array[] => {
    if (planned?.epoch !== epoch)
      planned = { epoch, batches: planBatches(lengths, { ...training, shuffle: { seed, epoch } }) };
    return planned.batches;
  };
  return {
    batches: Math.ceil(lengths.length / training.batchSize),
    batch(epoch, index) {
      const batch = makeBatch(texts, classes, planOf(epoch)[index], training);
      const feeds = { ...batchFeeds(batch, training.padding), ...answering.targets(batch.classes) };
      return { feeds, examples: batch.size };
    },
    masks: (step) => (out, keep, stream) => bernoulliMask(out, keep, seed, step, hashText(stream)),
  };
}

function noticesOf(parts: Record<string, EncodedPart>, { training }: AroundModel, lengths: Int32Array): string[] {
  const notices: string[] = [];
  for (const [name, { texts, classes }] of Object.entries(parts)) {
    const count = classes.length;
    if (texts.truncated > 0)
      notices.push(`${texts.truncated} of ${count} ${name} texts were cut to ${training.maxLength} tokens.`);
    if (texts.empty > 0)
      notices.push(`${texts.empty} of ${count} ${name} texts are empty and count as a single <unk>.`);
  }
  const names = Object.entries(parts).map(([name, part]): [string, UnknownTokens] => [name, unknownOf(part)]);
  notices.push(...unknownNotice(Object.fromEntries(names)));
  const plan = planBatches(lengths, { ...training, shuffle: { seed: 0, epoch: 0 } });
  const share = paddingShare(plan, lengths, training.maxLength);
  if (share > 0.3) notices.push(`${(share * 100).toFixed(0)} % of the training batches is padding.`);
  return notices;
}
