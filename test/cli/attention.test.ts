// nlp-lab attention: the table for people, by kind of model, and what is asked of the engine.

import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { AttentionMap, AttentionReply } from '../../src/protocol/attention';
import { LabError } from '../../src/protocol/labError';
import { record, run } from './fakeEngine';

const maps = (kind: AttentionMap['kind'], ...heads: number[][][]): AttentionMap[] =>
  heads.map((rows, head) => ({
    ...{ kind, layer: 0, head, rows: rows.length, columns: rows[0].length },
    weights: Float32Array.from(rows.flat()),
  }));

const sentence = (found: AttentionMap[]): AttentionReply => ({
  source: {
    text: 'x',
    tokens: ['x', '<eos>'],
    offsets: [
      [0, 1],
      [1, 1],
    ],
    unknown: [false, false],
  },
  target: { text: '', tokens: ['<eos>'], offsets: [[0, 0]], unknown: [false] },
  targetInputs: ['<bos>'],
  tokenLogProbabilities: [-0.5],
  maps: found,
});

const labelled = (found: AttentionMap[]): AttentionReply => ({
  source: {
    text: 'so good',
    tokens: ['so', 'good'],
    offsets: [
      [0, 0],
      [0, 0],
    ],
    unknown: [false, false],
  },
  target: { text: 'good', tokens: ['good'], offsets: [[0, 4]], unknown: [false] },
  targetInputs: [],
  tokenLogProbabilities: [Math.log(0.9)],
  maps: found,
});

describe('nlp-lab attention', () => {
  let folder: string;
  beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-attention-'))));
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  const lines = (out: string): string[] => out.split('\n').map((line) => line.trim().replace(/ +/g, ' '));

  function asking(...more: string[]) {
    fs.mkdirSync(path.join(folder, 'r'), { recursive: true });
    fs.writeFileSync(path.join(folder, 'r', 'run.json'), JSON.stringify(record()));
    return ['attention', './r', '--source', 'so good', ...more];
  }

  it('shows where an encoder-decoder looks in the source, the mean of the heads', async () => {
    const cross = maps('cross', [[0.25, 0.75]], [[0.75, 0.25]]);
    const reply = sentence([...maps('decoder', [[1]]), ...cross]);
    const outcome = await run(asking(), { attend: () => reply }, { cwd: folder });
    assert.equal(outcome.code, 0, outcome.err);
    assert.deepEqual(lines(outcome.out).slice(0, 3), [
      'percent, mean over 2 heads of layer 1',
      'x <eos>',
      '<eos> 50 50',
    ]);
  });

  it('shows where a decoder alone looks as it writes: in the source and in what it was given', async () => {
    const joint = maps('joint', [
      [1, 0, 0],
      [0.5, 0.5, 0],
      [0.25, 0.25, 0.5],
    ]);
    const engine = { attend: () => sentence(joint) };
    const outcome = await run(asking(), engine, { cwd: folder });
    assert.deepEqual(lines(outcome.out).slice(1, 4), ['x <eos> <bos>', '<eos> 25 25 50', '']);
    const json = await run(asking('--json'), engine, { cwd: folder });
    const [{ maps: printed }] = json.records() as { maps: { kind: string; weights: number[][] }[] }[];
    assert.deepEqual(printed[0].weights, [
      [1, 0, 0],
      [0.5, 0.5, 0],
      [0.25, 0.25, 0.5],
    ]);
  });

  it('shows how the tokens of a classifier look at each other, and how they are weighed', async () => {
    const own = maps('encoder', [
      [0.5, 0.5],
      [0, 1],
    ]);
    const found = labelled([...own, ...maps('cross', [[0.25, 0.75]])]);
    const outcome = await run(asking(), { attend: () => found }, { cwd: folder });
    const [, ...rest] = lines(outcome.out);
    assert.deepEqual(rest.slice(0, 3), ['so good', 'so 50 50', 'good 0 100']);
    assert.deepEqual(rest.slice(4, 6), ['so good', 'good 25 75']);
    assert.deepEqual(outcome.calls, [
      {
        name: 'attend',
        request: {
          ...{ folder: path.join(folder, 'r'), source: 'so good' },
          ...{ target: undefined, decoding: undefined, checkpoint: undefined },
        },
      },
    ]);
  });

  it('hands on what is asked of an output, and says what the engine refuses', async () => {
    const engine = {
      attend: () => {
        throw new LabError('INVALID_ARGUMENT', 'This classifier pays no attention. Choose a transformer.');
      },
    };
    const outcome = await run(asking('--target', 'x', '--beam', '3'), engine, { cwd: folder });
    assert.equal(outcome.code, 2);
    assert.equal(outcome.err, 'nlp-lab attention: This classifier pays no attention. Choose a transformer.\n');
    const { target, decoding } = outcome.calls[0].request as { target: string; decoding: object };
    assert.deepEqual([target, decoding], ['x', { beam: 3 }]);
  });
});
