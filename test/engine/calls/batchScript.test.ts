// The script of a training step, where files stand already.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import { LabError } from '../../../src/protocol/labError';
import { inLab, smallExperiment } from './support/lab';

describe('the script of a training step', () => {
  it('takes the place of its own files, and of no others', () =>
    inLab(async (lab) => {
      const experiment = lab.write('a.nlplab.json', JSON.stringify(smallExperiment({})));
      const write = (name: string) =>
        lab.client.call('batchScript', {
          ...{ model: { experiment }, runsFolder: lab.runsFolder, language: 'torch' },
          output: lab.file(name),
        });
      lab.write('model.safetensors', 'the parameters of a run');
      await assert.rejects(write('model.py'), (error) => {
        assert.ok(error instanceof LabError && error.code === 'INVALID_ARGUMENT', String(error));
        assert.match(error.message, /model\.safetensors" is there already and belongs to no script of that name/);
        return true;
      });
      assert.equal(fs.readFileSync(lab.file('model.safetensors'), 'utf8'), 'the parameters of a run');
      assert.ok(!fs.existsSync(lab.file('model.py')));
      const { files } = await write('step.py');
      assert.deepEqual(files, [lab.file('step.py'), lab.file('step.safetensors')]);
      assert.deepEqual((await write('step.py')).files, files);
    }));
});
