// Public data sets of tagged tokens, told by the columns of their first lines. Pure.

export interface KnownTags {
  name: string;
  /** Columns from 1; the last one is -1. */
  token: number;
  tag: number;
  /** Tags that stand for themselves: of parts of speech. */
  isPlain?: true;
  /** Words with their morphemes. */
  areMorphemes?: true;
}

const ENTITY = /^([BI]-.+|O)$/;
const CHUNK = /^([BI]-[A-Z]+|O)$/;

const UNIVERSAL: KnownTags = { name: 'Universal Dependencies (CoNLL-U)', token: 2, tag: 4, isPlain: true };

/** By what a line looks like, cut at tabs or spaces. */
const KNOWN: readonly (KnownTags & { fits(values: readonly string[]): boolean })[] = [
  {
    ...UNIVERSAL,
    fits: (values) => values.length === 10 && /^\d+([-.]\d+)?$/.test(values[0]),
  },
  {
    ...{ name: 'CoNLL-2003', token: 1, tag: -1 },
    fits: (values) => values.length === 4 && CHUNK.test(values[2]) && ENTITY.test(values[3]),
  },
  {
    ...{ name: 'CoNLL-2000', token: 1, tag: -1 },
    fits: (values) => values.length === 3 && !ENTITY.test(values[1]) && CHUNK.test(values[2]),
  },
  {
    ...{ name: 'CoNLL-2002', token: 1, tag: -1 },
    fits: (values) => values.length === 2 && /^([BI]-(PER|LOC|ORG|MISC)|O)$/.test(values[1]),
  },
];

const MORPHEMES = 'Korean morphemes';

/** `학교/NNG + 에/JKB` */
const isList = (text: string): boolean =>
  text.split(/(?<=\/[A-Z][A-Z_-]*)\s*\+\s*/).every((morpheme) => /^\S+\/[A-Z][A-Z_-]*$/.test(morpheme));
const HANGUL = /[가-힣]/;

const isWords = (line: string): boolean => line.trim() !== '' && !/^(#|-DOCSTART-)/.test(line);

/** Undefined for lines of no data set that is known. @param lines the first ones; of CoNLL-U they may all be comments */
export function knownTags(file: string, lines: readonly string[]): KnownTags | undefined {
  if (/\.conllu(\.gz)?$/i.test(file)) return UNIVERSAL;
  const rows = rowsOf(lines);
  return rows.length === 0 ? undefined : KNOWN.find(({ fits }) => rows.every(fits));
}

/**
 * Korean words with their morphemes: lines of the Sejong corpus, with a number before each word or without, or a Korean treebank of Universal
 * Dependencies. Undefined for lines of anything else.
 */
export function knownMorphemes(file: string, lines: readonly string[]): KnownTags | undefined {
  const known = { name: MORPHEMES, tag: -1, areMorphemes: true } as const;
  if (!lines.some((line) => HANGUL.test(line))) return undefined;
  if (/\.conllu(\.gz)?$/i.test(file)) return { ...known, token: 2 };
  const rows = rowsOf(lines);
  const [{ length }] = [...rows, []];
  const fits = (row: readonly string[]): boolean => row.length === length && isList(row[length - 1]);
  return (length === 2 || length === 3) && rows.every(fits) ? { ...known, token: length - 1 } : undefined;
}

const rowsOf = (lines: readonly string[]): string[][] =>
  lines.filter(isWords).map((line) => line.trim().split(line.includes('\t') ? '\t' : /\s+/));
