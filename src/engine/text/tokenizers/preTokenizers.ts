// The pre-tokeniser stage: cuts the normalised text into words. Every unit of a word is a unit of the text, or was put
// before it (a prefixed space), so a word's place follows from where it begins.

import { LabError } from '../../../protocol/labError';
import type { Analyser } from './analysers/analyser';
import { byMorphemes, cutsByAnalyser } from './analysers/byMorphemes';
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
import { cutByScript } from './cutting/byScript';
import {
  type Cutters,
  inSequence,
  ofSpans,
  ofWords,
  type PreTokenizer,
  type SpanCutter,
  spansOf,
} from './cutting/cutters';
import { cutLikeGpt2, GPT2_PATTERN } from './cutting/likeGpt2';
import { metaspace } from './cutting/metaspace';
import { bySegments } from './cutting/segments';
import { spelledInBytes } from './cutting/spelledInBytes';
import { labSplits } from './labSplits';
import { searchPattern } from './patterns';
import { widthAt } from './pieces';
import type { PreTokenizerSpec } from './spec';

export interface PreTokenizing extends Cutters {
  /** The model reads words as UTF-8 bytes. */
  byteLevel: boolean;
  /** Words at the very beginning of a text, base 0, are cut in another way. */
  looksAtBeginning: boolean;
}

export interface CuttingNeeds {
  /** For the stage that cuts by morphemes. */
  analyser?: Analyser;
  /** The model wants the characters of bytes, not words that it reads as bytes. */
  spelled?: boolean;
}

/** Fails with `INVALID_FILE` where a stage stands in a place that is not known here, or needs an `analyser` that is not given. */
export function createPreTokenizer(
  spec: PreTokenizerSpec | null | undefined,
  { analyser, spelled = false }: CuttingNeeds = {},
): PreTokenizing {
  const stages = spec ? flatten(spec) : [];
  const isByteLevel = ({ type }: PreTokenizerSpec): boolean => type === 'ByteLevel';
  const alone = stages.length > 1 ? stages.find(cutsByAnalyser) : undefined;
  if (alone) throw new LabError('INVALID_FILE', `The pre-tokenizer "${alone.type}" must stand by itself.`);
  const spells = spelled || stages.slice(0, -1).some(isByteLevel);
  const cutters = stages.map((each) => {
    const cutter = stage(each, analyser);
    return spells && isByteLevel(each) ? ofWords(spelledInBytes(cutter.cut)) : cutter;
  });
  const cut = inSequence(cutters.map(({ cut }) => cut));
  return {
    cut,
    cutSpans: cutters.length === 1 ? cutters[0].cutSpans : spansOf(cut),
    byteLevel: !spells && stages.some(isByteLevel),
    looksAtBeginning: stages.some((each) => each.type === 'Metaspace' && each.prepend_scheme === 'first'),
  };
}

function flatten(spec: PreTokenizerSpec): Exclude<PreTokenizerSpec, { type: 'Sequence' }>[] {
  return spec.type === 'Sequence' ? spec.pretokenizers.flatMap(flatten) : [spec];
}

function stage(spec: Exclude<PreTokenizerSpec, { type: 'Sequence' }>, analyser: Analyser | undefined): Cutters {
  if (cutsByAnalyser(spec)) return byMorphemes(spec, analyser);
  switch (spec.type) {
    case 'Whitespace':
      return ofSpans(spansByClass(splitWords()));
    case 'WhitespaceSplit':
      return ofSpans(spansByClass(splitAtSpace()));
    case 'BertPreTokenizer':
      return ofSpans(spansByClass(splitBert()));
    case 'UnicodeScripts':
      return ofSpans(cutByScript);
    case 'CharDelimiterSplit':
      return ofWords(byDelimiter(spec.delimiter));
    case 'FixedLength':
      return ofWords(byLength(spec.length));
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
    case 'Segmenter':
      return ofWords(bySegments(spec.language, spec.mark_spaces));
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

/** Parts of so many characters; the last may be shorter. */
function byLength(characters: number): PreTokenizer {
  return (text, base, emit) => {
    for (let start = 0, end = 0; start < text.length; start = end) {
      for (let i = 0; i < characters && end < text.length; i++) end += widthAt(text, end);
      emit(text.slice(start, end), base + start);
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
