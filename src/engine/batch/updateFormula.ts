// The rule of an update as a formula, read off the program that computes it: whatever the optimiser, it is what is done.

import type { FormulaLine } from '../../protocol/batch';
import { numberText } from './language';
import type { Value } from '../graph/value';
import type { UpdateValues } from '../train/update';

type Parts = FormulaLine['parts'];

interface Written {
  parts: Parts;
  /** How tightly it binds: 0 a name, 1 a product, 2 a sum. */
  rank: number;
}

const bracketed = ({ parts, rank }: Written, most: number): Parts => (rank > most ? ['(', ...parts, ')'] : parts);

/** A line for the gradient where it is clipped, for each slot of the state, and for the parameter. */
export function updateFormula({ raw, gradient, next }: UpdateValues): FormulaLine[] {
  const { parameter, ...state } = next;
  const given = new Map<Value, string>();
  const lines: FormulaLine[] = [];
  const give = (gives: string, value: Value): void => {
    lines.push({ gives, parts: write(value, given).parts });
    given.set(value, gives);
  };
  if (gradient !== raw) give('gradient', gradient);
  for (const [slot, value] of Object.entries(state)) give(slot, value);
  give('parameter', parameter);
  return lines;
}

function write(value: Value, given: ReadonlyMap<Value, string>): Written {
  const name = given.get(value);
  if (name !== undefined) return { parts: [{ of: name, isNew: true }], rank: 0 };
  const { op, inputs, attributes } = value.node;
  if (op === 'input') return { parts: [{ of: (attributes as { name: string }).name }], rank: 0 };
  if (op === 'constant')
    return {
      parts: [numberText(Number((attributes as { data: readonly number[] }).data[0].toPrecision(12)))],
      rank: 0,
    };
  const operands = inputs.map((input) => write(input, given));
  const [a, b] = operands;
  const between = (sign: string, rank: number): Written => ({
    parts: [...bracketed(a, rank), ` ${sign} `, ...bracketed(b, rank - 1)],
    rank,
  });
  switch (op) {
    case 'add':
      return between('+', 2);
    case 'sub':
      return between('−', 2);
    case 'mul':
      return between('·', 1);
    case 'div':
      return between('/', 1);
    case 'sqrt':
      return { parts: ['√', '(', ...a.parts, ')'], rank: 0 };
    default:
      return {
        parts: [`${SHORT[op] ?? op}(`, ...operands.flatMap(({ parts }, i) => (i > 0 ? [', ', ...parts] : parts)), ')'],
        rank: 0,
      };
  }
}

const SHORT: Partial<Record<string, string>> = { minimum: 'min', maximum: 'max' };
