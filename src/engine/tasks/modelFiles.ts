// Models' files of other programs that are asked as runs are. There is one kind yet: fastText's classifiers.

import type { RunRecord } from '../../protocol/run';
import type { OpenModel } from './openModel';

/** Fails with `INVALID_DATA` where it is no such file, and as its reader. */
export async function openModelFile(file: string): Promise<OpenModel & { record: RunRecord }> {
  return (await import('./classification/fasttext/openFile')).openFastTextFile(file);
}
