// Models' files of other programs on the command line: written from runs, and asked in their place.

import assert from 'node:assert/strict';
import path from 'node:path';
import type { Report } from '../../src/protocol/report';
import { paired, replyOf } from '../support/comparison';
import { run } from './fakeEngine';

const cwd = path.resolve('test', 'golden', 'fasttext', 'classifiers');

describe("nlp-lab with fastText's models", () => {
  it('export --to fasttext-model writes the model of a run', async () => {
    const folder = path.resolve('test', 'golden', 'runs', 'gru');
    const args = ['export', folder, '--to', 'fasttext-model', 'out.bin', '--checkpoint', 'last'];
    const { code, out, calls } = await run(args, { exportModel: () => ({ bytes: 12_345 }) }, { cwd });
    assert.equal(code, 0);
    const request = { folder, checkpoint: 'last', output: path.join(cwd, 'out.bin') };
    assert.deepEqual(calls, [{ name: 'exportModel', request }]);
    assert.equal(out, `${path.join(cwd, 'out.bin')}: 12,345 bytes\n`);
  });

  it('export --to fasttext-quantized says how small', async () => {
    const folder = path.resolve('test', 'golden', 'runs', 'gru');
    const reply = { exportModel: () => ({ bytes: 1 }) };
    const to = ['export', folder, 'out.ftz', '--to', 'fasttext-quantized'];
    const { calls } = await run([...to, '--qnorm', '--cutoff', '1000'], reply, { cwd });
    assert.deepEqual(calls[0].request, {
      ...{ folder, checkpoint: undefined, output: path.join(cwd, 'out.ftz') },
      quantize: { cutoff: 1000, norms: true, width: 2 },
    });
    const refused = await run(['export', folder, 'a.bin', '--to', 'fasttext-model', '--qnorm'], reply, { cwd });
    assert.match(refused.err, /are for --to fasttext-quantized/);
  });

  it('predict takes a file in place of a run', async () => {
    const answer = { kind: 'label', input: 'a', output: 'good', label: 'good', score: 1, probabilities: { good: 1 }, tokens: [], unknown: [] }; // prettier-ignore
    const args = ['predict', 'words.bin', '--text', 'a', '--json'];
    const { code, calls, records } = await run(args, { ask: () => ({ answers: [answer] }) } as never, { cwd });
    assert.equal(code, 0);
    assert.equal((calls[0].request as { folder: string }).folder, path.join(cwd, 'words.bin'));
    assert.equal(records()[0].label, 'good');
  });

  it('compare takes files in place of runs, on labelled data', async () => {
    const report = (accuracy: number): Report => ({
      ...{ format: 2, source: 'test.tsv', count: 10, unit: 'texts', sections: [] },
      figures: [
        { metric: 'accuracy', value: accuracy },
        { metric: 'loss', value: 0.5 },
      ],
    });
    const files = ['words.bin', 'rows.bin'].map((name) => path.join(cwd, name));
    const runs = files.map((folder, i) => ({ folder, report: report(0.5 + i / 10) }));
    const reply = replyOf(runs, [{ systems: [0, 1], figures: { accuracy: paired(0.1, 0.03) } }]);
    const args = ['compare', 'words.bin', 'rows.bin', '--data', 'test.tsv', '--label-column', 'y'];
    const { code, out, err, calls } = await run(args, { compare: () => reply }, { cwd });
    assert.equal(code, 0, err);
    const request = { folders: files, data: path.join(cwd, 'test.tsv'), baseFolder: cwd, checkpoint: undefined, columns: { label: 'y' } }; // prettier-ignore
    assert.deepEqual(calls, [{ name: 'compare', request }]);
    assert.match(out, /^rows\.bin +1 +60\.0\s% .* \+10\.0 .* 0\.030 +0\.030/m);
    const bare = await run(['compare', 'words.bin', 'rows.bin'], {}, { cwd });
    assert.match(bare.err, /words\.bin is a model's file, which holds no figures: name a labelled file with --data/);
  });

  it('a file that is not there is no run either', async () => {
    const { code, err } = await run(['predict', 'none.bin', '--text', 'a'], { runs: () => ({ runs: [] }) }, { cwd });
    assert.notEqual(code, 0);
    assert.match(err, /no run "none\.bin"/);
  });
});

describe('nlp-lab export of folders', () => {
  it('names every file of the folder', async () => {
    const folder = path.resolve('test', 'golden', 'runs', 'gru');
    const files = [
      { name: 'model.onnx', bytes: 12_345 },
      { name: 'README.md', bytes: 7 },
    ];
    const reply = { exportFolder: () => ({ files }) };
    const { code, out, err, calls } = await run(['export', folder, 'out', '--to', 'onnx'], reply, { cwd });
    assert.equal(code, 0, err);
    const output = path.join(cwd, 'out');
    assert.deepEqual(calls, [{ name: 'exportFolder', request: { folder, checkpoint: undefined, output } }]);
    assert.equal(out, `${path.join(output, 'model.onnx')}: 12,345 bytes\n${path.join(output, 'README.md')}: 7 bytes\n`);
    const json = await run(['export', folder, 'out', '--to', 'onnx', '--json'], reply, { cwd });
    assert.deepEqual(json.records(), [{ path: output, bytes: 12_352, files }]);
  });

  it('for PyTorch by a call of its own', async () => {
    const folder = path.resolve('test', 'golden', 'runs', 'gru');
    const files = [{ name: 'model.py', bytes: 5 }];
    const reply = { exportPython: () => ({ files }) };
    const { code, out, err, calls } = await run(['export', folder, 'out', '--to', 'pytorch'], reply, { cwd });
    assert.equal(code, 0, err);
    const output = path.join(cwd, 'out');
    assert.deepEqual(calls, [{ name: 'exportPython', request: { folder, checkpoint: undefined, output } }]);
    assert.equal(out, `${path.join(output, 'model.py')}: 5 bytes\n`);
  });

  it('export --to onnx --quantize int8 says what it cost, and takes nothing else', async () => {
    const folder = path.resolve('test', 'golden', 'runs', 'gru');
    const quality = {
      bytes: { before: 4000, after: 1100 },
      figures: [{ metric: 'accuracy' as const, before: 0.843, after: 0.8412 }],
    };
    const reply = { exportFolder: () => ({ files: [], quality }) };
    const args = ['export', folder, 'out', '--to', 'onnx', '--quantize'];
    const { out, err, calls } = await run([...args, 'int8'], reply, { cwd });
    const output = path.join(cwd, 'out');
    const request = { folder, checkpoint: undefined, output, quantize: 'int8' };
    assert.deepEqual(calls, [{ name: 'exportFolder', request }], err);
    assert.match(out, /Accuracy +84\.3.?% +84\.1.?%\n/);
    assert.match(out, /Bytes of the graphs +4,000 +1,100\n/);
    for (const [given, said] of [
      [[...args, 'int4'], /--quantize must be int8, not "int4"/],
      [['export', folder, 'out', '--to', 'bert', '--quantize', 'int8'], /--quantize is for --to onnx/],
    ] as const) {
      const refused = await run([...given], reply, { cwd });
      assert.notEqual(refused.code, 0);
      assert.match(refused.err, said);
    }
  });

  it('trainings of runs, and of experiments', async () => {
    const files = [{ name: 'train.py', bytes: 5 }];
    const reply = { exportTraining: () => ({ files }) };
    const folder = path.resolve('test', 'golden', 'runs', 'gru');
    const output = path.join(cwd, 'out');
    const ofRun = await run(['export', folder, 'out', '--to', 'lightning'], reply, { cwd });
    assert.deepEqual(ofRun.calls, [{ name: 'exportTraining', request: { folder, checkpoint: undefined, output } }]);
    const experimentFile = path.resolve('samples', 'en', 'reviews-lstm.nlplab.json');
    const ofFile = await run(['export', experimentFile, 'out', '--to', 'lightning'], reply, { cwd });
    const request = { experimentFile, runsFolder: path.join(cwd, '.nlplab', 'runs'), output };
    assert.deepEqual(ofFile.calls, [{ name: 'exportTraining', request }]);
  });
});
