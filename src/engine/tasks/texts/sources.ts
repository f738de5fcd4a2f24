// A quick look at labelled texts before they are read.

import path from 'node:path';
import type { DataSource } from '../../../protocol/data';
import { readingOptionsOf } from '../../../protocol/reading';
import { withoutLabels } from '../../data/examples';
import { lookAtSource, missingColumns, requireGoing } from '../../data/missingFiles';
import type { SourceFault } from '../../schema/fault';
import type { TextDataOptions } from '../../schema/labelledData';
import { columnNames } from '../../data/severalTexts';

/** Fails with `CANCELLED`. */
export async function checkLabelled(
  { data }: { data: TextDataOptions },
  baseFolder: string,
  signal?: AbortSignal,
): Promise<SourceFault[]> {
  const parts = { train: data.train, validation: data.validation, test: data.test };
  const faults: SourceFault[] = [];
  for (const [part, source] of Object.entries(parts))
    for (const { key, file } of filesOf(['data', part], source)) {
      requireGoing(signal);
      const found = await faultsOf(path.resolve(baseFolder, file), key, data);
      faults.push(...found);
    }
  return faults;
}

function filesOf(key: string[], source: DataSource | number | undefined): { key: string[]; file: string }[] {
  if (typeof source === 'string') return [{ key, file: source }];
  if (typeof source !== 'object') return [];
  return Object.entries(source.labels).map(([label, file]) => ({ key: [...key, 'labels', label], file }));
}

async function faultsOf(file: string, key: string[], data: TextDataOptions): Promise<SourceFault[]> {
  const { text, label } = data;
  const looked = await lookAtSource(file, key);
  if (Array.isArray(looked)) return looked;
  if (looked.isDirectory() || key.includes('labels')) return [];
  const reading = { ...readingOptionsOf(data), withoutColumns: withoutLabels(file) };
  return missingColumns(file, key, { text: columnNames(text), label }, reading);
}
