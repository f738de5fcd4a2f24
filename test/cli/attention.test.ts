// nlp-lab attention: the table for people, by kind of model, and what is asked of the engine.

import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { Prediction } from '../../src/protocol/engine';
import type { AttentionMap, AttentionReply } from '../../src/protocol/attention';
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
  },
  target: { text: '', tokens: ['<eos>'], offsets: [[0, 0]] },
  targetInputs: ['<bos>'],
  tokenLogProbabilities: [-0.5],
  maps: found,
});

const prediction = (more: Partial<Prediction>): Prediction =>
  ({
    ...{ input: 'so good', output: 'good', label: 'good', score: 0.9, probabilities: { good: 0.9, bad: 0.1 } },
    ...{ tokens: ['so', 'good'], unknown: [false, false], ...more },
  }) as Prediction;

describe('nlp-lab attention', () => {
  let folder: string;
  beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-attention-'))));
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  const lines = (out: string): string[] => out.split('\n').map((line) => line.trim().replace(/ +/g, ' '));

  function ofTask(task: 'classification' | 'sequence-to-sequence', ...more: string[]) {
    fs.mkdirSync(path.join(folder, 'r'), { recursive: true });
    fs.writeFileSync(path.join(folder, 'r', 'run.json'), JSON.stringify(record({ task })));
    return ['attention', './r', '--source', 'so good', ...more];
  }

  it('shows where an encoder-decoder looks in the source, the mean of the heads', async () => {
    const cross = maps('cross', [[0.25, 0.75]], [[0.75, 0.25]]);
    const reply = sentence([...maps('decoder', [[1]]), ...cross]);
    const outcome = await run(ofTask('sequence-to-sequence'), { attention: () => reply }, { cwd: folder });
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
    const engine = { attention: () => sentence(joint) };
    const outcome = await run(ofTask('sequence-to-sequence'), engine, { cwd: folder });
    assert.deepEqual(lines(outcome.out).slice(1, 4), ['x <eos> <bos>', '<eos> 25 25 50', '']);
    const json = await run(ofTask('sequence-to-sequence', '--json'), engine, { cwd: folder });
    const [{ maps: printed }] = json.records() as { maps: { kind: string; weights: number[][] }[] }[];
    assert.deepEqual(printed[0].weights, [
      [1, 0, 0],
      [0.5, 0.5, 0],
      [0.25, 0.25, 0.5],
    ]);
  });

  it('shows how the tokens of a classifier look at each other, and how they are weighed', async () => {
    const found = prediction({
      weights: [0.25, 0.75],
      maps: maps('encoder', [
        [0.5, 0.5],
        [0, 1],
      ]),
    });
    const outcome = await run(ofTask('classification'), { predict: () => ({ predictions: [found] }) }, { cwd: folder });
    const [, ...rest] = lines(outcome.out);
    assert.deepEqual(rest.slice(0, 3), ['so good', 'so 50 50', 'good 0 100']);
    assert.deepEqual(rest.slice(4, 6), ['so good', 'good 25 75']);
    const { texts, attention } = outcome.calls[0].request as { texts: string[]; attention: boolean };
    assert.deepEqual([texts, attention], [['so good'], true]);
  });

  it('says that a classifier pays no attention, and that it has no output', async () => {
    const engine = { predict: () => ({ predictions: [prediction({})] }) };
    const outcome = await run(ofTask('classification'), engine, { cwd: folder });
    assert.equal(outcome.code, 2);
    assert.match(outcome.err, /This classifier pays no attention\. Choose a transformer/);
    for (const more of [
      ['--target', 'x'],
      ['--beam', '3'],
    ]) {
      const refused = await run(ofTask('classification', ...more), engine, { cwd: folder });
      assert.match(refused.err, /This run gives labels/);
      assert.equal(refused.code, 2);
    }
  });
});
