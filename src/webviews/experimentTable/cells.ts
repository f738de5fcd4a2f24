// How what a run has under a key is written, and how far it is from the baseline. Pure.

import { amount, bytes, count, duration, figure, share } from '../../protocol/figures';
import { METRICS, metricName, metricText } from '../../protocol/metrics';
import type { RowValue } from '../../protocol/runRow';
import { differenceText, signed } from '../../protocol/verdict';
import { type Line, meanOf } from './lines';
import { type RunTable, textOf } from './runTable';

export interface Cell {
  text: string;
  /** What differs from the baseline. */
  beside?: string;
  /** The difference is for the better, or the worse. */
  mark?: 'better' | 'worse' | 'other';
}

/** Whole numbers that are counted, and not settings. */
const COUNTED = new Set(['parameters', 'step', 'steps', 'evaluation.count', 'best.step']);
const DIGITS = 6;

export function valueText(key: string, value: RowValue | undefined): string {
  if (typeof value !== 'number') return key === 'created' || key === 'ended' ? timeText(textOf(value)) : textOf(value);
  if (key === 'seconds') return duration(value);
  if (key === 'bytes' || key.startsWith('disk.')) return bytes(value);
  if (COUNTED.has(key)) return count(value);
  if (isFigure(key)) return metricText(key, value);
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(DIGITS)));
}

/** A metric of the table; a key of the experiment may be called `loss` too, but lies deeper. */
export const isFigure = (key: string): boolean =>
  metricName(key) !== undefined && /^((best\.)?validation\.|test\.|evaluation\.)?[^.]+(@\d+)?$/u.test(key);

const timeText = (iso: string): string => iso.replace('T', ' ').slice(0, 16);

const halfText = (key: string, half: number): string => {
  const name = metricName(key);
  const short = Number(half.toPrecision(2));
  if (name !== undefined && isFigure(key) && METRICS[name].form === 'share') return share(short);
  return key === 'seconds' ? duration(half) : figure(short);
};

/** Several runs: the mean with half of its 95 % interval and how many, or how many different values there are. */
export function cellOf(table: RunTable, line: Line, key: string, different: (count: number) => string): Cell {
  if (line.kind === 'run') return { text: valueText(key, table.value(line.row, key)) };
  const { rows } = line;
  const mean = meanOf(table, rows, key);
  if (mean && key !== 'seed') {
    if (mean.half === undefined) return { text: valueText(key, mean.y) };
    return { text: `${valueText(key, mean.y)} ± ${halfText(key, mean.half)}` };
  }
  const values = new Set(rows.map((row) => valueText(key, table.value(row, key))));
  return { text: values.size === 1 ? [...values][0] : different(values.size) };
}

/** The same with its difference from the baseline's. */
export function comparedCell(table: RunTable, line: Line, key: string, base: number, cell: Cell): Cell {
  if (line.kind === 'run' && line.row === base) return cell;
  const before = table.value(base, key);
  const mean = meanOf(table, line.rows, key);
  if (mean && typeof before === 'number' && key !== 'seed') {
    const by = mean.y - before;
    if (by === 0) return cell;
    const name = metricName(key);
    const isBetter = name !== undefined && isFigure(key) ? (METRICS[name].better === 'greater') === by > 0 : undefined;
    return {
      ...cell,
      beside: byText(key, by),
      mark: isBetter === undefined ? 'other' : isBetter ? 'better' : 'worse',
    };
  }
  return cell.text === valueText(key, before) ? cell : { ...cell, mark: 'other' };
}

/** As in Compare Runs: shares differ by points of a hundred, not by percent. */
function byText(key: string, by: number): string {
  const name = metricName(key);
  if (name !== undefined && isFigure(key)) return differenceText(name, by);
  return signed(by, key === 'seconds' ? duration : (size) => amount(Number(size.toPrecision(DIGITS))));
}
