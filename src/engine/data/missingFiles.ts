// A quick look at files that an experiment names, before anything is read in full: are they there, and do tables have the
// columns?

import fs from 'node:fs/promises';
import { LabError } from '../../protocol/labError';
import type { SourceFault } from '../schema/fault';
import { columnIndex, openTable, type TableOptions } from '../text/table';

export async function missingFile(file: string, key: string[]): Promise<SourceFault[]> {
  const stat = await fs.stat(file).catch(() => undefined);
  if (!stat) return [{ key, error: new LabError('NOT_FOUND', `"${file}" does not exist.`) }];
  if (stat.isDirectory()) return [{ key, error: new LabError('INVALID_DATA', `"${file}" is a folder; name a file.`) }];
  return [];
}

/** What `look` finds; where the file itself cannot be read, that. Failures that are no LabErrors are thrown. */
export async function faultsOfFile(key: string[], look: () => Promise<SourceFault[]>): Promise<SourceFault[]> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof LabError) return [{ key, error }];
    throw error;
  }
}

/**
 * Reads no more than the start of the table. Failures that are no LabErrors are thrown.
 * @param columns the names of columns, by the key of `data` that says them
 */
export async function missingColumns(
  file: string,
  key: string[],
  columns: Record<string, string>,
  options?: TableOptions,
): Promise<SourceFault[]> {
  return faultsOfFile(key, async () => {
    const table = await openTable(file, options);
    await table.close();
    return Object.entries(columns).flatMap(([name, column]) =>
      missingColumn(() => columnIndex(table, column), ['data', name]),
    );
  });
}

function missingColumn(look: () => number, key: string[]): SourceFault[] {
  try {
    look();
    return [];
  } catch (error) {
    if (error instanceof LabError) return [{ key, error }];
    throw error;
  }
}
