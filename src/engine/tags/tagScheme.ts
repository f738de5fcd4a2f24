// The ways to write entities as one tag for each token, as data: which tag begins an entity after which, which goes on with it, and
// which one ends it. The tables are those of seqeval in its strict mode (Nakayama 2018), `IOE` being its IOE2.

import type { Prefix, Tag } from './tag';

export const TAG_SCHEMES = ['IOB2', 'IOB1', 'IOE', 'BIOES', 'BILOU', 'IOE1'] as const;

/** `IOB2` is also called BIO, `BIOES` IOBES. */
export type TagScheme = (typeof TAG_SCHEMES)[number];

/** Two neighbouring tags: prefixes that the first and the second may have, and how their types are to each other. */
type Pattern = readonly [before: string, tag: string, types?: 'same' | 'other'];

interface SchemeTable {
  /** In the order B, I, E, S, how they are written. */
  letters: Readonly<Partial<Record<Prefix, string>>>;
  starts: readonly Pattern[];
  inside: readonly Pattern[];
  /** The second tag stands behind the entity. */
  ends: readonly Pattern[];
}

const ANY = 'BIOES';

const MARKED: Omit<SchemeTable, 'letters'> = {
  starts: [[ANY, 'BS']],
  inside: [['BI', 'IE', 'same']],
  ends: [['SE', ANY]],
};

export const SCHEMES: Readonly<Record<TagScheme, SchemeTable>> = {
  /** Every entity begins with B. */
  IOB2: {
    letters: { B: 'B', I: 'I' },
    starts: [[ANY, 'B']],
    inside: [['BI', 'I', 'same']],
    ends: [
      ['BI', 'BO'],
      ['BI', 'I', 'other'],
    ],
  },
  /** B only where an entity follows one of its own type (Ramshaw and Marcus 1995). */
  IOB1: {
    letters: { B: 'B', I: 'I' },
    starts: [
      ['OB', 'I'],
      ['I', 'I', 'other'],
      ['IB', 'B', 'same'],
    ],
    inside: [['BI', 'I', 'same']],
    ends: [
      ['I', 'OB'],
      ['B', 'O'],
      ['IB', 'I', 'other'],
      ['B', 'B', 'same'],
    ],
  },
  /** Every entity ends with E. */
  IOE: {
    letters: { I: 'I', E: 'E' },
    starts: [
      ['OE', 'IE'],
      ['I', 'IE', 'other'],
    ],
    inside: [['I', 'IE', 'same']],
    ends: [['E', ANY]],
  },
  /** E only where an entity of its own type follows (Tjong Kim Sang and Veenstra 1999); seqeval reads none that is E alone. */
  IOE1: {
    letters: { I: 'I', E: 'E' },
    starts: [
      ['OE', 'IE'],
      ['I', 'IE', 'other'],
    ],
    inside: [['I', 'IE', 'same']],
    ends: [
      ['I', 'O'],
      ['I', 'IE', 'other'],
      ['E', 'IE', 'same'],
    ],
  },
  /** B and E at the ends of entities of several tokens, S for those of one. */
  BIOES: { letters: { B: 'B', I: 'I', E: 'E', S: 'S' }, ...MARKED },
  BILOU: { letters: { B: 'B', I: 'I', E: 'L', S: 'U' }, ...MARKED },
};

/** Whether two neighbouring tags are in one of the patterns. */
export const isAmong = (patterns: readonly Pattern[], before: Tag, tag: Tag): boolean =>
  patterns.some(
    ([first, second, types]) =>
      first.includes(before.prefix) &&
      second.includes(tag.prefix) &&
      (types === undefined || (types === 'same') === (before.type === tag.type)),
  );

/** `B-PER`; the prefix alone where the type has no name. */
export function tagText(scheme: TagScheme, { prefix, type }: Tag): string {
  const letter = prefix === 'O' ? 'O' : (SCHEMES[scheme].letters[prefix] ?? prefix);
  return type === '' ? letter : `${letter}-${type}`;
}
