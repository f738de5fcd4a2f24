// A quick look at an experiment's data before anything is read in full: are the files there, and do tables have the
// columns?

import fs from 'node:fs/promises';
import path from 'node:path';
import type { DataOptions, DataSource } from '../../protocol/experiment';
import { LabError } from '../../protocol/labError';
import { columnIndex, kindOfFile, openTable } from '../text/table';
import { withoutLabels } from './examples';

/** A fault of the data, and the key of the experiment that leads to it. */
export interface SourceFault {
  key: string[];
  error: LabError;
}

/** Reads no more than the start of each table. Failures that are no LabErrors are thrown. */
export async function checkSources(data: DataOptions, baseFolder: string): Promise<SourceFault[]> {
  const parts = { train: data.train, validation: data.validation, test: data.test };
  const faults: SourceFault[] = [];
  for (const [part, source] of Object.entries(parts))
    for (const { key, file } of filesOf(['data', part], source)) {
      const found = await faultsOfFile(path.resolve(baseFolder, file), key, data);
      faults.push(...found);
    }
  return faults;
}

function filesOf(key: string[], source: DataSource | number | undefined): { key: string[]; file: string }[] {
  if (typeof source === 'string') return [{ key, file: source }];
  if (typeof source !== 'object') return [];
  return Object.entries(source.labels).map(([label, file]) => ({ key: [...key, 'labels', label], file }));
}

async function faultsOfFile(file: string, key: string[], { text, label }: DataOptions): Promise<SourceFault[]> {
  const stat = await fs.stat(file).catch(() => undefined);
  if (!stat) return [{ key, error: new LabError('NOT_FOUND', `"${file}" does not exist.`) }];
  if (stat.isDirectory() || key.includes('labels')) return [];
  if (kindOfFile(file) === 'lines') return [{ key, error: withoutLabels(file) }];
  try {
    const table = await openTable(file);
    await table.close();
    return [
      ...missingColumn(() => columnIndex(table, text), ['data', 'text']),
      ...missingColumn(() => columnIndex(table, label), ['data', 'label']),
    ];
  } catch (error) {
    if (error instanceof LabError) return [{ key, error }];
    throw error;
  }
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
