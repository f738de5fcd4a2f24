// The folder that something is to be written into.

import path from 'node:path';
import { LabError } from '../../protocol/labError';
import { lookAt } from './plainFile';

/** Fails with `NOT_FOUND` where the folder of a file that is to be written does not exist. */
export async function requireFolderOf(output: string): Promise<void> {
  const folder = path.dirname(output);
  if ((await lookAt(folder))?.isDirectory()) return;
  throw new LabError('NOT_FOUND', `The folder "${folder}" does not exist.`, { file: folder });
}
