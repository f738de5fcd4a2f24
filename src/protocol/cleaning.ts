// The steps that clean text, as plain data with all options filled in, and what a run of them has changed.

export type CleaningStep =
  | { step: 'html' | 'lowercase' | 'nfc' | 'nfkc' | 'stemming' | 'duplicates' }
  | { step: 'brackets'; kind: BracketKind }
  | { step: 'replace'; pattern: string; replacement: string }
  | { step: 'special-characters'; keep: string }
  | { step: 'digits' | 'urls' | 'emails' | 'emoji'; replacement: string }
  | { step: 'repeats'; maximum: number }
  | { step: 'stop-words'; language: StopWordList; file?: string };

/** Lists of stop words that come along, by language; `en-long` has contractions too, `both` is English and Korean. */
export const stopWordLists = [
  ...(['both', 'en', 'en-long', 'ko', 'none', 'ar', 'bg', 'da', 'de', 'el', 'es', 'fi', 'fr', 'hi'] as const),
  ...(['hu', 'id', 'it', 'nl', 'no', 'pt', 'ro', 'ru', 'sv', 'tr'] as const),
] as const;

export type StopWordList = (typeof stopWordLists)[number];

export type BracketKind = 'all' | 'square';

export type CleaningStepName = CleaningStep['step'];

/** The steps that can do without options, in an order that makes sense: marks that later steps look for are still there. */
export const plainCleaningStepNames = [
  ...(['html', 'urls', 'emails', 'emoji', 'nfc', 'nfkc', 'brackets', 'lowercase', 'repeats'] as const),
  ...(['digits', 'special-characters', 'stop-words', 'stemming', 'duplicates'] as const),
] satisfies readonly CleaningStepName[];

export type PlainCleaningStepName = (typeof plainCleaningStepNames)[number];

/** All steps; an own pattern comes before others can change what it looks for. */
export const cleaningStepNames = ['replace', ...plainCleaningStepNames] as const satisfies readonly CleaningStepName[];

/** What one step has done to all texts it was given. */
export interface CleaningStepReport {
  step: CleaningStepName;
  /** Texts (lines, rows) that the step changed; for `duplicates` those it removed. */
  lines: number;
  /**
   * Over the changed texts: how many UTF-16 units shorter each became; where it became longer, how many longer; where
   * its length stayed, how many units differ.
   */
  characters: number;
}
