// How the values of a chart are written, and the labels of its axis: no two of them alike. Pure.

import { figure, share } from '../../../protocol/figures';

export interface AxisFormat {
  text(value: number): string;
  /** With as many decimals as it takes to tell neighbours apart. */
  fine(value: number, decimals: number): string;
}

/** Beyond these, numbers are no longer told apart. */
const MOST_DECIMALS = 12;

/** Large numbers where an axis has little room: 1.2M. */
const COMPACT = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 });

const decimal = (value: number, decimals: number): string => value.toFixed(decimals).replace('-', '−');

export const asFigure: AxisFormat = { text: figure, fine: decimal };

export const asShare: AxisFormat = {
  text: share,
  fine: (value, decimals) => `${decimal(100 * value, decimals)}\u202f%`,
};

export const asCompact: AxisFormat = { text: (value) => COMPACT.format(value), fine: decimal };

/** A label for each tick that has one. */
export function tickLabels(ticks: readonly (number | null)[], { text, fine }: AxisFormat): string[] {
  const written = (write: (value: number) => string): string[] =>
    ticks.map((tick) => (tick === null ? '' : write(tick)));
  const plain = written(text);
  if (areDifferent(plain)) return plain;
  for (let decimals = 1; decimals <= MOST_DECIMALS; decimals++) {
    const labels = written((value) => fine(value, decimals));
    if (areDifferent(labels)) return labels;
  }
  return plain.map((label, i) => (plain.indexOf(label) === i ? label : ''));
}

function areDifferent(labels: readonly string[]): boolean {
  const filled = labels.filter((label) => label !== '');
  return new Set(filled).size === filled.length;
}
