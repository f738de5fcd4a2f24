// The files of a corpus: one file, or a folder of texts.

import path from 'node:path';
import { corpusEndings } from '../../protocol/corpusFiles';
import { LabError } from '../../protocol/labError';
import { readingOptionsOf } from '../../protocol/reading';
import { lookAt } from '../disk/plainFile';
import type { SourceFault } from '../schema/fault';
import { corpusFilesIn } from '../text/corpusFolder';
import { lookAtSource, missingColumns, requireGoing } from './missingFiles';

interface Checked {
  /** Of the experiment. */
  key: (string | number)[];
  baseFolder: string;
  data: { text: string } & Parameters<typeof readingOptionsOf>[0];
  signal?: AbortSignal;
}

/** A file or a folder of texts must be there; of a table the column. Fails with `CANCELLED`. */
export async function checkCorpusSource(
  name: string,
  { key, baseFolder, data, signal }: Checked,
): Promise<SourceFault[]> {
  requireGoing(signal);
  const file = path.resolve(baseFolder, name);
  const looked = await lookAtSource(file, key);
  if (Array.isArray(looked)) return looked;
  return looked.isDirectory() ? [] : missingColumns(file, key, { text: data.text }, readingOptionsOf(data));
}

/**
 * The file, or the text files in the folder and the folders in it, in the order of their names. Fails with `NOT_FOUND`, and with
 * `INVALID_DATA` where a folder holds no text.
 */
export async function corpusSourceFiles(name: string, baseFolder: string, key?: string[]): Promise<string[]> {
  const target = path.resolve(baseFolder, name);
  const stat = await lookAt(target);
  if (!stat) throw new LabError('NOT_FOUND', `"${name}" does not exist.`, { file: target, key });
  if (!stat.isDirectory()) return [target];
  const files = await corpusFilesIn(target);
  if (files.length > 0) return files;
  const endings = corpusEndings.map((ending) => `.${ending}`).join(' ');
  const message = `The folder "${name}" holds no text: no ${endings} file, plain or .gz.`;
  throw new LabError('INVALID_DATA', message, { file: target, key });
}
