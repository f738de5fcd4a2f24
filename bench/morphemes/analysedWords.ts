// What an analyser says of a text, by the words between its spaces.

import type { Morpheme as FoundMorpheme } from '../../src/engine/text/tokenizers/analysers/analyser';
import type { Morpheme } from '../../src/engine/morphemes/morpheme';

export interface AnalysedWord {
  word: string;
  morphemes: Morpheme[];
}

/** Undefined where a morpheme reaches over a space, a word has none, or a form has white space. */
export function analysedWords(text: string, found: readonly FoundMorpheme[]): AnalysedWord[] | undefined {
  let isSound = true;
  const words = Array.from(text.matchAll(/\S+/gu), ({ 0: word, index }): AnalysedWord => {
    const end = index + word.length;
    const own = found.filter(({ start }) => start >= index && start < end);
    if (own.length === 0 || own.some((each) => each.end > end || /\s/u.test(each.form))) isSound = false;
    return { word, morphemes: own.map(({ form, tag }) => ({ form, tag })) };
  });
  const count = words.reduce((sum, { morphemes }) => sum + morphemes.length, 0);
  return isSound && words.length > 0 && count === found.length ? words : undefined;
}

/** Lines that an experiment with `data.morphemes` reads. */
export const wordLines = (words: readonly AnalysedWord[]): string =>
  words
    .map(({ word, morphemes }) => `${word}\t${morphemes.map(({ form, tag }) => `${form}/${tag}`).join(' + ')}\n`)
    .join('');
