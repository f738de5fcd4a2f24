// A trained tagger that is open: asked for tags, or judged on tagged sentences.

import path from 'node:path';
import { filesOfSource } from '../../../protocol/data';
import { LabError } from '../../../protocol/labError';
import { placedTokens, tokenCutter } from '../../data/tagged/cutTokens';
import { checkedTags, loadTagged } from '../../data/tagged/loadTagged';
import { WordTable } from '../../data/tagged/wordTable';
import { deviceOrCpu } from '../../runtime/device';
import { threadsOf } from '../../runtime/machine';
import { writeOutput } from '../../store/atomicFile';
import { nodeFiles } from '../../store/nodeFiles';
import { realPath } from '../../store/realPath';
import { runFiles } from '../../store/runFolder';
import { parseTokenizer } from '../../text/tokenizerFile';
import { UNK } from '../../text/vocabulary';
import { storedParameters } from '../../train/parameterValues';
import type { Asked, Judged, OpenModel } from '../openModel';
import type { RunParts } from '../task';
import { learnedChain } from './decodeTags';
import { columnsOf } from './columnsOf';
import { judgeSentences } from './judgeSentences';
import type { TaggingExperiment } from './schema';
import { taggedPart } from './taggedPart';
import { parseTagger, TAGGER_FILE } from './taggerFile';
import { taggerOf, wholeTokens } from './taggerModel';
import { createTaggerSession } from './taggerSession';
import { tagsAnswer } from './tagsAnswer';
import { taughtTags } from './tagSet';
import { unknownWords } from './unknownWords';

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
  const shape = { ...training, tags: set.tags.length, used: model };
  const session = await createTaggerSession(tagger, shape, settings);
  const chain = learnedChain(parameters, set);
  const cut = tokenCutter(data.units);
  const newTable = () => new WordTable(wholeTokens(tokenizer, vocabulary), alphabets);

  return {
    async ask({ texts, tokens: given, tags: detail, ...more }: Asked, { signal, progress }) {
      refuseOthers(more);
      const table = newTable();
      const cuts = texts.map((text, i) => (given ? placedTokens(text, given[i]) : cut(text)));
      const words = cuts.map(({ tokens }) => table.wordsOf(tokens));
      const report = (fraction: number): void => progress({ phase: 'Tagging', fraction });
      const scores = await session.run(parameters, { words }, table, { signal, progress: report });
      return texts.map((input, i) => {
        const unknown = Array.from(words[i], (word) => table.ids[word] === UNK);
        return tagsAnswer({ input, ...cuts[i], unknown, scores: scores[i] }, { set, chain }, detail);
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

function refuseOthers({
  decoding,
  attention,
  search,
  references,
  explain,
}: Omit<Asked, 'texts' | 'tokens' | 'tags'>): void {
  if (decoding || attention || search || references || explain)
    throw new LabError('INVALID_ARGUMENT', 'This run gives tags: there is nothing to decode or to explain.');
}

function taggedSource({ data, decoding }: Judged): string[] {
  refuseOthers({ decoding });
  if (typeof data === 'string') return filesOfSource(data);
  throw new LabError('INVALID_ARGUMENT', 'This run gives tags: name one file of tagged sentences.');
}
