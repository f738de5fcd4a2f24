// Labels of texts as a table that experiments are trained on: the columns `text` and `label`, a row for each text that was judged. Other
// columns that a person has added stay as they are, and so does the order of the rows. It is written in UTF-8, with a byte order mark where it was
// not in UTF-8 alone: a spreadsheet has saved it, and reads it by that.

import type { LabelChange, LabelEntry } from '../../protocol/labelling';
import { LabError } from '../../protocol/labError';
import { kindOfFile, openTable, tableNotes } from '../text/table';
import { unbroken, writtenRow } from '../text/tables/writtenRow';

const TEXT = 'text';
const LABEL = 'label';

interface LabelTable {
  columns: string[];
  rows: string[][];
  notices: string[];
  /** It begins with a byte order mark, or is in another encoding than UTF-8. */
  isMarked: boolean;
}

const created = (): LabelTable => ({ columns: [TEXT, LABEL], rows: [], notices: [], isMarked: false });

/** Fails with `INVALID_DATA` where a column is not there, a text has two labels, or a row is broken, and as `openTable`. */
async function readTable(file: string): Promise<LabelTable> {
  const table = await openTable(file, { header: true, raggedRows: 'refuse' });
  const columns = [...table.columns];
  const fault = (line: number, what: string): LabError =>
    new LabError('INVALID_DATA', `"${file}", line ${line}: ${what}`, { file, line });
  const [textAt, labelAt] = [columns.indexOf(TEXT), columns.indexOf(LABEL)];
  if (textAt < 0 || labelAt < 0) {
    await table.close();
    throw fault(1, `a file of labels has the columns "${TEXT}" and "${LABEL}".`);
  }
  const rows: string[][] = [];
  const seen = new Map<string, string>();
  for await (const block of table.rows(textAt))
    for (const { values, line } of block) {
      const [text, label] = [values[textAt], values[labelAt].trim()];
      const other = seen.get(text);
      if (other !== undefined && other !== label)
        throw fault(line, `the text has the label "${label}" here, and "${other}" above. Take one of the two out.`);
      seen.set(text, label);
      rows.push([...values]);
    }
  const { encoding, isMarked } = table.facts;
  return { columns, rows, notices: tableNotes(table), isMarked: isMarked || encoding !== 'utf-8' };
}

export async function readLabelTable(file: string): Promise<{ entries: LabelEntry[]; notices: string[] }> {
  const { columns, rows, notices } = await readTable(file);
  const [textAt, labelAt] = [columns.indexOf(TEXT), columns.indexOf(LABEL)];
  const entries = rows.flatMap((values) => {
    const label = values[labelAt].trim();
    return label === '' ? [] : { text: values[textAt], mark: { label } };
  });
  return { entries, notices };
}

/** The file as it is to be. @param isThere whether there is a file yet */
export async function changedLabelTable(
  file: string,
  changes: readonly LabelChange[],
  isThere: boolean,
): Promise<string> {
  const { columns, rows, isMarked } = isThere ? await readTable(file) : created();
  const isCsv = kindOfFile(file) === 'csv';
  const shape = { delimiter: isCsv ? ',' : '\t', quotes: isCsv };
  const asKept = (text: string): string => (isCsv ? text : unbroken(text, shape.delimiter));
  const [textAt, labelAt] = [columns.indexOf(TEXT), columns.indexOf(LABEL)];
  const wanted = new Map(
    changes.map(({ text, mark }) => [asKept(text), mark && 'label' in mark ? mark.label : undefined]),
  );
  const kept = rows.flatMap((values) => {
    const text = values[textAt];
    if (!wanted.has(text)) return [values];
    const label = wanted.get(text) ?? '';
    const hasMore = values.some((value, i) => i !== textAt && i !== labelAt && value.trim() !== '');
    return label === '' && !hasMore ? [] : [values.map((value, i) => (i === labelAt ? label : value))];
  });
  const there = new Set(rows.map((values) => values[textAt]));
  for (const [text, label] of wanted)
    if (label !== undefined && !there.has(text))
      kept.push(columns.map((_, i) => (i === textAt ? text : i === labelAt ? label : '')));
  return `${isMarked ? '\uFEFF' : ''}${[columns, ...kept].map((values) => writtenRow(values, shape)).join('')}`;
}
