// The words of an expression over runs, with their places.

import { toTranslate } from '../toTranslate';
import { ExpressionFault } from './fault';

export type Token = { at: number; length: number } & (
  { kind: 'name'; name: string } | { kind: 'value'; value: number | string | boolean } | { kind: 'sign'; sign: Sign }
);

export type Sign = Comparison | '&&' | '||' | '!' | '(' | ')' | '[' | ']' | ',';

/** `contains`: holds this text, letter case ignored; `matches`: is this text, in which `*` stands for anything and `?` for a character. */
export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>=' | 'contains' | 'matches' | 'in';

const WORDS: Readonly<Record<string, Sign>> = {
  ...{ and: '&&', or: '||', not: '!' },
  ...{ contains: 'contains', matches: 'matches', in: 'in' },
};
const SIGN = /&&|\|\||[=!<>]=|[<>=!()[\],]/y;
const SIGNS: Readonly<Record<string, Sign>> = { '=': '==' };
const NUMBER = /[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?(\s*%)?(?![\p{L}\p{N}_.])/uy;
const NAME = /[\p{L}_][\p{L}\p{M}\p{N}_-]*(?:\.[\p{L}\p{M}\p{N}_-]+)*(?:@\d+)?/uy;
const SPACE = /\s+/uy;
const QUOTES = '"\'`';

/** Throws an `ExpressionFault` at what means nothing. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  const found = (pattern: RegExp, at: number): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  for (let at = 0; at < text.length;) {
    const space = found(SPACE, at);
    if (space) {
      at += space[0].length;
      continue;
    }
    const token = QUOTES.includes(text[at])
      ? quoted(text, at)
      : (numberAt(found(NUMBER, at)) ?? nameAt(found(NAME, at)) ?? signAt(found(SIGN, at)));
    if (!token) {
      const [character] = text.slice(at, at + 2); // a character may be two UTF-16 units
      const { length } = character;
      throw new ExpressionFault(toTranslate('"{0}" means nothing here.'), [character], { at, length });
    }
    tokens.push({ ...token, at });
    at += token.length;
  }
  return tokens;
}

// What a token is without its place: kinds stay apart.
type Unplaced = Token extends infer T ? (T extends Token ? Omit<T, 'at'> : never) : never;

function numberAt(match: RegExpExecArray | null): Unplaced | undefined {
  if (!match) return undefined;
  const [text, percent] = match;
  const value = Number.parseFloat(text);
  return { kind: 'value', value: percent === undefined ? value : value / 100, length: text.length };
}

function nameAt(match: RegExpExecArray | null): Unplaced | undefined {
  if (!match) return undefined;
  const [name] = match;
  const { length } = name;
  if (Object.hasOwn(WORDS, name)) return { kind: 'sign', sign: WORDS[name], length };
  if (name === 'true' || name === 'false') return { kind: 'value', value: name === 'true', length };
  return { kind: 'name', name, length };
}

function signAt(match: RegExpExecArray | null): Unplaced | undefined {
  if (!match) return undefined;
  const [text] = match;
  return { kind: 'sign', sign: Object.hasOwn(SIGNS, text) ? SIGNS[text] : (text as Sign), length: text.length };
}

/** A text in quotes, in which a backslash makes the next character an ordinary one; in backticks, a name. */
function quoted(text: string, at: number): Unplaced {
  const quote = text[at];
  let value = '';
  for (let next = at + 1; next < text.length; next++) {
    if (text[next] === quote) {
      const length = next + 1 - at;
      return quote === '`' ? { kind: 'name', name: value, length } : { kind: 'value', value, length };
    }
    if (text[next] === '\\' && next + 1 < text.length) next++;
    value += text[next];
  }
  throw new ExpressionFault(toTranslate('What begins here has no end: {0} is missing.'), [quote], {
    at,
    length: text.length - at,
  });
}
