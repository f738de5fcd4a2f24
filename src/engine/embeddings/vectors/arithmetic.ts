// Expressions over words: `king - man + woman`, `0.5 * (paris + rome)`. Each word stands for its vector of length 1.

import { LabError } from '../../../protocol/labError';
import { requireVector, unit, type VectorSet } from './vectorSet';

interface Token {
  kind: 'word' | 'sign';
  text: string;
  /** 0-based, UTF-16 units. */
  at: number;
  quoted?: boolean;
}

export interface ArithmeticResult {
  vector: Float64Array;
  words: { word: string; row: number }[];
}

/**
 * Sums, differences, products and quotients with numbers, brackets. A minus sign is one where it stands alone or before a
 * word, not within: `state-of-the-art` is a word. Fails with `INVALID_ARGUMENT` (with the column) or `NOT_FOUND`.
 */
export function evaluateArithmetic(set: VectorSet, expression: string): ArithmeticResult {
  const tokens = tokenize(expression);
  const words: ArithmeticResult['words'] = [];
  let next = 0;

  const fail = (expected: string): never => {
    const found = tokens.at(next);
    const where = found ? `at character ${found.at + 1} ("${found.text}")` : 'at the end';
    throw new LabError('INVALID_ARGUMENT', `"${expression}" cannot be understood ${where}: ${expected} is expected.`, {
      column: (found?.at ?? expression.length) + 1,
    });
  };
  const accept = (sign: string): boolean => {
    const isThere = tokens[next]?.kind === 'sign' && tokens[next].text === sign;
    if (isThere) next++;
    return isThere;
  };
  const numberHere = (): number | undefined => {
    const token = tokens.at(next);
    if (token?.kind !== 'word' || token.quoted || !/^\d+(\.\d+)?$|^\.\d+$/.test(token.text)) return undefined;
    return Number(token.text);
  };
  const number = (): number => {
    const value = numberHere();
    if (value === undefined) return fail('a number');
    next++;
    return value;
  };
  const scaled = (vector: Float64Array, factor: number): Float64Array => vector.map((value) => value * factor);

  function sum(): Float64Array {
    let total = accept('-') ? scaled(product(), -1) : product();
    for (;;) {
      const sign = accept('+') ? 1 : accept('-') ? -1 : 0;
      if (sign === 0) return total;
      const term = product();
      total = total.map((value, i) => value + sign * term[i]);
    }
  }
  function product(): Float64Array {
    const factor = numberHere();
    const isFactor = factor !== undefined && tokens[next + 1]?.text === '*' && tokens[next + 1].kind === 'sign';
    if (isFactor) {
      next += 2;
      return scaled(product(), factor);
    }
    let value = operand();
    for (;;) {
      if (accept('*')) value = scaled(value, number());
      else if (accept('/')) {
        const divisor = number();
        if (divisor === 0) fail('a number other than 0');
        value = scaled(value, 1 / divisor);
      } else return value;
    }
  }
  function operand(): Float64Array {
    if (accept('(')) {
      const inner = sum();
      if (!accept(')')) fail('")"');
      return inner;
    }
    const token = tokens.at(next);
    if (token?.kind !== 'word') return fail('a word');
    next++;
    const { row, vector } = requireVector(set, token.text);
    words.push({ word: token.text, row });
    return unit(vector);
  }

  const vector = sum();
  if (next < tokens.length) fail('"+", "-" or the end');
  return { vector, words };
}

/** Signs are `+ * / ( )` anywhere outside quotes, and `-` where no word goes on. */
function tokenize(expression: string): Token[] {
  const tokens: Token[] = [];
  const pattern = /\s+|"([^"]*)"|[+*/()]|-(?=\s|\(|$)|-(?=[^\s])|[^\s"+*/()]+/gu;
  for (const match of expression.matchAll(pattern)) {
    const [text, quoted] = match;
    const at = match.index;
    if (quoted !== undefined) tokens.push({ kind: 'word', text: quoted, at, quoted: true });
    else if (text.trim() === '') continue;
    else tokens.push({ kind: /^[-+*/()]$/.test(text) ? 'sign' : 'word', text, at });
  }
  if ((expression.match(/"/g)?.length ?? 0) % 2 === 1)
    throw new LabError('INVALID_ARGUMENT', `A quotation mark of "${expression}" is not closed.`);
  return tokens;
}
