// Korean morphology as a pre-tokeniser: Kiwi (Min-chul Lee, 2022) takes words apart into morphemes, which are then looked up
// as words. A morpheme's form may differ from what stands in the text (했 is 하 and 었), so that each brings its own place.
// The analyser is given from outside; nothing here loads it.

import { LabError } from '../../../protocol/labError';
import { SPACE_MARKER } from './spaceMarker';

/** A morpheme as Kiwi tells of it; places in UTF-16 units of the text. */
export interface Morpheme {
  /** Its form. */
  str: string;
  /** Part of speech, in the tags of the Sejong corpus: NNG, VV, EF, ... */
  tag: string;
  position: number;
  length: number;
}

/** All that is used of kiwi-nlp's analyser. */
export interface Kiwi {
  tokenize(text: string, match: number): readonly Morpheme[];
}

export interface KiwiOptions {
  /** Tokens are `form/tag`, so that words that only look the same differ. */
  tags: boolean;
  /** Only nouns, verbs, adjectives, adverbs, roots, and words and numbers of other scripts. */
  contentWords: boolean;
  /** White space between morphemes is a token, `▁`. */
  marksSpaces?: boolean;
}

/** A morpheme and where it lies; half-open. */
type EmitMorpheme = (token: string, start: number, end: number) => void;

/** kiwi-nlp's `Match.allWithNormalizing`: addresses, hashtags and emoji stay whole, and 안녕하세욬 is read as 안녕하세요. */
const MATCH_ALL = 8454207;

const blank = /^\p{White_Space}*$/u;

const CONTENT = new Set(['NNG', 'NNP', 'VV', 'VA', 'MAG', 'XR', 'SL', 'SH', 'SN']);

/** Tags of irregular and regular conjugation (VV-I, VV-R) are told apart by Kiwi alone. */
const plainTag = (tag: string): string => tag.replace(/-[RI]$/, '');

/** Calls `emit` for the morphemes of a text in their order. Fails with `INVALID_DATA` where Kiwi gives up. */
export function cutMorphemes(
  text: string,
  kiwi: Kiwi,
  { tags, contentWords, marksSpaces = false }: KiwiOptions,
  emit: EmitMorpheme,
): void {
  if (blank.test(text)) return;
  let last = -1; // where the morpheme before ends
  for (const { str, tag, position, length } of analysed(text, kiwi)) {
    const plain = plainTag(tag);
    if (str === '' || (contentWords && !CONTENT.has(plain))) continue;
    const start = Math.min(Math.max(0, position), text.length);
    const end = Math.min(Math.max(start, position + length), text.length);
    const gap = marksSpaces && last >= 0 ? text.slice(last, start).search(/\p{White_Space}/u) : -1;
    if (gap >= 0) emit(SPACE_MARKER, last + gap, start);
    last = Math.max(last, end);
    emit(tags ? `${str}/${plain}` : str, start, end);
  }
}

function analysed(text: string, kiwi: Kiwi): readonly Morpheme[] {
  try {
    return kiwi.tokenize(text, MATCH_ALL);
  } catch (error) {
    const start = JSON.stringify(text.slice(0, 40));
    const message = `Kiwi could not take apart a text of ${text.length} characters that begins with ${start}. Shorten or remove it.`;
    throw new LabError('INVALID_DATA', message, undefined, { cause: error });
  }
}
