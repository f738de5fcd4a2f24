// The call `tokenize`: tokens of some lines, and the vocabulary and statistics of all of them.

import type { TokenizeReply, TokenizeRequest } from '../../protocol/engine';
import { LabError } from '../../protocol/labError';
import { readText, type LineBlock } from '../text/readText';
import { createTokenizer } from '../text/tokenizer';
import { createVocabulary, UNK } from '../text/vocabulary';
import type { EngineCall } from './context';

const MAX_WORDS_LISTED = 50_000;
const MAX_DROPPED_LISTED = 1_000;
const DEFAULT_LINES = 1_000;
const BINS = 50;

type KeptLine = Pick<TokenizeReply['lines'][number], 'line' | 'text' | 'file'>;

/** One pass over all lines; only those asked for are kept. Fails as `readText`, and with `CANCELLED`. */
export const tokenize: EngineCall<'tokenize'> = async (request, { signal }) => {
  const started = performance.now();
  const { firstLine = 0, maxLines = DEFAULT_LINES, tokenizer: options } = request;
  const tokenizer = createTokenizer(options);
  const counts = new Map<string, { count: number }>();
  const lengths: number[] = [];
  const kept: KeptLine[] = [];
  let encoding = 'utf-8';
  for await (const { block, file, encoding: found } of blocksOf(request)) {
    if (signal.aborted) throw new LabError('CANCELLED', 'Tokenising was cancelled.');
    encoding = found;
    block.lines.forEach((text, index) => {
      const wanted = lengths.length >= firstLine && kept.length < maxLines;
      if (wanted) kept.push({ line: block.firstLine + index - 1, text, file });
      lengths.push(tokenizer.count(text, counts));
    });
  }

  const vocabulary = createVocabulary(counts, options);
  const words = [...counts].map(([token, { count }]) => ({ token, count, id: vocabulary.idOf(token) }));
  words.sort((a, b) => b.count - a.count);
  const tokenCount = lengths.reduce((sum, length) => sum + length, 0);
  const unknownCount = words.reduce((sum, { id, count }) => (id === UNK ? sum + count : sum), 0);
  return {
    lines: kept.map((line) => {
      const { tokens, offsets } = tokenizer.tokenize(line.text);
      return { ...line, tokens, offsets, ids: tokens.map((token) => vocabulary.idOf(token)) };
    }),
    lineCount: lengths.length,
    tokenCount,
    distinctCount: counts.size,
    vocabulary: words
      .slice(0, MAX_WORDS_LISTED)
      .map(({ token, count, id }) => (id === UNK ? { token, count } : { token, count, id })),
    unknownCount,
    dropped: droppedWords(words, options.minFrequency),
    ...histogramOf(lengths),
    encoding,
    seconds: (performance.now() - started) / 1000,
  };
};

/** Words outside the vocabulary: too seldom, or else it was full. */
function droppedWords(words: TokenizeReply['vocabulary'], minFrequency: number): TokenizeReply['dropped'] {
  return words
    .filter(({ id }) => id === UNK)
    .slice(0, MAX_DROPPED_LISTED)
    .map(({ token, count }) => ({ token, count, reason: count < minFrequency ? 'frequency' : 'size' }));
}

async function* blocksOf({
  text,
  files = [],
}: TokenizeRequest): AsyncGenerator<{ block: LineBlock; file?: string; encoding: string }> {
  if (text !== undefined) yield { block: { firstLine: 1, lines: text.split(/\r\n|\r|\n/) }, encoding: 'utf-8' };
  for (const file of files) {
    const { blocks, facts } = readText(file);
    for await (const block of blocks()) yield { block, file, encoding: facts.encoding };
  }
}

function histogramOf(lengths: readonly number[]): Pick<TokenizeReply, 'lengthHistogram' | 'binWidth'> {
  const longest = lengths.reduce((max, length) => Math.max(max, length), 0);
  const binWidth = Math.max(1, Math.ceil((longest + 1) / BINS));
  const lengthHistogram = new Array<number>(Math.floor(longest / binWidth) + 1).fill(0);
  for (const length of lengths) lengthHistogram[Math.floor(length / binWidth)]++;
  return { lengthHistogram, binWidth };
}
