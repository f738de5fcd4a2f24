// Sweeps in a window: as many runs as may train at once, the queue first, and nothing begun when all that is left depends on others.
import assert from 'node:assert/strict';
import { type SweepEnd, SweepWorkers } from '../../src/host/engine/sweepWorkers';
import type { Training, TrainingEnd } from '../../src/host/engine/trainings';

const RAN: TrainingEnd = { status: 'completed', seconds: 1 };
const idle = (state: 'wait' | 'done'): TrainingEnd => ({ status: 'stopped', seconds: 0, idle: state });

/** A window whose trainings end as they are told to. */
function openWindow(atOnce: number) {
  const running = new Map<Training, (end: TrainingEnd) => void>();
  const listeners: ((training: Training) => void)[] = [];
  const ends: SweepEnd[] = [];
  let begun = 0;
  let stops = 0;
  const train = (name: string): Training => {
    let settle: (end: TrainingEnd) => void = () => undefined;
    const ended = new Promise<TrainingEnd>((resolve) => (settle = resolve));
    const training = { name, ended, stop: () => stops++ } as unknown as Training;
    running.set(training, settle);
    return training;
  };
  const trainings = {
    get all(): readonly Training[] {
      return [...running.keys()];
    },
    onChange: (listener: (training: Training) => void) => (listeners.push(listener), { dispose: () => undefined }),
    trainTrial: (name: string) => (begun++, train(name)),
  };
  const workers = new SweepWorkers({
    ...{ trainings, atOnce: () => atOnce, defaults: () => ({}) },
    ...{ onBegun: () => undefined, onRan: () => undefined, onEnd: (_, end) => void ends.push(end) },
  });
  return {
    ...{ workers, ends, train },
    get state() {
      return { begun, running: running.size, stops };
    },
    /** Ends the oldest. */
    async end(how: TrainingEnd): Promise<void> {
      const [[training, settle]] = running;
      running.delete(training);
      for (const listener of listeners) listener(training);
      settle(how);
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

const sweep = { folder: '/sweeps/a', name: 'a' };

describe('sweeps in a window', () => {
  it('train as many runs at once as may, until nothing is left', async () => {
    const window = openWindow(2);
    window.workers.start(sweep);
    assert.deepEqual(window.state, { begun: 2, running: 2, stops: 0 });
    await window.end(RAN);
    await window.end(RAN);
    assert.deepEqual(window.state, { begun: 4, running: 2, stops: 0 });
    await window.end(idle('wait'));
    assert.deepEqual(
      window.state,
      { begun: 4, running: 1, stops: 0 },
      'nothing is begun while all depends on the other',
    );
    await window.end(RAN);
    assert.deepEqual(window.state, { begun: 6, running: 2, stops: 0 });
    await window.end(idle('done'));
    assert.deepEqual(window.ends, []);
    await window.end(idle('done'));
    assert.deepEqual([window.ends, window.workers.all], [['done'], []]);
  });

  it('wait for other trainings, and go on when those have ended', async () => {
    const window = openWindow(1);
    window.train('another');
    window.workers.start(sweep);
    assert.equal(window.state.begun, 0);
    await window.end(RAN);
    assert.deepEqual(window.state, { begun: 1, running: 1, stops: 0 });
  });

  it('stop when they are asked to, when one of their runs is stopped, and when one fails', async () => {
    const window = openWindow(2);
    window.workers.start(sweep);
    window.workers.stop(sweep.folder);
    assert.equal(window.state.stops, 2);
    await window.end({ status: 'stopped', seconds: 1 });
    assert.deepEqual(window.ends, []);
    await window.end({ status: 'stopped', seconds: 1 });
    assert.deepEqual([window.ends, window.state.begun], [['stopped'], 2]);
    const single = openWindow(1);
    single.workers.start(sweep);
    await single.end({ status: 'stopped', seconds: 1 });
    single.workers.start(sweep);
    await single.end({ status: 'failed', seconds: 1 }); // of the trial: its values are at fault
    await single.end({ status: 'failed', seconds: 1, failure: { code: 'DISK', message: 'The disk is full.' } });
    assert.deepEqual([single.ends, single.state.begun], [['stopped', 'failed'], 3]);
  });

  it('begin nothing any more when the window closes', async () => {
    const window = openWindow(1);
    window.workers.start(sweep);
    window.workers.close();
    await window.end({ status: 'stopped', seconds: 1 });
    assert.deepEqual([window.ends, window.state.begun], [[], 1]);
  });
});
