// Steps that look at words: stop words out, stems in.

import type { StopWordList } from '../../../protocol/cleaning';
import { furtherStopWords } from './moreStopWords';
import { stemEnglish } from './porter2';
import type { TextStep } from './patterns';
import { withoutGaps } from './spaces';
import { englishStopWords, koreanStopWords } from './stopWordLists';

const word = /[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}\p{N}]+)*/gu;
const englishWord = /[A-Za-z]+(?:['’][A-Za-z]+)*/g;
/** Longer runs of letters are no words, and stemming them would only cost. */
const LONGEST_WORD = 100;
const STEMS_KEPT = 50_000;

/** The words that `stop-words` takes out, in lower case and NFC. */
export function stopWordsOf(language: StopWordList, own: Iterable<string> = []): Set<string> {
  const lists: Record<StopWordList, readonly string[]> = {
    ...furtherStopWords,
    en: englishStopWords,
    ko: koreanStopWords,
    both: [...englishStopWords, ...koreanStopWords],
    none: [],
  };
  return new Set([...lists[language], ...own].map(normal));
}

const normal = (text: string): string => text.normalize('NFC').toLowerCase().replaceAll('’', "'");

/** Takes out whole words, whatever their case; Korean words with a particle are other words. Marks stay. */
export function removeStopWords(stopWords: ReadonlySet<string>): TextStep {
  return (text) =>
    withoutGaps(
      text,
      text.replace(word, (found) => (stopWords.has(normal(found)) ? '' : found)),
    );
}

/** Puts English words, in the letters a to z, to their stems, in lower case (Porter2); all else stays. */
export function stemWords(): TextStep {
  const stems = new Map<string, string>();
  const stem = (found: string): string => {
    if (found.length > LONGEST_WORD) return found;
    const known = stems.get(found);
    if (known !== undefined) return known;
    if (stems.size >= STEMS_KEPT) stems.clear();
    const made = stemEnglish(normal(found));
    stems.set(found, made);
    return made;
  };
  return (text) =>
    text.replace(englishWord, (found, at: number) =>
      isLetter(text.charCodeAt(at - 1)) || isLetter(text.charCodeAt(at + found.length)) ? found : stem(found),
    );
}

/** Letters beyond ASCII: what touches one is part of a word of another language. */
const isLetter = (unit: number): boolean => unit >= 128 && /[\p{L}\p{M}]/u.test(String.fromCharCode(unit));
