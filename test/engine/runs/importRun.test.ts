// Runs that were trained elsewhere: a project is exported, its result made up as `run_folder.py` writes it, and taken over.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import { readSafetensors } from '../../../src/engine/store/safetensors';
import type { RunRecord } from '../../../src/protocol/run';
import { writeElsewhereRun } from '../../support/elsewhereRun';
import { EXPORTED, experimentText, exportData } from '../../support/pythonExports';
import { inLab, type Lab } from '../calls/support/lab';

const ID = '2026-11-30-made-up-1a2b';
const CASE = 'convolutions over characters, calibrated';

/** An exported project, and in it a run of two epochs. */
async function madeUp(lab: Lab, status: RunRecord['status'] = 'completed'): Promise<{ project: string; run: string }> {
  for (const [file, content] of Object.entries(exportData())) lab.write(file, content);
  const given = { ...EXPORTED[CASE], data: { ...EXPORTED[CASE].data, test: 0.2 } };
  const experimentFile = lab.write('x.nlplab.json', experimentText(CASE, given, 2));
  const project = lab.file('project');
  await lab.client.call('exportTraining', { experimentFile, output: project });
  const run = writeElsewhereRun(project, ID, status);
  return { project, run };
}

const importing = (lab: Lab, folder: string) =>
  lab.client.call('importRuns', { folder, runsFolder: lab.runsFolder, baseFolder: lab.folder });

describe('runs that were trained elsewhere', () => {
  it('are taken over, ended and judged; once', () =>
    inLab(async (lab) => {
      const { project } = await madeUp(lab);
      const { runs, known } = await importing(lab, project);
      assert.deepEqual([known, lab.runs()], [[], [ID]]);
      const [{ folder, record }] = runs;
      assert.equal(record.status, 'completed');
      assert.deepEqual(record.notices.filter((notice) => notice.startsWith('It was not judged')), []); // prettier-ignore
      assert.ok(record.notices.includes('Trained elsewhere, by PyTorch 2.6.0 on cuda.'));
      assert.equal(record.versions.pytorch, '2.6.0');
      assert.ok(record.metrics['test.accuracy'] >= 0 && record.metrics.loss === 1);
      assert.ok(fs.existsSync(path.join(folder, 'evaluation.json')));
      const { model } = readCheckpoint(folder);
      assert.notEqual(model.get('output.temperature')?.data[0], 1); // found at the end of every training
      const [answer] = (await lab.client.call('ask', { folder, texts: ['Red green'] })).answers;
      assert.ok('label' in answer);
      const again = await importing(lab, path.join(project, 'runs'));
      assert.deepEqual([again.runs, again.known], [[], [ID]]);
    }));

  it('stay as they came where their data have changed, or where they were stopped', () =>
    inLab(async (lab) => {
      const { run } = await madeUp(lab);
      lab.write('table.tsv', 'one\ttwo\tscore\tlabel\tseveral\n');
      const [{ record, folder }] = (await importing(lab, run)).runs;
      assert.equal(record.status, 'completed');
      assert.match(record.notices.at(-1) ?? '', /^It was not judged here: /);
      assert.equal(fs.existsSync(path.join(folder, 'evaluation.json')), false);
      fs.rmSync(folder, { recursive: true });
      const text = fs.readFileSync(path.join(run, 'run.json'), 'utf8').replace('"completed"', '"stopped"');
      fs.writeFileSync(path.join(run, 'run.json'), text);
      assert.equal((await importing(lab, run)).runs[0].record.status, 'stopped');
    }));

  it('are refused where something is wrong, and nothing is left', () =>
    inLab(async (lab) => {
      const { project, run } = await madeUp(lab);
      const weights = path.join(run, 'checkpoints', 'best', 'model.safetensors');
      const whole = fs.readFileSync(weights);
      fs.writeFileSync(weights, whole.fill(1, whole.length - 4));
      await assert.rejects(importing(lab, project), /its content does not match its checksum/);
      const lease = path.join(run, 'run.lease');
      fs.writeFileSync(lease, JSON.stringify({ pid: 1, host: '00', nonce: '0123456789abcdef' }));
      await assert.rejects(importing(lab, project), /is still being trained/);
      fs.rmSync(lease);
      const record = fs.readFileSync(path.join(run, 'run.json'), 'utf8');
      fs.writeFileSync(path.join(run, 'run.json'), record.replace(ID, '../out'));
      await assert.rejects(importing(lab, project), /"id" is missing or wrong/);
      fs.rmSync(path.join(project, 'runs'), { recursive: true });
      await assert.rejects(importing(lab, project), /There is no run in .*train\.py has been run/);
      assert.deepEqual(lab.runs(), []);
    }));

  it('have numbers written as JavaScript does, which checksums are of', function () {
    const values = [0, -0, 1, 1.5, -2, 1e-5, 1.25e-6, 1e-7, 123456789.5, 2 ** 60, 1e21, 1.5e300, 0.1 + 0.2, 5e-324, 'é"\n', null]; // prettier-ignore
    const code = [
      'import json, sys, types',
      'torch = types.ModuleType("torch"); torch.nn = types.ModuleType("nn"); torch.nn.Module = torch.Tensor = object',
      'torch.optim = types.ModuleType("optim"); sys.modules.update({"torch": torch, "torch.nn": torch.nn})',
      'own = types.ModuleType("own"); own.save_file = None; sys.modules["safetensors_file"] = own',
      'space = {"__name__": "run_folder", "__file__": "."}',
      'exec(compile(open(sys.argv[1]).read(), "run_folder", "exec"), space)',
      'sys.stdout.write(space["as_json"](json.loads(sys.argv[2])))',
    ].join('\n');
    const file = 'src/engine/export/python/training/run_folder.py.txt';
    const told = JSON.stringify(values.map((value) => (Object.is(value, -0) ? 0 : value)));
    let found: string;
    try {
      found = execFileSync('python3', ['-c', code, file, told.replace('[0,0', '[0.0,-0.0')], { encoding: 'utf8' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return this.skip();
      throw error;
    }
    assert.equal(found, told);
  });
});

const readCheckpoint = (folder: string) => ({
  model: readSafetensors(nodeFiles, path.join(folder, 'checkpoints', 'best', 'model.safetensors')).tensors,
});
