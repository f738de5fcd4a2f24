// A model of texts as the trainer sees it: batches of token ids with what they are to teach, and figures on the validation part.

import path from 'node:path';
import { readWritten } from '../../custom/openWritten';
import { batchLength, makeBatch, paddingShare, planBatches } from '../../data/batches';
import { prepareCleaning } from '../../data/cleanTexts';
import { madeOf } from '../../data/dataParts';
import { bernoulliMask } from '../../data/bernoulliMask';
import { lengthsOf, type KeptTexts } from '../../data/encodedTexts';
import type { LabeledText } from '../../data/labeledText';
import { hashFile } from '../../data/fileHash';
import { hashText } from '../../data/random';
import { allTexts, textsOfExample } from '../../data/severalTexts';
import { inverseDocumentFrequencies } from '../../data/tokenRarity';
import { readTokenizerInputs } from '../../data/tokenizerInputs';
import { unknownNotice, type UnknownTokens } from '../../data/unknownTokens';
import type { TextsRead } from '../../models/classifier';
import type { ReadingModel } from '../../models/textClassifier';
import { frozenNames } from '../../nn/parameters';
import { releaseAll } from '../../runtime/release';
import type { Feeds, SessionSettings } from '../../runtime/session';
import { runFiles } from '../../store/runFolder';
import { createTokenStore, tokensInMemory, type TokenStore } from '../../store/tokenStore';
import { rowAt, type Rows } from '../../text/rows';
import { createTokenizer, vocabularyInSteps } from '../../text/tokenizer';
import { formatTokenizer, parseTokenizer } from '../../text/tokenizerFile';
import { inSteps } from '../../train/inSteps';
import type { NeuralTask } from '../../train/neuralTask';
import type { PrepareOptions } from '../../train/preparedRun';
import { withPretrained } from '../../train/pretrained';
import type { TrainerTask } from '../../train/trainer';
import { writtenModelOf } from '../writtenModel';
import type { TextTask } from './answering';
import type { AroundTexts } from './aroundTexts';
import { typedExample } from './typedExample';
import { textMaterial } from './textMaterial';
import {
  batchFeeds,
  createTextSession,
  encodeExamples,
  readsOf,
  unknownInExamples,
  unknownInTexts,
  type TextSession,
} from './textSession';

/** A part with its texts as the model reads them. */
interface Encoded<Part> {
  part: Part;
  texts: KeptTexts;
  count: number;
}

type Options = PrepareOptions<AroundTexts> & { model: ReadingModel };

/** What a training has written: given back when it is released, or could not be prepared. */
class Stores {
  private readonly made: TokenStore[] = [];

  /** @param vocabulary every id is below it */
  of(vocabulary: number): TokenStore {
    const store = createTokenStore(vocabulary);
    this.made.push(store);
    return store;
  }

  close(): void {
    for (const store of this.made) store.close();
  }
}

export const neuralTexts = <Part extends { examples: Rows<LabeledText> }, Answered>(
  options: Options,
  task: TextTask<Part, Answered>,
): Promise<NeuralTask> => madeOf(new Stores(), (stores) => learnedTexts(options, task, stores));

async function learnedTexts<Part extends { examples: Rows<LabeledText> }, Answered>(
  options: Options,
  { dataset, vocabularyOf, labels, model: createModel, answering, objective = {} }: TextTask<Part, Answered>,
  stores: Stores,
): Promise<NeuralTask> {
  const { experiment, baseFolder, progress, signal, model: modelOptions } = options;
  const { seed, training } = experiment;
  const { partOf } = dataset;
  const own = await readWritten(writtenModelOf(modelOptions), baseFolder);
  const inputs = await readTokenizerInputs(experiment.tokenizer, baseFolder);
  const tokenizer = createTokenizer(experiment.tokenizer, inputs);
  const trainTexts = allTexts(vocabularyOf ?? dataset.train.examples);
  const learning = vocabularyInSteps(trainTexts, tokenizer, experiment.tokenizer, dataset.notices);
  const vocabulary = await inSteps(learning, { phase: 'Learning the tokenizer', progress, signal });
  const model = createModel({
    vocabulary: vocabulary.tokens.length,
    written: own.written,
    idf: () => inverseDocumentFrequencies(train.texts, vocabulary.tokens.length),
  });
  const reads = readsOf(model);
  const kept = (): TokenStore => stores.of(vocabulary.tokens.length);
  const encode = async (part: Part, store = kept): Promise<Encoded<Part>> => {
    const encoding = encodeExamples(part.examples, reads, { tokenizer, vocabulary, training }, store);
    const texts = await inSteps(encoding, { phase: 'Tokenizing', progress, signal });
    return { part, texts, count: part.examples.length };
  };
  const train = await encode(dataset.train);
  const validation = await encode(dataset.validation);
  const test = await encode(dataset.test);
  const lengths = lengthsOf(train.texts, reads.apart);
  const tokenizerFile = formatTokenizer(experiment.tokenizer, vocabulary);
  const hashes: Record<string, string> = { ...own.hashes };
  for (const file of dataset.files) hashes[path.relative(baseFolder, file)] = await hashFile(file);
  hashes.vocabulary = vocabulary.hash; // last: where a file has changed, that is what to tell

  let session: Promise<TextSession> | undefined;
  const answered = async (
    { part, texts }: Encoded<Part>,
    source: string,
    parameters: Feeds,
    settings: SessionSettings,
  ) => {
    session ??= createTextSession(reads, answering.inference(model), settings);
    return answering.answered(part, await (await session).answers(parameters, texts, training, signal), source);
  };

  const { found } = answering;
  const finish = async (best: Feeds, settings: SessionSettings): Promise<Feeds> => {
    if (!found || validation.count === 0) return best;
    const before = await answered(validation, 'validation', { ...best, ...found.before }, settings);
    return { ...best, ...found.by(before) };
  };

  const task: NeuralTask = {
    parameters: model.parameters,
    frozen: new Set(frozenNames(model.parameters)),
    loss: (parameters) => answering.loss(model, parameters),
    labels,
    documents: { [runFiles.tokenizer]: tokenizerFile, ...own.documents },
    hashes,
    notices: [
      ...dataset.notices,
      ...noticesOf({ train, validation, test }, reads, training, lengths),
      ...(validation.count === 0 && found?.without !== undefined ? [found.without] : []),
    ],
    largestBatch: new Map([
      ['time', batchLength(longest(lengths), training)],
      ['batch', Math.min(training.batchSize, lengths.length)],
    ]),
    hasTest: test.count > 0,
    words: {
      names: { ids: vocabulary.tokens, labels },
      texts: (epoch, index) =>
        Array.from(planOf(lengths, experiment, epoch)[index], (i) => [...rowAt(dataset.train.examples, i).texts]),
    },
    material: () =>
      textMaterial({
        ...{ parts: { train, validation, test }, reads, training, model: modelOptions, objective },
        targets: (part, examples) => answering.targets(part, examples),
      }),
    trainerTask: (settings) => ({
      ...batchesOf(train, lengths, experiment, reads, (examples) => answering.targets(train.part, examples)),
      ...(partOf && {
        async typed(text) {
          const { texts: clean } = await prepareCleaning(experiment.clean, baseFolder);
          const example = typedExample(text, { texts: textsOfExample(experiment.data.text), clean });
          const { part, texts } = await encode(partOf([example]), tokensInMemory);
          const only = Int32Array.of(0);
          const batch = makeBatch(texts, only, training, reads.apart);
          return { ...batchFeeds(batch, training.padding, reads), ...answering.targets(part, only) };
        },
      }),
      async validate(parameters) {
        if (validation.count === 0) return undefined;
        return answering.figures(await answered(validation, 'validation', parameters, settings), parameters);
      },
    }),
    async judge(parameters, settings) {
      const isTested = test.count > 0;
      const part = isTested ? test : validation;
      if (part.count === 0) return undefined;
      const judged = await answered(part, isTested ? 'test' : 'validation', parameters, settings);
      const learned = parseTokenizer(tokenizerFile, runFiles.tokenizer, inputs).tokenizer; // with the pieces that were learned
      const beside = await answering.simpleModels(judged, learned, signal);
      return answering.judged(judged, parameters, { seed, unknown: unknownInExamples(part.texts, reads), beside });
    },
    ...(found ? { finish } : {}),
    async release() {
      stores.close();
      dataset.close?.();
      await releaseAll([session]);
    },
  };
  const { pretrained } = modelOptions;
  const layer = { parameter: 'embedding.weight', tokens: vocabulary.tokens, pretrained, key: ['model', 'pretrained'] };
  return withPretrained(task, [layer], options);
}

const planOf = (lengths: Int32Array, { seed, training }: AroundTexts, epoch: number): Int32Array[] =>
  planBatches(lengths, { ...training, shuffle: { seed, epoch } });

const longest = (lengths: Int32Array): number => lengths.reduce((most, length) => Math.max(most, length), 1);

/** Batches and masks follow from (seed, epoch) and (seed, step) alone. */
function batchesOf(
  { texts }: Pick<Encoded<unknown>, 'texts'>,
  lengths: Int32Array,
  around: AroundTexts,
  reads: TextsRead,
  targets: (examples: Int32Array) => Feeds,
): Pick<TrainerTask, 'batches' | 'batch' | 'masks'> {
  const { seed, training } = around;
  let planned: { epoch: number; batches: Int32Array[] } | undefined;
  const batchesAt = (epoch: number): Int32Array[] => {
    if (planned?.epoch !== epoch) planned = { epoch, batches: planOf(lengths, around, epoch) };
    return planned.batches;
  };
  return {
    batches: Math.ceil(lengths.length / training.batchSize),
    batch(epoch, index) {
      const batch = makeBatch(texts, batchesAt(epoch)[index], training, reads.apart);
      const feeds = { ...batchFeeds(batch, training.padding, reads), ...targets(batch.examples) };
      return { feeds, examples: batch.size, tokens: batch.lengths.reduce((sum, length) => sum + length, 0) };
    },
    masks: (step) => (out, keep, stream) => bernoulliMask(out, keep, seed, step, hashText(stream)),
  };
}

function noticesOf(
  parts: Record<string, Encoded<unknown>>,
  reads: TextsRead,
  training: AroundTexts['training'],
  lengths: Int32Array,
): string[] {
  const notices: string[] = [];
  for (const [name, { texts, count }] of Object.entries(parts)) {
    const of = reads.segments ? count : count * reads.apart; // pairs are cut together
    if (texts.truncated > 0)
      notices.push(`${texts.truncated} of ${of} ${name} texts were cut to ${training.maxLength} tokens.`);
    if (texts.empty > 0) notices.push(`${texts.empty} of ${of} ${name} texts are empty and count as a single <unk>.`);
  }
  const names = Object.entries(parts).map(([name, { texts }]): [string, UnknownTokens] => [
    name,
    unknownInTexts(texts, reads),
  ]);
  notices.push(...unknownNotice(Object.fromEntries(names)));
  const plan = planBatches(lengths, { ...training, shuffle: { seed: 0, epoch: 0 } });
  const share = paddingShare(plan, lengths, training);
  if (share > 0.3) notices.push(`${(share * 100).toFixed(0)} % of the training batches is padding.`);
  return notices;
}
