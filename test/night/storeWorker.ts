// One of the processes that work on a folder of runs at once until each is killed: makes runs, writes their logs,
// checkpoints and records, renames them, evaluates them and moves them away. What is done is noted in a ledger, once it is done.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { keepEvaluation } from '../../src/engine/runs/evaluations';
import { openRunKeeper } from '../../src/engine/runs/runKeeper';
import { readMetrics } from '../../src/engine/store/metricsLog';
import { nodeFiles } from '../../src/engine/store/nodeFiles';
import { createRun, runFiles } from '../../src/engine/store/runFolder';
import { readRecord } from '../../src/engine/store/runRecord';
import { LabError } from '../../src/protocol/labError';
import { recordOf } from '../engine/store/support/records';
import { type RandomNumbers, randomNumbers } from '../faults/randomNumbers';
import { fakeReport } from '../support/fakeReports';

export interface StoreWorker {
  runsFolder: string;
  trash: string;
  /** The file that holds what this process has done. */
  ledger: string;
  seed: number;
  operations: number;
}

/** A line of the ledger. */
export type Done =
  | { did: 'create'; id: string }
  | { did: 'line'; id: string; step: number; by: number }
  | { did: 'train'; id: string }
  | { did: 'evaluate'; id: string; source: string }
  | { did: 'delete'; id: string }
  | { did: 'refused'; code: string };

const LINES = 5;
/** So many runs are wanted by all, so that they meet there. */
const HOT = 4;
/** So many runs are kept about. */
const MOST_RUNS = 60;

/** What may happen where others work too. */
const EXPECTED: readonly string[] = ['BUSY', 'NOT_FOUND', 'DISK'];

async function work({ runsFolder, trash, ledger, seed, operations }: StoreWorker): Promise<void> {
  const random = randomNumbers(seed);
  const descriptor = fs.openSync(ledger, 'a');
  const note = (done: Done): void => void fs.writeSync(descriptor, `${JSON.stringify(done)}\n`);
  for (let number = 0; number < operations; number++) {
    const ids = fs
      .readdirSync(runsFolder)
      .filter((name) => !name.startsWith('.'))
      .sort();
    const chance = random.next();
    try {
      if (ids.length === 0 || chance < 0.25) create(runsFolder, note);
      else if (ids.length > MOST_RUNS || chance < 0.35) remove(runsFolder, trash, random.pick(ids), note);
      else if (chance < 0.5) await evaluate(runsFolder, random.pick(ids), `${seed}-${number}`, note);
      else await train(path.join(runsFolder, random.pick(random.next() < 0.6 ? ids.slice(0, HOT) : ids)), random, note);
    } catch (error) {
      if (!(error instanceof LabError) || !EXPECTED.includes(error.code)) throw error;
      note({ did: 'refused', code: error.code });
    }
  }
  fs.closeSync(descriptor);
}

function create(runsFolder: string, note: (done: Done) => void): void {
  const record = (id: string) => recordOf(id, { step: 0 });
  const { id } = createRun(nodeFiles, runsFolder, { name: 'many', createdAt: new Date(), record });
  note({ did: 'create', id });
}

/** Some lines, as a training logs them, each one further than the last; then a checkpoint, or the run's new name. */
async function train(folder: string, random: RandomNumbers, note: (done: Done) => void): Promise<void> {
  readRecord(nodeFiles, folder);
  const id = path.basename(folder);
  const keeper = openRunKeeper({ files: nodeFiles, folder, nowMs: () => performance.now() });
  try {
    const { lines } = readMetrics(nodeFiles, path.join(folder, runFiles.metrics));
    const first = (lines.at(-1)?.step ?? 0) + 1;
    for (let step = first; step < first + LINES; step++) {
      keeper.log({ kind: 'event', step, time: process.pid, event: 'checkpoint' });
      note({ did: 'line', id, step, by: process.pid });
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    if (random.next() < 0.5) keeper.update((record) => ({ ...record, step: first, name: `by ${process.pid}` }));
    else
      keeper.save(['last'], {
        progress: {
          ...{ step: first, epoch: 0, batch: 0, time: 0, lossSum: 0, lossCount: 0, best: null },
          ...{ epochsWithoutBetter: 0, metrics: {}, schedule: { factor: 1, best: null, waited: 0 } },
        },
        ...{ parameters: {}, state: {}, hashes: {}, build: {} },
      });
    note({ did: 'train', id });
  } finally {
    keeper.close();
  }
}

async function evaluate(runsFolder: string, id: string, source: string, note: (done: Done) => void): Promise<void> {
  const folder = path.join(runsFolder, id);
  readRecord(nodeFiles, folder);
  await keepEvaluation(nodeFiles, folder, { ...fakeReport({ kind: 'figures' }), source });
  note({ did: 'evaluate', id, source });
}

/** As the editor does it: the folder is moved away, whoever works in it. */
function remove(runsFolder: string, trash: string, id: string, note: (done: Done) => void): void {
  nodeFiles.rename(path.join(runsFolder, id), path.join(trash, id));
  note({ did: 'delete', id });
}

void work(JSON.parse(process.argv[2]) as StoreWorker);
