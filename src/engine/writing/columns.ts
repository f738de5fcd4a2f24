// The columns of a table, each with what stands in it.

import { shownLine } from '../../protocol/plainText';
import { toTranslate } from '../../protocol/toTranslate';
import type { Proposal } from '../../protocol/writing';
import type { Asked } from './asked';
import { firstLines, tableHead } from './tableHead';

const MOST_UNITS = 120;
const shown = (value: string): string => shownLine(value, MOST_UNITS);

/** By their names. */
export async function columns(asked: Asked): Promise<Proposal[]> {
  const head = await tableHead(asked);
  if (!head) return [];
  return head.columns.map((value, i) => {
    const samples = head.rows.map((row) => row[i] ?? '').filter((one) => one.trim() !== '');
    return {
      ...{ value, kind: 'column' as const },
      detail: { text: '{0}', values: [samples.length > 0 ? shown(samples[0]) : head.file] },
      about: [
        { text: toTranslate('Column {0} of "{1}"'), values: [String(i + 1), head.file] },
        ...samples.map((one) => ({ text: '{0}', values: [shown(one)] })),
      ],
    };
  });
}

/** By their numbers from 1, of files with a token on each line. */
export async function columnNumbers(asked: Asked): Promise<Proposal[]> {
  const head = await firstLines(asked);
  const rows = (head?.lines ?? []).filter((line) => /\S\s+\S/u.test(line) && !/^(#|-DOCSTART-|\{)/.test(line));
  const cells = rows.slice(0, 6).map((line) => line.trim().split(line.includes('\t') ? '\t' : /\s+/u));
  return (cells.at(0) ?? []).map((_, i) => ({
    ...{ value: i + 1, kind: 'column' as const },
    detail: { text: '{0}', values: [shown(cells.map((row) => row[i] ?? '').join(' '))] },
    about: [{ text: toTranslate('Column {0} of "{1}"'), values: [String(i + 1), head?.file ?? ''] }],
  }));
}
