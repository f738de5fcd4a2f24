// The call `tokenize`: tokens of some lines, and the vocabulary and statistics of all of them.

import type { DroppedToken, TokenizeReply, TokenizeRequest } from '../../protocol/engine';
import type { TokenizerOptions } from '../../protocol/experiment';
import { LabError } from '../../protocol/labError';
import { readText, type LineBlock } from '../text/readText';
import { createTokenizerLearner, wordLimit } from '../text/tokenizerLearner';
import type { Pipeline } from '../text/tokenizers/pipeline';
import { readTokenizerJson } from '../text/tokenizers/tokenizerJson';
import { runTraining } from '../text/trainers/training';
import { specialTokens } from '../text/vocabulary';
import type { EngineCall, EngineContext } from './context';
import { readTokenizerInputs } from '../data/tokenizerInputs';

const MAX_WORDS_LISTED = 50_000;
const MAX_DROPPED_LISTED = 1_000;
const DEFAULT_LINES = 1_000;
const BINS = 50;

type KeptLine = Pick<TokenizeReply['lines'][number], 'line' | 'text' | 'file'>;
type Counts = Map<string, { count: number }>;

/**
 * What cuts by a rule takes one pass over the lines; what learns pieces, a second one to count these. Fails as `readText`,
 * `createTokenizerLearner`, and with `CANCELLED`.
 */
export const tokenize: EngineCall<'tokenize'> = async (request, context) => {
  const started = performance.now();
  const { tokenizer: options } = request;
  const inputs = await readTokenizerInputs(options, '');
  const learner = createTokenizerLearner(options, inputs);
  const lines = new LineSurvey(request);
  const counts: Counts = new Map();
  const gaps: Counts = new Map();
  const isRule = learner.cutsWords && options.type !== 'file';
  const countWords = (text: string): number => {
    if (!leavesGaps(options) && !inputs.userWords) return learner.count(text, counts);
    const { tokens, offsets } = learner.cut(text);
    for (const token of tokens) add(counts, token, 1);
    if (leavesGaps(options)) countGaps(text, offsets, gaps);
    return tokens.length;
  };
  if (isRule) await lines.each(context, countWords);
  else if (options.type !== 'file') await new LineSurvey(request).each(context, (text) => learner.count(text, counts));

  const json = await runTraining(learner.learn(counts, options), {
    signal: context.signal,
    onProgress: (fraction) => context.emit('progress', { phase: 'Learning', fraction }),
  });
  const pipeline = readTokenizerJson(json, options.file ?? 'tokenizer.json');
  const pieces = isRule ? counts : await countPieces(pipeline, lines, context);

  const ids = new Map(pipeline.tokens.map((token, id) => [token, id]));
  for (const token of isRule ? specialTokens : []) ids.delete(token);
  const listed = [...pieces].map(([token, { count }]) => ({ token, count, id: ids.get(token) }));
  listed.sort((a, b) => b.count - a.count);
  return {
    lines: lines.kept.map((line) => ({ ...line, ...pipeline.tokenize(line.text) })),
    lineCount: lines.lengths.length,
    tokenCount: lines.lengths.reduce((sum, length) => sum + length, 0),
    distinctCount: pieces.size,
    vocabulary: listed
      .slice(0, MAX_WORDS_LISTED)
      .map(({ token, count, id }) => (id === undefined ? { token, count } : { token, count, id })),
    unknownCount: listed.reduce((sum, { id, count }) => (id === undefined ? sum + count : sum), 0),
    dropped: droppedOf(listed, gaps, options),
    ...histogramOf(lines.lengths),
    encoding: lines.encoding,
    seconds: (performance.now() - started) / 1000,
  };
};

/** A pass over all lines that keeps those asked for, and how many tokens each has. */
class LineSurvey {
  readonly lengths: number[] = [];
  readonly kept: KeptLine[] = [];
  encoding = 'utf-8';

  constructor(private readonly request: TokenizeRequest) {}

  async each(context: EngineContext, lengthOf: (text: string) => number): Promise<void> {
    const { firstLine = 0, maxLines = DEFAULT_LINES } = this.request;
    for await (const { block, file, encoding } of blocksOf(this.request, context)) {
      this.encoding = encoding;
      block.lines.forEach((text, index) => {
        const isWanted = this.lengths.length >= firstLine && this.kept.length < maxLines;
        if (isWanted) this.kept.push({ line: block.firstLine + index - 1, text, file });
        this.lengths.push(lengthOf(text));
      });
    }
  }
}

/** How often each piece occurs; unknown ones as they stand in the text. */
async function countPieces(pipeline: Pipeline, lines: LineSurvey, context: EngineContext): Promise<Counts> {
  const byId = new Float64Array(pipeline.tokens.length);
  const pieces: Counts = new Map();
  await lines.each(context, (text) => {
    const ids = pipeline.encode(text);
    let hasUnknown = false;
    for (const id of ids) {
      if (id === pipeline.unknownId) hasUnknown = true;
      else byId[id]++;
    }
    if (!hasUnknown) return ids.length;
    const { ids: same, tokens } = pipeline.tokenize(text);
    same.forEach((id, i) => {
      if (id === pipeline.unknownId) add(pieces, tokens[i], 1);
    });
    return ids.length;
  });
  byId.forEach((count, id) => {
    if (count > 0) add(pieces, pipeline.tokens[id], count);
  });
  return pieces;
}

function add(counts: Counts, token: string, times: number): void {
  const entry = counts.get(token);
  if (entry) entry.count += times;
  else counts.set(token, { count: times });
}

/** Whether more than white space lies between the tokens. */
function leavesGaps({ type, compatibility }: TokenizerOptions): boolean {
  return type === 'regex' || (type === 'word' && (compatibility === 'keras' || compatibility === 'scikit-learn'));
}

function countGaps(text: string, offsets: readonly [number, number][], gaps: Counts): void {
  let end = 0;
  for (const [start, stop] of [...offsets, [text.length, text.length] as const]) {
    for (const part of text.slice(end, start).split(/\p{White_Space}+/u)) if (part !== '') add(gaps, part, 1);
    end = Math.max(end, stop);
  }
}

/** Words outside the vocabulary and stretches that are no words, by falling count. */
function droppedOf(words: TokenizeReply['vocabulary'], gaps: Counts, options: TokenizerOptions): DroppedToken[] {
  const limited = wordLimit(options) < options.vocabularySize;
  const unknown = words
    .filter(({ id }) => id === undefined)
    .map(({ token, count }): DroppedToken => {
      const reason = count < options.minFrequency ? 'frequency' : limited ? 'numWords' : 'size';
      return { token, count, reason };
    });
  const reason = options.compatibility === 'keras' && options.type === 'word' ? 'filter' : 'pattern';
  const between = [...gaps].map(([token, { count }]): DroppedToken => ({ token, count, reason }));
  return [...unknown, ...between].sort((a, b) => b.count - a.count).slice(0, MAX_DROPPED_LISTED);
}

async function* blocksOf(
  { text, files = [] }: TokenizeRequest,
  { signal }: EngineContext,
): AsyncGenerator<{ block: LineBlock; file?: string; encoding: string }> {
  const requireGoing = (): void => {
    if (signal.aborted) throw new LabError('CANCELLED', 'Tokenising was cancelled.');
  };
  requireGoing();
  if (text !== undefined) yield { block: { firstLine: 1, lines: text.split(/\r\n|\r|\n/) }, encoding: 'utf-8' };
  for (const file of files) {
    const { blocks, facts } = readText(file);
    for await (const block of blocks()) {
      requireGoing();
      yield { block, file, encoding: facts.encoding };
    }
  }
}

function histogramOf(lengths: readonly number[]): Pick<TokenizeReply, 'lengthHistogram' | 'binWidth'> {
  const longest = lengths.reduce((max, length) => Math.max(max, length), 0);
  const binWidth = Math.max(1, Math.ceil((longest + 1) / BINS));
  const lengthHistogram = new Array<number>(Math.floor(longest / binWidth) + 1).fill(0);
  for (const length of lengths) lengthHistogram[Math.floor(length / binWidth)]++;
  return { lengthHistogram, binWidth };
}
