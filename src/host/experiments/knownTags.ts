// Public data sets of tagged tokens, told by the columns of their first lines. Pure.

export interface KnownTags {
  name: string;
  /** Columns from 1; the last one is -1. */
  token: number;
  tag: number;
  /** Tags that stand for themselves: of parts of speech. */
  isPlain?: true;
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

const isWords = (line: string): boolean => line.trim() !== '' && !/^(#|-DOCSTART-)/.test(line);

/** Undefined for lines of no data set that is known. @param lines the first ones; of CoNLL-U they may all be comments */
export function knownTags(file: string, lines: readonly string[]): KnownTags | undefined {
  if (/\.conllu(\.gz)?$/i.test(file)) return UNIVERSAL;
  const rows = lines.filter(isWords).map((line) => line.trim().split(line.includes('\t') ? '\t' : /\s+/));
  return rows.length === 0 ? undefined : KNOWN.find(({ fits }) => rows.every(fits));
}
