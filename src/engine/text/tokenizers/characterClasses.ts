// Classes of characters, as a table over UTF-16 units and a cache beyond the first plane. The classes are those of
// Unicode as Hugging Face's tokenizers use them, which are not always those of JavaScript's \s and \w.

/** What a splitter does with a character: 0 drops it, 1 to 15 join it with neighbours of its own number, 16 isolates it. */
export type Action = number;
export const DROP = 0;
const JOIN = 1;
export const JOIN_OTHER = 2;
export const ISOLATE = 16;

/** The action for each code point. */
export interface ActionTable {
  readonly units: Uint8Array;
  beyond(character: string): Action;
}

const tables = new Map<string, ActionTable>();

/** A table made once for each `name`; it costs some milliseconds. */
function actionTable(name: string, actionOf: (character: string) => Action): ActionTable {
  const known = tables.get(name);
  if (known) return known;
  const cache = new Map<string, Action>();
  const table: ActionTable = {
    units: Uint8Array.from({ length: 65_536 }, (_, unit) => actionOf(String.fromCharCode(unit))),
    beyond(character) {
      let action = cache.get(character);
      if (action === undefined) {
        action = actionOf(character);
        cache.set(character, action);
      }
      return action;
    },
  };
  tables.set(name, table);
  return table;
}

const space = /^\p{White_Space}$/u;
const regexWord = /^[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\p{Join_Control}]$/u;
const labWord = /^[\p{L}\p{M}\p{N}_]$/u;
const plainWord = /^[\p{L}\p{N}_]$/u;
const syllable = /^[가-힣]$/u;
const jamo = /^[\u1100-\u11ff\ua960-\ua97c\ud7b0-\ud7fb]$/u;
const punctuation = /^[\p{P}!-/:-@[-`{-~]$/u;
const numeric = /^\p{N}$/u;

export const isSpace = (character: string): boolean => space.test(character);
const isPunctuation = (character: string): boolean => punctuation.test(character);

/** What stands between white space. */
export const splitAtSpace = () => actionTable('space', (c) => (isSpace(c) ? DROP : JOIN));

/** `\w+|[^\w\s]+` with the classes of Rust's regular expressions. */
export const splitWords = () =>
  actionTable('regex words', (c) => (isSpace(c) ? DROP : regexWord.test(c) ? JOIN : JOIN_OTHER));

/** As in BERT: at white space, each punctuation mark by itself. */
export const splitBert = () => actionTable('bert', (c) => (isSpace(c) ? DROP : isPunctuation(c) ? ISOLATE : JOIN));

export const splitPunctuation = (marks: Action) =>
  actionTable(`punctuation ${marks}`, (c) => (isPunctuation(c) ? marks : JOIN));

export const splitDigits = (digits: Action) =>
  actionTable(`digits ${digits}`, (c) => (numeric.test(c) ? digits : JOIN));

/** Runs of letters, marks, digits and underscores; every other character by itself; white space goes. */
export const splitLabWords = () =>
  actionTable('lab words', (c) => (labWord.test(c) ? JOIN : isSpace(c) ? DROP : ISOLATE));

/** As `splitLabWords`, but each Hangul syllable by itself. */
export const splitSyllables = () =>
  actionTable('syllables', (c) => (syllable.test(c) ? ISOLATE : labWord.test(c) ? JOIN : isSpace(c) ? DROP : ISOLATE));

/** As `splitLabWords`, but each conjoining jamo by itself. */
export const splitJamo = () =>
  actionTable('jamo', (c) => (jamo.test(c) ? ISOLATE : labWord.test(c) ? JOIN : isSpace(c) ? DROP : ISOLATE));

export const splitCharacters = () => actionTable('characters', () => ISOLATE);

/** Letters, digits and underscores, as Python's `\w`. */
export const splitPlainWords = () => actionTable('plain words', (c) => (plainWord.test(c) ? JOIN : DROP));

/** 1 for letters, 2 for numbers, 3 for white space, 4 for the rest: what the pattern of GPT-2 tells apart. */
export const gpt2Classes = () =>
  actionTable('gpt-2', (c) => (/^\p{L}$/u.test(c) ? 1 : numeric.test(c) ? 2 : isSpace(c) ? 3 : 4));
