// A quick look at an experiment's data before anything is read in full: are the files there, and do tables have the
// columns?

import fs from 'node:fs/promises';
import path from 'node:path';
import type {
  DataOptions,
  DataSource,
  EmbeddingDataOptions,
  Experiment,
  ParallelDataOptions,
} from '../../protocol/experiment';
import { LabError } from '../../protocol/labError';
import { columnIndex, isTable, openTable, type TableOptions } from '../text/table';
import { withoutLabels } from './examples';
import { withoutSides } from './parallelText';

/** A fault of the data, and the key of the experiment that leads to it. */
export interface SourceFault {
  key: string[];
  error: LabError;
}

/** Reads no more than the start of each table. Failures that are no LabErrors are thrown. */
export function checkSources(experiment: Experiment, baseFolder: string): Promise<SourceFault[]> {
  switch (experiment.task) {
    case 'classification':
      return checkLabelled(experiment.data, baseFolder);
    case 'sequence-to-sequence':
      return checkParallel(experiment.data, baseFolder);
    case 'embedding':
      return checkCorpus(experiment.data, baseFolder);
  }
}

/** A file or a folder of texts; of a table the column must be there. */
async function checkCorpus({ train, text }: EmbeddingDataOptions, baseFolder: string): Promise<SourceFault[]> {
  const file = path.resolve(baseFolder, train);
  const key = ['data', 'train'];
  const stat = await fs.stat(file).catch(() => undefined);
  if (!stat) return [{ key, error: new LabError('NOT_FOUND', `"${file}" does not exist.`) }];
  return stat.isDirectory() || !isTable(file) ? [] : missingColumns(file, key, { text });
}

/** Two files need only be there: whether they have as many lines is seen when they are read. */
async function checkParallel(data: ParallelDataOptions, baseFolder: string): Promise<SourceFault[]> {
  const faults: SourceFault[] = [];
  for (const part of ['train', 'validation', 'test'] as const) {
    const source = data[part];
    if (typeof source === 'object')
      for (const side of ['source', 'target'] as const)
        faults.push(...(await missingFile(path.resolve(baseFolder, source[side]), ['data', part, side])));
    if (typeof source !== 'string') continue;
    const file = path.resolve(baseFolder, source);
    const key = ['data', part];
    const missing = await missingFile(file, key);
    if (missing.length > 0) faults.push(...missing);
    else if (!isTable(file, data)) faults.push({ key, error: withoutSides(file) });
    else faults.push(...(await missingColumns(file, key, { source: data.source, target: data.target }, data)));
  }
  return faults;
}

async function missingFile(file: string, key: string[]): Promise<SourceFault[]> {
  const stat = await fs.stat(file).catch(() => undefined);
  if (!stat) return [{ key, error: new LabError('NOT_FOUND', `"${file}" does not exist.`) }];
  if (stat.isDirectory()) return [{ key, error: new LabError('INVALID_DATA', `"${file}" is a folder; name a file.`) }];
  return [];
}

async function checkLabelled(data: DataOptions, baseFolder: string): Promise<SourceFault[]> {
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

async function faultsOfFile(file: string, key: string[], data: DataOptions): Promise<SourceFault[]> {
  const { text, label } = data;
  const stat = await fs.stat(file).catch(() => undefined);
  if (!stat) return [{ key, error: new LabError('NOT_FOUND', `"${file}" does not exist.`) }];
  if (stat.isDirectory() || key.includes('labels')) return [];
  if (!isTable(file, data)) return [{ key, error: withoutLabels(file) }];
  return missingColumns(file, key, { text, label }, data);
}

/** @param columns the names of columns, by the key of `data` that says them */
async function missingColumns(
  file: string,
  key: string[],
  columns: Record<string, string>,
  options?: TableOptions,
): Promise<SourceFault[]> {
  try {
    const table = await openTable(file, options);
    await table.close();
    return Object.entries(columns).flatMap(([name, column]) =>
      missingColumn(() => columnIndex(table, column), ['data', name]),
    );
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
