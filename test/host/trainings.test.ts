// Trainings against an engine in the same thread: how they move, stop, fail and die.
import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { connectEngine, type EngineThread } from '../../src/protocol/engineThread';
import { SharedEngine } from '../../src/host/engine/sharedEngine';
import { Trainings } from '../../src/host/engine/trainings';
import type { EngineContract, TrainProgress, TrainReply } from '../../src/protocol/engine';
import { LabError } from '../../src/protocol/labError';
import { type CallContext, type EventListeners, type Handlers, serve } from '../../src/protocol/rpc';
import type { RunRecord } from '../../src/protocol/run';
import { portPair } from './memoryPort';

const RECORD: RunRecord = {
  ...{ format: 1, id: 'a', name: 'reviews', task: 'classification', modelType: 'lstm', status: 'running' },
  abilities: ['label'],
  ...{ createdAt: '2026-11-20T08:00:00.000Z', seconds: 0, seed: 1, parameters: 10, device: 'cpu', threads: 1 },
  ...{ epochs: 3, epoch: 0, step: 0, metrics: {}, hashes: {}, versions: {}, labels: [], notices: [], baseFolder: '/' },
};

type Handle = (context: CallContext<TrainProgress>, die: () => void) => Promise<TrainReply>;

/** An engine that trains as `handle` says and counts how many threads were started and ended. */
function engine(handle: Handle) {
  const threads = { started: 0, ended: 0 };
  const start = (listeners: EventListeners<EngineContract>): EngineThread => {
    threads.started++;
    const { left, right, close } = portPair();
    const die = (): void => (threads.ended++, close('The engine failed: out of memory.'));
    const handlers: Partial<Handlers<EngineContract>> = {
      train: (_, context) => handle(context, die),
      columns: () => ({
        columns: ['text'],
        rows: 1,
        sample: [],
        statistics: [],
        guess: {},
        encoding: 'utf-8',
        notices: [],
      }),
      shutdown: () => (setImmediate(die), {}),
    };
    serve<EngineContract>(right, handlers as Handlers<EngineContract>);
    return connectEngine(left, listeners);
  };
  return { start, threads, onLog: () => undefined };
}

const REQUEST = { experimentText: '{}', baseFolder: '/', runsFolder: '/runs' };
const untilAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));

describe('Trainings', () => {
  it('follow the engine from the start to the end, and end its thread', async () => {
    const parts = engine(async ({ progress }) => {
      progress({ kind: 'start', folder: '/runs/a', record: RECORD });
      progress({
        kind: 'metric',
        line: { kind: 'step', step: 4, epoch: 1, time: 0.5, loss: 0.7, learningRate: 0.1, gradientNorm: 1 },
      });
      return { folder: '/runs/a', record: { ...RECORD, status: 'completed', seconds: 2, again: 'before' } };
    });
    const trainings = new Trainings(parts);
    const losses: (number | undefined)[] = [];
    trainings.onChange((training) => losses.push(training.live.loss));
    const training = trainings.train('reviews', REQUEST);
    assert.equal(await training.started, '/runs/a');
    const end = { folder: '/runs/a', status: 'completed', seconds: 2, failure: undefined, again: 'before' };
    assert.deepEqual(await training.ended, end);
    assert.ok(losses.includes(0.7));
    assert.deepEqual(training.live.epochs, 3);
    assert.deepEqual(trainings.all, []);
    assert.deepEqual(parts.threads, { started: 1, ended: 1 });
  });

  it('stop by cancelling the call', async () => {
    const parts = engine(async ({ progress, signal }) => {
      progress({ kind: 'start', folder: '/runs/a', record: RECORD });
      await untilAborted(signal);
      return { folder: '/runs/a', record: { ...RECORD, status: 'stopped' } };
    });
    const training = new Trainings(parts).train('reviews', REQUEST);
    await training.started;
    training.stop();
    assert.equal(training.live.phase, 'stopping');
    assert.equal((await training.ended).status, 'stopped');
  });

  it('that cannot start say why', async () => {
    const failure = new LabError('INVALID_DATA', 'The file has no column "text".');
    const training = new Trainings(engine(() => Promise.reject(failure))).train('reviews', REQUEST);
    await assert.rejects(training.started, failure);
    const end = await training.ended;
    assert.equal(end.status, 'failed');
    assert.equal(end.failure?.message, failure.message);
  });

  it('whose thread dies are interrupted, and others go on', async () => {
    const deadly = engine(async ({ progress, signal }, die) => {
      progress({ kind: 'start', folder: '/runs/a', record: RECORD });
      setImmediate(() => setImmediate(die));
      await untilAborted(signal);
      return { folder: '/runs/a', record: RECORD };
    });
    const trainings = new Trainings(deadly);
    const end = await trainings.train('reviews', REQUEST).ended;
    assert.equal(end.status, 'interrupted');
    assert.match(end.failure?.message ?? '', /out of memory/);
    assert.equal((await trainings.train('again', REQUEST).ended).status, 'interrupted');
  });
});

describe('SharedEngine', () => {
  it('starts with the first call, serves several, and ends when nobody needs it', async () => {
    const parts = engine(() => Promise.reject(new Error('unused')));
    const shared = new SharedEngine({ ...parts, idleMs: 1 });
    assert.equal(shared.started, false);
    await Promise.all([shared.call('columns', { file: 'a' }), shared.call('columns', { file: 'b' })]);
    assert.equal(parts.threads.started, 1);
    while (parts.threads.ended === 0) await new Promise(setImmediate);
    assert.equal(shared.started, false);
    await shared.call('columns', { file: 'c' });
    assert.equal(parts.threads.started, 2);
    await shared.dispose();
    await assert.rejects(shared.call('columns', { file: 'd' }), { code: 'CLOSED' });
  });

  it('keeps its thread while it is held, and only then', async () => {
    mock.timers.enable({ apis: ['setTimeout'] });
    try {
      const parts = engine(() => Promise.reject(new Error('unused')));
      const shared = new SharedEngine({ ...parts, idleMs: 1000 });
      const [letGo, letGoToo] = [shared.hold(), shared.hold()];
      assert.equal(shared.started, false);
      await shared.call('columns', { file: 'a' });
      letGo();
      letGo();
      mock.timers.tick(5000);
      assert.equal(shared.started, true);
      letGoToo();
      mock.timers.tick(999);
      assert.equal(shared.started, true);
      mock.timers.tick(1);
      while (parts.threads.ended === 0) await new Promise(setImmediate);
      assert.equal(shared.started, false);
    } finally {
      mock.timers.reset();
    }
  });

  it('says when what a thread remembered has gone, whether it was ended or died', async () => {
    const parts = engine((_context, die) => (die(), new Promise<never>(() => undefined)));
    const shared = new SharedEngine({ ...parts, idleMs: 1 });
    let gone = 0;
    shared.onGone(() => gone++);
    await shared.call('columns', { file: 'a' });
    while (gone === 0) await new Promise(setImmediate);
    await assert.rejects(shared.call('train', REQUEST), { code: 'CLOSED' });
    while (gone === 1) await new Promise(setImmediate);
    await shared.call('columns', { file: 'a' });
    await shared.dispose();
    assert.deepEqual([gone, parts.threads.started], [3, 3]);
  });
});
