// How what a run has under a key is written, and how far it is from the baseline. Pure.

import { amount, bytes, count, duration, figure, share } from '../../protocol/figures';
import { METRICS, metricName, metricText } from '../../protocol/metrics';
import type { RowValue } from '../../protocol/runRow';
import { differenceText, signed } from '../../protocol/verdict';
import { letterAt } from './baselines';
import { type Line, meanOf } from './lines';
import { type RunTable, textOf } from './runTable';

export interface Cell {
  text: string;
  /** What differs from each baseline. */
  beside?: Beside[];
  /** It is another one than a baseline's, and no number. */
  isOther?: boolean;
}

interface Beside {
  text: string;
  /** The difference is for the better, or the worse. */
  mark: 'better' | 'worse' | 'other';
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

/** The same with its differences from these runs. */
export function comparedCell(table: RunTable, line: Line, key: string, bases: readonly number[], cell: Cell): Cell {
  const mean = key === 'seed' ? undefined : meanOf(table, line.rows, key);
  const beside: Beside[] = [];
  let isOther = false;
  bases.forEach((base, place) => {
    if (line.kind === 'run' && line.row === base) return;
    const before = table.value(base, key);
    if (!mean || typeof before !== 'number') isOther ||= cell.text !== valueText(key, before);
    else if (mean.y !== before) {
      const text = [letterAt(place, bases.length), byText(key, mean.y - before)].filter(Boolean).join('\u202f');
      beside.push({ text, mark: markOf(key, mean.y - before) });
    }
  });
  return { ...cell, ...(beside.length > 0 ? { beside } : isOther ? { isOther } : {}) };
}

function markOf(key: string, by: number): Beside['mark'] {
  const name = metricName(key);
  if (name === undefined || !isFigure(key)) return 'other';
  return (METRICS[name].better === 'greater') === by > 0 ? 'better' : 'worse';
}

/** As in Compare Runs: shares differ by points of a hundred, not by percent. */
function byText(key: string, by: number): string {
  const name = metricName(key);
  if (name !== undefined && isFigure(key)) return differenceText(name, by);
  return signed(by, key === 'seconds' ? duration : (size) => amount(Number(size.toPrecision(DIGITS))));
}
