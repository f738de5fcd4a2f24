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
export type EmitWord = (word: string, base: number, length?: number) => void;

/** Cuts `text`, which begins at `base` of the normalised text, and calls `emit` for each word, in order. */
export type PreTokenizer = (text: string, base: number, emit: EmitWord) => void;

export interface PreTokenizing {
  cut: PreTokenizer;
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
  const cuts = stages.map((each) => stage(each, kiwi));
  return { cut: chain(cuts), byteLevel: byteLevelAt >= 0 };
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

function stage(spec: Exclude<PreTokenizerSpec, { type: 'Sequence' }>, kiwi: Kiwi | undefined): PreTokenizer {
  switch (spec.type) {
    case 'Whitespace':
      return byClass(splitWords());
    case 'WhitespaceSplit':
      return byClass(splitAtSpace());
    case 'BertPreTokenizer':
      return byClass(splitBert());
    case 'CharDelimiterSplit':
      return byDelimiter(spec.delimiter);
    case 'Punctuation':
      return byMark(splitPunctuation, spec.behavior, spec.type);
    case 'Digits':
      return byMark(splitDigits, spec.individual_digits ? 'Isolated' : 'Contiguous', spec.type);
    case 'Split':
      return split(spec);
    case 'ByteLevel': {
      const cut: PreTokenizer = spec.use_regex ? cutLikeGpt2 : (text, base, emit) => emit(text, base);
      return (text, base, emit) => {
        if (text === '') return;
        const prefixed = spec.add_prefix_space && !startsWithSpace(text);
        cut(prefixed ? ` ${text}` : text, prefixed ? base - 1 : base, emit);
      };
    }
    case 'Metaspace':
      return metaspace(spec);
    case 'Kiwi': {
      if (!kiwi) throw new LabError('INVALID_FILE', 'It cuts with Kiwi, whose model is not given here.');
      const options = { tags: spec.tags, contentWords: spec.content_words };
      return (text, base, emit) =>
        cutMorphemes(text, kiwi, options, (token, start, end) => emit(token, base + start, end - start));
    }
  }
}

function startsWithSpace(text: string): boolean {
  return text.startsWith(' ');
}

function byMark(table: (marks: number) => ActionTable, behavior: SplitBehavior, type: string): PreTokenizer {
  if (behavior === 'Isolated') return byClass(table(ISOLATE));
  if (behavior === 'Contiguous') return byClass(table(JOIN_OTHER));
  if (behavior === 'Removed') return byClass(table(DROP));
  throw new LabError('INVALID_FILE', `The pre-tokenizer "${type}" with the behavior "${behavior}" is not known here.`);
}

/** Runs of characters of the same class; a loop over UTF-16 units without any allocation but the words. */
export function byClass({ units, beyond }: ActionTable, leastLength = 1): PreTokenizer {
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
        if (open !== DROP && at - start >= leastLength) emit(text.slice(start, at), base + start);
        start = at;
        open = action;
      }
      at += width;
    }
    if (open !== DROP && length - start >= leastLength) emit(text.slice(start), base + start);
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
const known = new Map<string, () => PreTokenizer>([
  [labSplits.word, () => byClass(splitLabWords())],
  [labSplits.syllable, () => byClass(splitSyllables())],
  [labSplits.jamo, () => byClass(splitJamo())],
  [labSplits.character, () => byClass(splitCharacters())],
  [labSplits.scikitLearn, () => ofTwoCharacters(byClass(splitPlainWords(), 2))],
]);

/** A pair of surrogates is one character. */
export function ofTwoCharacters(cut: PreTokenizer): PreTokenizer {
  return (text, base, emit) =>
    cut(text, base, (word, at) => void ((word.length > 2 || widthAt(word, 0) === 1) && emit(word, at)));
}

function split({ pattern, behavior, invert }: Extract<PreTokenizerSpec, { type: 'Split' }>): PreTokenizer {
  const ownWay = 'Regex' in pattern ? known.get(pattern.Regex) : undefined;
  if (ownWay && behavior === (invert ? 'Removed' : 'Isolated')) return ownWay();
  if ('Regex' in pattern && pattern.Regex === GPT2_PATTERN && behavior === 'Isolated' && !invert) return cutLikeGpt2;
  return splitByPattern(searchPattern(pattern), behavior, invert);
}

/** The longest stretch a pattern is matched against at once; longer texts are cut at white space where there is some. */
const WINDOW = 4_000;
/** What one text may cost where it had to be cut. */
const MAX_MATCHING_MS = 10_000;

/** Cuts at matches (`invert`: at what is between them). No word is empty. */
export function splitByPattern(pattern: RegExp, behavior: SplitBehavior, invert: boolean): PreTokenizer {
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
export const GPT2_PATTERN = "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+";

const SPACE_UNIT = 0x20;
const APOSTROPHE = 0x27;
const WHITE = 3;

/** As `GPT2_PATTERN` cuts, by hand. */
const cutLikeGpt2: PreTokenizer = (text, base, emit) => {
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
    emit(text.slice(start, end), base + start);
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
function metaspace(spec: Extract<PreTokenizerSpec, { type: 'Metaspace' }>): PreTokenizer {
  const { replacement, prepend_scheme: scheme, split: cutting } = spec;
  const isWanted = (base: number): boolean => scheme === 'always' || (scheme === 'first' && base === 0);
  const cutAtSpaces: PreTokenizer = (text, base, emit) => {
    let start = 0;
    let prefix = isWanted(base) ? replacement : '';
    for (let space = text.indexOf(' '); ; space = text.indexOf(' ', start)) {
      const end = space < 0 ? text.length : space;
      // A space that begins the text is its own prefix.
      if (start > 0 || end > 0) emit(prefix + text.slice(start, end), base + start - prefix.length);
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
    if (!cutting) return emit(replaced, from);
    for (let start = 0; start < replaced.length;) {
      const found = replaced.indexOf(replacement, start + 1);
      const end = found < 0 ? replaced.length : found;
      emit(replaced.slice(start, end), from + start);
      start = end;
    }
  };
}
