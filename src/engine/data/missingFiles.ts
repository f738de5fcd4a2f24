// A quick look at files that an experiment names, before anything is read in full: are they there, and do tables have the
// columns?

import type { Stats } from 'node:fs';
import { LabError } from '../../protocol/labError';
import type { ReadingOptions } from '../../protocol/reading';
import { lookAt } from '../disk/plainFile';
import type { SourceFault } from '../schema/fault';
import { columnIndex, tableIn } from '../text/table';

/** Fails with `CANCELLED`. */
export function requireGoing(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new LabError('CANCELLED', 'Looking at the files was cancelled.');
}

export async function missingFile(file: string, key: SourceFault['key']): Promise<SourceFault[]> {
  const looked = await lookAtSource(file, key);
  if (Array.isArray(looked)) return looked;
  return looked.isDirectory()
    ? [{ key, error: new LabError('INVALID_DATA', `"${file}" is a folder; name a file.`) }]
    : [];
}

/** What lies there, or what is wrong with it: nothing there, or something that is neither file nor folder. */
export async function lookAtSource(file: string, key: SourceFault['key']): Promise<Stats | SourceFault[]> {
  try {
    return (await lookAt(file)) ?? [{ key, error: new LabError('NOT_FOUND', `"${file}" does not exist.`) }];
  } catch (error) {
    return [faultOf(error, key)];
  }
}

/**
 * Reads no more than the start of the file. Failures that are no LabErrors are thrown.
 * @param columns the names of columns, by the key of `data` that says them
 * @param reading how the file is read; and what is wrong where it is lines of text, if anything
 */
export async function missingColumns(
  file: string,
  key: SourceFault['key'],
  columns: Record<string, string | readonly string[]>,
  { withoutColumns, ...reading }: ReadingOptions & { withoutColumns?: LabError } = {},
): Promise<SourceFault[]> {
  try {
    const table = await tableIn(file, { ...reading, wanted: Object.values(columns).flat() });
    if (!table) return withoutColumns ? [{ key, error: withoutColumns }] : [];
    await table.close();
    return Object.entries(columns).flatMap(([name, named]) =>
      [named].flat().flatMap((column) => missingColumn(() => columnIndex(table, column), ['data', name])),
    );
  } catch (error) {
    return [faultOf(error, key)];
  }
}

function missingColumn(look: () => number, key: string[]): SourceFault[] {
  try {
    look();
    return [];
  } catch (error) {
    return [faultOf(error, key)];
  }
}

function faultOf(error: unknown, key: SourceFault['key']): SourceFault {
  if (error instanceof LabError) return { key, error };
  throw error;
}
