// A family's file beside Hugging Face's library: ids, places and decoding of awkward texts.

import { Tokenizer } from 'tokenizers';
import type { Pipeline } from '../../../../../src/engine/text/tokenizers/pipeline';
import { readTokenizerJson } from '../../../../../src/engine/text/tokenizers/tokenizerJson';
import { awkwardTexts } from './awkwardTexts';
import type { Family } from './families';

export interface Differences {
  texts: number;
  ids: number;
  places: number;
  /** Tokens whose places differ within a grapheme alone, by letters that are joined or marks that change their order. */
  joined: number;
  /** Texts whose places are not compared, because characters are taken out. */
  removed: number;
  decoded: number;
  /** The first of each kind, to be shown. */
  examples: string[];
}

/** In code points, as there. */
function inCharacters(text: string, offsets: readonly (readonly [number, number])[]): [number, number][] {
  const before = new Int32Array(text.length + 1);
  let count = 0;
  for (let at = 0; at <= text.length; at++) {
    before[at] = count;
    const unit = text.charCodeAt(at);
    const isLow = unit >= 0xdc00 && unit < 0xe000;
    if (!isLow) count++;
    else before[at] = count;
  }
  return offsets.map(([start, end]) => [before[start], before[end]]);
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * Whether two places, in code points, begin and end in the same graphemes: letters that were joined have their whole place here
 * and that of the first part there, marks that change their order their own place here and that of the former order there.
 */
function isOfSameGraphemes(text: string, [start, end]: readonly number[], [from, to]: readonly number[]): boolean {
  const characters = Array.from(text);
  const between = (a: number, b: number): string => characters.slice(Math.min(a, b), Math.max(a, b)).join('');
  const ofMarks = /^[\p{M}\p{C}]*$/u;
  if (ofMarks.test(between(start, from)) && ofMarks.test(between(end, to))) return true;
  if (start === from && end > to && Array.from(between(start, end).normalize('NFKC')).length === 1) return true;
  const units = characters.map(({ length }) => length);
  const graphemeAt = (character: number): number | undefined =>
    graphemes.segment(text).containing(units.slice(0, Math.max(0, character)).reduce((sum, length) => sum + length, 0))
      ?.index;
  return graphemeAt(start) === graphemeAt(from) && graphemeAt(end - 1) === graphemeAt(to - 1);
}

/** Control characters that the table of "Precompiled" takes out: there the places behind these are wrong. */
export function omittedByTable(json: string): (text: string) => boolean {
  const isPrecompiled = json.includes('"Precompiled"');
  return (text) => isPrecompiled && /[\u0001-\u0008\u000b\u000e-\u001f\u007f]/.test(text);
}

export async function familyDifferences({ json, added }: Family, count: number): Promise<Differences> {
  return differences({
    here: readTokenizerJson(json, 'tokenizer.json', { specialTokens: 'recognise' }),
    there: Tokenizer.fromString(json),
    texts: awkwardTexts(count, added),
    omits: omittedByTable(json),
  });
}

interface Compared {
  here: Pipeline;
  there: Tokenizer;
  texts: readonly string[];
  /** Whether characters of a text are left out. */
  omits: (text: string) => boolean;
  /** Ids and places alone, where the two do not know the same tokens as special. */
  withoutDecoding?: boolean;
  /** Ids that are decoded in another way there. */
  notDecoded?: ReadonlySet<number>;
}

export async function differences({ here, there, texts, ...options }: Compared): Promise<Differences> {
  const encodings = await there.encodeBatch([...texts]);
  const ids = encodings.map((encoding) => encoding.getIds());
  const toDecode = ids.map((list) => list.filter((id) => !options.notDecoded?.has(id)));
  const decoded = options.withoutDecoding ? [] : await there.decodeBatch(toDecode, true);
  const result: Differences = {
    texts: texts.length,
    ids: 0,
    places: 0,
    joined: 0,
    removed: 0,
    decoded: 0,
    examples: [],
  };
  texts.forEach((text, i) => {
    const compare = (kind: 'ids' | 'places' | 'decoded', mine: unknown, theirs: unknown): void => {
      if (JSON.stringify(mine) === JSON.stringify(theirs)) return;
      if (result[kind]++ === 0)
        result.examples.push(
          `${kind} of ${JSON.stringify(text)}:\n    here  ${JSON.stringify(mine)}\n    there ${JSON.stringify(theirs)}`,
        );
    };
    const found = here.tokenize(text);
    compare('ids', found.ids, ids[i]);
    compare('ids', [...here.encode(text)], ids[i]);
    const theirs = encodings[i].getOffsets();
    const mine = inCharacters(text, found.offsets);
    const differing = mine.map((place, at) => theirs[at] && String(place) !== String(theirs[at]));
    const same = mine.map((place, at) => differing[at] && isOfSameGraphemes(text, place, theirs[at]));
    result.joined += same.filter(Boolean).length;
    if (options.omits(text)) result.removed++;
    else compare('places', mine.map((place, at) => (same[at] ? theirs[at] : place)), theirs); // prettier-ignore
    if (!options.withoutDecoding) compare('decoded', here.decode(toDecode[i]), decoded[i]);
  });
  return result;
}
