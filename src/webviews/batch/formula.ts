// The rule of an update with symbols, and with the numbers of one weight. Pure.

import type { BatchParameter, BatchPart, FormulaLine } from '../../protocol/batch';

const SYMBOLS: Partial<Record<string, string>> = {
  ...{ parameter: 'θ', gradient: 'g', norm: '‖g‖', learningRate: 'η', stepSize: 'η̂', epsilon: 'ε', shrink: '(1 − ηλ)' },
  ...{ mean: 'm', squares: 'v', momentum: 'u', sum: 's', changes: 'd' },
};

/** What has a new value has a stroke. */
export const symbolOf = (name: string, isNew = false): string => (SYMBOLS[name] ?? name) + (isNew ? '′' : '');

interface WrittenLine {
  symbols: string;
  numbers: string;
}

const numberText = (value: number): string => String(Number(value.toPrecision(6))).replace('-', '−');

/** A negative number between signs. */
const inPlace = (value: number): string => (value < 0 ? `(${numberText(value)})` : numberText(value));

export interface Weight {
  /** In the part's rows and columns. */
  at: number;
  part: BatchPart;
  scalars: BatchParameter['scalars'];
  /** Of all gradients, held within their limits. */
  norm: number;
}

/** The numbers are those of the step itself: nothing is computed here but the gradient once it was clipped. */
export function writtenFormula(
  lines: readonly FormulaLine[],
  { at, part, scalars, norm }: Weight,
  clippedGradient: number,
): WrittenLine[] {
  const before: Record<string, number> = { parameter: part.value[at], gradient: part.gradient[at], norm, ...scalars };
  const after: Record<string, number> = { parameter: part.after[at], gradient: clippedGradient };
  for (const [slot, values] of Object.entries(part.state)) {
    before[slot] = values.before[at];
    after[slot] = values.after[at];
  }
  return lines.map(({ gives, parts }) => {
    const symbols = parts.map((each) => (typeof each === 'string' ? each : symbolOf(each.of, each.isNew)));
    const numbers = parts.map((each) =>
      typeof each === 'string' ? each : inPlace((each.isNew ? after : before)[each.of]),
    );
    return {
      symbols: `${symbolOf(gives, true)} = ${symbols.join('')}`,
      numbers: `= ${numbers.join('')} = ${numberText(after[gives])}`,
    };
  });
}
