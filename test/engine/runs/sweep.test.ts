// Sweeps on disk: every trial is a run that says whose it is; what was stopped or killed goes on, and nothing is trained twice.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { exportRuns } from '../../../src/engine/calls/exportRuns';
import { importRuns } from '../../../src/engine/calls/importRuns';
import { beginSweep, sweep as sweepCall, sweeps, trial } from '../../../src/engine/calls/sweeps';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import { listRuns } from '../../../src/engine/store/runFolder';
import type { TrainProgress } from '../../../src/protocol/engine';
import type { LabError } from '../../../src/protocol/labError';
import { runsOfSweep, type SweepSummary, type TrialBegun } from '../../../src/protocol/sweep';
import { corpusRows, smallExperiment, tsvOf, writeExperiment } from '../../faults/smallExperiment';
import { callContext } from '../calls/support/callContext';
import { withFolder } from '../store/support/temporaryFolder';

type Told = TrainProgress | TrialBegun;

const context = (signal = new AbortController().signal, progress: (told: Told) => void = () => undefined) => ({
  ...{ signal, progress, log: () => undefined, transfer: () => undefined },
});

const bayes = (sweep: object, changes: object = {}) =>
  smallExperiment({ model: 'naive-bayes', training: undefined, tokenizer: 'whitespace', ...changes, sweep });

async function begin(folder: string, experiment: object): Promise<string> {
  writeExperiment(folder, {}, tsvOf(corpusRows(80, 1)));
  const runsFolder = path.join(folder, 'runs');
  const asked = { experimentText: JSON.stringify(experiment), baseFolder: folder, runsFolder };
  return (await beginSweep(asked, context())).folder;
}

/** Asks for runs until nothing is left to do. */
async function finish(folder: string, most = 50): Promise<SweepSummary> {
  for (let i = 0; i < most; i++) if ((await trial({ folder }, context())).state === 'done') break;
  return sweepCall({ folder }, context());
}

const runsOf = (folder: string) =>
  listRuns(nodeFiles, path.join(folder, 'runs'))
    .map(({ record }) => record)
    .sort((a, b) => (a.sweep?.number ?? 0) - (b.sweep?.number ?? 0));

/** Stops the training as soon as it tells this. */
async function stoppedAt(folder: string, isIt: (told: Told) => boolean): Promise<void> {
  const stop = new AbortController();
  const stopped = trial(
    { folder },
    context(stop.signal, (told) => isIt(told) && stop.abort()),
  );
  await assert.rejects(stopped, (error: LabError) => error.code === 'CANCELLED');
}

describe('a sweep', () => {
  const alphas = { keys: { 'model.alpha': [0.1, 1, 10] }, search: 'grid', seeds: 2 };

  it('trains each trial with each seed as a run of its own, and says which is the best', () =>
    withFolder(async (folder) => {
      const begun = await begin(folder, bayes(alphas));
      const done = await finish(begun);
      assert.deepEqual(
        runsOf(folder).map(({ sweep, seed, status }) => [sweep?.trial, sweep?.number, seed, status, sweep?.id]),
        [1, 2, 3, 4, 5, 6].map((number) => [Math.ceil(number / 2), number, 2 - (number % 2), 'completed', done.id]),
      );
      assert.deepEqual(
        done.trials.map(({ values, status }) => [values['model.alpha'], status]),
        [
          ['0.1', 'completed'],
          ['1', 'completed'],
          ['10', 'completed'],
        ],
      );
      const means = done.trials.map(({ runs }) => (runs[0].value + runs[1].value) / 2);
      assert.deepEqual(
        done.trials.map(({ value }) => value),
        means,
      );
      assert.equal(done.best, means.indexOf(Math.max(...means)) + 1);
      assert.ok(done.isComplete);
      assert.equal(done.metric, 'validation.accuracy');
      const stored = JSON.parse(
        fs.readFileSync(path.join(folder, 'runs', runsOf(folder)[4].id, 'experiment.json'), 'utf8'),
      ) as { model: object; sweep?: unknown };
      assert.deepEqual([(stored.model as { alpha: number }).alpha, stored.sweep], [10, undefined]);
      assert.deepEqual(
        (await sweeps({ runsFolder: path.join(folder, 'runs') }, context())).sweeps.map(({ id }) => id),
        [done.id],
      );
    }));

  it('finds the run of a process that was killed before it could tell of it', () =>
    withFolder(async (folder) => {
      const begun = await begin(folder, bayes(alphas));
      const whole = await finish(begun);
      const log = path.join(begun, 'trials.jsonl');
      const lines = fs.readFileSync(log, 'utf8').split('\n');
      fs.writeFileSync(log, `${lines.slice(0, -2).join('\n')}\n{"kind":"ru`); // the last run is not told, the line torn
      const again = await finish(begun);
      const without = ({ trials }: SweepSummary) =>
        trials.map(({ runs, ...trial }) => [trial, runs.map(({ run, value }) => [run, value])]);
      assert.deepEqual(without(again), without(whole));
      assert.equal(runsOf(folder).length, 6);
    }));

  it('goes on with a run that was stopped, and trains anew one that has nothing to go on with', () =>
    withFolder(async (folder) => {
      const rnn = { type: 'rnn', embedding: 4, hidden: 4 };
      const training = {
        epochs: 2,
        batchSize: 16,
        checkpointEverySteps: 1,
        optimizer: { type: 'sgd', learningRate: 0.1 },
      };
      const rates = { keys: { 'training.optimizer.learningRate': [0.1, 3e38] }, search: 'grid' };
      const begun = await begin(folder, bayes(rates, { model: rnn, training }));
      await stoppedAt(begun, (told) => told.kind === 'metric' && told.line.step === 2);
      const [stopped] = runsOf(folder);
      await stoppedAt(begun, (told) => told.kind === 'metric' && told.line.step === 4);
      assert.deepEqual(
        runsOf(folder).map(({ id, status }) => [id, status]),
        [[stopped.id, 'stopped']],
      );
      fs.rmSync(path.join(folder, 'runs', stopped.id, 'checkpoints'), { recursive: true });
      const done = await finish(begun);
      const [fresh, wild] = runsOf(folder);
      assert.equal(runsOf(folder).length, 2);
      assert.notEqual(fresh.id, stopped.id);
      assert.deepEqual(
        done.trials.map(({ status }) => status),
        ['completed', 'failed'],
      );
      assert.deepEqual([done.best, wild.status, done.trials[1].runs[0].failure?.code], [1, 'failed', 'NOT_FINITE']);
    }));

  it('halves: trials are stopped after the first epochs, and the best goes on in the same run', () =>
    withFolder(async (folder) => {
      const rnn = { type: 'rnn', embedding: 4, hidden: 4 };
      const training = { epochs: 2, batchSize: 16, optimizer: { type: 'sgd', learningRate: 0.1 } };
      const keys = { 'training.optimizer.learningRate': { from: 0.01, to: 1, scale: 'log' } };
      const halved = { keys, search: 'halving', metric: 'loss', budget: { trials: 3 } };
      const done = await finish(await begin(folder, bayes(halved, { model: rnn, training })));
      const ended = runsOf(folder).map(({ status, epoch }) => `${status} ${epoch}`);
      assert.deepEqual([...ended].sort(), ['completed 2', 'stopped 1', 'stopped 1']);
      assert.equal(
        done.trials.findIndex(({ epochs }) => epochs === 2),
        (done.best ?? 0) - 1,
      );
    }));

  it('says which of its runs have gone, and trains anew those that were to go on', () =>
    withFolder(async (folder) => {
      const rnn = { type: 'rnn', embedding: 4, hidden: 4 };
      const training = { epochs: 2, batchSize: 16, optimizer: { type: 'sgd', learningRate: 0.1 } };
      const keys = { 'training.optimizer.learningRate': { from: 0.01, to: 1, scale: 'log' } };
      const halved = { keys, search: 'halving', metric: 'loss', budget: { trials: 3 } };
      const begun = await begin(folder, bayes(halved, { model: rnn, training }));
      for (let i = 0; i < 3; i++) await trial({ folder: begun }, context());
      const ids = runsOf(folder).map(({ id }) => id);
      for (const id of ids) fs.rmSync(path.join(folder, 'runs', id), { recursive: true });
      assert.deepEqual((await sweepCall({ folder: begun }, context())).gone.sort(), [...ids].sort());
      const gone: (string | undefined)[] = [];
      await trial(
        { folder: begun },
        context(undefined, (told) => told.kind === 'trial' && gone.push(told.gone)),
      );
      const [fresh] = runsOf(folder);
      assert.ok(gone.length === 1 && ids.includes(gone[0] ?? ''));
      assert.deepEqual([runsOf(folder).length, fresh.epoch, ids.includes(fresh.id)], [1, 2, false]);
      assert.equal((await sweepCall({ folder: begun }, context())).gone.length, 2);
    }));

  it('moves to another workspace with its runs, goes on there, and does not come twice', () =>
    withFolder(async (home) => {
      const [old, other] = ['old', 'other'].map((name) => path.join(home, name));
      fs.mkdirSync(old);
      const begun = await begin(old, bayes(alphas));
      for (let i = 0; i < 4; i++) await trial({ folder: begun }, context());
      const [deleted, ...rest] = runsOf(old).map(({ id }) => path.join(old, 'runs', id));
      fs.rmSync(deleted, { recursive: true });
      const summary = await sweepCall({ folder: begun }, context());
      assert.deepEqual(
        runsOfSweep(summary),
        rest.map((run) => path.basename(run)),
      );
      const output = path.join(home, 'sweep.zip');
      await exportRuns({ folders: rest, sweeps: [begun], output }, callContext());
      fs.mkdirSync(other);
      fs.renameSync(path.join(old, 'train.tsv'), path.join(other, 'train.tsv'));
      fs.rmSync(old, { recursive: true });

      const request = { folder: output, runsFolder: path.join(other, 'runs'), baseFolder: other };
      const came = await importRuns(request, callContext());
      const moved = path.join(other, 'sweeps', path.basename(begun));
      assert.deepEqual([came.sweeps, came.sweepsLeft, came.renamed], [[path.basename(begun)], [], []]);
      assert.deepEqual({ ...(await sweepCall({ folder: moved }, context())), folder: begun }, summary);
      const done = await finish(moved);
      assert.deepEqual([done.isComplete, runsOf(other).map(({ sweep }) => sweep?.number)], [true, [2, 3, 4, 5, 6]]);
      const again = await importRuns(request, callContext());
      assert.deepEqual([again.sweeps, again.sweepsLeft, again.renamed.length], [[], [path.basename(begun)], 3]);
    }));

  it('names the line of its log that is damaged', () =>
    withFolder(async (folder) => {
      const begun = await begin(folder, bayes({ ...alphas, seeds: 1 }));
      for (let i = 0; i < 2; i++) await trial({ folder: begun }, context());
      const log = path.join(begun, 'trials.jsonl');
      const lines = fs.readFileSync(log, 'utf8').split('\n');
      const read = async (changed: readonly string[]): Promise<void> => {
        fs.writeFileSync(log, changed.join('\n'), 'latin1');
        await sweepCall({ folder: begun }, context());
      };
      const wrong = (line: number, message: RegExp) => (error: LabError) =>
        error.code === 'INVALID_FILE' && error.place?.line === line && message.test(error.message);
      await assert.rejects(read(lines.with(2, 'é')), wrong(3, /damaged: line 3 is not/));
      await assert.rejects(read(lines.with(1, '').with(3, '{}')), wrong(2, /2 lines .* the first is line 2\./));
      await read(lines);
    }));

  it('is not two sweeps to two workers at the same time', () =>
    withFolder(async (folder) => {
      const begun = await begin(folder, bayes({ ...alphas, seeds: 1 }));
      await Promise.all([finish(begun), finish(begun)]);
      assert.deepEqual(
        runsOf(folder).map(({ sweep }) => sweep?.number),
        [1, 2, 3],
      );
    }));

  it('is refused where the experiment has none, or one that is wrong', () =>
    withFolder(async (folder) => {
      await assert.rejects(begin(folder, bayes({ keys: {} })), /needs a key/);
      await assert.rejects(begin(folder, { ...bayes({}), sweep: undefined }), /has no sweep/);
    }));
});
