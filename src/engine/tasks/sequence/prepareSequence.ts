// Sequence-to-sequence as the trainer sees it: batches of pairs, and figures by teacher forcing and by decoding.

import path from 'node:path';
import { forgetsSpaces } from '../../../protocol/tokenColumns';
import type { TokenizerOptions } from '../../../protocol/tokenizer';
import { LabError } from '../../../protocol/labError';
import type { Metrics } from '../../../protocol/run';
import { bernoulliMask } from '../../data/bernoulliMask';
import { bucketLength } from '../../data/batches';
import { prepareCleaning } from '../../data/cleanTexts';
import { lengthsOf } from '../../data/encodedTexts';
import { hashFile } from '../../data/fileHash';
import { makePairBatch, placeLengths, planPairBatches, type EncodedPairs } from '../../data/pairBatches';
import { loadParallel, type TextPair } from '../../data/parallelText';
import { unknownIn, unknownNotice, type UnknownTokens } from '../../data/unknownTokens';
import { createRandom, hashText } from '../../data/random';
import { bytesOfPicture } from '../../pictures/readPictures';
import { requireMemory } from '../../runtime/machine';
import { picturesOf } from '../../schema/parallelData';
import { bleuOf, bleuCounts, BLEU_COLUMNS, defaultBleu } from '../../metrics/bleu';
import { frozenNames } from '../../nn/parameters';
import { sequenceLoss } from '../../models/sequence/sequencePrograms';
import type { Feeds, SessionSettings } from '../../runtime/session';
import { tensor } from '../../runtime/tensor';
import { decodeTexts, type SequenceParts } from '../../sequence/decodeTexts';
import { numbersOfFeatures } from '../../sequence/readFeatures';
import { modelOf, openDesign } from '../../sequence/sequenceDesign';
import type { SequenceSession } from '../../sequence/sequenceSession';
import { learnSequenceText } from '../../sequence/sequenceText';
import { pairFeeds } from '../../sequence/pairFeeds';
import { prepareNeural } from '../../train/neuralRun';
import type { NeuralTask } from '../../train/neuralTask';
import { runFiles, type RunDocument } from '../../store/runFolder';
import type { PreparedRun, PrepareOptions } from '../../train/preparedRun';
import { withPretrained, type PretrainedLayer } from '../../train/pretrained';
import type { TrainerTask } from '../../train/trainer';
import { designOf, textOf, tokenizersOf } from './design';
import { encodePairs, sourceTokens, writesLowercase } from './encodedPairs';
import { withTrainingNetwork, type TrainingNetwork } from './givenNetwork';
import { featuresDocument, keptFeatures } from './keptFeatures';
import { lossOf, parallelPart } from './parallelPart';
import type { SequenceExperiment } from './schema';
import { sequenceMaterial } from './sequenceMaterial';

interface EncodedPart {
  pairs: TextPair[];
  encoded: EncodedPairs;
}

export function prepareSequence(options: PrepareOptions<SequenceExperiment>): Promise<PreparedRun> {
  return prepareNeural(options, () => withTrainingNetwork(options, (network) => sequenceTask(options, network)));
}

async function sequenceTask(
  options: PrepareOptions<SequenceExperiment>,
  network: TrainingNetwork | undefined,
): Promise<NeuralTask> {
  const { experiment, baseFolder, progress, signal } = options;
  const { seed, training, data } = experiment;
  progress({ phase: 'Reading' });
  const cleaning = await prepareCleaning(experiment.clean, baseFolder);
  const pictures = picturesOf(data);
  const dataset = await loadParallel(data, {
    ...{ baseFolder, seed, signal, sample: options.sample },
    clean: (texts, side) => (pictures && side === 'source' ? [...texts] : cleaning.texts(texts)),
  });
  progress({ phase: 'Tokenizing' });
  const tokens = await learnSequenceText(
    tokenizersOf(experiment),
    baseFolder,
    {
      source: dataset.train.map(({ source }) => source),
      target: dataset.train.map(({ target }) => target),
    },
    dataset.notices,
  );
  const design = designOf(experiment, tokens, network);
  const model = modelOf(design);
  const text = textOf(experiment, tokens, model, { baseFolder, network });
  if (pictures) {
    const count = dataset.train.length + dataset.validation.length + dataset.test.length;
    const isRead = 'image' in pictures && !network;
    requireMemory(count * (isRead ? bytesOfPicture(pictures) : 4 * numbersOfFeatures(model.source ?? { shape: [] })));
    progress({ phase: 'Reading pictures' });
  }
  const kept = keptFeatures(network && options.resumed);
  const encode = async (part: string, pairs: TextPair[]): Promise<EncodedPart> => {
    const told = (fraction: number): void => progress({ phase: 'Reading pictures', fraction });
    const reading = { ...training, signal, progress: told, kept: kept(part) };
    return { pairs, encoded: await encodePairs(pairs, text, reading) };
  };
  const train = await encode('train', dataset.train);
  const validation = await encode('validation', dataset.validation);
  const test = await encode('test', dataset.test);
  const hashes: Record<string, string> = {};
  for (const file of [...dataset.files, ...cleaning.files])
    hashes[path.relative(baseFolder, file)] = await hashFile(file);
  for (const [part, { encoded }] of Object.entries({ train, validation, test }))
    if (encoded.source.sha256) hashes[`pictures of the ${part} part`] = encoded.source.sha256;
  if (network) hashes[path.relative(baseFolder, network.file)] = network.sha256;
  // Last: where a file has changed, that is what to tell.
  if (text.source.text) hashes.vocabulary = text.source.text.vocabulary.hash;
  hashes['target vocabulary'] = text.target.vocabulary.hash;

  let session: SequenceSession | undefined;
  const partsOf = (settings: SessionSettings): SequenceParts => ({
    ...{ text, training, decoding: experiment.decoding, hasAttention: model.hasAttention },
    session: (session ??= openDesign(design, settings)),
  });
  const scoresOf = (part: EncodedPart, parameters: Feeds, settings: SessionSettings) => {
    const batches = planPairBatches(part.encoded, { ...training, shuffle: undefined });
    return partsOf(settings).session.score(parameters, part.encoded, batches, signal);
  };
  const { teacherForcing } = training;
  const ownGuesses = teacherForcing.from < 1 || teacherForcing.to < 1;

  const task: NeuralTask = {
    parameters: model.parameters,
    frozen: new Set(frozenNames(model.parameters)),
    loss: (parameters) => sequenceLoss(model, parameters, { labelSmoothing: training.labelSmoothing, ownGuesses }),
    labels: [],
    documents: { ...tokens.documents, ...(network && documentsOf(network, { train, validation, test })) },
    hashes,
    notices: [
      ...dataset.notices,
      ...noticesOf({ train, validation, test }, training.maxLength),
      ...lostSpaces(experiment.targetTokenizer ?? experiment.tokenizer),
    ],
    largestBatch: largestBatch(train.encoded, experiment),
    hasTest: test.pairs.length > 0,
    words: {
      names: {
        ...(text.source.text && { source: text.source.text.vocabulary.tokens }),
        ...{ target: text.target.vocabulary.tokens, labels: text.target.vocabulary.tokens },
      },
    },
    material: () =>
      sequenceMaterial({ train: train.encoded, validation: validation.encoded, test: test.encoded }, training),
    trainerTask: (settings) => ({
      ...batchesOf(train.encoded, experiment, ownGuesses),
      async validate(parameters) {
        if (validation.pairs.length === 0) return undefined;
        const scores = await scoresOf(validation, parameters, settings);
        const loss = lossOf(scores);
        const metrics: Metrics = { loss, perplexity: Math.exp(loss), tokenAccuracy: scores.right / scores.tokens };
        if (training.monitor === 'bleu')
          metrics.bleu = await greedyBleu(validation, partsOf(settings), parameters, signal);
        return metrics;
      },
    }),
    async judge(parameters, settings) {
      const part = test.pairs.length > 0 ? test : validation;
      if (part.pairs.length === 0) return undefined;
      const scores = await scoresOf(part, parameters, settings);
      const sources = part.pairs.map(({ source }) => source);
      const decoded = await decodeTexts(partsOf(settings), parameters, sources, {
        ...{ signal, encoded: part.encoded.source },
        progress: (fraction) => progress({ phase: 'Translating', fraction }),
      });
      return parallelPart({
        ...{ pairs: part.pairs, scores, seed, ignoresCase: writesLowercase(experiment) },
        arePictures: pictures !== undefined,
        unknown: sourceTokens(part.encoded),
        outputs: decoded.map(({ outputs }) => outputs[0].text),
        found: decoded.map(({ outputs }) => outputs[0].logProbability),
        source: part === test ? 'test' : 'validation',
      });
    },
    async release() {
      await session?.release();
    },
  };
  return withPretrained(task, pretrainedLayers(experiment, text), options);
}

/** What read the pictures, and what it found. */
const documentsOf = ({ bytes }: TrainingNetwork, parts: Record<string, EncodedPart>): Record<string, RunDocument> => ({
  [runFiles.encoder]: [bytes],
  [runFiles.features]: featuresDocument(parts),
});

function pretrainedLayers(
  { model, sharedVocabulary }: SequenceExperiment,
  { source: { text: source }, target }: SequenceParts['text'],
): PretrainedLayer[] {
  const { pretrained, pretrainedTarget } = model;
  const layer = (side: string, tokens: readonly string[]) => ({ parameter: `${side}_embedding.weight`, tokens });
  const ofTarget = layer('target', target.vocabulary.tokens);
  if (sharedVocabulary && pretrainedTarget)
    throw new LabError(
      'INVALID_EXPERIMENT',
      'With "sharedVocabulary" there is one table of vectors: "pretrained" is for both sides. Leave out "pretrainedTarget".',
      { key: ['model', 'pretrainedTarget'] },
    );
  if (sharedVocabulary) return [{ ...ofTarget, pretrained, key: ['model', 'pretrained'] }];
  return [
    ...(source ? [{ ...layer('source', source.vocabulary.tokens), pretrained, key: ['model', 'pretrained'] }] : []),
    { ...ofTarget, pretrained: pretrainedTarget, key: ['model', 'pretrainedTarget'] },
  ];
}

async function greedyBleu(
  { pairs, encoded }: EncodedPart,
  parts: SequenceParts,
  parameters: Feeds,
  signal: AbortSignal,
): Promise<number> {
  const sources = pairs.map(({ source }) => source);
  const found = await decodeTexts(parts, parameters, sources, {
    ...{ decoding: { method: 'greedy' }, signal },
    encoded: encoded.source,
  });
  const options = { ...defaultBleu, lowercase: true };
  const total = new Float64Array(BLEU_COLUMNS);
  found.forEach(({ outputs }, i) =>
    bleuCounts(outputs[0].text, [pairs[i].target], options).forEach((count, column) => (total[column] += count)),
  );
  return bleuOf(total, options).score;
}

/** Batches and masks follow from (seed, epoch) and (seed, draw) alone. */
function batchesOf(
  pairs: EncodedPairs,
  { seed, training }: SequenceExperiment,
  ownGuesses: boolean,
): Pick<TrainerTask, 'batches' | 'batch' | 'masks'> {
  let planned: { epoch: number; batches: Int32Array[] } | undefined;
  const planOf = (epoch: number): Int32Array[] => {
    if (planned?.epoch !== epoch)
      planned = { epoch, batches: planPairBatches(pairs, { ...training, shuffle: { seed, epoch } }) };
    return planned.batches;
  };
  const { from, to } = training.teacherForcing;
  return {
    batches: planOf(0).length, // an order by length, so that no epoch has others
    batch(epoch, index) {
      const batch = makePairBatch(pairs, planOf(epoch)[index], training);
      const { target, time, size, tokens, sourceMask } = batch;
      const done = (epoch + index / planOf(epoch).length) / training.epochs;
      const feeds = { ...pairFeeds(batch, pairs.source.numbered) };
      if (ownGuesses) {
        const { uniform } = createRandom({ seed, stream: `teacher ${epoch}`, index });
        const given = Uint8Array.from(target, (_, i) => (i < size || uniform() < from + (to - from) * done ? 1 : 0));
        feeds.teacher = tensor('bool', [time, size], given);
      }
      return { feeds, examples: tokens, tokens: tokens + sourceMask.reduce((sum, each) => sum + each, 0) };
    },
    masks: (draw) => (out, keep, stream) => bernoulliMask(out, keep, seed, draw, hashText(stream)),
  };
}

/** Of the shapes that occur, the one with the most cells. */
function largestBatch(pairs: EncodedPairs, { training }: SequenceExperiment): Map<string, number> {
  const { batchSize, batchTokens, maxLength } = training;
  const longest = (lengths: Int32Array): number => lengths.reduce((a, b) => Math.max(a, b), 1);
  const places = longest(placeLengths(pairs.source));
  const sourceTime = pairs.source.numbered ? places : bucketLength(places, maxLength);
  const time = bucketLength(longest(lengthsOf(pairs.target)) + 1, maxLength + 1);
  const fitting = batchTokens > 0 ? Math.max(1, Math.floor(batchTokens / Math.max(sourceTime, time))) : batchSize;
  return new Map([
    ['sourceTime', sourceTime],
    ['time', time],
    ['batch', Math.min(fitting, pairs.source.starts.length - 1)],
  ]);
}

/** What such tokenizers cut is put together with a space between any two tokens, for where there were none they do not say. */
function lostSpaces({ type, spaces }: TokenizerOptions): string[] {
  const advice =
    'For outputs that are spaced as the references are, add "spaces": "marker", or choose "bpe", "unigram" or "character".';
  return forgetsSpaces(type) && spaces !== 'marker'
    ? [`The target's tokenizer "${type}" forgets where spaces were: outputs have one between any two tokens. ${advice}`]
    : [];
}

/** The end symbols of sources are none of their tokens. */
function unknownOf({ encoded, pairs }: EncodedPart, side: 'source' | 'target'): UnknownTokens {
  const { ids, ...facts } = encoded[side];
  if (!(ids instanceof Int32Array)) return { unknown: 0, tokens: 0 };
  return unknownIn({ ...facts, ids }, side === 'source' ? pairs.length : 0);
}

function noticesOf(parts: Record<string, EncodedPart>, maxLength: number): string[] {
  const notices: string[] = [];
  for (const [name, { encoded, pairs }] of Object.entries(parts))
    for (const side of ['source', 'target'] as const) {
      const { truncated, empty } = encoded[side];
      if (truncated > 0)
        notices.push(
          `${truncated} of ${pairs.length} ${side} texts of the ${name} part were cut to ${maxLength} tokens.`,
        );
      if (empty > 0) notices.push(`${empty} of ${pairs.length} ${side} texts of the ${name} part have no tokens.`);
    }
  for (const side of ['source', 'target'] as const) {
    const found = Object.entries(parts).map(([name, part]): [string, UnknownTokens] => [name, unknownOf(part, side)]);
    notices.push(...unknownNotice(Object.fromEntries(found), `${side} tokens`));
  }
  return notices;
}
