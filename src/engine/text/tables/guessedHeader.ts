// Whether the first line of a table names its columns, where nobody says: by the names that are wanted or usual, else by how much
// it looks like the rows below it.

import { looksLikeHeader } from './header';

interface HeaderGuess {
  header: boolean;
  /** Why; undefined where the names themselves say it, so that nothing was assumed. */
  evidence?: string;
}

/** Rows below the first line that are looked at. */
const ROWS = 1000;
/** So many rows tell whether a column holds numbers, or sentences. */
const FEW = 3;
/** A share of a column's values that makes it a rule. */
const MOST = 0.9;

const isNumber = (value: string): boolean => /^[-+]?\d+([.,]\d+)?$/.test(value);
const isSentence = (value: string): boolean => /\S\s+\S.*[.!?…。！？]["'”’」)]*$/u.test(value);

/** @param wanted names of columns that are looked for */
export function guessHeader(
  first: readonly string[],
  rows: readonly (readonly string[])[],
  wanted: readonly string[] = [],
): HeaderGuess {
  const names = first.map((value) => value.trim());
  if (wanted.some((name) => names.includes(name)) || looksLikeHeader(names)) return { header: true };
  const below = rows.slice(0, ROWS);
  const columns = names.map((name, at) => ({ name, values: below.map((row) => (row.at(at) ?? '').trim()) }));
  if (wanted.some((name) => isGivenName(name)))
    return { header: false, evidence: ofData(columns) ?? 'the columns asked for are numbered' };
  if (below.length === 0) return { header: true };
  if (columns.some(({ name, values }) => name !== '' && !isNumber(name) && isRule(values, isNumber)))
    return { header: true, evidence: 'numbers stand below a word' };
  const evidence = ofData(columns);
  return evidence === undefined
    ? { header: true, evidence: 'nothing in it stands in the rows below' }
    : { header: false, evidence };
}

/** A name as columns without a header have it. */
const isGivenName = (name: string): boolean => /^column \d+$/.test(name);

const isRule = (values: readonly string[], rule: (value: string) => boolean): boolean => {
  const written = values.filter((value) => value !== '');
  return written.length >= FEW && written.filter(rule).length >= MOST * written.length;
};

/** What makes the first line one of the rows. */
function ofData(columns: readonly { name: string; values: readonly string[] }[]): string | undefined {
  for (const { name, values } of columns) {
    if (name === '') continue;
    if (values.includes(name)) return `"${shortened(name)}" stands in a row below, too`;
    if (isNumber(name)) return `"${name}" is a number`;
    if (isSentence(name) && values.filter(isSentence).length > values.length / 2)
      return `"${shortened(name)}" is a sentence as those below`;
    const lengths = values.reduce((sum, value) => sum + value.length, 0);
    if (name.length > LONG && lengths / values.length > LONG / 2)
      return `"${shortened(name)}" is a text as those below`;
  }
  return undefined;
}

/** Names of columns are shorter. */
const LONG = 40;

const shortened = (text: string): string => (text.length > LONG ? `${text.slice(0, LONG)}…` : text);

export interface HeaderFacts {
  /** Whether the first line names the columns. */
  header: boolean;
  /** What that was guessed by, where it was. */
  evidence?: string;
}

/** What was assumed of the first line. */
export function headerNotes({ header, evidence }: HeaderFacts): string[] {
  if (evidence === undefined) return [];
  return [
    header
      ? `The first line was taken for the names of the columns (${evidence}). If it is a row, say so ("header": false, --no-header).`
      : `The first line was taken for a row, not for names of columns (${evidence}): the columns are "column 1", "column 2" and so on. If it names them, say so ("header": true, --header).`,
  ];
}
