// Runs as MLflow's file store keeps them.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { exportCurves } from '../../../src/engine/calls/exportCurves';
import { mlflow } from '../../../src/engine/export/trackers/mlflow';
import type { TrackedRun } from '../../../src/engine/export/trackers/tracker';
import { callContext } from '../calls/support/callContext';
import { recordOf } from '../store/support/records';
import { withFolder } from '../store/support/temporaryFolder';

const RUN = path.resolve('test', 'golden', 'runs', 'lstm');

const written = (runs: readonly Partial<TrackedRun>[]): Map<string, string> => {
  const whole = runs.map((run): TrackedRun => ({
    ...{ id: 'r', record: recordOf('r'), steps: [], epochs: [], configuration: [] },
    ...run,
  }));
  return new Map(
    [...mlflow(whole, { output: '/tmp/mlruns', count: runs.length })].map(([name, text]) => [name, String(text)]),
  );
};
/** By what stands behind the experiment and the run. */
const inRun = (files: Map<string, string>): Record<string, string> =>
  Object.fromEntries([...files].map(([name, text]) => [name.split('/').slice(2).join('/'), text]));

describe("runs for MLflow's file store", () => {
  it('have a file for each figure, parameter and tag', () => {
    const step = { step: 1, time: 0.5, loss: 2, learningRate: 0.1, gradientNorm: Number.NaN };
    const files = written([
      {
        record: recordOf('r-1', { status: 'stopped', createdAt: '2026-11-30T00:00:00.000Z', metrics: {} }),
        steps: [step, { ...step, step: 2, time: 1, loss: 1 }],
        epochs: [{ step: 2, time: 1.25, metrics: { 'validation.accuracy': 0.75, f1: 0.5, 'f1.a': 1, 'f1.a.b': 2 } }],
        configuration: [['model.type', 'gru'], ['data.labels["a/b"]', 'x\ny'], ['data.labels["a:b"]', ''], ['이름', '값']].map(([key, value]) => ({ key, value })), // prettier-ignore
        about: { name: 'first: "one"\u2028', starred: true, tags: ['to keep', '../out'], note: 'Look\nhere' },
        experiment: '{}',
      },
    ]);
    const { 'meta.yaml': meta, ...rest } = inRun(files);
    assert.match(meta, /^run_name: "first: \\"one\\"\\u2028"$/m);
    assert.match(meta, /^status: 5$/m);
    assert.match(meta, /^start_time: 1795996800000$/m);
    assert.match(meta, /^artifact_uri: "file:\/\/\/tmp\/mlruns\/\d+\/[0-9a-f]{32}\/artifacts"$/m);
    assert.deepEqual(rest['metrics/training/loss'], '1795996800500 2 1\n1795996801000 1 2\n');
    assert.deepEqual(rest['metrics/validation/accuracy'], '1795996801250 0.75 2\n');
    assert.deepEqual(Object.keys(rest).filter((name) => name.includes('f1')), ['metrics/epoch/f1', 'metrics/f1.a', 'metrics/f1/a/b']); // prettier-ignore
    assert.equal('metrics/training/gradient_norm' in rest, false, 'what is no number is left out');
    const params = Object.entries(rest).filter(([name]) => name.startsWith('params/'));
    assert.deepEqual(params, [
      ['params/model.type', 'gru'],
      ['params/data.labels__a_b__', 'x\ny'],
      ['params/data.labels__a_b___2', ''],
      ['params/이름', '값'],
    ]);
    assert.equal(rest['tags/mlflow.note.content'], 'Look\nhere');
    assert.deepEqual(
      [rest['tags/to keep'], rest['tags/__out'], rest['artifacts/experiment.json']],
      ['true', 'true', '{}'],
    );
  });

  it('keep figures apart whose names come to one', () => {
    const metrics = { 'loss@1': 1, 'loss#1': 2, 'LOSS#1': 3 };
    const files = inRun(written([{ epochs: [{ step: 1, time: 1, metrics }] }]));
    const found = Object.entries(files).filter(([name]) => name.startsWith('metrics/'));
    assert.deepEqual(
      found.map(([name, text]) => [name, text.split(' ')[1]]),
      [
        ['metrics/epoch/loss_1', '1'],
        ['metrics/epoch/loss_1_2', '2'],
        ['metrics/epoch/LOSS_1_3', '3'],
      ],
    );
  });

  it('of one name are one experiment, and have the same ids whenever they are written', () => {
    const runs = ['a', 'b', 'c'].map((id) => ({ record: recordOf(id, { name: id === 'c' ? 'other' : 'reviews' }) }));
    const metas = [...written(runs).keys()].filter((name) => name.endsWith('meta.yaml'));
    assert.deepEqual(metas.map((name) => name.split('/').length).sort(), [2, 2, 3, 3, 3]);
    assert.equal(new Set(metas.map((name) => name.split('/')[0])).size, 2);
    assert.deepEqual([...written(runs).keys()], [...written(runs).keys()]);
  });

  it('are written of run folders, as TensorBoard has several', () =>
    withFolder(async (home) => {
      const output = path.join(home, 'mlruns');
      const { files } = await exportCurves({ folders: [RUN], tracker: 'mlflow', output }, callContext());
      const accuracy = files.find(({ name }) => name.endsWith('/metrics/validation/accuracy'));
      const lines = fs
        .readFileSync(path.join(output, accuracy?.name ?? ''), 'utf8')
        .trim()
        .split('\n');
      assert.ok(lines.length > 1 && lines.every((line) => /^\d{13} [\d.e-]+ \d+$/.test(line)), lines[0]);
      const logs = path.join(home, 'logs');
      const both = [RUN, path.resolve('test', 'golden', 'runs', 'gru')];
      const told = await exportCurves({ folders: both, tracker: 'tensorboard', output: logs }, callContext());
      assert.deepEqual(told.files.map(({ name }) => name.split('/')[0]), ['lstm', 'gru']); // prettier-ignore
      await assert.rejects(exportCurves({ folders: [RUN], tracker: 'mlflow', output }, callContext()), /not empty/);
      await assert.rejects(
        exportCurves({ folders: [home], tracker: 'mlflow', output: path.join(home, 'x') }, callContext()),
        { code: 'NOT_FOUND' },
      );
      assert.deepEqual(fs.readdirSync(home).sort(), ['logs', 'mlruns']);
    }));
});
