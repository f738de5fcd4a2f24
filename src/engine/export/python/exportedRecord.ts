// What a folder says of a run, or of an experiment that none was trained of.

import type { RunRecord } from '../../../protocol/run';

export type ExportedRecord = Pick<RunRecord, 'id' | 'name' | 'task' | 'modelType' | 'seed' | 'hashes' | 'versions'>;
