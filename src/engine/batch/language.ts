// How a program of the engine is written in another language: a line for each operator, in a table that does not compile while one is
// missing. Pure text.

import { termsOf, type Dim, type Shape } from '../graph/dims';
import type { Attributes, OperatorName } from '../graph/operators';
import type { DType, ValueType } from '../graph/value';
import { pythonName } from './pythonNames';

/** How tightly the outermost operation of a text binds, from the tightest. */
export const RANK = { atom: 0, unary: 1, product: 2, sum: 3, comparison: 4 } as const;

export interface Term {
  text: string;
  rank: number;
  /** It is a number of the language, no tensor. */
  isNumber?: boolean;
}

export interface SpelledNode<A> {
  inputs: readonly Term[];
  /** Of the inputs. */
  types: readonly ValueType[];
  /** Of the first output. */
  output: ValueType;
  attributes: A;
}

type Spelling<A> = (node: SpelledNode<A>) => Term;

/** These are spelled by whoever walks through a program: inputs have names, bodies of loops are indented. */
type Named = 'input' | 'bodyParameter' | 'randomMask' | 'constant' | 'ownGradient';

/** These stand in gradients alone, which the other language finds by itself. */
type OfGradients = 'overlapAdd2d';

export interface ScriptLanguage {
  name: 'torch' | 'keras';
  operators: { [K in Exclude<OperatorName, Named | OfGradients>]: Spelling<Attributes[K]> };
  parameter(name: string): string;
  mask(stream: string): string;
  /** Of a few numbers, row by row. */
  array(data: readonly number[], shape: readonly number[], dtype: DType): string;
  /** A list of equal tensors as one, along a new first axis. */
  stack(list: string): string;
}

export const atom = (text: string): Term => ({ text, rank: RANK.atom });

/** A text in brackets where it binds less than is needed. */
export const within = ({ text, rank }: Term, needed: number): string => (rank > needed ? `(${text})` : text);

export const numberText = (value: number): string =>
  Number.isFinite(value) ? String(value) : Number.isNaN(value) ? 'float("nan")' : `float("${value < 0 ? '-' : ''}inf")`;

export const number = (value: number): Term => ({
  ...{ text: numberText(value), isNumber: true },
  rank: value < 0 && Number.isFinite(value) ? RANK.unary : RANK.atom,
});

/** `a op b`; operations of one rank are done from left to right. */
export const infix = (operator: string, rank: number, [a, b]: readonly Term[]): Term => ({
  text: `${within(a, rank)} ${operator} ${within(b, rank - 1)}`,
  rank,
  ...(a.isNumber && b.isNumber && { isNumber: true }),
});

export function dimTerm(dim: Dim): Term {
  if (typeof dim === 'number') return number(dim);
  const terms = termsOf(dim).map(({ coefficient, axes }) => {
    const factors = [...(Math.abs(coefficient) === 1 && axes.length > 0 ? [] : [String(Math.abs(coefficient))])];
    return { isNegative: coefficient < 0, text: [...factors, ...axes.map(pythonName)].join(' * ') };
  });
  const text = terms.map(({ isNegative, text: one }, i) => {
    if (i === 0) return isNegative ? `-${one}` : one;
    return isNegative ? ` - ${one}` : ` + ${one}`;
  });
  const isOne = terms.length === 1 && !terms[0].isNegative;
  return {
    ...{ text: text.join(''), isNumber: true },
    rank: isOne ? (terms[0].text.includes('*') ? RANK.product : RANK.atom) : RANK.sum,
  };
}

export const dimText = (dim: Dim): string => dimTerm(dim).text;

/** `(time, batch, 3)` */
export const shapeText = (shape: Shape): string => `(${shape.map(dimText).join(', ')}${shape.length === 1 ? ',' : ''})`;

/** `[:, start:end]` */
export const sliceText = ({ axis, start, end }: { axis: number; start: Dim; end: Dim }): string =>
  `[${':, '.repeat(axis)}${start === 0 ? '' : dimText(start)}:${dimText(end)}]`;
