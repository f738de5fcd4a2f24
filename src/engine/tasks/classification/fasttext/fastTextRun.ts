// A run of fastText's classifier: texts become the rows of their features, which go through the kernel chunk by chunk on one thread
// a core; after each epoch the validation part is judged. With one thread a resumed run ends in the same bits.

import { createHash } from 'node:crypto';
import path from 'node:path';
import { hashFile } from '../../../data/fileHash';
import { firstTexts } from '../../../data/severalTexts';
import { madeOf } from '../../../data/dataParts';
import { loadDataset, type DataPart, type Dataset } from '../../../data/dataset';
import { createRandom } from '../../../data/random';
import { unknownNotice } from '../../../data/unknownTokens';
import { planClassifier } from '../../../embeddings/classifier/classifierModel';
import { chunkTexts, largestChunk } from '../../../embeddings/classifier/examples';
import { END_OF_TEXT, TextFeatures } from '../../../embeddings/classifier/textFeatures';
import { kernelBinary } from '../../../embeddings/kernelModule';
import { threadsFor } from '../../../embeddings/threadCount';
import type { ClassifiedPart } from '../../../metrics/classificationReport';
import { requireMemory } from '../../../runtime/machine';
import { runFiles } from '../../../store/runFolder';
import { inSteps } from '../../../train/inSteps';
import type { PreparedRun, PrepareOptions } from '../../../train/preparedRun';
import type { AroundModel } from '../aroundModel';
import { figuresOf, labelPart } from '../labelPart';
import { simpleModels } from '../simpleModels';
import { learnTokenizer, requireEveryClass } from '../trainingTexts';
import { classifyRows } from './classify';
import { formatDictionary, type FastTextDictionary } from './dictionary';
import { heldPart, type HeldPart } from './heldPart';
import type { FastTextOptions } from './schema';
import { storedWeights } from './tensors';
import { trainFastText } from './trainFastText';
import {
  type CountedTexts,
  countTexts,
  dictionaryOf,
  featureSettingsOf,
  rowOfUsed,
  trainingRows,
} from './trainingData';

/**
 * Fails as `loadDataset`, `dictionaryOf` and `planClassifier`, with `NO_MEMORY`, and with `INVALID_EXPERIMENT` for more threads than cores.
 * @param threadFile the bundled entry of training threads; beside the engine's own bundle when left out
 */
export async function prepareFastText(
  options: FastTextOptions,
  request: PrepareOptions<AroundModel> & { threadFile?: string },
): Promise<PreparedRun> {
  const { experiment, baseFolder, progress, signal } = request;
  const threads = threadsFor(options.threads);
  const { bytes } = kernelBinary(); // a machine without SIMD is told before the data are read
  progress({ phase: 'Reading' });
  const reading = { baseFolder, seed: experiment.seed, clean: experiment.clean, signal };
  return madeOf(await loadDataset(experiment.data, reading), (dataset) =>
    fastTextRunOf(options, request, { dataset, threads, bytes }),
  );
}

async function fastTextRunOf(
  options: FastTextOptions,
  request: PrepareOptions<AroundModel> & { threadFile?: string },
  { dataset, threads, bytes }: { dataset: Dataset; threads: number; bytes: ReturnType<typeof kernelBinary>['bytes'] },
): Promise<PreparedRun> {
  const { experiment, baseFolder, progress, signal, threadFile = path.join(__dirname, 'embeddingThread.js') } = request;
  const { seed } = experiment;
  requireEveryClass(dataset);
  const { labels, train, notices } = dataset;
  const texts = firstTexts(train.examples);
  const { tokenizer, tokenizerFile } = await learnTokenizer(experiment.tokenizer, { ...request, texts, notices });
  const steps = { progress, signal };
  const counted = await inSteps(countTexts(texts, tokenizer), { phase: 'Counting', ...steps });
  const dictionary = dictionaryOf(counted, labels, train.classes, options.minCount);
  const settings = featureSettingsOf(options);
  const shuffled = (): Int32Array =>
    createRandom({ seed, stream: 'order' }).shuffle(Int32Array.from({ length: texts.length }, (_, i) => i));
  const order = options.shuffle ? shuffled() : undefined;
  const data = await inSteps(trainingRows(counted, train.classes, dictionary, { settings, names: labels, order }), {
    phase: 'Tokenizing',
    ...steps,
  });
  const { words } = dictionary;
  const rowOfBucket = rowOfUsed(data.used, data.usedCount);
  const features = new TextFeatures({ words, rowOfBucket }, settings);
  const held = async (part: DataPart): Promise<HeldPart> =>
    inSteps(heldPart(part, tokenizer, features), { phase: 'Tokenizing', ...steps });
  const [validation, test] = [await held(dataset.validation), await held(dataset.test)];
  const chunks = chunkTexts(data.examples.starts);
  const planned = planClassifier({
    ...{ dimensions: options.dimensions, loss: options.loss, negative: options.negative, threads },
    labelCounts: Float64Array.from(dictionary.labelCounts),
    inputRows: words.length + data.usedCount,
    largest: largestChunk(data.examples.starts, chunks),
  });
  requireMemory(2 * planned.bytes); // and a copy of the best
  const hashes: Record<string, string> = {};
  for (const file of dataset.files) hashes[path.relative(baseFolder, file)] = await hashFile(file);
  const dictionaryText = formatDictionary(dictionary);
  hashes.vocabulary = createHash('sha256').update(dictionaryText).digest('hex'); // last: a file is what to tell first
  const judged = (part: HeldPart, model: ReturnType<typeof storedWeights>) =>
    classifyRows(model, part.classes.length, part.rowsOf, { labels, signal });
  return {
    settings: { device: 'cpu', threads },
    ...{ labels, hashes, hasTest: test.classes.length > 0 },
    notices: [...notices, ...noticesOf(dictionary, counted, data.usedCount), ...unknownNotice({ train: unknownTrain(dictionary, counted), validation: validation.unknown, test: test.unknown })], // prettier-ignore
    parameters: planned.parameters,
    epochs: experiment.training.epochs,
    documents: { [runFiles.tokenizer]: tokenizerFile, [runFiles.dictionary]: dictionaryText },
    find: (place) =>
      trainFastText(place, {
        ...{ options, training: experiment.training, seed, labels, dictionary, data, chunks, planned, validation },
        ...{ tokens: counted.tokens, threads, threadFile, module: new WebAssembly.Module(bytes) },
      }),
    async judge(stored) {
      const [part, source] = test.classes.length > 0 ? [test, 'test'] : [validation, 'validation'];
      if (part.classes.length === 0) return undefined;
      const model = storedWeights(stored, options, dictionary, 'model.safetensors');
      const logProbabilities = await judged(part, model);
      const classified = { ...part, labels, logProbabilities, source };
      const { monitor } = experiment.training;
      const figures = (each: ClassifiedPart) => figuresOf(each, monitor);
      const around = { experiment, dataset, tokenizer, answering: { figures }, signal };
      const beside = await simpleModels({ ...around, judged: classified });
      return labelPart(classified, { seed, monitor, unknown: part.unknown, beside });
    },
    release: () => Promise.resolve(dataset.close?.()),
  };
}

/** Of the training part: what is rarer than the least count. */
function unknownTrain({ words, counts }: FastTextDictionary, { ids }: Pick<CountedTexts, 'ids'>) {
  const known = counts.reduce((sum, count, row) => sum + (words[row] === END_OF_TEXT ? 0 : count), 0);
  return { unknown: ids.length - known, tokens: ids.length };
}

function noticesOf({ words }: FastTextDictionary, { starts }: Pick<CountedTexts, 'starts'>, used: number): string[] {
  const texts = starts.length - 1;
  const empty = starts.reduce((sum, start, text) => sum + (text < texts && starts[text + 1] === start ? 1 : 0), 0);
  return [
    used > 0
      ? `${words.length} words and ${used} buckets of words in a row or parts of words have a vector.`
      : `${words.length} words have a vector.`,
    ...(empty > 0 ? [`${empty} of ${texts} train texts have no word.`] : []),
  ];
}
