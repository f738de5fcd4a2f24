// The pre-tokeniser stage: cuts the normalised text into words. Every unit of a word is a unit of the text, or was put
// before it (a prefixed space), so a word's place follows from where it begins.

import { LabError } from '../../../protocol/labError';
import {
  type ActionTable,
  DROP,
  gpt2Classes,
  ISOLATE,
  JOIN_OTHER,
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
import { cutMorphemes, type Kiwi } from './kiwi';
import { searchPattern } from './patterns';
import { labSplits } from './labSplits';
import { widthAt } from './pieces';
import type { PreTokenizerSpec, SplitBehavior } from './spec';

/**
 * `base`: where in the normalised text the word's first unit lies; -1 for a character put before it. `length`: how much of
 * the text the word stands for, where that is not its own length.
 */
type EmitWord = (word: string, base: number, length?: number) => void;

/** Cuts `text`, which begins at `base` of the normalised text, and calls `emit` for each word, in order. */
export type PreTokenizer = (text: string, base: number, emit: EmitWord) => void;

/**
 * `prefix + text.slice(start, end)` is a word; `prefix` has at most one unit. `base` is where the first unit of this `text`
 * lies in the normalised text: it may have been changed or put before since it was given.
 */
type EmitSpan = (text: string, start: number, end: number, prefix: string, base: number) => void;

/** A pre-tokeniser that makes no strings. */
type SpanCutter = (text: string, base: number, emit: EmitSpan) => void;

export interface PreTokenizing {
  cut: PreTokenizer;
  /** The same words, without strings for them where the stage can do without. */
  cutSpans: SpanCutter;
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

type Cutters = Pick<PreTokenizing, 'cut' | 'cutSpans'>;

const ofSpans = (cutSpans: SpanCutter): Cutters => ({ cut: wordsOf(cutSpans), cutSpans });
const ofWords = (cut: PreTokenizer): Cutters => ({ cut, cutSpans: spansOf(cut) });

function wordsOf(cutSpans: SpanCutter): PreTokenizer {
  return (text, base, emit) =>
    cutSpans(text, base, (given, start, end, prefix, from) => {
      const word = given.slice(start, end);
      if (prefix === '') emit(word, from + start);
      else emit(prefix + word, from + start - prefix.length);
    });
}

function spansOf(cut: PreTokenizer): SpanCutter {
  return (text, base, emit) => cut(text, base, (word, at) => emit(word, 0, word.length, '', at));
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

function byMark(table: (marks: number) => ActionTable, behavior: SplitBehavior, type: string): SpanCutter {
  if (behavior === 'Isolated') return spansByClass(table(ISOLATE));
  if (behavior === 'Contiguous') return spansByClass(table(JOIN_OTHER));
  if (behavior === 'Removed') return spansByClass(table(DROP));
  throw new LabError('INVALID_FILE', `The pre-tokenizer "${type}" with the behavior "${behavior}" is not known here.`);
}

/** Runs of characters of the same class, of at least so many UTF-16 units. */
export function byClass(table: ActionTable, leastLength = 1): PreTokenizer {
  return wordsOf(spansByClass(table, leastLength));
}

function spansByClass({ units, beyond }: ActionTable, leastLength = 1): SpanCutter {
  return (text, base, emit) => {
    let start = 0;
    let open = DROP;
    const { length } = text;
    for (let at = 0; at < length;) {
      const unit = text.charCodeAt(at);
      let width = 1;
      let action = units[unit];
      if (unit >= 0xd800 && unit <= 0xdbff && widthAt(text, at) === 2) {
        width = 2;
        action = beyond(text.slice(at, at + 2));
      }
      if (action !== open || action === ISOLATE) {
        if (open !== DROP && at - start >= leastLength) emit(text, start, at, '', base);
        start = at;
        open = action;
      }
      at += width;
    }
    if (open !== DROP && length - start >= leastLength) emit(text, start, length, '', base);
  };
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

/** A pair of surrogates is one character. */
export function ofTwoCharacters(cut: PreTokenizer): PreTokenizer {
  return (text, base, emit) =>
    cut(text, base, (word, at) => void ((word.length > 2 || widthAt(word, 0) === 1) && emit(word, at)));
}

function split({ pattern, behavior, invert }: Extract<PreTokenizerSpec, { type: 'Split' }>): Cutters {
  const ownWay = 'Regex' in pattern ? known.get(pattern.Regex) : undefined;
  if (ownWay && behavior === (invert ? 'Removed' : 'Isolated')) return ownWay();
  if ('Regex' in pattern && pattern.Regex === GPT2_PATTERN && behavior === 'Isolated' && !invert)
    return ofSpans(cutLikeGpt2);
  return ofWords(splitByPattern(searchPattern(pattern), behavior, invert));
}

/** The longest stretch a pattern is matched against at once; longer texts are cut at white space where there is some. */
const WINDOW = 4_000;
/** What one text may cost where it had to be cut. */
const MAX_MATCHING_MS = 10_000;

/** Cuts at matches (`invert`: at what is between them). No word is empty. */
function splitByPattern(pattern: RegExp, behavior: SplitBehavior, invert: boolean): PreTokenizer {
  const cut: PreTokenizer = (text, base, emit) => {
    let start = -1; // of what waits to be joined with what follows
    let lastWasMark = false;
    let at = 0;
    const span = (from: number, to: number, isMark: boolean): void => {
      if (from === to) return;
      switch (behavior) {
        case 'Removed':
          if (!isMark) emit(text.slice(from, to), base + from);
          return;
        case 'Isolated':
          emit(text.slice(from, to), base + from);
          return;
        case 'Contiguous':
          if (start >= 0 && lastWasMark !== isMark) emit(text.slice(start, from), base + start);
          if (start < 0 || lastWasMark !== isMark) start = from;
          break;
        case 'MergedWithPrevious':
          if (start >= 0 && (!isMark || lastWasMark)) emit(text.slice(start, from), base + start);
          if (start < 0 || !isMark || lastWasMark) start = from;
          break;
        case 'MergedWithNext':
          if (start >= 0 && (isMark || !lastWasMark)) emit(text.slice(start, from), base + start);
          if (start < 0 || isMark || !lastWasMark) start = from;
          break;
      }
      lastWasMark = isMark;
    };
    for (const { 0: match, index } of text.matchAll(pattern)) {
      span(at, index, invert);
      span(index, index + match.length, !invert);
      at = index + match.length;
    }
    span(at, text.length, invert);
    if (start >= 0) emit(text.slice(start), base + start);
  };
  return (text, base, emit) => {
    if (text.length <= WINDOW) return cut(text, base, emit);
    const started = performance.now();
    for (let start = 0; start < text.length;) {
      if (performance.now() - started > MAX_MATCHING_MS)
        throw new LabError('INVALID_ARGUMENT', `The pattern ${String(pattern)} takes too long on this text.`);
      const end = windowEnd(text, start);
      cut(text.slice(start, end), base + start, emit);
      start = end;
    }
  };
}

function windowEnd(text: string, start: number): number {
  if (start + WINDOW >= text.length) return text.length;
  const space = text.lastIndexOf(' ', start + WINDOW);
  if (space > start + WINDOW / 2) return space;
  return start + WINDOW - (widthAt(text, start + WINDOW - 1) === 2 ? 1 : 0);
}

/** The pattern by which GPT-2 cuts (Radford et al. 2019). */
const GPT2_PATTERN = "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+";

const SPACE_UNIT = 0x20;
const APOSTROPHE = 0x27;
const WHITE = 3;

/** As `GPT2_PATTERN` cuts, by hand. */
const cutLikeGpt2: SpanCutter = (text, base, emit) => {
  const { units, beyond } = gpt2Classes();
  const { length } = text;
  const classAt = (at: number): number => {
    const unit = text.charCodeAt(at);
    return unit >= 0xd800 && unit < 0xdc00 && widthAt(text, at) === 2 ? beyond(text.slice(at, at + 2)) : units[unit];
  };
  for (let start = 0; start < length;) {
    let end = start;
    const unit = text.charCodeAt(start);
    const suffix = unit === APOSTROPHE ? contractionLength(text, start) : 0;
    if (suffix > 0) end = start + suffix;
    else {
      let kind = classAt(start);
      end = start;
      if (unit === SPACE_UNIT && start + 1 < length) {
        const next = classAt(start + 1);
        if (next !== WHITE) {
          end = start + 1;
          kind = next;
        }
      }
      while (end < length) {
        const at = text.charCodeAt(end);
        if (at < 0xd800 || at >= 0xdc00) {
          if (units[at] !== kind) break;
          end++;
        } else {
          if (classAt(end) !== kind) break;
          end += widthAt(text, end);
        }
      }
      if (kind === WHITE && end < length && end - start > 1) end--; // the last white space goes with what follows
    }
    emit(text, start, end, '', base);
    start = end;
  }
};

function contractionLength(text: string, at: number): number {
  const next = text.charAt(at + 1);
  if (next === 's' || next === 't' || next === 'm' || next === 'd') return 2;
  const two = text.slice(at + 1, at + 3);
  return two === 're' || two === 've' || two === 'll' ? 3 : 0;
}

/** As in SentencePiece: spaces become `▁`, and each word begins with its own. */
function metaspace(spec: Extract<PreTokenizerSpec, { type: 'Metaspace' }>): SpanCutter {
  const { replacement, prepend_scheme: scheme, split: cutting } = spec;
  const isWanted = (base: number): boolean => scheme === 'always' || (scheme === 'first' && base === 0);
  const cutAtSpaces: SpanCutter = (text, base, emit) => {
    let start = 0;
    let prefix = isWanted(base) ? replacement : '';
    for (let space = text.indexOf(' '); ; space = text.indexOf(' ', start)) {
      const end = space < 0 ? text.length : space;
      // A space that begins the text is its own prefix.
      if (start > 0 || end > 0) emit(text, start, end, prefix, base);
      if (space < 0) return;
      start = space + 1;
      prefix = replacement;
    }
  };
  return (text, base, emit) => {
    if (text === '') return;
    if (cutting && !text.includes(replacement)) return cutAtSpaces(text, base, emit);
    let replaced = text.includes(' ') ? text.replaceAll(' ', replacement) : text;
    let from = base;
    if (isWanted(base) && !replaced.startsWith(replacement)) {
      replaced = replacement + replaced;
      from--;
    }
    if (!cutting) return emit(replaced, 0, replaced.length, '', from);
    for (let start = 0; start < replaced.length;) {
      const found = replaced.indexOf(replacement, start + 1);
      const end = found < 0 ? replaced.length : found;
      emit(replaced, start, end, '', from);
      start = end;
    }
  };
}
