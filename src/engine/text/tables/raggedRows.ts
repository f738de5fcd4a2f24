// Rows with more or fewer values than there are columns: refused with their lines, left out, or repaired by a rule.

import type { RaggedRows } from '../../../protocol/reading';
import { LabError } from '../../../protocol/labError';
import type { DelimitedRecord } from './delimitedRecords';

export interface RaggedFacts {
  /** How many rows there were. */
  ragged: number;
  /** The first of them, with how many values they have. */
  raggedRows: { line: number; values: number }[];
}

export interface RowRule {
  file: string;
  columns: number;
  delimiter: string;
  raggedRows: RaggedRows;
  /** The column that values too many belong to; without, they are dropped. */
  textAt?: number;
}

const SHOWN = 10;

/** The rows as they are to be; what was ragged is noted in `facts`. Empty values too many, as spreadsheets write them, do not count. */
export function fitRows(records: DelimitedRecord[], rule: RowRule, facts: RaggedFacts): DelimitedRecord[] {
  return records.flatMap((record) => {
    const values = withoutEmptyEnd(record.values, rule.columns);
    if (values.length === rule.columns) return { values, line: record.line };
    facts.ragged++;
    if (facts.raggedRows.length < SHOWN) facts.raggedRows.push({ line: record.line, values: values.length });
    return rule.raggedRows === 'repair' ? { values: repaired(values, rule), line: record.line } : [];
  });
}

function withoutEmptyEnd(values: string[], columns: number): string[] {
  return values.length > columns && values.slice(columns).every((value) => value.trim() === '')
    ? values.slice(0, columns)
    : values;
}

function repaired(values: readonly string[], { columns, delimiter, textAt }: RowRule): string[] {
  const surplus = values.length - columns;
  if (surplus <= 0 || textAt === undefined)
    return Array.from({ length: columns }, (_, index) => values.at(index) ?? '');
  const end = textAt + surplus + 1;
  return [...values.slice(0, textAt), values.slice(textAt, end).join(delimiter), ...values.slice(end)];
}

/** What to tell about rows that were left out or repaired. */
export function raggedNotes({ ragged, raggedRows }: RaggedFacts, rule: RaggedRows): string[] {
  if (ragged === 0) return [];
  const [{ line }] = raggedRows;
  return [
    rule === 'skip'
      ? `${ragged} rows have more or fewer values than there are columns and were left out; the first is line ${line}.`
      : `${ragged} rows have more or fewer values than there are columns and were repaired: values too many belong to the text column, missing ones are empty; the first is line ${line}.`,
  ];
}

/** Fails with `INVALID_DATA` and the lines where there were ragged rows that are to be refused. */
export function refuseRagged({ file, columns, delimiter, raggedRows }: RowRule, facts: RaggedFacts): void {
  if (raggedRows !== 'refuse' || facts.ragged === 0) return;
  const lines = facts.raggedRows.map(({ line, values }) => `line ${line} has ${values}`).join(', ');
  const more = facts.ragged > facts.raggedRows.length ? ' and so on' : '';
  const count = facts.ragged === 1 ? '1 row has' : `${facts.ragged} rows have`;
  const shown = delimiter === '\t' ? 'tab' : `"${delimiter}"`;
  const message = `"${file}": ${count} more or fewer values than its ${columns} columns: ${lines}${more}. Put texts that hold the separator (${shown}) in quotation marks, or set "raggedRows" to "skip" (these rows are left out) or "repair" (values too many belong to the text, missing ones are empty).`;
  throw new LabError('INVALID_DATA', message, { file, line: facts.raggedRows[0].line });
}
