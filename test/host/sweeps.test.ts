// What a window tells of sweeps: of those that the window before was closed on, and at the end of those that have waited in the queue.
import assert from 'node:assert/strict';
import type { WaitingTraining } from '../../src/host/engine/trainingQueue';
import type { SweepsOptions } from '../../src/host/experiments/sweeps';
import { TRAINED_SWEEPS } from '../../src/host/experiments/trainedSweeps';
import type { SweepSummary } from '../../src/protocol/sweep';
import { fakeWorkspace, given, provideFakeVscode } from '../support/fakeVscode';
import { Memory } from '../support/memory';

const RUNS = '/w/.nlplab/runs';
const sweepOf = (id: string, more: Partial<SweepSummary> = {}): SweepSummary => ({
  ...{ folder: `/w/.nlplab/sweeps/${id}`, id, name: id, createdAt: '2026-01-01T00:00:00.000Z', gone: [] },
  ...{ metric: 'validation.accuracy', better: 'greater', seeds: 1, seed: 1, epochs: 1, isComplete: false, trials: [] },
  ...more,
});
const trial = { trial: 1, values: {}, epochs: 1, status: 'completed', value: 0.5, runs: [{ run: 'r' }] };
const COMPLETE = { isComplete: true, best: 1, trials: [trial] } as unknown as Partial<SweepSummary>;

describe('sweeps of a window', () => {
  before(provideFakeVscode);
  beforeEach(() => {
    given.splice(0);
    Object.assign(fakeWorkspace, { workspaceFolders: [{ uri: { fsPath: '/w' } }] });
  });
  afterEach(() => void Object.assign(fakeWorkspace, { workspaceFolders: undefined }));

  async function windowOf(sweeps: readonly SweepSummary[], memory = new Memory()) {
    const { Sweeps } = await import('../../src/host/experiments/sweeps');
    const asked: string[] = [];
    const reading = {
      call(name: string, request: { folder?: string; runsFolder?: string }): Promise<unknown> {
        asked.push(`${name} ${request.folder ?? request.runsFolder}`);
        if (name === 'sweeps') return Promise.resolve({ sweeps });
        return Promise.resolve(sweeps.find(({ folder }) => folder === request.folder));
      },
    };
    const all: object[] = [];
    const begun = { started: new Promise(() => undefined), ended: new Promise(() => undefined) };
    const trainings = { all, onChange: () => undefined, trainTrial: () => (all.push(begun), begun) };
    const messages = { guarded: (work: () => Promise<unknown>) => work(), failure: assert.fail };
    const parts = { trainings, reading, messages, memory, runs: { refresh: () => Promise.resolve() } };
    const more = { queue: { next: () => undefined }, log: { info: () => undefined }, showRun: () => undefined };
    const window = new Sweeps({ ...parts, ...more } as unknown as SweepsOptions);
    return { window, memory, asked };
  }

  const told = (): string[] => given.filter(({ where }) => where === 'message').map(({ text = '' }) => text);

  it('tells once of those that the window before was closed on, and of no others', async () => {
    const [mine, others] = [sweepOf('mine'), sweepOf('others')];
    const before = await windowOf([mine, others]);
    before.window.resume(mine);
    assert.deepEqual(before.memory.get(TRAINED_SWEEPS), [mine.folder]);
    before.window.close();
    const { window, memory } = await windowOf([mine, others], before.memory);
    await window.offerInterrupted();
    assert.equal(told().filter((text) => text.startsWith('The window was closed while it trained')).length, 1);
    assert.equal(memory.get(TRAINED_SWEEPS), undefined);
    await window.offerInterrupted();
    assert.equal(told().length, 1);
  });

  it('says nothing of one that was completed elsewhere meanwhile', async () => {
    const memory = new Memory();
    await memory.update(TRAINED_SWEEPS, ['/w/.nlplab/sweeps/mine']);
    const { window } = await windowOf([sweepOf('mine', { isComplete: true })], memory);
    await window.offerInterrupted();
    assert.deepEqual([told(), memory.get(TRAINED_SWEEPS)], [[], undefined]);
  });

  it('says what came of one that has left the queue, unless it was taken out', async () => {
    const [done, removed] = [sweepOf('done', COMPLETE), sweepOf('removed')];
    const { window, asked } = await windowOf([done, removed]);
    const leaving = (sweep: string) =>
      window.concludeQueued({ runsFolder: RUNS, sweep, name: sweep } as WaitingTraining);
    await leaving('removed');
    assert.deepEqual([told(), asked], [[], ['sweep /w/.nlplab/sweeps/removed']]);
    await leaving('done');
    assert.match(told()[0], /^The sweep of \{0\} is complete/);
  });
});
