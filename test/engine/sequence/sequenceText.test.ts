// The target of a translation in tokens, and back: what each way of cutting gives as text.

import assert from 'node:assert/strict';
import type { SequenceExperiment } from '../../../src/engine/tasks/sequence/schema';
import { parseExperiment } from '../../../src/engine/tasks/parseExperiment';
import { learnSequenceText } from '../../../src/engine/sequence/sequenceText';

const TEXT = '나는 학교에 갔다. "Yes!"';

async function writtenBy(tokenizer: string): Promise<string> {
  const { experiment } = parseExperiment(
    JSON.stringify({
      ...{ task: 'sequence-to-sequence', name: 'x', data: { train: { source: 'a', target: 'b' } } },
      tokenizer: {
        type: tokenizer,
        minFrequency: 1,
        lowercase: false,
        ...(tokenizer === 'bpe' && { vocabularySize: 60 }),
      },
    }),
  );
  assert.ok(experiment);
  const { target } = await learnSequenceText(experiment as SequenceExperiment, '.', { source: [TEXT], target: [TEXT] });
  return target.decode([...target.encode(TEXT)]);
}

describe('the text of target tokens', () => {
  const expected: Record<string, string> = {
    word: TEXT,
    whitespace: TEXT,
    character: TEXT,
    bpe: TEXT,
    // These do not know where spaces were; letters are put together to syllables.
    syllable: '나 는 학 교 에 갔 다. "Yes!"',
    jamo: '나 는 학 교 에 갔 다. "Yes!"',
  };
  for (const [tokenizer, text] of Object.entries(expected))
    it(`is ${text} for "${tokenizer}"`, async () => assert.equal(await writtenBy(tokenizer), text));
});
