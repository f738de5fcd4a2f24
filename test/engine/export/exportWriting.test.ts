// Models that write texts as folders: their scripts find the outputs that the run finds.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import { sequenceGraphs } from '../../../src/engine/tasks/sequence/sequenceGraphs';
import { inLab } from '../calls/support/lab';
import { assertSameAnswers } from './families/exported';
import { SEQUENCE_FAMILIES } from './families/sequence';

const WORDS = { added_tokens: [], model: { type: 'WordLevel', vocab: { '<unk>': 0 }, unk_token: '<unk>' } };

describe('models that write texts as folders for other programs', () => {
  it('a transformer whose steps keep keys and values', () =>
    inLab(async (lab) => {
      const { out } = await assertSameAnswers(lab, SEQUENCE_FAMILIES['writing by a transformer, words and marks']);
      const files = ['README.md', 'encoder.onnx', 'package.json', 'predict.mjs', 'predict.py', 'requirements.txt', 'signature.json', 'step.onnx', 'target-tokenizer.json', 'tokenizer.json', 'weights.bin']; // prettier-ignore
      assert.deepEqual(fs.readdirSync(out).sort(), files);
    }));

  it('a recurrent network that copies what it does not know', () =>
    inLab(async (lab) => {
      const copying = SEQUENCE_FAMILIES['writing by a recurrent network that copies what it does not know'];
      const { expected } = await assertSameAnswers(lab, copying);
      assert.ok(expected.some((answer) => (answer as { output: string }).output.includes('zebra')));
    }));

  it('refuses to copy from tokens that mark white space, and says what can be done instead', () => {
    const read = () => ({
      text: JSON.stringify({ ...WORDS, pre_tokenizer: { type: 'Metaspace' } }),
      file: 'tokenizer.json',
    });
    const parts = { experiment: { training: {}, decoding: { replaceUnknown: true } }, read };
    assert.throws(
      () => sequenceGraphs(parts as unknown as Parameters<typeof sequenceGraphs>[0]),
      /"decoding\.replaceUnknown".*Export it as a service/,
    );
  });
});
