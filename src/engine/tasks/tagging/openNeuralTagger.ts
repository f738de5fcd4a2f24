// A trained neural tagger of a run.

import path from 'node:path';
import { writtenOfRun } from '../../custom/openWritten';
import { analyserFor } from '../../data/tokenizerInputs';
import type { TextCut } from '../../../protocol/answer';
import { specialsInText } from '../../../protocol/tokenizer';
import { deviceOrCpu } from '../../runtime/device';
import { threadsOf } from '../../runtime/machine';
import { openedOnce, releaseAll } from '../../runtime/release';
import { cutOf } from '../../data/textCut';
import { makeTagBatch } from '../../data/tagged/tagBatches';
import { windowsOf } from '../../data/tagged/windows';
import { NO_TAG } from '../../models/heads/tag';
import { PAD, specialTokens } from '../../text/vocabulary';
import { CLASSES, traceForward } from '../../trace/traceForward';
import { runFiles } from '../../store/runFolder';
import { parseTokenizer } from '../../text/tokenizerFile';
import { eachInSteps } from '../../train/inSteps';
import { storedParameters } from '../../train/parameterValues';
import { writtenModelOf } from '../writtenModel';
import { learnedChain } from './decodeTags';
import { sentenceExplainer } from './explainedSentence';
import type { TaggerModel } from './neuralSchemas';
import type { OpenTagger } from './openTagger';
import { portableTagger } from './portableTagger';
import type { TaggerParts } from './taggerFamily';
import { parseTagger, TAGGER_FILE } from './taggerFile';
import { taggerGraphs } from './taggerGraphs';
import { columnsReadBy, cutsTokens, taggerOf, wordTableOf } from './taggerModel';
import { createTaggerSession, feedsOfBatch } from './taggerSession';
import { requireNoAttributes } from './tokenAttributes';

export async function openNeuralTagger(
  model: TaggerModel,
  { record, experiment, checkpoint, read }: TaggerParts,
): Promise<OpenTagger> {
  const { training, runtime } = experiment;
  const opened = checkpoint();
  const written = read(TAGGER_FILE);
  const { set, alphabets } = parseTagger(written.text, written.file);
  const stored = read(runFiles.tokenizer);
  const { tokenizer, vocabulary } = parseTokenizer(stored.text, stored.file, {
    analyser: await analyserFor(experiment.tokenizer, stored.text, record.baseFolder),
    specialTokens: specialsInText(experiment.tokenizer),
  });
  const reading = { longest: training.maxLength, isCut: cutsTokens(experiment.tokenizer) };
  const own = writtenOfRun(writtenModelOf(model), record.baseFolder, read);
  const known = { vocabulary: vocabulary.tokens.length, written: own };
  const tagger = taggerOf(model, set, alphabets, { ...known, ...reading });
  const file = path.join(opened.folder, 'model.safetensors');
  const parameters = storedParameters(tagger.parameters, opened.checkpoint.model, file);
  const settings = { device: await deviceOrCpu(runtime.device ?? 'cpu'), threads: threadsOf(runtime.threads) };
  const chain = learnedChain(parameters, set);
  const shape = { ...training, used: model, isCut: reading.isCut };
  const explainer = sentenceExplainer(tagger, parameters, shape, settings);
  const session = await createTaggerSession(tagger.inference().emissions, shape, settings);
  const newTable = () => wordTableOf({ tokenizer, vocabulary, alphabets, ...reading });
  const states = tagger.states();
  const encoding = openedOnce(() => createTaggerSession(states, shape, settings));
  return {
    ...{ set, chain, columns: columnsReadBy(model, experiment.data.token) },
    graphs() {
      requireNoAttributes(model);
      return taggerGraphs({
        ...{ experiment, tagger, parameters, set, chain, alphabets },
        ...{ isCut: reading.isCut, tokenizer: stored },
      });
    },
    async score(sentences, context) {
      const table = newTable();
      const words = await eachInSteps(sentences, (sentence) => table.wordsOf(sentence), context.signal);
      const scores = await session.run(parameters, { words }, table, context);
      return scores.map((each, i) => ({
        scores: each,
        unknown: Array.from(words[i], (word) => table.isUnknown(word)),
      }));
    },
    explained(sentence, token) {
      const table = newTable();
      return explainer.of({ words: table.wordsOf(sentence), table, token });
    },
    states: {
      width: Number(states.shape[2]),
      async of(sentences, signal) {
        const table = newTable();
        const words = sentences.map((sentence) => table.wordsOf(sentence));
        return (await encoding.get()).run(parameters, { words }, table, { signal });
      },
    },
    async trace(sentence) {
      const { tokens } = sentence;
      const table = newTable();
      const words = table.wordsOf(sentence);
      const sizes = table.sizesOf(words);
      const [window] = windowsOf([sizes], training.maxLength, 0);
      const whole = { longest: training.maxLength, noTag: NO_TAG };
      const batch = makeTagBatch([window], { words: [words], tags: [] }, table, whole);
      const seen = tokens.slice(window.from, window.to);
      const pieces = Array.from(batch.ids, (id) => vocabulary.tokens[id]);
      const network = await traceForward({
        ...{ outputs: tagger.traced(), specs: tagger.parameters, parameters, settings },
        feeds: feedsOfBatch(batch, table, shape),
        labels: {
          time: reading.isCut ? pieces : padded(seen, batch.time),
          tokens: padded(seen, batch.length),
          [CLASSES]: set.tags,
        },
      });
      return { ...network, ...cutNote(tokens.length, seen.length) };
    },
    network() {
      requireNoAttributes(model);
      return {
        ...portableTagger(model, { ...reading, set, alphabets, vocabulary: vocabulary.tokens.length }),
        ...{ learned: parameters, cleaning: [], facts: { tags: set.tags, alphabets, ...reading } },
        tokenizers: { tokenizer: { ...stored, specialTokens: specialsInText(experiment.tokenizer) } },
      };
    },
    release: () => releaseAll([encoding, explainer, session]),
  };
}

/** Tokens with the padding behind them. */
const padded = (tokens: readonly string[], length: number): string[] =>
  Array.from({ length }, (_, i) => tokens[i] ?? specialTokens[PAD]);

/** Of a sentence of several windows the first alone is shown. */
function cutNote(length: number, room: number): { cut?: TextCut } {
  const cut = cutOf(length, room, 'end');
  return cut ? { cut } : {};
}
