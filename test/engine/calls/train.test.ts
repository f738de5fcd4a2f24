// Training through the engine's calls: stopping and resuming, and everything that refuses or ends a run.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { mock } from 'node:test';
import { openCheckpoint } from '../../../src/engine/store/checkpoint';
import { readMetrics } from '../../../src/engine/store/metricsLog';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import { TASKS } from '../../../src/engine/tasks/tasks';
import type { TrainProgress, TrainReply } from '../../../src/protocol/engine';
import { LabError, type LabErrorCode } from '../../../src/protocol/labError';
import { corpusRows, tsvOf } from '../../faults/smallExperiment';
import { currentLines } from './support/currentLines';
import { checkpointBytes, inLab, smallExperiment, type Lab } from './support/lab';

const FILES = ['model.safetensors', 'optimizer.safetensors'];

function failure(code: LabErrorCode, ...patterns: RegExp[]): (error: unknown) => boolean {
  return (error) => {
    assert.ok(error instanceof LabError, String(error));
    assert.equal(error.code, code, error.message);
    for (const pattern of patterns) assert.match(error.message, pattern);
    return true;
  };
}

/** Trains and asks for a stop once `step` was told. */
async function trainUntil(lab: Lab, step: number, request = lab.request(smallExperiment())): Promise<TrainReply> {
  const stop = new AbortController();
  return lab.client.call('train', request, {
    signal: stop.signal,
    onProgress: (told) => told.kind === 'metric' && told.line.step >= step && stop.abort(),
  });
}

/** Losses by step, as a resume left them. */
function losses(folder: string): [number, number, number][] {
  const { lines } = readMetrics(nodeFiles, path.join(folder, 'metrics.jsonl'));
  return currentLines(lines).flatMap((line) =>
    line.kind === 'step' ? [[line.step, line.loss, line.learningRate] as [number, number, number]] : [],
  );
}

describe('the call train', () => {
  it('tells start, every figure and, as its reply, the end, each on disk before it is told', () =>
    inLab(async (lab) => {
      const heard: string[] = [];
      let begun = '';
      const onProgress = (told: TrainProgress): void => {
        if (told.kind === 'start') {
          begun = told.folder;
          assert.ok(fs.existsSync(path.join(begun, 'run.json')));
          heard.push(`start ${told.record.status}`);
        }
        if (told.kind !== 'metric') return;
        const { line } = told;
        const { lines } = readMetrics(nodeFiles, path.join(begun, 'metrics.jsonl'));
        assert.ok(lines.some(({ kind, step }) => kind === line.kind && step === line.step));
        if (line.kind !== 'step') heard.push(line.kind === 'epoch' ? `epoch ${line.epoch}` : line.event);
      };
      const request = lab.request(smallExperiment(), { overrides: ['training.epochs=2'] });
      const { folder, record } = await lab.client.call('train', request, { onProgress });
      assert.equal(folder, begun);
      assert.equal(record.status, 'completed');
      assert.equal(nodeRecord(folder).status, 'completed');
      assert.deepEqual(heard, ['start running', 'started', 'epoch 1', 'epoch 2', 'completed']);
    }));

  it('stops between two steps and resumes to the very bytes of an unbroken run', () =>
    inLab(async (lab) => {
      const experiment = smallExperiment({ data: { train: 'train.tsv', validation: 0.1, test: 0.1 } });
      const unbroken = await lab.client.call('train', lab.request(experiment));
      for (const step of [1, 4, 7, 12]) {
        const stopped = await trainUntil(lab, step, lab.request(experiment));
        assert.equal(stopped.record.status, 'stopped');
        assert.ok(stopped.record.step >= step && stopped.record.step < unbroken.record.step);
        const { folder, record } = await lab.client.call('train', lab.request({}, { resume: stopped.folder }));
        assert.equal(folder, stopped.folder);
        assert.equal(record.status, 'completed');
        assert.deepEqual(record.metrics, unbroken.record.metrics);
        assert.deepEqual(record.best, unbroken.record.best);
        assert.deepEqual(losses(folder), losses(unbroken.folder));
        for (const name of ['last', 'best'] as const)
          for (const file of FILES)
            assert.ok(checkpointBytes(folder, name, file) === checkpointBytes(unbroken.folder, name, file), `${name}/${file} differ`); // prettier-ignore
      }
    }));

  it('resumed with other numbers of threads ends in the same bytes', () =>
    inLab(async (lab) => {
      const experiment = smallExperiment({ runtime: {} });
      const one = await lab.client.call('train', lab.request(experiment, { defaults: { threads: 1 } }));
      const stopped = await trainUntil(lab, 5, lab.request(experiment, { defaults: { threads: 4 } }));
      const resumed = await lab.client.call('train', lab.request({}, { resume: stopped.folder, defaults: { threads: 2 } })); // prettier-ignore
      assert.deepEqual([one, stopped, resumed].map(({ record }) => record.threads), [1, 4, 2]); // prettier-ignore
      for (const file of FILES)
        assert.ok(checkpointBytes(one.folder, 'last', file) === checkpointBytes(resumed.folder, 'last', file));
    }));

  it('refuses to resume a run that is complete', () =>
    inLab(async (lab) => {
      const { folder } = await lab.client.call('train', lab.request(smallExperiment()));
      await assert.rejects(
        lab.client.call('train', lab.request({}, { resume: folder })),
        failure('INVALID_ARGUMENT', /complete/),
      );
    }));

  it('stopped while reading is cancelled and leaves no run', () =>
    inLab(async (lab) => {
      lab.write('train.tsv', tsvOf(corpusRows(30_000, 2)));
      const stop = new AbortController();
      const stopped = lab.client.call('train', lab.request(smallExperiment()), {
        signal: stop.signal,
        onProgress: (told) => told.kind === 'phase' && told.phase === 'Reading' && stop.abort(),
      });
      await assert.rejects(stopped, failure('CANCELLED'));
      assert.deepEqual(lab.runs(), []);
    }));

  it('stopped while its model is planned is cancelled and leaves no run', () =>
    inLab(async (lab) => {
      const stop = new AbortController();
      const task = TASKS.classification;
      const { prepare } = task;
      const planned = mock.method(task, 'prepare', async (...given: Parameters<typeof prepare>) => {
        const prepared = await prepare(...given);
        stop.abort(); // which the engine hears once it listens
        return prepared;
      });
      try {
        const stopped = lab.client.call('train', lab.request(smallExperiment()), { signal: stop.signal });
        await assert.rejects(stopped, failure('CANCELLED'));
      } finally {
        planned.mock.restore();
      }
      assert.deepEqual(lab.runs(), []);
    }));

  it('that diverges is a failed run; its last checkpoint is finite and the engine goes on', () =>
    inLab(async (lab) => {
      const training = {
        ...{ epochs: 4, batchSize: 16, clipNorm: 0, checkpointEverySteps: 1 },
        optimizer: { type: 'adam', learningRate: 1e30 },
      };
      const model = { type: 'lstm', embedding: 16, hidden: 16, pooling: 'attention' };
      const reply = await lab.client.call('train', lab.request(smallExperiment({ model, training })));
      const { folder, record } = reply;
      assert.equal(record.status, 'failed');
      assert.equal(record.failure?.code, 'NOT_FINITE');
      assert.match(record.failure?.message ?? '', /step \d+\. The last good checkpoint was kept\. Lower/);
      const { checkpoint } = openCheckpoint(nodeFiles, folder, 'last');
      for (const [name, { data }] of [...checkpoint.model, ...checkpoint.optimizer])
        assert.ok((data as Float32Array).every(Number.isFinite), name);
      const { runs } = await lab.client.call('runs', { runsFolder: lab.runsFolder });
      assert.deepEqual(runs.map((run) => [run.record.status, run.resumable]), [['failed', true]]); // prettier-ignore
      const healthy = await lab.client.call('train', lab.request(smallExperiment(), { overrides: ['training.epochs=1'] })); // prettier-ignore
      assert.equal(healthy.record.status, 'completed');
    }));

  it('whose parameters overflow never keeps them as a checkpoint', () =>
    inLab(async (lab) => {
      const training = {
        ...{ epochs: 1, batchSize: 16, clipNorm: 0, checkpointEverySteps: 1 },
        optimizer: { type: 'adam', learningRate: 3.5e38 }, // the first step takes parameters beyond what float32 holds
      };
      const { folder, record } = await lab.client.call('train', lab.request(smallExperiment({ training })));
      assert.equal(record.failure?.code, 'NOT_FINITE');
      assert.throws(() => openCheckpoint(nodeFiles, folder, 'last'), failure('NOT_FOUND'));
      assert.doesNotMatch(record.failure?.message ?? '', /kept/); // there is none
    }));

  it('refuses to resume when a data file has changed, naming it', () =>
    inLab(async (lab) => {
      lab.write('held.tsv', tsvOf(corpusRows(20, 3)));
      const experiment = smallExperiment({ data: { train: 'train.tsv', validation: 'held.tsv' } });
      for (const name of ['train.tsv', 'held.tsv']) {
        const { folder, record } = await trainUntil(lab, 2, lab.request(experiment));
        const original = fs.readFileSync(lab.file(name), 'utf8');
        lab.write(name, `${original}unheard-of words here\tpositive\n`);
        const resume = lab.request({}, { resume: folder });
        await assert.rejects(lab.client.call('train', resume), failure('INVALID_DATA', new RegExp(`"${name}"`)));
        assert.equal(nodeRecord(folder).status, record.status); // the refusal left no trace
        lab.write(name, original);
        assert.equal((await lab.client.call('train', resume)).record.status, 'completed');
      }
    }));

  it('that cannot fit into memory is refused with both figures, before there is a run', () =>
    inLab(async (lab) => {
      const model = { type: 'lstm', embedding: 65536, hidden: 65536 };
      await assert.rejects(
        lab.client.call('train', lab.request(smallExperiment({ model }))),
        failure('NO_MEMORY', /needs about \d[\d.]* [TGMP]B/, /only \d[\d.]* [TGMk]B are free/),
      );
      assert.deepEqual(lab.runs(), []);
    }));

  it('by a second writer of the same run is refused as busy', () =>
    inLab(async (lab) => {
      const stop = new AbortController();
      const experiment = smallExperiment({ training: { epochs: 10_000, batchSize: 16, checkpointEverySteps: 1 } });
      let writing = '';
      let first: Promise<TrainReply> | undefined;
      await new Promise<void>((resolve, reject) => {
        const onProgress = (told: TrainProgress): void => {
          if (told.kind === 'start') writing = told.folder;
          if (told.kind === 'metric' && told.line.step === 3) resolve();
        };
        first = lab.client.call('train', lab.request(experiment), { signal: stop.signal, onProgress });
        first.catch(reject);
      });
      await assert.rejects(lab.client.call('train', lab.request({}, { resume: writing })), failure('BUSY', /is being written/)); // prettier-ignore
      const { runs } = await lab.client.call('runs', { runsFolder: lab.runsFolder });
      assert.equal(runs[0].record.status, 'running'); // the first goes on
      stop.abort();
      assert.equal((await first)?.record.status, 'stopped');
    }));

  it('plans thousands of epochs at no cost', () =>
    inLab(async (lab) => {
      lab.write('train.tsv', tsvOf(corpusRows(3_000, 2)));
      const training = { epochs: 1_000_000, batchSize: 16, schedule: 'cosine' };
      const { record } = await trainUntil(lab, 1, lab.request(smallExperiment({ training })));
      assert.equal(record.status, 'stopped');
    }));
});

function nodeRecord(folder: string): { status: string } {
  return JSON.parse(fs.readFileSync(path.join(folder, 'run.json'), 'utf8')) as { status: string };
}
