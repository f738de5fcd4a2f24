// Steps in the order a person gave them, as one function over texts, with what each step has changed.

import type { CleaningStep, CleaningStepReport } from '../../../protocol/cleaning';
import { TextSet } from '../textSet';
import { removeBrackets } from './brackets';
import { replaceEmoji } from './emoji';
import { removeHtml } from './html';
import { replacePattern } from './ownPattern';
import {
  removeSpecialCharacters,
  replaceDigits,
  replaceEmails,
  replaceUrls,
  shortenRepeats,
  type TextStep,
} from './patterns';
import { removeStopWords, stemWords, stopWordsOf } from './words';

export interface Cleaner {
  /** The clean text; undefined when `duplicates` removes it. White space alone is never a duplicate. */
  clean(text: string): string | undefined;
  /** Texts that are one example: they are a duplicate only together. */
  cleanTogether(texts: readonly string[]): readonly string[] | undefined;
  /** What each step has changed so far, in order. */
  reports(): CleaningStepReport[];
}

export interface CleanerOptions {
  /** The words of the `stop-words` steps' files, by path as it stands in the step. */
  ownStopWords?: ReadonlyMap<string, readonly string[]>;
  /** Leave `duplicates` out: where each text must have its answer. */
  keepDuplicates?: boolean;
}

/** A cleaner holds which texts it has seen: each part of the data needs its own. */
export function createCleaner(
  steps: readonly CleaningStep[],
  { ownStopWords = new Map(), keepDuplicates = false }: CleanerOptions = {},
): Cleaner {
  const wanted = steps.filter(({ step }) => !(keepDuplicates && step === 'duplicates'));
  const runs = wanted.map((step) => ({
    report: { step: step.step, lines: 0, characters: 0 } as CleaningStepReport,
    apply: step.step === 'duplicates' ? withoutDuplicates() : each(textStep(step, ownStopWords)),
  }));
  function cleanTogether(given: readonly string[]): readonly string[] | undefined {
    let texts = given;
    for (const { report, apply } of runs) {
      const next = apply(texts);
      if (next?.every((text, i) => text === texts[i])) continue;
      report.lines++;
      texts.forEach((text, i) => (report.characters += next ? changedCharacters(text, next[i]) : text.length));
      if (next === undefined) return undefined;
      texts = next;
    }
    return texts;
  }
  return {
    clean: (text) => cleanTogether([text])?.[0],
    cleanTogether,
    reports: () => runs.map(({ report }) => ({ ...report })),
  };
}

type Step = (texts: readonly string[]) => readonly string[] | undefined;

const each =
  (step: TextStep): Step =>
  (texts) =>
    texts.map(step);

function withoutDuplicates(): Step {
  const seen = new TextSet();
  return (texts) => (texts.every((text) => text.trim() === '') || seen.add(texts.join('\t')) ? texts : undefined);
}

function textStep(step: CleaningStep, ownStopWords: ReadonlyMap<string, readonly string[]>): TextStep {
  switch (step.step) {
    case 'html':
      return removeHtml;
    case 'brackets':
      return removeBrackets(step.kind);
    case 'replace':
      return replacePattern(step.pattern, step.replacement);
    case 'special-characters':
      return removeSpecialCharacters(step.keep);
    case 'digits':
      return replaceDigits(step.replacement);
    case 'urls':
      return replaceUrls(step.replacement);
    case 'emails':
      return replaceEmails(step.replacement);
    case 'emoji':
      return replaceEmoji(step.replacement);
    case 'repeats':
      return shortenRepeats(step.maximum);
    case 'lowercase':
      return (text) => text.toLowerCase();
    case 'nfc':
      return (text) => text.normalize('NFC');
    case 'nfkc':
      return (text) => text.normalize('NFKC');
    case 'stop-words':
      return removeStopWords(stopWordsOf(step.language, step.file === undefined ? [] : ownStopWords.get(step.file)));
    case 'stemming':
      return stemWords();
    case 'duplicates':
      return (text) => text; // made by `createCleaner`, which may remove whole texts
  }
}

/** As `CleaningStepReport.characters` has it. */
function changedCharacters(before: string, after: string): number {
  if (before.length !== after.length) return Math.abs(before.length - after.length);
  let differing = 0;
  for (let at = 0; at < before.length; at++) if (before.charCodeAt(at) !== after.charCodeAt(at)) differing++;
  return differing;
}
