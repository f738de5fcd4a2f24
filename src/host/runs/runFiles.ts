// What no list of runs gives of a run's files. The engine reads them: a large file keeps no window waiting.
import type { RunDetails } from '../../protocol/run';
import type { SharedEngine } from '../engine/sharedEngine';

/** As if the files were not there where they cannot be read. */
export const readDetails = (engine: SharedEngine, folder: string): Promise<RunDetails> =>
  engine.call('runDetails', { folder }).catch(() => ({ configuration: [] }));
