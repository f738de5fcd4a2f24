// A trained tagger that is open: asked for tags, or judged on tagged sentences.

import path from 'node:path';
import type { TagsAnswer } from '../../../protocol/answer';
import { filesOfSource } from '../../../protocol/data';
import { LabError } from '../../../protocol/labError';
import { tokenCutter, type CutText } from '../../data/tagged/cutTokens';
import { checkedTags, loadTagged } from '../../data/tagged/loadTagged';
import { WordTable } from '../../data/tagged/wordTable';
import { deviceOrCpu } from '../../runtime/device';
import { threadsOf } from '../../runtime/machine';
import { writeOutput } from '../../store/atomicFile';
import { nodeFiles } from '../../store/nodeFiles';
import { realPath } from '../../store/realPath';
import { runFiles } from '../../store/runFolder';
import { entitiesIn } from '../../tags/entities';
import { parseTokenizer } from '../../text/tokenizerFile';
import { UNK } from '../../text/vocabulary';
import { storedParameters } from '../../train/parameterValues';
import type { Asked, Judged, OpenModel } from '../openModel';
import type { RunParts } from '../task';
import { alternativesOf, bestTags, learnedChain, tagProbabilities } from './decodeTags';
import { columnsOf } from './columnsOf';
import { judgeSentences } from './judgeSentences';
import type { TaggingExperiment } from './schema';
import { taggedPart } from './taggedPart';
import { parseTagger, TAGGER_FILE } from './taggerFile';
import { taggerOf, wholeTokens } from './taggerModel';
import { createTaggerSession } from './taggerSession';
import { taughtTags, writtenTags } from './tagSet';
import { unknownWords } from './unknownWords';

/** The best sequences that are told of a text. */
const ALTERNATIVES = 5;
/** Of longer texts the best alone is told: they all differ in a token somewhere. */
const LONGEST_WITH_ALTERNATIVES = 500;

export async function openTagging({
  record,
  experiment,
  checkpoint,
  read,
}: RunParts<TaggingExperiment>): Promise<OpenModel> {
  const { data, model, training, seed, runtime } = experiment;
  const opened = checkpoint();
  const written = read(TAGGER_FILE);
  const { set, alphabets } = parseTagger(written.text, written.file);
  const stored = read(runFiles.tokenizer);
  const { tokenizer, vocabulary } = parseTokenizer(stored.text, stored.file);
  const tagger = taggerOf(model, set, alphabets, { vocabulary: vocabulary.tokens.length, longest: training.maxLength });
  const file = path.join(opened.folder, 'model.safetensors');
  const parameters = storedParameters(tagger.parameters, opened.checkpoint.model, file);
  const settings = { device: await deviceOrCpu(runtime.device ?? 'cpu'), threads: threadsOf(runtime.threads) };
  const count = set.tags.length;
  const session = await createTaggerSession(tagger, { ...training, tags: count, used: model }, settings);
  const chain = learnedChain(parameters, set);
  const cut = tokenCutter(data.units);
  const newTable = () => new WordTable(wholeTokens(tokenizer, vocabulary), alphabets);

  function answerOf(input: string, { tokens, offsets }: CutText, unknown: boolean[], scores: Float32Array): TagsAnswer {
    const named = (path: Int32Array) => [
      ...writtenTags(
        set,
        Array.from(path, (tag) => set.tags[tag]),
      ),
    ];
    const best = bestTags(scores, count, chain);
    const probabilities = tagProbabilities(scores, count, chain);
    const tags = named(best);
    const isShort = tokens.length > 0 && tokens.length <= LONGEST_WITH_ALTERNATIVES;
    const alternatives = chain && isShort ? alternativesOf(scores, count, chain, ALTERNATIVES) : undefined;
    return {
      kind: 'tags',
      ...{ input, output: tags.join(' '), tokens, offsets, unknown, tags },
      probabilities: Array.from(best, (tag, t) => probabilities[t * count + tag]),
      namesEntities: set.files !== undefined,
      entities: entitiesIn(tags, set.files, set.repair).map((entity) => ({
        ...entity,
        text: input.slice(offsets[entity.start][0], offsets[entity.end - 1][1]),
      })),
      ...(alternatives && {
        alternatives: alternatives.map(({ tags: path, probability }) => ({ tags: named(path), probability })),
      }),
    };
  }

  return {
    async ask({ texts, ...more }: Asked, { signal, progress }) {
      refuseOthers(more);
      const table = newTable();
      const cuts = texts.map(cut);
      const words = cuts.map(({ tokens }) => table.wordsOf(tokens));
      const report = (fraction: number): void => progress({ phase: 'Tagging', fraction });
      const scores = await session.run(parameters, { words }, table, { signal, progress: report });
      return texts.map((text, i) => {
        const unknown = Array.from(words[i], (word) => table.ids[word] === UNK);
        return answerOf(text, cuts[i], unknown, scores[i]);
      });
    },

    async judge(request: Judged, { progress, log, signal }) {
      const [source] = taggedSource(request);
      const file = path.resolve(request.baseFolder, source);
      if (request.predictions !== undefined) checkOutput(request.predictions, file);
      progress({ phase: 'Reading' });
      const loaded = await loadTagged(file, readingOf(data, request), { signal });
      const checked = checkedTags(loaded.sentences, set.files, data.misplaced);
      for (const message of [...loaded.notices, ...checked.notices]) log({ level: 'warning', message });
      const { sentences } = checked;
      const table = newTable();
      const words = sentences.map(({ tokens }) => table.wordsOf(tokens));
      const numbers = new Map(set.tags.map((tag, i) => [tag, i]));
      const tags = sentences.map((sentence) =>
        Int32Array.from(taughtTags(set, sentence.tags), (tag) => numbers.get(tag) ?? -1),
      );
      const report = (fraction: number): void => progress({ phase: 'Evaluating', fraction });
      const scores = await session.run(parameters, { words }, table, { signal, progress: report });
      const found = judgeSentences({ sentences, tags }, scores, parameters, set);
      if (request.predictions !== undefined)
        writeOutput(nodeFiles, request.predictions, columnsOf(sentences, found.judged));
      return taggedPart({
        ...{ ...found, sentences, set, seed, source: path.basename(source) },
        unknown: unknownWords(words, table),
      });
    },

    attend: () => Promise.reject(new LabError('INVALID_ARGUMENT', 'This run gives tags: its attention is not shown.')),

    explain() {
      throw new LabError('INVALID_ARGUMENT', `A model of type "${record.modelType}" has no weights for single words.`);
    },

    release: () => session.release(),
  };
}

function checkOutput(output: string, file: string): void {
  if (realPath(output) === realPath(file))
    throw new LabError(
      'INVALID_ARGUMENT',
      `The answers cannot be saved as "${file}" itself: the data stay as they are.`,
      {
        file: output,
      },
    );
}

/** What a request says of files comes before what the experiment says. */
const readingOf = (data: TaggingExperiment['data'], { reading }: Judged) => ({
  ...data,
  encoding: reading?.encoding as TaggingExperiment['data']['encoding'],
  separator: reading?.separator ?? data.separator,
});

function refuseOthers({ decoding, attention, search, references, explain }: Omit<Asked, 'texts'>): void {
  if (decoding || attention || search || references || explain)
    throw new LabError('INVALID_ARGUMENT', 'This run gives tags: there is nothing to decode or to explain.');
}

function taggedSource({ data, decoding }: Judged): string[] {
  refuseOthers({ decoding });
  if (typeof data === 'string') return filesOfSource(data);
  throw new LabError('INVALID_ARGUMENT', 'This run gives tags: name one file of tagged sentences.');
}
