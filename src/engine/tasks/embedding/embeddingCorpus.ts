// The corpus of an embedding as sentences of words: from a file, a table or a folder of them, read as a stream, cleaned and
// cut by the experiment's tokenizer.

import type { EmbeddingExperiment } from './schema';
import { readingOptionsOf } from '../../../protocol/reading';
import { readCorpus } from '../../data/corpusReader';
import { corpusSourceFiles } from '../../data/corpusSources';
import { readTokenizerInputs } from '../../data/tokenizerInputs';
import { readStopWords } from '../../text/cleaning/ownStopWords';
import { createTokenizer, forgottenNotice } from '../../text/tokenizer';
import { sizeNotes } from '../../text/tokenizerNotes';
import { formatTokenizer, parseTokenizer } from '../../text/tokenizerFile';
import { UnicodeForms } from '../../text/unicodeForms';
import { vocabularyOf } from '../../text/vocabulary';
import { BoundedCounts } from '../../text/trainers/boundedCounts';
import { runTraining } from '../../text/trainers/training';

export interface EmbeddingCorpus {
  /** The files that are read, absolute: the texts, and what cleaning needs. */
  files: string[];
  /** The sentences of all texts in order, in blocks. May be called once. */
  sentences(): AsyncGenerator<string[][]>;
  /** The tokenizer.json of a run with this vocabulary. */
  tokenizerFile(words: readonly string[]): string;
  /** What a person should know; complete once the sentences were read. */
  notices: string[];
}

export interface CorpusOptions {
  baseFolder: string;
  signal: AbortSignal;
  /** Told now and then that reading goes on. */
  onRead?(texts: number): void;
}

/**
 * Fails with `NOT_FOUND`, `INVALID_DATA` or `DISK` as reading texts does, with `INVALID_DATA` for a folder without text
 * files, as `readTokenizerInputs`, and with `CANCELLED`. A tokenizer that is learned reads the texts once more.
 */
export async function openEmbeddingCorpus(
  { data, clean, tokenizer: options }: EmbeddingExperiment,
  { baseFolder, signal, onRead }: CorpusOptions,
): Promise<EmbeddingCorpus> {
  const files = await corpusSourceFiles(data.train, baseFolder, ['data', 'train']);
  const { ownStopWords, files: stopWordFiles } = await readStopWords(clean, baseFolder);
  const inputs = await readTokenizerInputs(options, baseFolder);
  const notices: string[] = [];
  const forms = new UnicodeForms();

  /** Cleaned lines, in blocks. */
  async function* lines(noted: string[]): AsyncGenerator<string[]> {
    const reading = {
      column: data.text,
      reading: readingOptionsOf(data),
      clean,
      ownStopWords,
      limit: data.limit,
      signal,
    };
    for await (const { texts, read } of readCorpus(files, { ...reading, noted: (note) => void noted.push(note) })) {
      yield texts.flatMap(({ text }) => (text.includes('\n') ? text.split('\n') : text));
      onRead?.(read);
    }
  }

  const isLearned = ['bpe', 'byte-bpe', 'wordpiece', 'unigram'].includes(options.type);
  let tokenizer = createTokenizer(options, inputs);
  let learned: string | undefined;
  if (isLearned || options.type === 'file') {
    const counts = new BoundedCounts();
    if (isLearned) for await (const block of lines([])) for (const line of block) tokenizer.count(line, counts);
    notices.push(...forgottenNotice(counts));
    const vocabulary = await runTraining(tokenizer.learn(counts, options), { signal });
    learned = formatTokenizer(options, vocabulary);
    notices.push(...(vocabulary.file?.pipeline.notes ?? []), ...sizeNotes(options, vocabulary.tokens.length));
    tokenizer = parseTokenizer(learned, 'tokenizer.json', inputs).tokenizer;
  }
  return {
    files: [...files, ...stopWordFiles],
    notices,
    async *sentences() {
      for await (const block of lines(notices)) {
        for (const line of block) forms.add(line);
        yield block.map((line) => tokenizer.tokenize(line).tokens);
      }
      notices.push(...forms.notices({ joins: tokenizer.joinsForms }));
    },
    tokenizerFile: (words) => learned ?? formatTokenizer(options, vocabularyOf(words)),
  };
}
