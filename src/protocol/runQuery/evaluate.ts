// Whether an expression holds for a run. What a run has not is never true: no comparison with it holds, `!=` included.

import type { RowValue } from '../runRow';
import { matchesGlob } from './glob';
import type { Expression, Operand } from './parse';
import type { Comparison } from './tokens';

/** What a run has under a key. */
export type RowReader = (key: string) => RowValue | undefined;

export type RowTest = (read: RowReader) => boolean;

/** The expression as a function; made once for many runs. */
export function testOf(expression: Expression): RowTest {
  switch (expression.kind) {
    case 'and': {
      const tests = expression.terms.map(testOf);
      return (read) => tests.every((test) => test(read));
    }
    case 'or': {
      const tests = expression.terms.map(testOf);
      return (read) => tests.some((test) => test(read));
    }
    case 'not': {
      const test = testOf(expression.term);
      return (read) => !test(read);
    }
    case 'holds': {
      const value = readerOf(expression.operand);
      return (read) => holds(value(read));
    }
    case 'comparison': {
      const left = readerOf(expression.left);
      const right = expression.right.map(readerOf);
      const compare = COMPARE[expression.comparison];
      return (read) => {
        const value = left(read);
        if (value === undefined) return false;
        return right.some((other) => {
          const against = other(read);
          return against !== undefined && compare(value, against);
        });
      };
    }
  }
}

/** Every key that the expression names, with its place. */
export function namesIn(expression: Expression): Extract<Operand, { kind: 'name' }>[] {
  switch (expression.kind) {
    case 'and':
    case 'or':
      return expression.terms.flatMap(namesIn);
    case 'not':
      return namesIn(expression.term);
    case 'holds':
      return named([expression.operand]);
    case 'comparison':
      return named([expression.left, ...expression.right]);
  }
}

const named = (operands: Operand[]) => operands.filter((operand) => operand.kind === 'name');

function readerOf(operand: Operand): (read: RowReader) => RowValue | undefined {
  if (operand.kind === 'value') return () => operand.value;
  const { name } = operand;
  return (read) => read(name);
}

function holds(value: RowValue | undefined): boolean {
  return typeof value === 'object' ? value.length > 0 : Boolean(value);
}

type Compare = (left: RowValue, right: RowValue) => boolean;

/** A list passes where one of its texts does. */
const anyOf =
  (compare: (left: string | number | boolean, right: string | number | boolean) => boolean): Compare =>
  (left, right) =>
    eachOf(left).some((one) => eachOf(right).some((other) => compare(one, other)));

const eachOf = (value: RowValue): readonly (string | number | boolean)[] =>
  typeof value === 'object' ? value : [value];

const equal = anyOf(
  (left, right) => left === right || (typeof left !== typeof right && String(left) === String(right)),
);

/** Numbers by size, texts by their characters, so that times are in order; a number and a text have no order. */
const ordered = (isRight: (order: number) => boolean): Compare =>
  anyOf((left, right) => {
    if (typeof left === 'number' && typeof right === 'number') return isRight(left - right);
    if (typeof left !== 'string' || typeof right !== 'string') return false;
    return isRight(left < right ? -1 : Number(left > right));
  });

const COMPARE: Readonly<Record<Comparison, Compare>> = {
  '==': equal,
  '!=': (left, right) => !equal(left, right),
  '<': ordered((order) => order < 0),
  '<=': ordered((order) => order <= 0),
  '>': ordered((order) => order > 0),
  '>=': ordered((order) => order >= 0),
  contains: anyOf((left, right) => String(left).toLowerCase().includes(String(right).toLowerCase())),
  matches: anyOf((left, right) => matchesGlob(String(left).toLowerCase(), String(right).toLowerCase())),
  in: equal,
};
