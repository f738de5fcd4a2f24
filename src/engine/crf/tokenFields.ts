// What templates may look at of the tokens of a sentence: the token, its parts and its shape, and other columns of the file.

import { shapeOf } from '../data/tagged/tokenLooks';

/** A sentence with those of its other columns that templates look at. */
export interface FieldedSentence {
  tokens: readonly string[];
  /** By column of the file, from 1, its value for each token; a column that is not known here has no values. */
  columns?: ReadonlyMap<number, readonly string[]>;
}

/** Undefined where the token has no such part: an affix is shorter than its token. */
type FieldOf = (token: string) => string | undefined;

const FIXED: Record<string, FieldOf> = {
  w: (token) => token,
  lower: (token) => token.toLowerCase(),
  shape: shapeOf,
};

function affix(kind: 'prefix' | 'suffix', length: number): FieldOf {
  return (token) => {
    if (token.length <= length) return undefined;
    const characters = [...token];
    if (characters.length <= length) return undefined;
    return (kind === 'prefix' ? characters.slice(0, length) : characters.slice(-length)).join('');
  };
}

function fieldOf(name: string): FieldOf {
  const [, kind, length] = /^(prefix|suffix)(\d+)$/.exec(name) ?? [];
  return kind ? affix(kind as 'prefix' | 'suffix', Number(length)) : FIXED[name];
}

/** What a token's field is kept for, so that each different token is looked at once. */
const MOST_KEPT = 500_000;

/** Reads a field of all tokens of a sentence. @param tokenColumn where the file has the tokens, from 1 */
export function fieldReader(
  name: string,
  tokenColumn: number,
): (sentence: FieldedSentence) => readonly (string | undefined)[] {
  const [, column] = /^column(\d+)$/.exec(name) ?? [];
  if (column !== undefined) {
    const number = Number(column);
    if (number === tokenColumn) return ({ tokens }) => tokens;
    return ({ tokens, columns }) => columns?.get(number) ?? new Array<undefined>(tokens.length).fill(undefined);
  }
  const of = fieldOf(name);
  const kept = new Map<string, string | undefined>();
  return ({ tokens }) =>
    tokens.map((token) => {
      const known = kept.get(token);
      if (known !== undefined || kept.has(token)) return known;
      const value = of(token);
      if (kept.size < MOST_KEPT) kept.set(token, value);
      return value;
    });
}
