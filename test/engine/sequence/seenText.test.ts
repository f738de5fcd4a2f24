// What a sequence model sees of a text, and which searches are refused before any work.

import assert from 'node:assert/strict';
import type { SequenceExperiment } from '../../../src/engine/tasks/sequence/schema';
import { parseExperiment } from '../../../src/engine/tasks/parseExperiment';
import { learnSequenceText, type TextSide } from '../../../src/engine/sequence/sequenceText';
import { longestOutput, searchOfRequest } from '../../../src/engine/sequence/searchOfRequest';
import { seenText } from '../../../src/engine/sequence/seenText';
import type { DecodingRequest } from '../../../src/protocol/decoding';

async function learned(tokenizer = 'whitespace'): Promise<{ side: TextSide; experiment: SequenceExperiment }> {
  const { experiment } = parseExperiment(
    JSON.stringify({
      ...{ task: 'sequence-to-sequence', name: 'x', data: { train: { source: 'a', target: 'b' } } },
      tokenizer: { type: tokenizer, minFrequency: 1, ...(tokenizer === 'bpe' && { vocabularySize: 12 }) },
    }),
  );
  assert.ok(experiment);
  const texts = { source: ['a red dog runs'], target: ['a red dog runs'] };
  const { target } = await learnSequenceText(experiment as SequenceExperiment, '.', texts);
  return { side: target, experiment: experiment as SequenceExperiment };
}

describe('a text as a sequence model sees it', () => {
  const limits = { maxLength: 4, truncation: 'end', isSource: true } as const;

  it('has its unknown words marked, and the end symbol behind it', async () => {
    const { side } = await learned();
    assert.deepEqual(seenText('a blue dog', side, limits), {
      text: 'a blue dog',
      tokens: ['a', 'blue', 'dog', '<eos>'],
      unknown: [false, true, false, false],
      offsets: [
        [0, 1],
        [2, 6],
        [7, 10],
        [10, 10],
      ],
    });
  });

  it('has unknown letters marked within a word of pieces', async () => {
    const { side } = await learned('bpe');
    const { tokens, unknown } = seenText('dog ω', side, { ...limits, maxLength: 100 });
    assert.deepEqual(
      tokens.filter((_, i) => unknown[i]),
      ['ω'],
    );
  });

  it('says how much of it was read, and from which end', async () => {
    const { side } = await learned();
    const first = seenText('a red dog runs', side, limits);
    assert.deepEqual([first.tokens, first.cut], [['a', 'red', 'dog', '<eos>'], { read: 3, of: 4, lost: 'end' }]);
    const last = seenText('a red dog runs', side, { ...limits, truncation: 'start' });
    assert.deepEqual([last.tokens, last.cut], [['red', 'dog', 'runs', '<eos>'], { read: 3, of: 4, lost: 'start' }]);
    assert.equal(last.offsets[0][0], 2);
    assert.equal(seenText('a red dog', side, limits).cut, undefined);
  });
});

describe('a search that nothing could fulfil is refused:', () => {
  const refused: [string, DecodingRequest, RegExp][] = [
    ['a word forced and forbidden', { forced: ['dog'], banned: ['red', 'dog'] }, /"dog" is both forced and forbidden/],
    ['a forced word with a forbidden one in it', { forced: ['red dog'], banned: ['dog'] }, /holds the forbidden "dog"/],
    ['a beginning with a forbidden word', { prefix: 'a red', banned: ['red'] }, /begin with "a red", .* "red"/],
    ['a beginning of unknown words', { prefix: 'a blue cat' }, /cannot begin with "a blue cat": .* no "blue", "cat"/],
    ['a shortest length above the longest', { minLength: 9, maxLength: 8 }, /9 tokens, is above the longest, 8\. /],
    ['one above what the model can write', { minLength: 60 }, /above the longest, 50 that this model can write/],
    [
      'a word forced and forbidden at one place',
      { words: [{ after: [], word: 'a', kind: 'forbid' }], rules: [{ after: [], token: 4, kind: 'force' }] },
      /both forced and forbidden at the same place/,
    ],
    [
      'two words forced at one place',
      {
        words: ['a', 'dog'].map((word) => ({ after: [], word, kind: 'force' as const })),
      },
      /Two different words are forced/,
    ],
  ];
  for (const [name, request, says] of refused)
    it(name, async () => {
      const { side, experiment } = await learned();
      const parts = { decoding: experiment.decoding, target: side, longest: 50 };
      assert.equal(side.vocabulary.tokens[4], 'a');
      assert.throws(() => searchOfRequest(request, parts), says);
    });

  it('a shortest length above that of the experiment, unless another is asked for', async () => {
    const { side, experiment } = await learned();
    const parts = { decoding: { ...experiment.decoding, maxLength: 5 }, target: side };
    assert.throws(() => searchOfRequest({ minLength: 6 }, parts), /longest, 5 \("decoding.maxLength"/);
    assert.equal(searchOfRequest({ minLength: 6, maxLength: 7 }, parts).minLength, 6);
  });

  it('but a short source has room for a shortest length', async () => {
    const { decoding } = (await learned()).experiment;
    assert.deepEqual([longestOutput({ minLength: 40 }, decoding, 3), longestOutput({}, decoding, 16)], [40, 16]);
  });
});
