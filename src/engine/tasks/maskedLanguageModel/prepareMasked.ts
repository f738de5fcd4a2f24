// A masked language model as the trainer sees it: batches of texts with masks drawn anew, and figures on the held-out text.

import { LabError } from '../../../protocol/labError';
import { bucketLength, planBatches } from '../../data/batches';
import { bernoulliMask } from '../../data/bernoulliMask';
import { hashText } from '../../data/random';
import { maskedModelOf } from './maskedModelOf';
import type { Feeds, SessionSettings } from '../../runtime/session';
import { prepareNeural } from '../../train/neuralRun';
import type { NeuralTask } from '../../train/neuralTask';
import type { PreparedRun, PrepareOptions } from '../../train/preparedRun';
import { withPretrained } from '../../train/pretrained';
import type { TrainerTask } from '../../train/trainer';
import { prepareLanguageCorpus, type LanguageCorpus } from '../languageModel/languageCorpus';
import { stepPlan } from '../texts/stepPlan';
import { trainingReadings } from './drawnMasks';
import { judgedPieces, judgeMasked, requirePlaces, scoresOf, type JudgedPieces } from './judgeMasked';
import { maskedMaterial } from './maskedMaterial';
import { figuresOf } from './maskedPart';
import { layOutReadings, roundedPlaces } from './maskedReading';
import { createMaskedSession, type MaskedSession } from './maskedSession';
import { learnMaskedText, maskedTextOf, type MaskedText } from './maskedText';
import type { MaskedLanguageModelExperiment } from './schema';
import { followed, longestOfPair, requirePairs, sentencePairs, type SentencePairs } from './sentencePairs';
import { simpleGuesses } from './simpleGuesses';
import { textPieces, type TextPieces } from './textPieces';

type Options = PrepareOptions<MaskedLanguageModelExperiment>;

export const prepareMasked = (options: Options): Promise<PreparedRun> =>
  prepareNeural(options, async () => {
    const corpus = await prepareLanguageCorpus(options, learnMaskedText);
    try {
      return await maskedTask(corpus, options);
    } catch (error) {
      corpus.close();
      throw error;
    }
  });

async function maskedTask(corpus: LanguageCorpus, options: Options): Promise<NeuralTask> {
  const { experiment, progress, signal } = options;
  const { model: modelOptions, masking, sentencePairs: pairing, training } = experiment;
  const { text, train, validation, test } = corpus;
  const { batchSize, maxLength } = training;
  const masked = maskedTextOf(text, masking);
  const vocabulary = text.vocabulary.tokens.length;
  const model = maskedModelOf(experiment, vocabulary);
  const longest = pairing ? longestOfPair(maxLength) : maxLength;
  const pieces = textPieces(train, { end: text.end, longest, joinLines: training.joinLines });
  requireTokens(pieces, masked);
  const firsts = pairing && requirePairs(followed(pieces), pieces, 'train');
  const count = firsts?.length ?? pieces.lengths.length;
  const held = {
    validation: validation && requirePlaces(judgedPieces(validation, masked, experiment, 'validation'), 'validation'),
    test: test && requirePlaces(judgedPieces(test, masked, experiment, 'test'), 'test'),
  };
  const pass = { batches: Math.ceil(count / batchSize) };
  const { batches, length } = stepPlan(pass, training);
  const longestText = pieces.lengths.reduce((most, each) => Math.max(most, each), 1);
  const time = bucketLength(pairing ? Math.min(maxLength, 2 * longestText + 1) : longestText, maxLength);
  const batch = Math.min(batchSize, count);

  let session: MaskedSession | undefined;
  const sessionOf = (settings: SessionSettings): MaskedSession =>
    (session ??= createMaskedSession(model, training, settings));

  const task: NeuralTask = {
    parameters: model.parameters,
    loss: (parameters) => model.loss(parameters),
    length,
    labels: [],
    ...{ documents: corpus.documents, hashes: corpus.hashes, notices: corpus.notices },
    largestBatch: new Map([
      ...([
        ['time', time],
        ['batch', batch],
      ] as const),
      ['chosen', roundedPlaces(Math.ceil(masking.share * time * batch))],
    ]),
    hasTest: test !== undefined,
    material: () =>
      maskedMaterial({
        parts: { train: pieces, validation: held.validation?.pieces, test: held.test?.pieces },
        ...{ masked, masking, batchSize, maxLength },
      }),
    trainerTask: (settings) => ({
      ...batchesOf({ pieces, firsts, masked, pass, batches }, experiment),
      typed: ({ text: typed }) => Promise.resolve(typedReading(text.encode(typed), masked, experiment)),
      async validate(parameters) {
        if (!held.validation) return undefined;
        const context = { session: sessionOf(settings), parameters, signal };
        return figuresOf(await scoresOf(held.validation, context, experiment), experiment);
      },
    }),
    async judge(parameters, settings) {
      const judged = held.test ?? held.validation;
      if (!judged) return undefined;
      const beside = await simpleGuesses({ train, masked, texts: () => askedTexts(judged), progress, signal });
      const context = { session: sessionOf(settings), parameters, progress, signal };
      return judgeMasked(judged, context, { masked, experiment, source: held.test ? 'test' : 'validation', beside });
    },
    async release() {
      corpus.close();
      await session?.release();
    },
  };
  const { pretrained } = modelOptions;
  const layer = { parameter: 'embedding.weight', tokens: text.vocabulary.tokens, key: ['model', 'pretrained'] };
  return withPretrained(task, [{ ...layer, pretrained }], options);
}

/** Texts as they are, with the places that are asked for. */
function* askedTexts({ pieces, reading }: JudgedPieces) {
  for (let piece = 0; piece < pieces.lengths.length; piece++) {
    const { places } = reading(piece);
    if (places.length > 0) yield { ids: pieces.read(piece), places };
  }
}

interface Training {
  pieces: TextPieces;
  /** The first texts of pairs. */
  firsts?: Int32Array;
  masked: MaskedText;
  /** Batches of all texts. */
  pass: { batches: number };
  /** Of what is called an epoch. */
  batches: number;
}

/** Texts of like length together; their order follows from (seed, pass), their masks from (seed, batch). */
function batchesOf(
  { pieces, firsts, masked, pass, batches }: Training,
  {
    seed,
    masking,
    replacedTokens,
    sentencePairs: pairing,
    training,
  }: Pick<MaskedLanguageModelExperiment, 'seed' | 'masking' | 'replacedTokens' | 'sentencePairs' | 'training'>,
): Pick<TrainerTask, 'batches' | 'batch' | 'masks'> {
  const { batchSize, maxLength } = training;
  const single = { lengths: pieces.lengths, read: (piece: number) => ({ ids: pieces.read(piece) }) };
  let planned: { epoch: number; members: Int32Array[]; texts: typeof single | SentencePairs } | undefined;
  const planOf = (epoch: number) => {
    if (planned?.epoch !== epoch) {
      const drawn = pairing && { ...pairing, end: masked.text.end, seed, stream: 'pairs' as const, pass: epoch };
      const texts = drawn && firsts ? sentencePairs(pieces, firsts, drawn) : single;
      const members = planBatches(texts.lengths, { batchSize, maxLength, shuffle: { seed, epoch } });
      planned = { epoch, members, texts };
    }
    return planned;
  };
  return {
    batches,
    batch(epoch, index) {
      const number = epoch * batches + index;
      const { members, texts: all } = planOf(Math.floor(number / pass.batches));
      const given = Array.from(members[number % pass.batches], (member) => all.read(member));
      const readings = trainingReadings(given, number, { masked, masking, seed });
      const { texts, labels, replacing, pairs, chosen } = layOutReadings(readings, { maxLength });
      const feeds = { ...texts, ...labels, ...(replacedTokens && replacing), ...(pairing && pairs) };
      return { feeds, examples: Math.max(1, chosen), tokens: given.reduce((sum, { ids }) => sum + ids.length, 0) };
    },
    masks: (draw) => (out, keep, stream) => bernoulliMask(out, keep, seed, draw, hashText(stream)),
  };
}

/** A text with masks drawn by the seed. Fails with `INVALID_ARGUMENT` where none of its tokens can be masked, and with pairs. */
function typedReading(
  all: Int32Array,
  masked: MaskedText,
  {
    seed,
    masking,
    replacedTokens,
    sentencePairs: pairing,
    training: { maxLength },
  }: Pick<MaskedLanguageModelExperiment, 'seed' | 'masking' | 'replacedTokens' | 'sentencePairs' | 'training'>,
): Feeds {
  if (pairing)
    throw new LabError('INVALID_ARGUMENT', 'This run reads pairs of texts: look at one of its batches, not at a text.');
  const ids = all.subarray(0, maxLength);
  if (!ids.some((id) => masked.roles[id] !== 'never'))
    throw new LabError(
      'INVALID_ARGUMENT',
      'The text has no token that can be masked: none is known to the vocabulary.',
    );
  const readings = trainingReadings([{ ids }], 0, { masked, masking, seed });
  const { texts, labels, replacing } = layOutReadings(readings, { maxLength });
  return { ...texts, ...labels, ...(replacedTokens && replacing) };
}

function requireTokens(pieces: TextPieces, { roles }: MaskedText): void {
  for (let piece = 0; piece < pieces.lengths.length; piece++)
    if (pieces.read(piece).some((id) => roles[id] !== 'never')) return;
  throw new LabError(
    'INVALID_DATA',
    'The training text has no token that can be masked: none is known to the vocabulary. Take a longer text, or lower "tokenizer.minFrequency".',
    { key: ['data', 'train'] },
  );
}
