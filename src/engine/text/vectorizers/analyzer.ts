// Cuts a text into the features that are counted: words and n-grams of words. Words come from a token pattern, the way of
// scikit-learn, or from one of this project's tokenisers.

import type { Tokenizer } from '../tokenizer';
import { originalSpan } from '../tokenizers/alignedText';
import { splitPlainWords } from '../tokenizers/characterClasses';
import { composedText } from '../tokenizers/normalizers';
import type { BoundedPattern } from '../tokenizers/boundedPattern';
import { byClass, ofTwoCharacters } from '../tokenizers/cutting/byClass';
import type { PreTokenizer } from '../tokenizers/cutting/cutters';
import { pythonPattern } from './pythonPattern';

/** Words and where each lies in the text: half-open, in UTF-16 units. */
export interface Words {
  tokens: string[];
  offsets: [start: number, end: number][];
}

/** Cuts texts into words. */
export interface WordCutter {
  words(text: string): Words;
  /** The words without their places, where that takes less time. */
  tokensOf?(text: string): string[];
}

export interface Analyzer extends Required<WordCutter> {
  /** Where the features are the n-grams of the words, joined by spaces: their lengths, from and to. */
  readonly ngramRange?: readonly [number, number];
  /** Where words behind so many are not looked at, and the features depend on the words' places. */
  readonly maxLength?: number;
  /** The features of the words in their order, the shortest n-grams first; each `count` words long from `first` on. */
  features(tokens: readonly string[], emit: (feature: string, first: number, count: number) => void): void;
}

export interface AnalyzerOptions extends WordCutter {
  /** Lengths of n-grams: from, to. */
  ngramRange: readonly [number, number];
}

export function createAnalyzer({ ngramRange, ...cutter }: AnalyzerOptions): Analyzer {
  const [least, most] = ngramRange;
  return {
    ngramRange,
    ...wholeCutter(cutter),
    features(tokens, emit) {
      for (let length = least; length <= Math.min(most, tokens.length); length++)
        for (let first = 0; first + length <= tokens.length; first++) {
          let feature = tokens[first];
          for (let i = first + 1; i < first + length; i++) feature += ` ${tokens[i]}`;
          emit(feature, first, length);
        }
    },
  };
}

export const wholeCutter = ({ words, tokensOf = (text) => words(text).tokens }: WordCutter): Required<WordCutter> => ({
  words,
  tokensOf,
});

export const defaultTokenPattern = '(?u)\\b\\w\\w+\\b';
/** Patterns that need no regular expression: runs of word characters, which end at their boundaries. */
const plainPatterns = new Map<string, () => PreTokenizer>([
  [defaultTokenPattern, () => ofTwoCharacters(byClass(splitPlainWords(), 2))],
  ['(?u)\\b\\w+\\b', () => byClass(splitPlainWords())],
]);

/** What happens to a text before the pattern. */
export interface PatternText {
  lowercase: boolean;
  /** Letters in parts (NFD) become one character (NFC) first. */
  joinsForms?: boolean;
}

/** As scikit-learn: first lower case, then all matches of the pattern, or of its group where it has one. */
export function patternWords(pattern: string, { lowercase, joinsForms = false }: PatternText): (text: string) => Words {
  const cut = plainPatterns.get(pattern)?.() ?? matchesOf(pythonPattern(pattern));
  const wordsOf = (text: string): Words => {
    const lowered = lowercase ? text.toLowerCase() : text;
    const tokens: string[] = [];
    const offsets: [number, number][] = [];
    cut(lowered, 0, (token, start, place) => {
      tokens.push(token);
      offsets.push(place ? place(0, token.length) : [start, start + token.length]);
    });
    if (lowered.length !== text.length) mapBack(text, offsets);
    return { tokens, offsets };
  };
  if (!joinsForms) return wordsOf;
  return (text) => {
    const composed = composedText(text);
    const { tokens, offsets } = wordsOf(composed.text);
    return { tokens, offsets: offsets.map(([start, end]) => originalSpan(composed, start, end)) };
  };
}

/** A group that took no part gives an empty word in the place of the whole match. */
function matchesOf(matcher: BoundedPattern): PreTokenizer {
  return (text, base, emit) => {
    matcher.each(text, (match) => {
      const [start, end] = spanOf(match);
      const hasWord = match.length === 1 || match[1] !== undefined;
      emit(hasWord ? text.slice(start, end) : '', base + start, () => [base + start, base + end]);
    });
  };
}

function spanOf(match: RegExpExecArray): [number, number] {
  const group = match.length > 1 ? match.indices?.[1] : undefined;
  return group ?? [match.index, match.index + match[0].length];
}

/** Few letters change their length in lower case (İ becomes two units); offsets are then moved to the text's own. */
function mapBack(text: string, offsets: [number, number][]): void {
  const starts: number[] = [];
  let at = 0;
  for (const character of text) {
    for (let i = character.toLowerCase().length; i > 0; i--) starts.push(at);
    at += character.length;
  }
  starts.push(at);
  for (const span of offsets) {
    const [start, end] = span;
    const last = starts[Math.max(start, end - 1)];
    span[0] = starts[start];
    span[1] = end > start ? last + widthAt(text, last) : starts[start];
  }
}

const widthAt = (text: string, at: number): number => ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);

/** The words a tokeniser gives. */
export const tokenizerWords = (tokenizer: Tokenizer): WordCutter => ({
  words: (text) => tokenizer.tokenize(text),
  tokensOf: (text) => tokenizer.tokensOf(text),
});
