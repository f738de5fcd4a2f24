// Training steps of the small experiments in test/golden/batch, taken apart.

import fs from 'node:fs';
import path from 'node:path';
import { withPreparedExperiment } from '../../src/engine/runs/preparedRuns';
import { nodeFiles } from '../../src/engine/store/nodeFiles';
import type { AskedBatch, PreparedBatch } from '../../src/engine/train/batch/batchValues';
import type { PreparedRun } from '../../src/engine/train/preparedRun';

export const BATCHES = path.join('test', 'golden', 'batch');

const SURROUNDINGS = {
  ...{ files: nodeFiles, defaults: { threads: 1 } },
  ...{ progress: () => undefined, signal: new AbortController().signal },
};

export const computed = (prepared: PreparedRun, asked: AskedBatch): Promise<PreparedBatch> => {
  if (!prepared.oneBatch) throw new Error('no step of this model can be taken apart');
  return prepared.oneBatch(asked);
};

export function inExperiment<R>(file: string, work: (prepared: PreparedRun) => Promise<R>): Promise<R> {
  const experimentFile = path.resolve(BATCHES, file);
  const request = {
    experimentText: fs.readFileSync(experimentFile, 'utf8'),
    experimentFile,
    baseFolder: path.resolve(BATCHES),
  };
  return withPreparedExperiment(request, SURROUNDINGS, work);
}

export const ofExperiment = (file: string): Promise<PreparedBatch> =>
  inExperiment(file, (prepared) => computed(prepared, {}));
