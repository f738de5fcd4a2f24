// The call `tokenize`: tokens of some lines, and the vocabulary and statistics of all of them.

import type { DroppedToken } from '../../protocol/tokenizeCalls';
import type { TokenizerOptions } from '../../protocol/tokenizer';
import { createTokenizerLearner, wordLimit } from '../text/tokenizerLearner';
import { widthAt } from '../text/tokenizers/pieces';
import type { Pipeline } from '../text/tokenizers/pipeline';
import { readTokenizerJson } from '../text/tokenizers/tokenizerJson';
import { sizeNotes, SpecialsCount } from '../text/tokenizerNotes';
import { BoundedCounts } from '../text/trainers/boundedCounts';
import { runTraining } from '../text/trainers/training';
import { specialTokens } from '../text/vocabulary';
import type { EngineCall, EngineContext } from './context';
import { LineSurvey, MOST_UNITS_OF_A_LINE, type Pass } from './lineSurvey';
import { readTokenizerInputs } from '../data/tokenizerInputs';

const MAX_WORDS_LISTED = 50_000;
const MAX_DROPPED_LISTED = 1_000;
const MAX_GAPS = 200_000;

type Counts = Map<string, { count: number }>;

/**
 * What cuts by a rule takes one pass over the lines; what learns pieces, a second one to count these. Its memory does not
 * grow with the text. Fails as `readText`, `createTokenizerLearner`, and with `CANCELLED`.
 */
export const tokenize: EngineCall<'tokenize'> = async (request, context) => {
  const started = performance.now();
  const { tokenizer: options } = request;
  const inputs = await readTokenizerInputs(options, '');
  const learner = createTokenizerLearner(options, inputs);
  const lines = new LineSurvey(request);
  const counts = new BoundedCounts();
  const gaps = new BoundedCounts({ words: MAX_GAPS });
  const isRule = learner.cutsWords && options.type !== 'file';
  const countWords = (text: string): number => {
    if (!leavesGaps(options) && !inputs.userWords) return learner.count(text, counts);
    const { tokens, offsets } = learner.cut(text);
    for (const token of tokens) add(counts, token, 1);
    if (leavesGaps(options)) countGaps(text, offsets, gaps);
    return tokens.length;
  };
  const [counting, learning] = isRule ? [0.9, 1] : options.type === 'file' ? [0, 0] : [0.4, 0.6];
  const pass = { phase: 'Counting', from: 0, to: counting };
  if (isRule) await lines.each(context, pass, countWords);
  else if (options.type !== 'file')
    await new LineSurvey({ ...request, maxLines: 0 }).each(context, pass, (text) => learner.count(text, counts));

  const json = await runTraining(learner.learn(counts, options), {
    signal: context.signal,
    onProgress: (fraction) =>
      context.progress({ phase: 'Learning', fraction: counting + (learning - counting) * fraction }),
  });
  const pipeline = readTokenizerJson(json, options.file ?? 'tokenizer.json', {
    analyser: inputs.analyser,
    specialTokens: inputs.specialTokens,
  });
  const specials = new SpecialsCount(pipeline, options);
  if (!isRule) counts.clear();
  const pieces = isRule
    ? counts
    : await countPieces({ pipeline, specials }, lines, { phase: 'Tokenising', from: learning, to: 1 }, context);

  const ids = new Map(pipeline.tokens.map((token, id) => [token, id]));
  for (const token of isRule ? specialTokens : []) ids.delete(token);
  const { tokens: tokenCount, lines: lineCount } = lines.lengths;
  let known = 0;
  for (const [token, { count }] of pieces) if (ids.has(token)) known += count;
  return {
    lines: lines.kept.map((line) => ({ ...line, ...pipeline.tokenize(line.text) })),
    lineCount,
    tokenCount,
    wordCount: lines.words,
    distinctCount: pieces.types,
    vocabulary: mostFrequent(pieces, MAX_WORDS_LISTED).map(([token, { count }]) => {
      const id = ids.get(token);
      return id === undefined ? { token, count } : { token, count, id };
    }),
    unknownCount: tokenCount - known,
    dropped: droppedOf(pieces, ids, gaps, options),
    ...lines.lengths.result(),
    encoding: lines.encoding,
    ...(lines.columns ? { columns: lines.columns } : {}),
    notices: lines.notices,
    tokenizerNotices: [
      ...pipeline.notes,
      ...(isRule ? [] : sizeNotes(options, pipeline.tokens.length)),
      ...specials.notes(),
    ],
    ...(request.wantsTokenizer ? { tokenizerText: json } : {}),
    seconds: (performance.now() - started) / 1000,
  };
};

interface Counted {
  pipeline: Pipeline;
  specials: SpecialsCount;
}

/** How often each piece occurs; unknown ones as they stand in the text. */
async function countPieces({ pipeline, specials }: Counted, lines: LineSurvey, pass: Pass, context: EngineContext) {
  const byId = new Float64Array(pipeline.tokens.length);
  const pieces = new BoundedCounts();
  await lines.each(context, pass, (text) => {
    specials.add(text);
    const ids = pipeline.encode(text);
    let hasUnknown = false;
    for (const id of ids) {
      if (id === pipeline.unknownId) hasUnknown = true;
      else byId[id]++;
    }
    if (!hasUnknown) return ids.length;
    for (const part of partsOf(text)) {
      const { ids: same, tokens } = pipeline.tokenize(part);
      same.forEach((id, i) => {
        if (id === pipeline.unknownId) add(pieces, tokens[i], 1);
      });
    }
    return ids.length;
  });
  byId.forEach((count, id) => {
    if (count > 0) add(pieces, pipeline.tokens[id], count);
  });
  return pieces;
}

/** A very long text in parts that end before a space, since its tokens with their places take much more room than it. */
function* partsOf(text: string): Generator<string> {
  for (let start = 0; start < text.length;) {
    const most = start + MOST_UNITS_OF_A_LINE;
    const space = most < text.length ? text.lastIndexOf(' ', most) : -1;
    const end = most >= text.length ? text.length : space > start ? space : most - (widthAt(text, most - 1) - 1);
    yield text.slice(start, end);
    start = end;
  }
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
function droppedOf(words: Counts, ids: ReadonlyMap<string, number>, gaps: Counts, options: TokenizerOptions) {
  const limited = wordLimit(options) < options.vocabularySize;
  const unknown = mostFrequent(words, MAX_DROPPED_LISTED, (token) => !ids.has(token)).map(
    ([token, { count }]): DroppedToken => {
      const reason = count < options.minFrequency ? 'frequency' : limited ? 'numWords' : 'size';
      return { token, count, reason };
    },
  );
  const reason = options.compatibility === 'keras' && options.type === 'word' ? 'filter' : 'pattern';
  const between = mostFrequent(gaps, MAX_DROPPED_LISTED).map(([token, { count }]): DroppedToken => {
    return { token, count, reason };
  });
  return [...unknown, ...between].sort((a, b) => b.count - a.count).slice(0, MAX_DROPPED_LISTED);
}

/** By falling count, of equals those seen first. */
function mostFrequent(
  counts: Counts,
  most: number,
  isWanted: (token: string) => boolean = () => true,
): [string, { count: number }][] {
  const all: number[] = [];
  for (const [token, { count }] of counts) if (isWanted(token)) all.push(count);
  const sorted = Float64Array.from(all).sort();
  const least = sorted[Math.max(0, sorted.length - most)] ?? 0;
  const found: [string, { count: number }][] = [];
  for (const entry of counts) if (entry[1].count >= least && isWanted(entry[0])) found.push(entry);
  return found.sort(([, a], [, b]) => b.count - a.count).slice(0, most);
}
