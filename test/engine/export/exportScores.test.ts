// Language models as folders: their scripts say how probable texts are, as the run does.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { inLab } from '../calls/support/lab';
import { assertSameAnswers } from './families/exported';
import { LANGUAGE_FAMILIES } from './families/language';

describe('language models as folders for other programs', () => {
  for (const name of ['a recurrent language model of words', 'a transformer of characters'] as const)
    it(name, () =>
      inLab(async (lab) => {
        const { out } = await assertSameAnswers(lab, LANGUAGE_FAMILIES[name]);
        const bytes = (file: string): number => fs.statSync(path.join(out, file)).size;
        const graphs = fs.readdirSync(out).filter((file) => file.endsWith('.onnx'));
        const [run] = lab.runs();
        const weights = path.join(lab.runsFolder, run, 'checkpoints', 'best', 'model.safetensors');
        const pages = 4096 * 30; // each tensor begins with a page
        assert.equal(graphs.length, 3);
        assert.ok(bytes('weights.bin') < fs.statSync(weights).size + pages, 'parameters stand once');
      }),
    );
});
