// Tagging as the trainer sees it: batches of sentences with their tags, and figures on the validation part.

import path from 'node:path';
import { readWritten } from '../../custom/openWritten';
import { bucketLength, planBatches } from '../../data/batches';
import { bernoulliMask } from '../../data/bernoulliMask';
import { hashFile } from '../../data/fileHash';
import { hashText } from '../../data/random';
import { makeTagBatch, type EncodedSentences } from '../../data/tagged/tagBatches';
import type { TaggedSentence } from '../../data/tagged/taggedSentence';
import { windowsOf } from '../../data/tagged/windows';
import { alphabetsOf, type WordTable } from '../../data/tagged/wordTable';
import { readTokenizerInputs } from '../../data/tokenizerInputs';
import { unknownNotice, type UnknownTokens } from '../../data/unknownTokens';
import { NO_TAG } from '../../models/heads/tag';
import { releaseAll } from '../../runtime/release';
import type { Feeds, SessionSettings } from '../../runtime/session';
import { tensor } from '../../runtime/tensor';
import { runFiles } from '../../store/runFolder';
import { createTokenizer, vocabularyInSteps } from '../../text/tokenizer';
import { formatTokenizer } from '../../text/tokenizerFile';
import { eachInSteps, inSteps } from '../../train/inSteps';
import { prepareNeural } from '../../train/neuralRun';
import type { NeuralTask } from '../../train/neuralTask';
import type { PreparedRun, PrepareOptions } from '../../train/preparedRun';
import { withPretrained } from '../../train/pretrained';
import type { TrainerTask } from '../../train/trainer';
import { prepareLessons } from '../distill/lessons';
import { writtenModelOf } from '../writtenModel';
import { judgeSentences } from './judgeSentences';
import type { AroundTagger } from './aroundTagger';
import { learnedChain } from './decodeTags';
import type { TaggerModel } from './neuralSchemas';
import { loadTaggedDataset } from './taggedDataset';
import { taggedPart } from './taggedPart';
import { formatTagger, TAGGER_FILE } from './taggerFile';
import { columnsReadBy, columnsSeenBy, cutsTokens, taggerOf, wordTableOf } from './taggerModel';
import { createTaggerSession, feedsOfBatch, type TaggerSession, type TokenReader } from './taggerSession';
import { learnedTags } from './learnedTags';
import { tagNumbers } from './tagSet';
import { newTags } from './newTags';
import { shortenedTokens } from './shortenedTokens';
import { tagLessons, untaggedSentences } from './tagLessons';
import { tagMaterial } from './tagMaterial';
import { learnTokenAttributes } from './tokenAttributes';
import { tagTeacher, withUntagged } from './tagTeacher';
import { unknownWords } from './unknownWords';
import { usualTags } from './usualTags';
import { requireWatched, validationFigures } from './validationFigures';

type Options = PrepareOptions<AroundTagger>;

export const prepareTagging = (model: TaggerModel, options: Options): Promise<PreparedRun> =>
  prepareNeural(options, () => neuralTagging(model, options));

interface EncodedPart extends EncodedSentences {
  sentences: TaggedSentence[];
}

async function neuralTagging(model: TaggerModel, options: Options): Promise<NeuralTask> {
  const { experiment, baseFolder, progress, signal } = options;
  const { seed, training } = experiment;
  const own = await readWritten(writtenModelOf(model), baseFolder);
  progress({ phase: 'Reading' });
  const { token: tokenColumn } = experiment.data;
  const columns = columnsReadBy(model, tokenColumn);
  const { sample } = options;
  const dataset = await loadTaggedDataset(experiment, baseFolder, { signal, progress, columns, sample });
  const { distill } = training;
  const untagged = distill && (await untaggedSentences(dataset.train, options));
  const inputs = await readTokenizerInputs(experiment.tokenizer, baseFolder);
  const tokenizer = createTokenizer(experiment.tokenizer, inputs);
  const tokens = dataset.train.flatMap((sentence) => sentence.tokens);
  const notices = [...dataset.notices, ...(untagged?.notices ?? [])];
  const learning = vocabularyInSteps(tokens, tokenizer, experiment.tokenizer, notices);
  const vocabulary = await inSteps(learning, { phase: 'Learning the tokenizer', progress, signal });

  const set = await learnedTags(dataset, model.scheme, experiment.data.misplaced, signal);
  const counting = { phase: 'Counting', progress, signal };
  const attributes = await inSteps(learnTokenAttributes(model, dataset.train, tokenColumn), counting);
  const alphabets = { ...alphabetsOf(dataset.train, columnsSeenBy(model)), ...(attributes && { attributes }) };
  const reading = { longest: training.maxLength, isCut: cutsTokens(experiment.tokenizer) };
  const table = wordTableOf({ tokenizer, vocabulary, alphabets, ...reading });
  const numbersOf = tagNumbers(set);
  const encode = async (sentences: TaggedSentence[]): Promise<EncodedPart> => ({
    sentences,
    words: await eachInSteps(sentences, (sentence) => table.wordsOf(sentence), signal),
    tags: await eachInSteps(sentences, ({ tags }) => numbersOf(tags), signal),
  });
  const [train, validation] = [await encode(dataset.train), await encode(dataset.validation)];
  const test = await encode(dataset.test);
  const taught = untagged ? [...dataset.train, ...untagged.sentences] : dataset.train;
  const learnsStates = distill?.states !== undefined;
  const asked = tagLessons({ set, sentences: taught, dataset, seed, learnsStates });
  const lessons = distill && (await prepareLessons(distill, asked, options));
  const learned = untagged ? withUntagged(train, untagged.sentences, table) : train;
  requireWatched(validation.tags, training.monitor);
  notices.push(...noticesOf({ train, validation, test }, table));
  const known = { vocabulary: vocabulary.tokens.length, written: own.written };
  const tagger = taggerOf(model, set, alphabets, { ...known, ...reading });
  const reader = { used: model, isCut: reading.isCut };

  const hashes: Record<string, string> = { ...own.hashes };
  for (const file of [...dataset.files, ...(untagged?.files ?? [])])
    hashes[path.relative(baseFolder, file)] = await hashFile(file);
  hashes.vocabulary = vocabulary.hash; // last: where a file has changed, that is what to tell

  let session: Promise<TaggerSession> | undefined;
  async function judge(part: EncodedPart, parameters: Feeds, settings: SessionSettings) {
    session ??= createTaggerSession(tagger.inference().emissions, { ...training, ...reader }, settings);
    const scores = await (await session).run(parameters, part, table, { signal });
    return judgeSentences(part, (sentence) => scores[sentence], learnedChain(parameters, set), set, { signal });
  }

  const teacherOf = lessons && tagTeacher(lessons, taught);
  const { largest, ...batches } = batchesOf(learned, table, { reader, seed, training, teacherOf });
  const task: NeuralTask = {
    parameters: tagger.parameters,
    loss: (parameters) => tagger.loss(parameters, lessons?.taught),
    labels: set.tags,
    documents: {
      [runFiles.tokenizer]: formatTokenizer(experiment.tokenizer, vocabulary),
      [TAGGER_FILE]: formatTagger({ set, alphabets }),
      ...own.documents,
    },
    ...{ hashes, notices, largestBatch: largest, hasTest: test.words.length > 0 },
    words: { names: { ids: vocabulary.tokens, tags: set.tags } },
    material: () =>
      tagMaterial({ ...training, ...{ parts: { train, validation, test }, table, model, isCut: reading.isCut } }),
    trainerTask: (settings) => ({
      ...batches,
      async validate(parameters) {
        if (validation.words.length === 0) return undefined;
        return validationFigures(await judge(validation, parameters, settings));
      },
    }),
    async judge(parameters, settings) {
      const isTested = test.words.length > 0;
      const part = isTested ? test : validation;
      if (part.words.length === 0) return undefined;
      const found = await judge(part, parameters, settings);
      const { sentences } = part;
      const source = isTested ? 'test' : 'validation';
      const beside = [await usualTags(dataset.train, sentences, set, signal)];
      const unknown = unknownWords(part.words, table);
      return taggedPart({ ...found, sentences, source, set, seed, beside, unknown }, signal);
    },
    release: () => releaseAll([session]),
  };
  const { pretrained } = model;
  const layer = { parameter: 'embedding.weight', tokens: vocabulary.tokens, pretrained, key: ['model', 'pretrained'] };
  return withPretrained(lessons ? lessons.of(task) : task, [layer], options);
}

interface BatchReading {
  reader: TokenReader;
  /** The scores of a teacher for a batch. */
  teacherOf?: ReturnType<typeof tagTeacher>;
}

/** Batches and masks follow from (seed, epoch) and (seed, step) alone. */
function batchesOf(
  part: EncodedPart,
  table: WordTable,
  { reader, seed, training, teacherOf }: Pick<AroundTagger, 'seed' | 'training'> & BatchReading,
): Pick<TrainerTask, 'batches' | 'batch' | 'masks'> & Pick<{ largest: ReadonlyMap<string, number> }, 'largest'> {
  const { batchSize, maxLength } = training;
  const windows = windowsOf(
    part.words.map((words) => table.sizesOf(words)),
    maxLength,
    0,
  );
  const lengths = Int32Array.from(windows, ({ size }) => size);
  const longest = bucketLength(
    lengths.reduce((most, length) => Math.max(most, length), 1),
    maxLength,
  );
  const size = Math.min(batchSize, windows.length);
  const characters = table.characters.reduce((most, { length }) => Math.max(most, length), 1);
  let planned: { epoch: number; batches: Int32Array[] } | undefined;
  const planOf = (epoch: number): Int32Array[] => {
    if (planned?.epoch !== epoch)
      planned = { epoch, batches: planBatches(lengths, { batchSize, maxLength, shuffle: { seed, epoch } }) };
    return planned.batches;
  };
  return {
    largest: new Map([
      ['time', longest],
      ['tokens', longest],
      ['batch', size],
      ['words', Math.min(longest * size, table.pieces.length)],
      ['length', Math.ceil(characters / 4) * 4],
    ]),
    batches: Math.ceil(windows.length / batchSize),
    batch(epoch, index) {
      const chosen = Array.from(planOf(epoch)[index], (member) => windows[member]);
      const batch = makeTagBatch(chosen, part, table, { longest: maxLength, noTag: NO_TAG });
      const shape = [batch.length, batch.size];
      const tags = tensor('int32', shape, batch.tags);
      const counted = reader.isCut && { token_mask: tensor('bool', shape, batch.tokenMask) };
      const teacher = teacherOf?.(chosen, batch.length);
      return {
        feeds: { ...feedsOfBatch(batch, table, reader), tags, ...counted, ...teacher },
        examples: batch.tokens,
        tokens: batch.tokens,
      };
    },
    masks: (step) => (out, keep, stream) => bernoulliMask(out, keep, seed, step, hashText(stream)),
  };
}

function noticesOf(parts: Record<string, EncodedPart>, table: WordTable): string[] {
  const unknown = Object.entries(parts).map(([name, part]): [string, UnknownTokens] => [
    name,
    unknownWords(part.words, table),
  ]);
  return [...unknownNotice(Object.fromEntries(unknown)), ...shortenedTokens(parts, table), ...newTags(parts)];
}
