// Cuts text into tokens. Offsets are carried from the text itself and never rebuilt; lower-casing changes a token, not
// its place.

import type { TokenizerOptions } from '../../protocol/experiment';
import { requireSpanType, spanFinders, type SpanType } from './tokenSpans';
import type { Vocabulary } from './vocabulary';

/** What cutting needs to know; vocabulary size and minimum frequency do not matter here. */
export type CuttingOptions = Pick<TokenizerOptions, 'type' | 'lowercase'>;

/** Tokens and where each lies in the text: half-open, in UTF-16 units. */
export interface Tokens {
  tokens: string[];
  offsets: [start: number, end: number][];
}

export interface Tokenizer {
  readonly type: SpanType;
  readonly lowercase: boolean;
  tokenize(text: string): Tokens;
  /** The ids of all tokens, `UNK` for those that are not in the vocabulary. */
  encode(vocabulary: Vocabulary, text: string): Int32Array;
  /** Adds the text's tokens to `counts` and returns how many there are. */
  count(text: string, counts: Map<string, { count: number }>): number;
}

export function createTokenizer({ type, lowercase }: CuttingOptions): Tokenizer {
  const spanType = requireSpanType(type);
  const findSpans = spanFinders[spanType];
  const tokenAt = lowercase
    ? (text: string, start: number, end: number) => text.slice(start, end).toLowerCase()
    : (text: string, start: number, end: number) => text.slice(start, end);
  let scratch = new Int32Array(256); // grows to the longest text, so that encoding allocates only its result
  return {
    type: spanType,
    lowercase,
    tokenize(text) {
      const result: Tokens = { tokens: [], offsets: [] };
      findSpans(text, (start, end) => {
        result.tokens.push(tokenAt(text, start, end));
        result.offsets.push([start, end]);
      });
      return result;
    },
    encode(vocabulary, text) {
      if (scratch.length < text.length) scratch = new Int32Array(text.length * 2);
      let length = 0;
      findSpans(text, (start, end) => {
        scratch[length++] = vocabulary.idOf(tokenAt(text, start, end));
      });
      return scratch.slice(0, length);
    },
    count(text, counts) {
      let length = 0;
      findSpans(text, (start, end) => {
        const token = tokenAt(text, start, end);
        const entry = counts.get(token);
        if (entry) entry.count++;
        else counts.set(token, { count: 1 });
        length++;
      });
      return length;
    },
  };
}
