// A trained neural tagger of a run.

import path from 'node:path';
import { WordTable } from '../../data/tagged/wordTable';
import { deviceOrCpu } from '../../runtime/device';
import { threadsOf } from '../../runtime/machine';
import { runFiles } from '../../store/runFolder';
import { parseTokenizer } from '../../text/tokenizerFile';
import { UNK } from '../../text/vocabulary';
import { storedParameters } from '../../train/parameterValues';
import { learnedChain } from './decodeTags';
import type { TaggerModel } from './neuralSchemas';
import type { OpenTagger } from './openTagger';
import type { TaggerParts } from './taggerFamily';
import { parseTagger, TAGGER_FILE } from './taggerFile';
import { taggerOf, wholeTokens } from './taggerModel';
import { createTaggerSession, type TaggerSession } from './taggerSession';

export async function openNeuralTagger(
  model: TaggerModel,
  { experiment, checkpoint, read }: TaggerParts,
): Promise<OpenTagger> {
  const { training, runtime } = experiment;
  const opened = checkpoint();
  const written = read(TAGGER_FILE);
  const { set, alphabets } = parseTagger(written.text, written.file);
  const stored = read(runFiles.tokenizer);
  const { tokenizer, vocabulary } = parseTokenizer(stored.text, stored.file);
  const tagger = taggerOf(model, set, alphabets, { vocabulary: vocabulary.tokens.length, longest: training.maxLength });
  const file = path.join(opened.folder, 'model.safetensors');
  const parameters = storedParameters(tagger.parameters, opened.checkpoint.model, file);
  const settings = { device: await deviceOrCpu(runtime.device ?? 'cpu'), threads: threadsOf(runtime.threads) };
  const shape = { ...training, used: model };
  const session = await createTaggerSession(tagger.inference().emissions, shape, settings);
  const newTable = (): WordTable => new WordTable(wholeTokens(tokenizer, vocabulary), alphabets);
  const states = tagger.states();
  let encoding: Promise<TaggerSession> | undefined;
  return {
    set,
    chain: learnedChain(parameters, set),
    async score(sentences, context) {
      const table = newTable();
      const words = sentences.map(({ tokens }) => table.wordsOf(tokens));
      const scores = await session.run(parameters, { words }, table, context);
      return scores.map((each, i) => ({
        scores: each,
        unknown: Array.from(words[i], (word) => table.ids[word] === UNK),
      }));
    },
    states: {
      width: Number(states.shape[2]),
      async of(sentences, signal) {
        const table = newTable();
        const words = sentences.map(({ tokens }) => table.wordsOf(tokens));
        encoding ??= createTaggerSession(states, shape, settings);
        return (await encoding).run(parameters, { words }, table, { signal });
      },
    },
    async release() {
      await (await encoding)?.release();
      await session.release();
    },
  };
}
