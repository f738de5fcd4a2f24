// What a run can be asked.

import { nodeFiles } from '../../engine/store/nodeFiles';
import { readRecord } from '../../engine/store/runRecord';
import type { Ability } from '../../protocol/ability';
import { LabError } from '../../protocol/labError';

/** Nothing where the record cannot be read: what is wrong with it the engine tells. */
export function abilitiesOf(folder: string): { abilities: readonly Ability[] } {
  try {
    return readRecord(nodeFiles, folder);
  } catch (error) {
    if (error instanceof LabError) return { abilities: [] };
    throw error;
  }
}
