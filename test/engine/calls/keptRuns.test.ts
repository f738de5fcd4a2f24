// Runs that are asked stay open, whatever their task: opened once for many calls, opened anew when they change, and all released
// at the end of the engine.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { mock } from 'node:test';
import { InferenceSession } from 'onnxruntime-node';
import { type SmallExperiment } from '../../faults/smallExperiment';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import { LabError } from '../../../src/protocol/labError';
import { askLabels } from './support/asked';
import { inLab, smallExperiment, type Lab } from './support/lab';

/** What was opened since the start of a test, by the part of the path that tells. */
let opened: string[] = [];
let sessions = { made: 0, released: 0 };

async function train(lab: Lab, changes: SmallExperiment): Promise<string> {
  const { folder } = await lab.client.call('train', lab.request(smallExperiment(changes), { overrides: ['training.epochs=1'] })); // prettier-ignore
  opened = [];
  sessions = { made: 0, released: 0 };
  return folder;
}

const openings = (folder: string): number =>
  opened.filter((file) => file.startsWith(folder) && path.basename(file) === 'model.safetensors').length;

describe('runs kept open', () => {
  beforeEach(() => {
    const { openToRead } = nodeFiles;
    mock.method(nodeFiles, 'openToRead', (file: string) => (opened.push(file), openToRead(file)));
    const { create } = InferenceSession;
    mock.method(InferenceSession, 'create', async (...given: Parameters<typeof create>) => {
      const session = await create.apply(InferenceSession, given);
      sessions.made++;
      const release = session.release.bind(session);
      session.release = () => (sessions.released++, release());
      return session;
    });
    // What else runs on this machine does not matter here.
    mock.method(process as typeof process & { availableMemory(): number }, 'availableMemory', () => 8 * 1024 ** 3);
  });
  afterEach(() => mock.restoreAll());

  for (const [name, model, made] of [
    ['neural', { type: 'gru', embedding: 8, hidden: 8, pooling: 'attention' }, 1],
    ['classical', { type: 'naive-bayes' }, 0],
  ] as const)
    it(`open a ${name} classifier once, to be asked, judged, looked into and compared with itself`, () =>
      inLab(async (lab) => {
        const folder = await train(lab, { model });
        const [first] = await askLabels(lab, { folder, texts: ['the film was fine'] });
        const [second] = await askLabels(lab, { folder, texts: ['the film was fine'] });
        assert.deepEqual(second, first);
        await Promise.all(['a', 'b', 'c'].map((text) => askLabels(lab, { folder, texts: [text] })));
        if (made > 0) await lab.client.call('attend', { folder, source: 'fine' });
        else await lab.client.call('explain', { folder, text: 'fine' });
        const data = { data: 'train.tsv', baseFolder: lab.folder };
        await lab.client.call('compare', { folders: [folder, folder], ...data });
        assert.equal(openings(folder), 1);
        await lab.client.call('judge', { folder, ...data });
        await askLabels(lab, { folder, texts: ['fine'] });
        assert.equal(openings(folder), 1, 'an evaluation changes nothing that the model was opened from');
        const whileKept = sessions.made - sessions.released;
        assert.equal(whileKept, made);
        await lab.client.call('shutdown', {}).catch(() => undefined); // the port may close before the reply is read
        assert.equal(sessions.released, sessions.made, 'released at the end of the engine');
      }));

  it('open a run anew for another checkpoint, and when its files have changed', () =>
    inLab(async (lab) => {
      const folder = await train(lab, {});
      const ask = (checkpoint?: 'best' | 'last') => askLabels(lab, { folder, texts: ['fine'], checkpoint });
      await ask();
      await ask('last');
      await ask();
      await ask('last');
      assert.equal(openings(folder), 2);
      const file = path.join(folder, 'checkpoints', 'best', 'model.safetensors');
      const { atimeMs, mtimeMs } = fs.statSync(file);
      fs.utimesSync(file, atimeMs / 1000, mtimeMs / 1000 + 5);
      await ask();
      assert.equal(openings(folder), 3);
    }));

  it('keep the last two runs', () =>
    inLab(async (lab) => {
      const models = ['naive-bayes', 'linear-svm', 'nb-svm'].map((type) => ({ type }));
      const folders: string[] = [];
      for (const model of models) folders.push(await train(lab, { model }));
      const [a, b, c] = folders;
      for (const folder of [a, b, a, b, c, b, a]) await askLabels(lab, { folder, texts: ['fine'] });
      assert.deepEqual(folders.map(openings), [2, 1, 1]);
    }));

  it('stay open after a call that was cancelled or refused', () =>
    inLab(async (lab) => {
      const folder = await train(lab, {});
      await askLabels(lab, { folder, texts: ['fine'] });
      const stop = new AbortController();
      const texts = Array.from({ length: 3000 }, (_, i) => `film ${i} was fine`);
      const asking = lab.client.call('ask', { folder, texts }, { signal: stop.signal });
      stop.abort();
      await assert.rejects(asking, (error) => error instanceof LabError && error.code === 'CANCELLED');
      await assert.rejects(lab.client.call('ask', { folder, texts, search: true }), /nothing to decode/);
      await askLabels(lab, { folder, texts: ['fine'] });
      assert.equal(openings(folder), 1);
    }));
});
