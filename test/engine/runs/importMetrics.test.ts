// Figures of other programs as runs of curves.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { importMetrics } from '../../../src/engine/calls/importMetrics';
import { loggedCurves, loggedFigures } from '../../../src/engine/calls/loggedCurves';
import { runRows } from '../../../src/engine/calls/runRows';
import { openRun } from '../../../src/engine/runs/openRun';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import { callContext } from '../calls/support/callContext';
import { withFolder } from '../store/support/temporaryFolder';

const taken = (home: string, text: string, more: { config?: string; name?: string } = {}) => {
  const file = path.join(home, more.name ?? 'metrics.csv');
  fs.writeFileSync(file, text);
  const configFile = more.config === undefined ? undefined : path.join(home, 'config.json');
  if (configFile !== undefined) fs.writeFileSync(configFile, more.config ?? '');
  const request = { file, name: 'theirs', configFile, runsFolder: path.join(home, 'runs'), baseFolder: home };
  return importMetrics(request, callContext());
};

describe('metrics of other programs', () => {
  it('become a run of curves that is listed and drawn, and has no model', () =>
    withFolder(async (home) => {
      const text =
        'epoch,step,train_loss,val_loss,val_acc,lr\n1,10,0.9,0.8,0.5,1e-3\n2,20,0.7,,0.75,1e-3\n3,30,nan,0.6,0.7,\n';
      const config = '{"model":{"type":"theirs"},"seed":7,"lr":0.001}';
      const { folder, record } = await taken(home, text, { config });
      assert.deepEqual(
        [record.status, record.abilities, record.modelType, record.seed],
        ['completed', [], 'theirs', 7],
      );
      assert.deepEqual(record.metrics, {
        ...{ loss: 0.7, 'validation.loss': 0.6, 'validation.accuracy': 0.7, learningRate: 0.001 },
      });
      assert.deepEqual(record.best, { epoch: 2, step: 20, monitor: 'validation.accuracy', value: 0.75 });
      assert.match(record.notices.join('\n'), /val_acc is validation\.accuracy/);
      const { keys } = await loggedFigures({ folders: [folder] }, callContext());
      assert.deepEqual(keys.sort(), ['learningRate', 'loss', 'validation.accuracy', 'validation.loss']);
      const { curves } = await loggedCurves({ folders: [folder], key: 'validation.loss' }, callContext());
      assert.deepEqual(
        [[...curves[0].step], [...curves[0].values]],
        [
          [10, 30],
          [0.8, 0.6],
        ],
      );
      const [{ values }] = (await runRows({ runsFolder: path.dirname(folder) }, callContext())).rows;
      assert.deepEqual([values.lr, values['validation.loss'], values.resumable], [0.001, 0.6, false]);
      await assert.rejects(openRun(nodeFiles, folder), { code: 'INVALID_ARGUMENT', message: /curves.*no model/ });
    }));

  it('count rows as epochs where no column does, and take tabs', () =>
    withFolder(async (home) => {
      const { record } = await taken(home, 'step\tloss\n5\t1\n9\t0.5\n', { name: 'm.tsv' });
      assert.deepEqual([record.epoch, record.step, record.best], [2, 9, undefined]);
      assert.ok(record.notices.includes('Rows are counted as epochs.'));
    }));

  it('have no figure where it is beyond all numbers', () =>
    withFolder(async (home) => {
      const { record } = await taken(home, 'step,val_acc,loss\n1,1e999,1\n2,0.5,1e999\n', {});
      assert.deepEqual([record.metrics, record.best?.value], [{ 'validation.accuracy': 0.5, loss: 1 }, 0.5]);
    }));

  const refused: [why: string, text: string, says: RegExp, config?: string][] = [
    ['a cell is no number', 'step,loss\n1,0.5\n2,abc\n', /line 3, column "loss": "abc" is no number/],
    ['a step is missing', 'step,loss\n,0.5\n', /line 2, column "step": "" is no number/],
    ['a step is no whole number', 'step,loss\n1.5,0.5\n', /line 2, column "step": 1\.5 is no whole number/],
    ['a time is beyond all numbers', 'step,loss,time\n1,0.5,1e999\n', /line 2, column "time": Infinity is no number/],
    ['steps fall', 'step,loss\n2,0.5\n1,0.4\n', /line 3: step 1 comes after step 2/],
    ['nothing counts', 'time,loss\n1,2\n', /no column "step"/],
    ['nothing is measured', 'step,epoch\n1,2\n', /no column of a figure/],
    ['two columns are one', 'step,val_loss,valid_loss\n1,2,3\n', /are both validation\.loss/],
    ['a row is short', 'step,loss,x\n1,2,3\n1,2\n', /line 3|rows? ha/],
    ['there is no row', 'step,loss\n', /no row below/],
    ['the configuration is a list', 'step,loss\n1,2\n', /no JSON object/, '[1]'],
    ['the configuration is torn', 'step,loss\n1,2\n', /no JSON object/, '{"a":'],
  ];
  for (const [why, text, says, config] of refused)
    it(`are refused, and nothing is left, where ${why}`, () =>
      withFolder(async (home) => {
        await assert.rejects(taken(home, text, { config }), says);
        assert.equal(fs.existsSync(path.join(home, 'runs')), false);
      }));
});
