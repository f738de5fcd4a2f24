// The morphemes of a text whose characters have tags.

import type { Entity } from '../tags/tag';
import { readPiece } from './formPiece';
import { readMorphemeTag } from './morphemeTags';

/** In characters, half-open; `type`: its part of speech. Two that are written as one syllable share it. */
export interface PlacedMorpheme extends Entity {
  form: string;
  /** A tag says what stands behind its character by a rule that is none for it: the form has the character itself. */
  unfit?: true;
}

export interface Place {
  start: number;
  end: number;
}

const isSpace = (character: string): boolean => character.trim() === '';

/** Between white space, in order. */
export function wordsIn(characters: readonly string[]): Place[] {
  const words: Place[] = [];
  characters.forEach((character, at) => {
    if (isSpace(character)) return;
    const word = words.at(-1);
    if (word?.end === at) word.end++;
    else words.push({ start: at, end: at + 1 });
  });
  return words;
}

/** What lies in each of the words, all in order. */
export function byWord<Placed extends Place>(words: readonly Place[], placed: readonly Placed[]): Placed[][] {
  let next = 0;
  return words.map(({ end }) => {
    const from = next;
    while (next < placed.length && placed[next].end <= end) next++;
    return placed.slice(from, next);
  });
}

/** In order. What goes on with a morpheme that is not there begins one; a character with another tag is part of none. */
export function morphemesIn(characters: readonly string[], tags: readonly string[]): PlacedMorpheme[] {
  return wordsIn(characters).flatMap(({ start, end }) => {
    const found: PlacedMorpheme[] = [];
    for (let at = start; at < end; at++) {
      const tag = readMorphemeTag(tags[at]);
      tag?.parts.forEach(({ piece, tag: type }, part) => {
        const form = readPiece(piece, characters[at]);
        const unfit = form === undefined && { unfit: true as const };
        const open = found.at(-1);
        if (part === 0 && tag.goesOn && open?.type === type && open.end === at)
          Object.assign(open, { end: at + 1, form: open.form + (form ?? characters[at]), ...unfit });
        else found.push({ type, start: at, end: at + 1, form: form ?? characters[at], ...unfit });
      });
    }
    return found;
  });
}
