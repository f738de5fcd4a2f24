// What a run was trained for.

import { nodeFiles } from '../../engine/store/nodeFiles';
import { readRecord } from '../../engine/store/runRecord';
import { LabError } from '../../protocol/labError';

/** Undefined where the record cannot be read: what is wrong with it the engine tells. */
export function taskOf(folder: string): string | undefined {
  try {
    return readRecord(nodeFiles, folder).task;
  } catch (error) {
    if (error instanceof LabError) return undefined;
    throw error;
  }
}
