// The corpus of an embedding as sentences of words: from a file, a table or a folder of them, read as a stream, cleaned and
// cut by the experiment's tokenizer.

import type { EmbeddingExperiment } from './schema';
import { LabError } from '../../../protocol/labError';
import { readingOptionsOf } from '../../../protocol/reading';
import { corpusSourceFiles } from '../../data/corpusSources';
import { readTokenizerInputs } from '../../data/tokenizerInputs';
import { createCleaner } from '../../text/cleaning/cleaner';
import { readStopWords } from '../../text/cleaning/ownStopWords';
import { openTexts } from '../../text/corpus/corpusTexts';
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
    const cleaner = clean.length > 0 ? createCleaner(clean, { ownStopWords }) : undefined;
    let texts = 0;
    for (const file of files) {
      const opened = await openTexts(file, { text: data.text }, readingOptionsOf(data));
      for await (const block of opened.blocks()) {
        if (signal.aborted) throw new LabError('CANCELLED', 'Reading the corpus was cancelled.');
        const room = data.limit > 0 ? data.limit - texts : block.length;
        if (room <= 0) break;
        const given = block.slice(0, room);
        texts += given.length;
        const cleaned = cleaner
          ? given.flatMap(({ text }) => cleaner.clean(text) ?? [])
          : given.map(({ text }) => text);
        yield cleaned.flatMap((text) => (text.includes('\n') ? text.split('\n') : text));
        onRead?.(texts);
      }
      noted.push(...opened.notices().map((note) => `"${file}": ${note}`));
      if (data.limit > 0 && texts >= data.limit) break;
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
