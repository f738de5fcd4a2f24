// Runs as rows: experiment, figures, evaluation and record under their keys, read anew when they change.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { figuresAt, loggedCurves, loggedFigures } from '../../../src/engine/calls/loggedCurves';
import { runRows } from '../../../src/engine/calls/runRows';
import { comparedRun } from '../../../src/engine/runs/comparedRun';
import { openMetricsLog } from '../../../src/engine/store/metricsLog';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import type { RunRecord } from '../../../src/protocol/run';
import { seedlessKey } from '../../../src/protocol/seedGroups';
import { DAMAGED_RUN, FIXTURE_RUNS, writeFixtureRuns } from '../../support/fixtureRuns';
import { callContext } from '../calls/support/callContext';

describe('rows of runs', () => {
  let folder = '';
  before(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-rows-'));
    writeFixtureRuns(folder, folder);
  });
  after(() => fs.rmSync(folder, { recursive: true }));
  const rowsOf = async (ids?: string[]) => (await runRows({ runsFolder: folder, ids }, callContext())).rows;

  it('tell what is known of each, the newest first, damaged ones too', async () => {
    const rows = await rowsOf();
    assert.deepEqual(
      rows.map(({ id, values }) => [id, values.status]),
      [
        ['2026-11-19-reviews-gru-00b2', 'interrupted'],
        ['2026-11-18-reviews-lstm-00a1', 'completed'],
        ['2026-11-17-reviews-rnn-00c3', 'failed'],
        ['2026-11-16-reviews-stopped-00d4', 'stopped'],
        [DAMAGED_RUN, 'failed'],
      ],
    );
    const [{ values }] = await rowsOf([FIXTURE_RUNS[0].id]);
    const experiment = JSON.parse(
      fs.readFileSync(path.join(folder, FIXTURE_RUNS[0].id, 'experiment.json'), 'utf8'),
    ) as {
      model: { type: string; hidden?: number };
    };
    assert.equal(values['model.type'], experiment.model.type);
    assert.equal(values['model.hidden'], experiment.model.hidden);
    assert.equal(typeof values['validation.accuracy'], 'number');
    assert.equal(typeof values['best.validation.accuracy'], 'number');
    assert.equal(typeof values['evaluation.accuracy'], 'number');
    assert.equal(path.basename(String(values['evaluation.source'])), 'reviews.tsv');
  });

  it('are those that are asked for, of this folder alone, and follow their files', async () => {
    const { id } = FIXTURE_RUNS[1];
    assert.deepEqual(await rowsOf(['', '.', '..', `../${path.basename(folder)}/${id}`, 'nowhere']), []);
    const file = path.join(folder, id, 'experiment.json');
    const write = (content: string): void => fs.writeFileSync(file, content);
    write('{"clean":["html","urls"],"a":{"b":[0.9,0.999],"c":null,"d":true}}');
    const [{ values }] = await rowsOf([id]);
    assert.deepEqual(
      ['clean', 'a.b', 'a.c', 'a.d'].map((key) => values[key]),
      [['html', 'urls'], '[0.9,0.999]', undefined, true],
    );
    write('{"torn');
    const [torn] = await rowsOf([id]);
    assert.deepEqual([torn.values.clean, torn.values.status], [undefined, 'interrupted']);
  });

  it('are alike in what Compare Runs takes for runs that differ in their seed alone', async () => {
    const { id } = FIXTURE_RUNS[1];
    const [file, recordFile] = ['experiment.json', 'run.json'].map((name) => path.join(folder, id, name));
    const record = JSON.parse(fs.readFileSync(recordFile, 'utf8')) as RunRecord;
    const kinds = new Map<string, string>();
    const base = { name: 'a', seed: 1, model: { type: 'gru' }, runtime: { threads: 1 } };
    for (const [what, experiment, hashes] of [
      ['base', base, { 'a.tsv': '1', vocabulary: '7' }],
      ['seed', { ...base, name: 'b', seed: 12, $schema: 'x' }, { 'a.tsv': '1', vocabulary: '77' }],
      ['threads', { ...base, runtime: { threads: 16 } }, { 'a.tsv': '1', vocabulary: '7' }],
      ['model', { ...base, model: { type: 'lstm' } }, { 'a.tsv': '1', vocabulary: '7' }],
      ['data', base, { 'a.tsv': '2', vocabulary: '7' }],
    ] as const) {
      fs.writeFileSync(file, JSON.stringify(experiment));
      fs.writeFileSync(recordFile, JSON.stringify({ ...record, hashes }));
      const [{ values }] = await rowsOf([id]);
      const compared = seedlessKey(comparedRun(nodeFiles, path.join(folder, id)));
      const kind = String(values.configuration);
      assert.equal(kinds.get(compared) ?? kind, kind, what);
      kinds.set(compared, kind);
    }
    assert.deepEqual([kinds.size, new Set(kinds.values()).size], [3, 3]);
  });

  it('have figures over their training, and at a step', async () => {
    const folders = [FIXTURE_RUNS[0], FIXTURE_RUNS[2]].map(({ id }) => path.join(folder, id));
    const { keys } = await loggedFigures({ folders }, callContext());
    assert.ok(['loss', 'learningRate', 'validation.accuracy'].every((key) => keys.includes(key)));
    const { curves } = await loggedCurves({ folders: [...folders, '/nowhere'], key: 'loss' }, callContext());
    assert.deepEqual(
      curves.map((curve) => [curve.folder, curve.total, curve.step.at(-1), curve.epoch.at(-1)]),
      [
        [folders[0], 4000, 4000, 10],
        [folders[1], 50, 50, 1],
      ],
    );
    assert.ok(
      curves.every(({ tokens }) => tokens.every(Number.isNaN)),
      'an earlier version, which counted no tokens',
    );
    assert.ok(curves[0].values.length <= 2000 && curves[0].values.length > 1000);
    const at = (step: number) =>
      figuresAt({ folders: [...folders, ''], key: 'validation.accuracy', step }, callContext());
    const [first, second, none] = (await at(800)).values;
    assert.ok(first !== null && second !== null && first > second && none === null);
    assert.equal((await at(399)).values[0], null);
  });

  it('have the tokens that were read up to each figure, also after a resume', async () => {
    const run = path.join(folder, 'tokens');
    fs.mkdirSync(run);
    const log = openMetricsLog(nodeFiles, path.join(run, 'metrics.jsonl'));
    const step = (number: number, tokens: number): void =>
      log.append({ kind: 'step', step: number, epoch: 1, time: 1, loss: 1, learningRate: 1, gradientNorm: 1, tokens });
    for (const number of [1, 2, 3]) step(number, 10);
    log.append({ kind: 'event', step: 1, time: 1, event: 'resumed' });
    for (const number of [2, 3]) step(number, 100);
    log.append({ kind: 'epoch', step: 3, epoch: 1, time: 1, metrics: { 'validation.loss': 0.5 } });
    log.close();
    const tokensOf = async (key: string) => [
      ...(await loggedCurves({ folders: [run], key }, callContext())).curves[0].tokens,
    ];
    assert.deepEqual(await tokensOf('loss'), [10, 110, 210]);
    assert.deepEqual(await tokensOf('validation.loss'), [210]);
  });
});
