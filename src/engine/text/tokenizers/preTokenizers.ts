// The pre-tokeniser stage: cuts the normalised text into words. Every unit of a word is a unit of the text, or was put
// before it (a prefixed space), so a word's place follows from where it begins.

import { LabError } from '../../../protocol/labError';
import {
  splitAtSpace,
  splitBert,
  splitCharacters,
  splitDigits,
  splitJamo,
  splitLabWords,
  splitPlainWords,
  splitPunctuation,
  splitSyllables,
  splitWords,
} from './characterClasses';
import { byClass, byMark, ofTwoCharacters, spansByClass } from './cutting/byClass';
import { splitByPattern } from './cutting/byPattern';
import { type Cutters, ofSpans, ofWords, type PreTokenizer, type SpanCutter, spansOf } from './cutting/cutters';
import { cutLikeGpt2, GPT2_PATTERN } from './cutting/likeGpt2';
import { metaspace } from './cutting/metaspace';
import { cutMorphemes, type Kiwi } from './kiwi';
import { labSplits } from './labSplits';
import { searchPattern } from './patterns';
import type { PreTokenizerSpec } from './spec';

export interface PreTokenizing extends Cutters {
  /** The model reads words as UTF-8 bytes. */
  byteLevel: boolean;
}

/** Fails with `INVALID_FILE` where a stage stands in a place that is not known here, or needs a `kiwi` that is not given. */
export function createPreTokenizer(spec: PreTokenizerSpec | null | undefined, kiwi?: Kiwi): PreTokenizing {
  const stages = spec ? flatten(spec) : [];
  const byteLevelAt = stages.findIndex(({ type }) => type === 'ByteLevel');
  if (byteLevelAt >= 0 && byteLevelAt < stages.length - 1)
    throw new LabError('INVALID_FILE', 'The pre-tokenizer "ByteLevel" must be the last of its sequence.');
  if (stages.length > 1 && stages.some(({ type }) => type === 'Kiwi'))
    throw new LabError('INVALID_FILE', 'The pre-tokenizer "Kiwi" must stand by itself.');
  const cutters = stages.map((each) => stage(each, kiwi));
  const cut = chain(cutters.map(({ cut }) => cut));
  return { cut, cutSpans: cutters.length === 1 ? cutters[0].cutSpans : spansOf(cut), byteLevel: byteLevelAt >= 0 };
}

function flatten(spec: PreTokenizerSpec): Exclude<PreTokenizerSpec, { type: 'Sequence' }>[] {
  return spec.type === 'Sequence' ? spec.pretokenizers.flatMap(flatten) : [spec];
}

function chain(cuts: readonly PreTokenizer[]): PreTokenizer {
  if (cuts.length === 0) return (text, base, emit) => void (text !== '' && emit(text, base));
  const [first, ...rest] = cuts;
  if (rest.length === 0) return first;
  const next = chain(rest);
  return (text, base, emit) => first(text, base, (word, at) => next(word, at, emit));
}

function stage(spec: Exclude<PreTokenizerSpec, { type: 'Sequence' }>, kiwi: Kiwi | undefined): Cutters {
  switch (spec.type) {
    case 'Whitespace':
      return ofSpans(spansByClass(splitWords()));
    case 'WhitespaceSplit':
      return ofSpans(spansByClass(splitAtSpace()));
    case 'BertPreTokenizer':
      return ofSpans(spansByClass(splitBert()));
    case 'CharDelimiterSplit':
      return ofWords(byDelimiter(spec.delimiter));
    case 'Punctuation':
      return ofSpans(byMark(splitPunctuation, spec.behavior, spec.type));
    case 'Digits':
      return ofSpans(byMark(splitDigits, spec.individual_digits ? 'Isolated' : 'Contiguous', spec.type));
    case 'Split':
      return split(spec);
    case 'ByteLevel': {
      const cut: SpanCutter = spec.use_regex ? cutLikeGpt2 : (text, base, emit) => emit(text, 0, text.length, '', base);
      return ofSpans((text, base, emit) => {
        if (text === '') return;
        const prefixed = spec.add_prefix_space && !text.startsWith(' ');
        cut(prefixed ? ` ${text}` : text, prefixed ? base - 1 : base, emit);
      });
    }
    case 'Metaspace':
      return ofSpans(metaspace(spec));
    case 'Kiwi': {
      if (!kiwi) throw new LabError('INVALID_FILE', 'It cuts with Kiwi, whose model is not given here.');
      const options = { tags: spec.tags, contentWords: spec.content_words };
      return ofWords((text, base, emit) =>
        cutMorphemes(text, kiwi, options, (token, start, end) => emit(token, base + start, end - start)),
      );
    }
  }
}

function byDelimiter(delimiter: string): PreTokenizer {
  return (text, base, emit) => {
    for (let start = 0; start <= text.length;) {
      const found = text.indexOf(delimiter, start);
      const end = found < 0 ? text.length : found;
      if (end > start) emit(text.slice(start, end), base + start);
      start = end + 1;
    }
  };
}

/** The ways this laboratory cuts, which are known by their pattern, go without a regular expression. */
const known = new Map<string, () => Cutters>([
  [labSplits.word, () => ofSpans(spansByClass(splitLabWords()))],
  [labSplits.syllable, () => ofSpans(spansByClass(splitSyllables()))],
  [labSplits.jamo, () => ofSpans(spansByClass(splitJamo()))],
  [labSplits.character, () => ofSpans(spansByClass(splitCharacters()))],
  [labSplits.scikitLearn, () => ofWords(ofTwoCharacters(byClass(splitPlainWords(), 2)))],
]);

function split({ pattern, behavior, invert }: Extract<PreTokenizerSpec, { type: 'Split' }>): Cutters {
  const ownWay = 'Regex' in pattern ? known.get(pattern.Regex) : undefined;
  if (ownWay && behavior === (invert ? 'Removed' : 'Isolated')) return ownWay();
  if ('Regex' in pattern && pattern.Regex === GPT2_PATTERN && behavior === 'Isolated' && !invert)
    return ofSpans(cutLikeGpt2);
  return ofWords(splitByPattern(searchPattern(pattern), behavior, invert));
}
