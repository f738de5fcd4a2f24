import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { LabError } from '../../src/protocol/labError';
import type { SweepSummary, TrialRun, TrialSummary } from '../../src/protocol/sweep';
import { type FakeHandlers, run } from './fakeEngine';

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-cli-'));
  fs.writeFileSync(path.join(folder, 'x.nlplab.json'), '{ "sweep": {} }');
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

const ran = (trial: number, value: number, more: Partial<TrialRun> = {}): TrialRun => ({
  ...{ trial, number: trial, epochs: 5, run: `r${trial}`, value, seconds: 2, steps: 10, isOver: true, ...more },
});
const told = (trial: number, value: number | undefined, values: Record<string, string>): TrialSummary => ({
  ...{ trial, values, epochs: 5, status: value === undefined ? 'failed' : 'completed', value },
  runs: [ran(trial, value ?? Number.NaN)],
});
const summary = (trials: TrialSummary[], isComplete: boolean): SweepSummary => ({
  ...{ folder: '/s', id: 's', name: 'x', createdAt: '2026-01-01T00:00:00.000Z', metric: 'validation.accuracy' },
  ...{
    better: 'greater',
    seeds: 1,
    seed: 1,
    gone: [],
    epochs: 5,
    planned: 3,
    trials,
    isComplete,
    best: trials.length > 0 ? 2 : undefined,
  },
});
const values = { 'model.type': '"lstm"', 'training.optimizer.learningRate': '0.0123456' };

/** Trains these, one after the other. */
function sweeping(runs: readonly (TrialRun | 'wait')[]): FakeHandlers {
  const left = [...runs];
  const trials: TrialSummary[] = [];
  return {
    check: () => ({ problems: [] }),
    beginSweep: () => ({ folder: '/s' }),
    sweep: () => summary(trials, left.length === 0),
    trial(_, { progress }) {
      const next = left.shift();
      if (next === undefined) return { state: 'done' };
      if (next === 'wait') return { state: 'wait' };
      const { trial, number, epochs, value, failure } = next;
      progress({ kind: 'trial', trial, number, epochs, values, seed: number });
      trials.push(told(trial, failure ? undefined : value, values));
      return { state: 'ran', ran: next };
    },
  };
}

describe('nlp-lab sweep', () => {
  const failure = { code: 'NOT_FINITE', message: 'The loss was not finite.' } as const;
  const runs = [ran(1, 0.8), ran(2, 0.9), ran(3, Number.NaN, { failure })];

  it('trains until nothing is left, tells each run, and ends with the table, the best first', async () => {
    const { code, out, ended, started } = await run(['sweep', 'x.nlplab.json', '--workers', '1'], sweeping(runs), {
      cwd: folder,
    });
    assert.equal(code, 0);
    assert.deepEqual(
      out
        .replace(/[\u00a0\u2009\u202f]/g, ' ')
        .split('\n')
        .slice(0, 6),
      [
        's: 3 trials, the greatest validation.accuracy is the best',
        'trial 1  validation.accuracy 80.0 %  model.type lstm, training.optimizer.learningRate 0.01235  2.0 s',
        'trial 2  validation.accuracy 90.0 %  model.type lstm, training.optimizer.learningRate 0.01235  2.0 s',
        'trial 3  The loss was not finite.  model.type lstm, training.optimizer.learningRate 0.01235  2.0 s',
        'trial  type  learningRate  validation.accuracy  status     run   time',
        '2      lstm  0.01235       90.0 %               completed  r2   2.0 s',
      ],
    );
    assert.match(out, /Best: trial 2, validation.accuracy 90.0.%\n$/);
    assert.equal(started, ended);
  });

  it('says the seed of each run where trials have several, and which runs have gone', async () => {
    const handlers = sweeping([ran(1, 0.8), ran(1, 0.9, { number: 2 }), ran(2, 0.7, { number: 3 })]);
    const { sweep } = handlers;
    const several: FakeHandlers = {
      ...handlers,
      sweep: async (...asked) =>
        ({ ...(await sweep?.(...asked)), seeds: 2, seed: 7, gone: ['r8', 'r9'] }) as SweepSummary,
    };
    const { out, err } = await run(['sweep', 'x.nlplab.json', '--workers', '1'], several, { cwd: folder });
    const lines = out.split('\n').filter((line) => /^trial \d/.test(line));
    assert.deepEqual(
      lines.map((line) => /seed \d+/.exec(line)?.[0]),
      ['seed 7', 'seed 8', 'seed 7'],
    );
    assert.match(err, /2 runs of this sweep are not there any more \(r8, r9\)/);
  });

  it('is JSON Lines with --json, and asks with threads fitted to the workers', async () => {
    const { records, calls } = await run(['sweep', 'x.nlplab.json', '--json', '--workers', '2'], sweeping(runs), {
      cwd: folder,
    });
    const events = records().map(({ event }) => event);
    assert.deepEqual([events[0], events.filter((event) => event === 'run').length, events.at(-1)], ['sweep', 3, 'end']);
    assert.deepEqual(records().at(-1), {
      event: 'end',
      sweep: 's',
      isComplete: true,
      trials: 3,
      best: 2,
      value: 0.9,
      values,
      runs: ['r2'],
    });
    const asked = calls.filter(({ name }) => name === 'trial').map(({ request }) => request);
    const threads = Math.max(1, Math.floor(os.availableParallelism() / 2));
    assert.deepEqual(asked[0], { folder: '/s', defaults: { threads } });
  });

  it('is exported with its runs by the start of its id, where no other begins so', async () => {
    const sweeps = ['x-1', 'x-2'].map((id) => ({ ...summary([], false), id, folder: `/sweeps/${id}` }));
    const handlers = { runs: () => ({ runs: [] }), sweeps: () => ({ sweeps }) };
    const { code, err } = await run(['export', 'x', '--to', 'zip', 'x.zip'], handlers, { cwd: folder });
    assert.equal(code, 2);
    assert.match(err, /"x" is the start of 2 sweeps: x-1, x-2/);
  });

  it('goes on with a sweep by the start of its name, and says how after a stop', async () => {
    const handlers = sweeping(runs);
    const stop = new AbortController();
    const stopped = await run(
      ['sweep', '--resume', 'x-', '--workers', '1'],
      {
        ...handlers,
        sweeps: () => ({ sweeps: [{ ...summary([], false), id: 'x-1', folder: '/s' }] }),
        trial(request, engine) {
          if (stop.signal.aborted) throw new LabError('CANCELLED', 'Stopped.');
          stop.abort();
          return handlers.trial?.(request, engine) ?? { state: 'done' };
        },
      },
      { cwd: folder, stop: stop.signal },
    );
    assert.equal(stopped.code, 0, stopped.err);
    assert.match(stopped.err, /Go on with it: nlp-lab sweep --resume/);
    const none = await run(['sweep', '--resume', 'y'], { sweeps: () => ({ sweeps: [] }) }, { cwd: folder });
    assert.deepEqual([none.code, /There is no sweep "y".*There are no sweeps/.test(none.err)], [2, true]);
  });

  it('says of a sweep that cannot be read what is damaged, and not that there is none', async () => {
    const damaged = path.join(folder, '.nlplab', 'sweeps', 'x-1');
    fs.mkdirSync(damaged, { recursive: true });
    fs.writeFileSync(path.join(damaged, 'sweep.json'), '');
    const asked: unknown[] = [];
    const refuse = (request: unknown): never => {
      asked.push(request);
      throw new LabError('INVALID_FILE', 'Line 5 is damaged.');
    };
    const handlers = { sweeps: () => ({ sweeps: [] }), sweep: refuse, trial: refuse };
    const { code, err } = await run(['sweep', '--resume', 'x-1', '--workers', '1'], handlers, { cwd: folder });
    assert.deepEqual([code, err.includes('Line 5 is damaged.')], [2, true], err);
    assert.deepEqual(asked[0], { folder: damaged });
  });

  it('ends with what went wrong, after telling what there is', async () => {
    const broken = {
      ...sweeping([]),
      sweep: () => summary([told(1, 0.8, values)], false),
      trial: () => {
        throw new LabError('DISK', 'The disk is full.');
      },
    };
    const { code, out, err } = await run(['sweep', 'x.nlplab.json'], broken, { cwd: folder });
    assert.equal(code, 1);
    assert.match(out, /1 +lstm/);
    assert.match(err, /The disk is full/);
  });
});
