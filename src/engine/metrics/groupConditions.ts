// The groups that judged examples are looked at by: quarters of their lengths, shares of unknown tokens, labels, right numbers, and the
// values of columns.

import { MOST_COLUMN_VALUES, type ExampleCondition, type RangeOf } from '../../protocol/examples';
import type { JudgedPart } from './judgedPart';

export interface Grouped {
  condition: ExampleCondition;
  /** Which examples, rising. */
  members: Int32Array;
}

/** Beyond so many labels most groups would be small. */
const MOST_LABELS = 200;
const QUARTERS = [0.25, 0.5, 0.75];
/** Of examples with any unknown token. */
const THIRDS = [1 / 3, 2 / 3];

export function groupConditions(part: JudgedPart): Grouped[] {
  const { tokens, numberOf, examples } = part;
  const numbers = (of: (i: number) => number): Float64Array => Float64Array.from(examples, (_, i) => of(i));
  return [
    ...(tokens ? quarters('tokens', Float64Array.from(tokens.tokens)) : []),
    ...(tokens ? byUnknown(numbers((i) => tokens.unknown[i] / Math.max(1, tokens.tokens[i]))) : []),
    ...byLabel(part),
    ...(numberOf ? quarters('number', numbers(numberOf)) : []),
    ...byColumn(part),
  ];
}

/** Borders at quarters of the examples; fewer where many values are equal. */
const quarters = (of: RangeOf, values: Float64Array): Grouped[] => between(of, values, quantiles(values, QUARTERS));

function byUnknown(shares: Float64Array): Grouped[] {
  const borders = [0, ...quantiles(shares.filter((share) => share > 0), THIRDS)]; // prettier-ignore
  return between('unknown', shares, [...new Set(borders)]);
}

/** The values at these shares of all, each once. */
function quantiles(values: Float64Array, shares: readonly number[]): number[] {
  if (values.length === 0) return [];
  const sorted = values.slice().sort();
  return [...new Set(shares.map((share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]))];
}

/** @param borders rising; each is the last value of its group */
function between(of: RangeOf, values: Float64Array, borders: readonly number[]): Grouped[] {
  const most = values.reduce((all, each) => Math.max(all, each), -Infinity);
  const inner = borders.filter((border) => border < most);
  return [undefined, ...inner].map((above, i) => {
    const to = i < inner.length ? inner[i] : undefined;
    const isIn = (value: number): boolean =>
      (above === undefined || value > above) && (to === undefined || value <= to);
    const range = { ...(above === undefined ? {} : { above }), ...(to === undefined ? {} : { to }) };
    return { condition: { kind: 'range' as const, of, ...range }, members: membersOf(values, isIn) };
  });
}

const membersOf = <T>(values: ArrayLike<T>, isIn: (value: T) => boolean): Int32Array => {
  const members: number[] = [];
  for (let i = 0; i < values.length; i++) if (isIn(values[i])) members.push(i);
  return Int32Array.from(members);
};

function byLabel({ examples, labelsOf }: JudgedPart): Grouped[] {
  if (!labelsOf) return [];
  const members = new Map<string, number[]>();
  examples.forEach((_, i) => {
    for (const label of labelsOf(i)) {
      const own = members.get(label) ?? [];
      own.push(i);
      members.set(label, own);
    }
  });
  return groupsOf(members, (value) => ({ kind: 'label', value })).slice(0, MOST_LABELS);
}

/** Columns that all examples have a value of, of few values. */
function byColumn({ examples }: JudgedPart): Grouped[] {
  const names = Object.keys(examples.at(0)?.columns ?? {});
  return names.flatMap((column) => {
    const members = new Map<string, number[]>();
    for (const [i, { columns }] of examples.entries()) {
      const value = columns?.[column];
      if (value === undefined) return [];
      const own = members.get(value) ?? [];
      own.push(i);
      members.set(value, own);
    }
    const isGrouping = members.size > 1 && members.size <= MOST_COLUMN_VALUES;
    return isGrouping ? groupsOf(members, (value) => ({ kind: 'column', column, value })) : [];
  });
}

/** The largest first. */
const groupsOf = (
  members: ReadonlyMap<string, readonly number[]>,
  conditionOf: (value: string) => ExampleCondition,
): Grouped[] =>
  [...members]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([value, own]) => ({ condition: conditionOf(value), members: Int32Array.from(own) }));
