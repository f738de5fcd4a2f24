// A sequence-to-sequence model with its texts: from text to text, with all that is asked for beside it.

import type { TextAnswer } from '../../protocol/answer';
import type { DecodedOutput, DecodingRequest, SearchNode } from '../../protocol/decoding';
import { LabError } from '../../protocol/labError';
import type { EncodedSources } from '../data/encodedTexts';
import { placeLengths } from '../data/pairBatches';
import { scoreOf, type Hypothesis } from '../decode/hypothesis';
import { runSearch, type SearchJob } from '../decode/searchJob';
import type { SearchRecord } from '../decode/searchRecord';
import type { Feeds } from '../runtime/session';
import type { DecodingOptions } from '../schema/decoding';
import { UNK } from '../text/vocabulary';
import type { DecodingThreads, Searcher } from './decodingThreads';
import { inParallel } from './inParallel';
import { longestOutput, searchOfRequest } from './searchOfRequest';
import type { SequenceSession } from './sequenceSession';
import type { TextSide } from './sequenceText';
import type { SourceSide } from './sourceSide';

/** How both sides are read. */
export interface SequenceText {
  source: SourceSide;
  target: TextSide;
}

export interface SequenceParts {
  text: SequenceText;
  session: SequenceSession;
  /** Of the experiment: what holds where nothing else is asked for. */
  decoding: DecodingOptions;
  training: { maxLength: number; truncation: 'end' | 'start'; padding: 'before' | 'after' };
  hasAttention: boolean;
  /** For many texts. */
  threads?: DecodingThreads;
}

export interface DecodeOptions {
  decoding?: DecodingRequest;
  attention?: boolean;
  search?: boolean;
  signal?: AbortSignal;
  /** The texts as the model is given them, where that is known. */
  encoded?: EncodedSources;
  /** Told after every group of texts. */
  progress?: (fraction: number) => void;
}

/** What was found for a text. */
export type DecodedText = Omit<TextAnswer, 'kind' | 'bleu'>;

/** Hypotheses that are computed at once, about. */
const ROWS_AT_ONCE = 320;

/** Texts, or pictures by their files, are given as cleaned by the experiment's steps; results are in their order. */
export async function decodeTexts(
  parts: SequenceParts,
  parameters: Feeds,
  texts: readonly string[],
  options: DecodeOptions = {},
): Promise<DecodedText[]> {
  const { text, session, training, hasAttention } = parts;
  const request = options.decoding ?? {};
  const { decoding } = parts;
  const wanted = searchOfRequest(request, { decoding, target: text.target, longest: session.longest });
  const replace = request.replaceUnknown ?? decoding.replaceUnknown;
  if (replace && !hasAttention)
    throw new LabError('INVALID_ARGUMENT', 'This model has no attention, by which unknown words are replaced.');
  const looks = hasAttention && ((options.attention ?? false) || replace || (options.search ?? false));
  const named = texts.map((source) => ({ source }));
  const encoded = options.encoded ?? (await text.source.encode(named, { ...training, signal: options.signal }));
  const { ids, starts, numbered } = encoded;
  const lengths = placeLengths(encoded);
  const sources = texts.map((_, i) => ids.subarray(starts[i], starts[i + 1]));
  const order = [...sources.keys()].sort((a, b) => sources[a].length - sources[b].length || a - b);
  const groups = inGroups(order, Math.max(1, Math.floor(ROWS_AT_ONCE / wanted.beam)));
  const results: DecodedText[] = new Array<DecodedText>(texts.length);
  let done = 0;
  const decode = async (group: readonly number[], search: Searcher, signal: AbortSignal): Promise<void> => {
    // What goes to another thread takes all of its memory along: pictures take their own alone.
    const given = group.map((i) => (numbered ? sources[i].slice() : sources[i]));
    const job: SearchJob = {
      ...{ sources: given, search: wanted },
      longest: given.map(({ length }) =>
        longestOutput(request, decoding, numbered ? training.maxLength : 2 * length + 10),
      ),
      ...(request.method === 'sampling' ? { sampling: samplingOf(request, group) } : {}),
    };
    const found = await search(job, looks, signal);
    found.forEach(({ outputs, record }, place) => {
      const i = group[place];
      const firstColumn = firstColumnOf(outputs, lengths[i], training.padding);
      const seen = text.source.seen(texts[i], training);
      results[i] = {
        input: texts[i],
        sourceText: texts[i],
        ...{ sourceTokens: seen.tokens, sourceOffsets: seen.offsets, sourceUnknown: seen.unknown },
        ...(seen.picture && { picture: seen.picture }),
        ...(seen.cut ? { cut: seen.cut } : {}),
        outputs: outputs.map((output) =>
          describe(output, {
            parts,
            search: wanted,
            source: seen.tokens,
            firstColumn,
            replace,
            attention: options.attention ?? false,
          }),
        ),
        ...(record ? { search: traceOf(record, wanted, text.target, seen.tokens.length, firstColumn) } : {}),
      };
    });
    done += group.length;
    options.progress?.(done / order.length);
  };
  const searchers = options.search ? [] : (parts.threads?.searchers(groups.length) ?? []);
  await inParallel(groups, searchers.length > 0 ? searchers : [ownSearcher()], decode, options.signal);
  return results;

  function ownSearcher(): Searcher {
    const decoder = session.decoder(parameters, { attention: looks });
    return (job, _attention, signal) => runSearch(decoder, job, { recorded: options.search, signal });
  }
}

/** Groups of one size, `most` or a little fewer: a small last one would cost as many steps. The longest texts are last and go first. */
function inGroups(order: readonly number[], most: number): number[][] {
  const size = Math.ceil(order.length / Math.ceil(order.length / most));
  const starts = Array.from({ length: Math.ceil(order.length / size) }, (_, i) => i * size);
  return starts.reverse().map((first) => order.slice(first, first + size));
}

const samplingOf = (
  { temperature = 1, topK = 0, topP = 1, minP, typical, seed = 1 }: DecodingRequest,
  numbers: readonly number[],
): SearchJob['sampling'] => ({ temperature, topK, topP, minP, typical, seed, numbers });

/** Where a source begins among the columns of the attention. */
function firstColumnOf(outputs: readonly Hypothesis[], length: number, padding: 'before' | 'after'): number {
  const columns = outputs[0]?.attention[0]?.length ?? length;
  return padding === 'before' ? columns - length : 0;
}

interface Described {
  parts: SequenceParts;
  search: SearchJob['search'];
  source: readonly string[];
  firstColumn: number;
  replace: boolean;
  attention: boolean;
}

function describe(
  output: Hypothesis,
  { parts, search, source, firstColumn, replace, attention }: Described,
): DecodedOutput {
  const { target } = parts.text;
  const tokens = output.tokens.map((id) => target.vocabulary.tokens[id]);
  const rows = output.attention
    .slice(0, tokens.length)
    .map((row) => Array.from(row.subarray(firstColumn, firstColumn + source.length)));
  let text = target.decode(output.tokens);
  if (replace)
    output.tokens.forEach((id, t) => {
      if (id !== UNK) return;
      const words = rows[t].slice(0, -1); // not the end symbol
      const word = source[words.indexOf(Math.max(...words))] ?? '<unk>';
      tokens[t] = word;
      text = text.replace('<unk>', () => word);
    });
  return {
    text,
    tokens,
    ids: [...output.tokens],
    logProbability: output.total,
    score: scoreOf(output, search.lengthPenalty),
    tokenLogProbabilities: [...output.logProbabilities],
    ended: output.ended,
    ...(attention && rows.length > 0 ? { attention: rows } : {}),
  };
}

function traceOf(
  record: SearchRecord,
  { beam, lengthPenalty: alpha }: SearchJob['search'],
  side: TextSide,
  columns: number,
  firstColumn: number,
): TextAnswer['search'] {
  const nodes = record.nodes.map(({ token, attention, ...node }): SearchNode => ({
    ...node,
    tokenId: token,
    token: side.vocabulary.tokens[token],
    ...(attention ? { attention: Array.from(attention.subarray(firstColumn, firstColumn + columns)) } : {}),
  }));
  return { nodes, beam, lengthPenalty: alpha, steps: nodes.reduce((most, { step }) => Math.max(most, step), 0) };
}
