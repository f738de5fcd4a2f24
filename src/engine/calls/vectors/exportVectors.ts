// The call `exportVectors`: opened vectors as a file of any of the formats.

import fs from 'node:fs';
import path from 'node:path';
import { LabError } from '../../../protocol/labError';
import { writeVectors } from '../../embeddings/vectors/writeVectors';
import type { VectorsCall } from './openedVectors';
import { chosenRows } from './rows';

/** Fails as `writeVectors`, and with `NOT_FOUND` where the folder does not exist. */
export const exportVectors: VectorsCall<'exportVectors'> = async (request, { opened, progress, signal }) => {
  const { output, format } = request;
  const { set } = opened.get(request.vectors);
  const folder = path.dirname(output);
  if (!fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new LabError('NOT_FOUND', `The folder "${folder}" does not exist.`, { file: folder });
  const rows = request.rows && chosenRows(set, request.rows, Infinity);
  const onProgress = (fraction: number): void => progress({ phase: 'Writing vectors', fraction });
  const bytes = await writeVectors(set, output, { format, rows, signal, onProgress });
  return { words: rows?.length ?? set.words.size, bytes };
};
