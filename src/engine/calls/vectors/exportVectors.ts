// The call `exportVectors`: opened vectors as a file of any of the formats.

import { requireFolderOf } from '../../disk/outputFolder';
import { writeVectors } from '../../embeddings/vectors/writeVectors';
import type { VectorsCall } from './openedVectors';
import { chosenRows } from './rows';

/** Fails as `writeVectors`, and with `NOT_FOUND` where the folder does not exist. */
export const exportVectors: VectorsCall<'exportVectors'> = async (request, { opened, progress, signal }) => {
  const { output, format } = request;
  const { set } = opened.get(request.vectors);
  await requireFolderOf(output);
  const rows = request.rows && chosenRows(set, request.rows, Infinity);
  const onProgress = (fraction: number): void => progress({ phase: 'Writing vectors', fraction });
  const bytes = await writeVectors(set, output, { format, rows, signal, onProgress });
  return { words: rows?.length ?? set.words.size, bytes };
};
