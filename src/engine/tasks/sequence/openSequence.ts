// A trained sequence-to-sequence model at work: other texts for texts, with the search and the attention they came from.

import path from 'node:path';
import type { TextAnswer } from '../../../protocol/answer';
import { filesOfSource, type AnySource, type ParallelSource } from '../../../protocol/data';
import { LabError } from '../../../protocol/labError';
import { specialsInText, type TokenizerOptions } from '../../../protocol/tokenizer';
import { prepareCleaning } from '../../data/cleanTexts';
import { cutWarnings } from '../../data/textCut';
import { planPairBatches } from '../../data/pairBatches';
import { readPairs } from '../../data/parallelText';
import { readingOf } from '../../data/readingOf';
import { picturesOf, sourceColumn } from '../../schema/parallelData';
import { defaultBleu, sentenceBleu } from '../../metrics/bleu';
import { decodeTexts } from '../../sequence/decodeTexts';
import { runFiles } from '../../store/runFolder';
import type { ExportedTokenizer } from '../exportedModel';
import type { Asked, OpenModel } from '../openModel';
import { refusePredictions } from '../refusePredictions';
import type { RunParts } from '../task';
import { encodePairs, sourceTokens, writesLowercase } from './encodedPairs';
import { openParameters } from './openParameters';
import { parallelPart } from './parallelPart';
import { portableSequence } from './portableSequence';
import type { SequenceExperiment } from './schema';
import { attentionOfPair } from './sequenceAttention';
import { sequenceGraphs } from './sequenceGraphs';
import { tracePair } from './tracePair';

export async function openSequence(parts: RunParts<SequenceExperiment>): Promise<OpenModel> {
  const { record, experiment, read } = parts;
  const { tokenizer, targetTokenizer, sharedVocabulary } = experiment;
  const model = await openParameters(parts);
  const { parameters, session, text, training } = model;
  const cleaning = () => prepareCleaning(experiment.clean, record.baseFolder);
  const pictures = picturesOf(experiment.data);
  /** Of texts; of pictures their names, which are as they are. */
  const cleanedSources = async (sources: readonly string[]): Promise<string[]> =>
    pictures ? [...sources] : (await cleaning()).texts(sources);
  const ignoresCase = writesLowercase(experiment);

  /** Fails with `INVALID_ARGUMENT`: pictures are not prepared by the programs of exported folders. */
  function requireTexts(): void {
    if (!pictures) return;
    throw new LabError(
      'INVALID_ARGUMENT',
      `The run "${record.name}" reads pictures, which other programs would not prepare in the same way. Export it as a service (--to service).`,
    );
  }

  return {
    async ask(request, { progress, log, signal }) {
      requireFitting(request);
      const { texts, decoding, attention, search = false, references } = request;
      const cleaned = await cleanedSources(texts);
      const found = await decodeTexts(model, parameters, cleaned, {
        ...{ decoding, attention, search, signal },
        progress: (fraction) => progress({ phase: 'Translating', fraction }),
      });
      for (const message of cutWarnings(found)) log({ level: 'warning', message });
      const options = { ...defaultBleu, lowercase: ignoresCase };
      return found.map((decoded, i): TextAnswer => ({
        kind: 'text',
        ...decoded,
        input: texts[i],
        ...(references && { bleu: decoded.outputs.map((each) => sentenceBleu(each.text, [references[i]], options)) }),
      }));
    },

    async judge({ data, baseFolder, columns, header, reading, decoding, predictions }, { progress, log, signal }) {
      refusePredictions({ predictions });
      const source = parallelSource(data);
      progress({ phase: 'Reading' });
      const read = await readPairs(source, {
        baseFolder,
        source: columns?.source ?? sourceColumn(experiment.data),
        target: columns?.target ?? experiment.data.target,
        ...readingOf(experiment.data, reading, header),
        signal,
      });
      for (const message of read.notices) log({ level: 'warning', message });
      const cleaner = await cleaning();
      const sources = await cleanedSources(read.pairs.map((pair) => pair.source));
      const targets = cleaner.texts(read.pairs.map((pair) => pair.target));
      const pairs = read.pairs.map((pair, i) => ({ ...pair, source: sources[i], target: targets[i] }));
      progress({ phase: 'Evaluating' });
      const encoded = await encodePairs(pairs, text, { ...training, signal });
      const scores = await session.score(parameters, encoded, planPairBatches(encoded, experiment.training), signal);
      const decoded = await decodeTexts(model, parameters, sources, {
        ...{ decoding, signal, encoded: encoded.source },
        progress: (fraction) => progress({ phase: 'Translating', fraction }),
      });
      const files = filesOfSource(source).map((file) => path.basename(file));
      return parallelPart({
        ...{ pairs, scores, seed: experiment.seed, ignoresCase, source: files.join(', ') },
        arePictures: pictures !== undefined,
        unknown: sourceTokens(encoded),
        outputs: decoded.map(({ outputs }) => outputs[0].text),
        found: decoded.map(({ outputs }) => outputs[0].logProbability),
      });
    },

    async attend({ source, target, decoding }, { signal }) {
      if (!model.hasAttention)
        throw new LabError(
          'INVALID_ARGUMENT',
          `The model of the run "${record.name}" pays no attention ("model.attention" is "none"). Choose a run with attention.`,
        );
      const [cleaned] = await cleanedSources([source]);
      const known = target === undefined ? undefined : (await cleaning()).texts([target])[0];
      return attentionOfPair(model, { source: cleaned, target: known, decoding, signal });
    },

    async trace({ text: source, target }, { signal }) {
      const [cleaned] = await cleanedSources([source]);
      const known = target === undefined ? undefined : (await cleaning()).texts([target])[0];
      return tracePair(model, { source: cleaned, target: known, signal });
    },

    attribute: () =>
      Promise.reject(
        new LabError('INVALID_ARGUMENT', 'This run writes texts: shares are told of labels, numbers and tags.'),
      ),

    explain() {
      throw new LabError(
        'INVALID_ARGUMENT',
        `A model of type "${record.modelType}" has no weights for single words. Features are explained for naive-bayes, linear-svm, logistic-regression, nb-svm and fasttext.`,
      );
    },

    network() {
      requireTexts();
      const named = (name: string, options: TokenizerOptions): ExportedTokenizer => ({
        ...{ ...read(name), specialTokens: specialsInText(options) },
      });
      return {
        ...portableSequence(model.design),
        ...{ learned: parameters, cleaning: experiment.clean, facts: { maxLength: training.maxLength } },
        tokenizers: {
          tokenizer: named(runFiles.tokenizer, tokenizer),
          ...(!sharedVocabulary && { targetTokenizer: named(runFiles.targetTokenizer, targetTokenizer ?? tokenizer) }),
        },
      };
    },

    graphs() {
      requireTexts();
      const { longest } = session;
      return sequenceGraphs({ ...{ experiment, parameters, longest }, design: model.design, read: parts.read });
    },

    release: () => model.release(),
  };
}

function requireFitting({ texts, explain, search, references }: Asked): void {
  if (explain)
    throw new LabError('INVALID_ARGUMENT', 'This run writes texts: there are no features that decide. Leave it out.');
  if (references && references.length !== texts.length)
    throw new LabError('INVALID_ARGUMENT', `${texts.length} texts need as many references, not ${references.length}.`);
  if (search && texts.length > 1)
    throw new LabError('INVALID_ARGUMENT', 'The whole search is returned for one text at a time.');
}

function parallelSource(data: AnySource): ParallelSource {
  if (typeof data === 'string' || 'source' in data) return data;
  throw new LabError('INVALID_ARGUMENT', 'This run translates: name two files of texts, or a table with both sides.');
}
