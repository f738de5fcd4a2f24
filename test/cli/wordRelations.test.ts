// nlp-lab similarity, odd-one-out and cooccurrence, with the engine's own calls on small files.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { vectorsEngine } from '../engine/calls/vectors/vectorsEngine';
import { run } from './fakeEngine';

describe('nlp-lab on how words stand to each other', () => {
  let folder: string;
  before(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-relations-'));
    fs.writeFileSync(path.join(folder, 'v.vec'), '4 2\nsea 1 0\nlake 0.9 0.1\nriver 0.8 0.2\nbread -1 0.5\n');
    fs.writeFileSync(path.join(folder, 'a.txt'), 'ice is solid\nsteam is gas\nIce ice water solid\nsteam water\n');
  });
  after(() => fs.rmSync(folder, { recursive: true }));

  function asked(...args: string[]) {
    const { call } = vectorsEngine();
    const handlers = {
      openVectors: (request: Parameters<typeof call<'openVectors'>>[1]) => call('openVectors', request),
      similarity: (request: Parameters<typeof call<'similarity'>>[1]) => call('similarity', request),
      oddOneOut: (request: Parameters<typeof call<'oddOneOut'>>[1]) => call('oddOneOut', request),
      cooccurrence: (request: Parameters<typeof call<'cooccurrence'>>[1]) => call('cooccurrence', request),
    };
    return run(args, handlers, { cwd: folder });
  }

  it('tells the similarity of words and of texts, and what has no vector', async () => {
    const { code, err, records } = await asked('similarity', 'v.vec', 'sea', 'lake nothing', '--json');
    assert.equal(code, 0, err);
    const [{ cosine, unknown }] = records() as { cosine: number; unknown: string[] }[];
    assert.ok(Math.abs(cosine - 0.9 / Math.hypot(0.9, 0.1)) < 1e-6);
    assert.deepEqual(unknown, ['nothing']);
  });

  it('finds the odd one out', async () => {
    const { out, code } = await asked('odd-one-out', 'v.vec', 'sea', 'bread', 'lake', 'river');
    assert.equal(code, 0);
    assert.match(out, /odd one out: .*bread/);
  });

  it('tells how probable words are beside two others', async () => {
    const args = ['cooccurrence', 'a.txt', 'ice', 'steam', '--probe', 'solid', '--probe', 'water', '--json'];
    const { code, err, records } = await asked(...args);
    assert.equal(code, 0, err);
    const [solid, water] = records() as { counts: number[]; probabilities: number[]; ratio: number }[];
    assert.deepEqual(solid.counts, [3, 0]);
    assert.deepEqual(water.counts, [2, 1]);
    assert.ok(Math.abs(water.ratio - water.probabilities[0] / water.probabilities[1]) < 1e-12);
  });

  it('says where a probability is not defined', async () => {
    const args = ['cooccurrence', 'a.txt', 'ice', 'nothere', '--probe', 'solid', '--probe', 'absent'];
    const { code, out, err } = await asked(...args);
    assert.equal(code, 0);
    assert.match(out, /^solid +\S+ +- +-$/m);
    assert.match(out, /nothere: 0 times/);
    assert.match(err, /"nothere" does not occur in the corpus: P\(k\|nothere\) is not defined\./);
    assert.match(err, /Not in the corpus: "absent"\./);
    const [solid] = (await asked(...args, '--json')).records() as { probabilities: unknown[]; ratio: unknown }[];
    assert.deepEqual([solid.probabilities[1], solid.ratio], [null, null]);
  });

  it('asks for a probe', async () => {
    const { code, err } = await asked('cooccurrence', 'a.txt', 'ice', 'steam');
    assert.equal(code, 2);
    assert.match(err, /--probe is missing/);
  });
});
