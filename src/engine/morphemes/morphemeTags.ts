// Morphemes of a word as one tag for each of its characters. A tag says which morphemes begin in its character (`B`) or go on there (`I`),
// and where one is not written as it is, what stands behind the character: 학교에 is B-NNG I-NNG B-JKB, 갔다 is B-○/VV+았/EP B-EF, 해 is
// B-○ㅏ/VV+어/EF (Shim 2011 tags syllables alike, and has what stands behind them in a dictionary).

import type { AllowedTransitions } from '../tags/transitions';
import { alignForms } from './alignForms';
import { writePiece } from './formPiece';
import type { Morpheme } from './morpheme';

/** `[characters]` @param word its characters, at least one @param morphemes at least one, with forms that are not empty */
export function tagsOfWord(word: readonly string[], morphemes: readonly Morpheme[]): string[] {
  const forms = morphemes.flatMap(({ form }, morpheme) => [...form].map((character) => ({ character, morpheme })));
  const runs = alignForms(
    word,
    forms.map(({ character }) => character),
  );
  let at = 0;
  return word.map((own, i) => {
    const run = forms.slice(at, at + runs[i]);
    const before = at > 0 ? forms[at - 1].morpheme : -1;
    at += run.length;
    const pieces = new Map<number, string>(run.length === 0 ? [[before, '']] : []);
    for (const { character, morpheme } of run) pieces.set(morpheme, (pieces.get(morpheme) ?? '') + character);
    const parts = Array.from(pieces, ([morpheme, piece], part) => {
      const written = writePiece(piece, own, part === 0);
      return `${written === undefined ? '' : `${written}/`}${morphemes[morpheme].tag}`;
    });
    return `${pieces.has(before) ? 'I' : 'B'}-${parts.join('+')}`;
  });
}

export interface MorphemeTag {
  /** The first of the parts goes on with a morpheme. */
  goesOn: boolean;
  /** `piece` as `formPiece` writes it. */
  parts: { piece?: string; tag: string }[];
}

/** Undefined of what is no such tag: `O`, of white space. */
export function readMorphemeTag(text: string): MorphemeTag | undefined {
  if (!/^[BI]-./u.test(text)) return undefined;
  const parts = text
    .slice(2)
    .split('+')
    .map((part) => {
      const slash = part.indexOf('/');
      return slash < 0 ? { tag: part } : { piece: part.slice(0, slash), tag: part.slice(slash + 1) };
    });
  return { goesOn: text.startsWith('I'), parts };
}

/** A tag that goes on with a morpheme follows one that leaves off in such a morpheme. */
export function morphemeTransitions(tags: readonly string[]): AllowedTransitions {
  const read = tags.map(readMorphemeTag);
  const count = tags.length;
  const follows = new Uint8Array(count * count);
  read.forEach((before, i) => {
    const open = before?.parts.at(-1)?.tag;
    read.forEach((tag, j) => (follows[i * count + j] = Number(!tag?.goesOn || tag.parts[0].tag === open)));
  });
  return {
    ...{ follows, begins: Uint8Array.from(read, (tag) => Number(!tag?.goesOn)) },
    ends: new Uint8Array(count).fill(1),
  };
}
