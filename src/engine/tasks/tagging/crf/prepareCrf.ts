// A run of a conditional random field: templates become attributes, attributes with tags features, and features get weights in passes
// over the training part, after each of which the validation part is judged.

import { createHash } from 'node:crypto';
import path from 'node:path';
import { attributeRows, learnAttributes } from '../../../crf/attributes';
import { createExpander } from '../../../crf/expandTemplates';
import { observedFeatures } from '../../../crf/features';
import { columnsOf } from '../../../crf/templates';
import { hashFile } from '../../../data/fileHash';
import type { TaggedSentence } from '../../../data/tagged/taggedSentence';
import { countTokens, unknownNotice } from '../../../data/unknownTokens';
import { requireMemory } from '../../../runtime/machine';
import { eachInSteps, inSteps, pause } from '../../../train/inSteps';
import type { PreparedRun, PrepareOptions } from '../../../train/preparedRun';
import type { AroundTagger } from '../aroundTagger';
import { learnedTags } from '../learnedTags';
import { newTags } from '../newTags';
import { loadTaggedDataset } from '../taggedDataset';
import { taggedPart } from '../taggedPart';
import { allowedIn, tagNumbers } from '../tagSet';
import { usualTags } from '../usualTags';
import { requireWatched } from '../validationFigures';
import { CRF_FILE, formatCrf } from './crfFile';
import { crfOf } from './crfTensors';
import { judgeRows, type RowsOfPart } from './judgeRows';
import { knownTokens } from './knownTokens';
import type { CrfOptions } from './schema';
import { templatesOf } from './templateFile';
import { trainCrf } from './trainCrf';
import { weightsSection } from './weightsSection';

/** Fails as `loadTaggedDataset` and `templatesOf`, and with `NO_MEMORY`. */
export async function prepareCrf(options: CrfOptions, request: PrepareOptions<AroundTagger>): Promise<PreparedRun> {
  const { experiment, baseFolder, progress, signal } = request;
  const { data, seed, training } = experiment;
  progress({ phase: 'Reading' });
  const { list: templates, transitions, file } = templatesOf(options, baseFolder);
  const columns = columnsOf(templates, data.token);
  const dataset = await loadTaggedDataset(experiment, baseFolder, { signal, progress, columns });
  const set = await learnedTags(dataset, options.scheme, data.misplaced, signal);
  const expander = createExpander(templates, data.token);
  const counting = { phase: 'Counting', progress, signal };
  const learned = await inSteps(learnAttributes(dataset.train, expander, options.minFrequency), counting);
  const { index } = learned;
  const numbersOf = tagNumbers(set);
  const partOf = async (sentences: TaggedSentence[]): Promise<RowsOfPart> => ({
    ...{ sentences, tags: await eachInSteps(sentences, ({ tags }) => numbersOf(tags), signal) },
    rows: sentences === dataset.train ? learned.rows : await inSteps(attributeRows(sentences, index), counting),
  });
  const train = await partOf(dataset.train);
  const [validation, test] = [await partOf(dataset.validation), await partOf(dataset.test)];
  requireWatched(validation.tags, training.monitor);
  await pause(signal);
  const gold = Int32Array.from(train.tags.flatMap((tags) => [...tags]));
  const features = await inSteps(observedFeatures(train.rows, gold, index.count), counting);
  const allowed = allowedIn(set);
  const parameters = features.tags.length + set.tags.length ** 2;
  requireMemory(8 * parameters * 24 + 8 * train.rows.attributes.length);
  const crf = { set, tokenColumn: data.token, templates, index };
  await pause(signal);
  const document = formatCrf(crf);
  await pause(signal);
  const hashes: Record<string, string> = {};
  for (const each of [...dataset.files, ...(file === undefined ? [] : [file])])
    hashes[path.relative(baseFolder, each)] = await hashFile(each);
  hashes.vocabulary = createHash('sha256').update(document).digest('hex'); // last: a file is what to tell first
  const isKnown = knownTokens(templates, data.token, index.values);
  const unknownIn = async ({ sentences }: RowsOfPart) => {
    await pause(signal);
    return countTokens(sentences.length, (sentence) => {
      const { tokens } = sentences[sentence];
      return { unknown: tokens.filter((token) => !isKnown(token)).length, tokens: tokens.length };
    });
  };
  const parts = { train, validation, test };
  const unknown = {
    train: await unknownIn(train),
    validation: await unknownIn(validation),
    test: await unknownIn(test),
  };
  return {
    settings: { device: 'cpu', threads: 1 },
    ...{ labels: set.tags, hashes, parameters, hasTest: test.sentences.length > 0 },
    ...{ epochs: options.iterations, steps: options.iterations },
    notices: [
      ...dataset.notices,
      `${index.count} attributes, ${features.tags.length} features with the tags they occur with.`,
      ...unknownNotice(unknown),
      ...newTags(parts),
    ],
    documents: { [CRF_FILE]: document },
    find: (place) =>
      trainCrf(place, {
        problem: { tags: set.tags.length, rows: train.rows, gold, features, allowed },
        fit: { ...options, transitions, seed },
        ...{ training, set, validation, progress },
      }),
    async judge(stored) {
      const source = test.sentences.length > 0 ? 'test' : 'validation';
      const part = parts[source];
      if (part.sentences.length === 0) return undefined;
      const model = crfOf(stored, { tags: set.tags.length, attributes: index.count }, 'model.safetensors');
      const found = await judgeRows(part, model, set, signal);
      const sections = [weightsSection(crf, model)];
      await pause(signal);
      const beside = [await usualTags(dataset.train, part.sentences, set, signal)];
      const said = { sentences: part.sentences, source, set, seed, unknown: unknown[source], sections, beside };
      return taggedPart({ ...found, ...said }, signal);
    },
    release: () => Promise.resolve(),
  };
}
