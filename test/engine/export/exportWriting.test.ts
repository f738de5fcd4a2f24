// Models that write texts as folders: their scripts find the outputs that the run finds.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import { inLab } from '../calls/support/lab';
import { assertSameAnswers } from './families/exported';
import { SEQUENCE_FAMILIES } from './families/sequence';

describe('models that write texts as folders for other programs', () => {
  it('a transformer whose steps keep keys and values', () =>
    inLab(async (lab) => {
      const { out } = await assertSameAnswers(lab, SEQUENCE_FAMILIES['writing by a transformer, words and marks']);
      const files = ['README.md', 'encoder.onnx', 'predict.mjs', 'predict.py', 'signature.json', 'step.onnx', 'target-tokenizer.json', 'tokenizer.json', 'weights.bin']; // prettier-ignore
      assert.deepEqual(fs.readdirSync(out).sort(), files);
    }));
});
