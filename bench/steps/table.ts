// The table of bench/RESULTS.md that has a row for each task, machine and day: its last rows are what a change is compared with.

import fs from 'node:fs';

const FILE = 'bench/RESULTS.md';
const HEAD = '| task | NLP Lab | peer | ratio | share of the limit | machine | date | command |';
/** Slower by more than this is told. */
const TOLERATED = 1.1;

/** What a row was measured with. */
export interface Measured {
  task: string;
  unit: string;
  ours: number;
  /** Threads and ways. */
  oursWith: string;
  theirs: number;
  theirsWith: string;
  /** Of the same products alone. */
  limit?: number;
}

export const rowOf = (each: Measured, machine: string, command: string): string => {
  const { task, unit, ours, oursWith, theirs, theirsWith, limit } = each;
  const share = limit === undefined ? '' : `${((100 * limit) / ours).toFixed(0)} %`;
  const date = new Date().toISOString().slice(0, 10);
  return `| ${task} | ${ours.toFixed(2)} ${unit} (${oursWith}) | ${theirs.toFixed(2)} ${unit} (${theirsWith}) | ${(theirs / ours).toFixed(2)} | ${share} | ${machine} | ${date} | \`${command}\` |`; // prettier-ignore
};

interface Known {
  ours: number;
  theirs: number;
  date: string;
}

/** The last row of a task on such a machine. */
function lastRow(text: string, wanted: { task: string; machine: string; unit: string }): Known | undefined {
  const lines = text.split('\n');
  const rows = lines.slice(lines.indexOf(HEAD) + 2);
  const end = rows.findIndex((line) => !line.startsWith('|'));
  const cells = rows.slice(0, end < 0 ? rows.length : end).map((line) => line.split('|').map((cell) => cell.trim()));
  const own = cells.filter(([, task, ours, , , , machine]) => task === wanted.task && machine === wanted.machine && ours.includes(` ${wanted.unit} `)); // prettier-ignore
  const last = own.at(-1);
  const figure = (cell: string): number => Number(/^[\d.,]+/.exec(cell)?.[0].replaceAll(',', ''));
  return last && { ours: figure(last[2]), theirs: figure(last[3]), date: last[7] };
}

/** What became slower, in words; where the peer did, too, the machine may be at fault. */
export function slower(all: readonly Measured[], machine: string, text = fs.readFileSync(FILE, 'utf8')): string[] {
  return all.flatMap(({ task, unit, ours, theirs }) => {
    const known = lastRow(text, { task, machine, unit });
    if (!known) return [];
    const [by, peer] = [ours / known.ours, theirs / known.theirs];
    if (by <= TOLERATED) return [];
    const percent = (ratio: number): string => `${(100 * (ratio - 1)).toFixed(0)} %`;
    const also = peer > TOLERATED ? `; the peer by ${percent(peer)}: the machine is slower, or busy` : '';
    return [`${task}: slower by ${percent(by)} than on ${known.date} (${ours.toFixed(2)} ${unit}, then ${known.ours} ${unit})${also}`]; // prettier-ignore
  });
}

/** Tasks that the table has no row of, on such a machine. */
export const unknownTasks = (all: readonly Measured[], machine: string, text = fs.readFileSync(FILE, 'utf8')) =>
  all.filter(({ task, unit }) => !lastRow(text, { task, machine, unit })).map(({ task }) => task);
