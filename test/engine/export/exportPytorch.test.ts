// Runs as folders for PyTorch, as far as that is seen without it: names and numbers of parameters, files, Python that parses.
// `npm run test:export:pytorch` runs what was written.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { openCheckpoint } from '../../../src/engine/store/checkpoint';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import { readSafetensors } from '../../../src/engine/store/safetensors';
import { EXPORTED, experimentText, exportData } from '../../support/pythonExports';
import { inLab, type Lab } from '../calls/support/lab';

async function trained(lab: Lab, name: string): Promise<string> {
  for (const [file, content] of Object.entries(exportData())) lab.write(file, content);
  const text = experimentText(name, EXPORTED[name], 1);
  const request = { experimentText: text, baseFolder: lab.folder, runsFolder: lab.runsFolder };
  return (await lab.client.call('train', request)).folder;
}

/** Nothing where this machine has no Python. */
function parse(folder: string): void {
  const code =
    'import ast, pathlib, sys\nfor file in pathlib.Path(sys.argv[1]).glob("*.py"): ast.parse(file.read_text("utf-8"))';
  try {
    execFileSync('python3', ['-c', code, folder], { stdio: 'pipe' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

const FILES = ['README.md', 'config.json', 'model.py', 'requirements.txt', 'safetensors_file.py', 'samples.json', 'samples.safetensors', 'tokenizer.json', 'tokens.py', 'verify.py', 'weights.safetensors']; // prettier-ignore

const TRAINING_FILES = ['batches.py', 'data.py', 'data.safetensors', 'experiment.yaml', 'generator.py', 'initial.safetensors', 'learning.py', 'main.py', 'objective.py', 'run', 'run_folder.py', 'steps.json', 'system.py', 'train.py', 'train.sbatch', 'verify_training.py']; // prettier-ignore

describe('runs as folders for PyTorch', () => {
  for (const [name, first] of [
    ['an LSTM with attention pooling', 'encoder.embedding.weight'],
    ['a tagger with a chain and characters', 'encoder.embedding.weight'],
    ['a transformer language model', 'embedding.weight'],
  ])
    it(`${name}: every parameter by its name, and back`, () =>
      inLab(async (lab) => {
        const folder = await trained(lab, name);
        const output = lab.file('out');
        const { files } = await lab.client.call('exportPython', { folder, output });
        assert.deepEqual(fs.readdirSync(output).sort(), FILES);
        assert.deepEqual(
          files.map((file) => [file.name, fs.statSync(path.join(output, file.name)).size]).sort(),
          files.map((file) => [file.name, file.bytes]).sort(),
        );
        const { tensors } = readSafetensors(nodeFiles, path.join(output, 'weights.safetensors'));
        assert.equal([...tensors.keys()][0], first);
        const { model } = openCheckpoint(nodeFiles, folder, 'best').checkpoint;
        const back = new Map(Array.from(tensors, ([key, value]) => [key.replace(/^encoder\./, ''), value]));
        assert.deepEqual(back, new Map(model));
        parse(output);
      }));

  it('a training that was never begun: its batches, its first steps, and programs that parse', () =>
    inLab(async (lab) => {
      const name = 'a number by a cosine';
      for (const [file, content] of Object.entries(exportData())) lab.write(file, content);
      const experimentFile = lab.write('x.nlplab.json', experimentText(name, EXPORTED[name], 3));
      const output = lab.file('out');
      await lab.client.call('exportTraining', { experimentFile, output });
      assert.deepEqual(fs.readdirSync(output).sort(), [...FILES, ...TRAINING_FILES].sort());
      const { losses } = JSON.parse(fs.readFileSync(path.join(output, 'steps.json'), 'utf8')) as { losses: number[] };
      assert.equal(losses.length, 24);
      assert.ok(losses.every(Number.isFinite) && losses[23] < losses[0]);
      const { tensors } = readSafetensors(nodeFiles, path.join(output, 'data.safetensors'));
      assert.deepEqual(tensors.get('train.numbers')?.shape, [64]);
      assert.equal(tensors.get('validation.starts')?.data.length, 33);
      assert.deepEqual(lab.runs(), []);
      parse(output);
    }));

  it('refuses trainings that others would not do in the same way, by the name of the key', () =>
    inLab(async (lab) => {
      const name = 'a bag of embeddings';
      for (const [file, content] of Object.entries(exportData())) lab.write(file, content);
      for (const [training, message] of [
        [{ accumulate: 2 }, /"training\.accumulate" cannot be expressed in the folder/],
        [{ schedule: 'reduce-on-plateau' }, /"reduce-on-plateau" hangs on figures that are made here/],
        [{ earlyStopping: 2 }, /it watches "accuracy", and the loss alone is judged there/],
        [{ freeze: { layers: 1 } }, /layers do not thaw there/],
      ] as const) {
        const experimentFile = lab.write('x.nlplab.json', experimentText(name, { ...EXPORTED[name], training }, 1));
        const exporting = lab.client.call('exportTraining', { experimentFile, output: lab.file('out') });
        await assert.rejects(exporting, message);
      }
      assert.equal(fs.existsSync(lab.file('out')), false);
    }));

  it('refuses what is no network, what has no modules, and folders that are not free', () =>
    inLab(async (lab) => {
      for (const [file, content] of Object.entries(exportData())) lab.write(file, content);
      const given = { task: 'classification', data: { train: 'table.tsv', text: 'one', label: 'label' } };
      const text = experimentText('counts', { ...given, model: { type: 'naive-bayes' }, training: {} }, 1);
      const request = { experimentText: text, baseFolder: lab.folder, runsFolder: lab.runsFolder };
      const { folder } = await lab.client.call('train', request);
      const exporting = (name: string) => lab.client.call('exportPython', { folder, output: lab.file(name) });
      await assert.rejects(exporting('out'), /"counts" \(naive-bayes\) is no network: PyTorch has no modules for it/);
      await assert.rejects(exporting('runs'), /is not empty/);
      assert.equal(fs.existsSync(lab.file('out')), false);
    }));
});
