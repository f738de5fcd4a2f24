// What goes into an archive of runs: sweeps of which every run is chosen, and after a question those of which some are.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { RunEntry } from '../../src/host/runs/runEntry';
import type { SharedEngine } from '../../src/host/engine/sharedEngine';
import { recordOf } from '../engine/store/support/records';
import { fakeWindow, given, provideFakeVscode } from '../support/fakeVscode';

const ID = '2026-01-01-search-0001';

describe('an archive of chosen runs', () => {
  before(provideFakeVscode);
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-zip-'));
  after(() => fs.rmSync(home, { recursive: true }));
  const runs = ['a', 'b', 'c'].map((id) => path.join(home, 'runs', id));
  const entryOf = (folder: string): RunEntry => {
    const record = recordOf(path.basename(folder), { sweep: { id: ID, trial: 1, number: 1 } });
    return { summary: { folder, record, resumable: false, checkpoints: [] }, ours: false };
  };

  /** What the engine is asked to pack. */
  async function packed(chosen: readonly string[], { wantsAll = false } = {}) {
    const { exportAsZip } = await import('../../src/host/runs/exportAsZip');
    const { showSaveDialog, showQuickPick } = fakeWindow;
    Object.assign(fakeWindow, { showSaveDialog: () => Promise.resolve({ fsPath: path.join(home, 'x.zip') }) });
    if (wantsAll) Object.assign(fakeWindow, { showQuickPick: (items: unknown[]) => Promise.resolve(items[1]) });
    let request: unknown;
    const sweep = { trials: [{ runs: ['a', 'b', 'c', 'gone', ''].map((run) => ({ run })) }], gone: ['gone'] };
    const call = (name: string, asked: unknown): Promise<unknown> => {
      if (name === 'sweep') return Promise.resolve(sweep);
      request = asked;
      return Promise.resolve({ bytes: 1, files: 1 });
    };
    given.splice(0);
    try {
      await exportAsZip({ working: { call } as unknown as SharedEngine }, chosen.map(entryOf));
    } finally {
      Object.assign(fakeWindow, { showSaveDialog, showQuickPick });
    }
    return request as { folders: string[]; sweeps: string[] };
  }

  it('takes a sweep along with all of its runs, and asks where some are missing', async () => {
    const sweep = path.join(home, 'sweeps', ID);
    assert.deepEqual((await packed(runs)).sweeps, [], 'it is not here');
    fs.mkdirSync(sweep, { recursive: true });
    fs.writeFileSync(path.join(sweep, 'sweep.json'), '');
    const all = await packed(runs);
    assert.deepEqual([all.sweeps, all.folders], [[sweep], runs]);
    assert.deepEqual(given.filter(({ where }) => where === 'line').map(({ text }) => text), ['Exporting runs']); // prettier-ignore
    const alone = await packed(runs.slice(1));
    assert.deepEqual([alone.sweeps, alone.folders], [[], runs.slice(1)]);
    const whole = await packed(runs.slice(1), { wantsAll: true });
    assert.deepEqual([whole.sweeps, whole.folders.sort()], [[sweep], runs]);
  });
});
