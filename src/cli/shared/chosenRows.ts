// Runs chosen by an expression over what is known of them, in an order.

import type { RowTest } from '../../protocol/runQuery/evaluate';
import { ExpressionFault } from '../../protocol/runQuery/fault';
import { expressionTest } from '../../protocol/runQuery/filter';
import { type RowSort, rowSortOf, sortRows } from '../../protocol/runQuery/sortRows';
import type { RunRow } from '../../protocol/runRow';
import type { OptionSpec, ParsedArguments } from '../arguments';
import { invalidArgument } from '../failure';

export const ROW_OPTIONS: Record<string, OptionSpec> = {
  query: { value: '<expression>', help: 'only runs for which this holds' },
  sort: { value: '<key>', help: 'the greatest first; with - before the key, as --sort=-loss, the least' },
  limit: { value: '<n>', help: 'at most so many' },
};

export interface RowChoice {
  query?: string;
  sort?: RowSort;
  limit?: number;
}

/** Throws `INVALID_ARGUMENT` where the expression is none, before anything is read. */
export function rowChoiceOf(given: ParsedArguments): RowChoice {
  const [query, sort] = [given.text('query'), given.text('sort')];
  if (query !== undefined) rowTest(query);
  return {
    ...{ query, limit: given.count('limit', 1) },
    ...(sort === undefined ? {} : { sort: rowSortOf(sort) }),
  };
}

/** @param known all keys that runs have; one beyond them is a slip, and named as that */
export function chooseRows(
  rows: readonly RunRow[],
  { query, sort, limit }: RowChoice,
  known: ReadonlySet<string>,
): RunRow[] {
  const sorted = sort ? sortRows(rows, sort, known) : rows;
  const test = query === undefined ? () => true : rowTest(query, rows.length > 0 ? known : undefined);
  const found = sorted.filter(({ values }) => test((key) => (Object.hasOwn(values, key) ? values[key] : undefined)));
  return found.slice(0, limit);
}

/** A fault is shown below the expression, as compilers do it. */
function rowTest(query: string, known?: ReadonlySet<string>): RowTest {
  try {
    return expressionTest(query, known);
  } catch (error) {
    if (!(error instanceof ExpressionFault) || /[\n\t]/.test(query)) throw error;
    const { at, length } = error.at;
    const marks = ' '.repeat(at) + '^'.repeat(Math.max(1, Math.min(length, query.length - at)));
    throw invalidArgument(`--query: ${error.message}\n  ${query}\n  ${marks}`);
  }
}
