// Tokenizers for other programs: beside the package `tokenizers`.

import assert from 'node:assert/strict';
import { sharedTokenizer } from '../../../src/engine/export/sharedTokenizer';
import { designOf } from '../../../src/engine/text/tokenizerDesign';
import { tokenizerText } from '../../../src/engine/text/tokenizerText';
import { createTokenizer, learnVocabulary, openTokenizer } from '../../../src/engine/text/tokenizer';
import { UNK } from '../../../src/engine/text/vocabulary';
import type { TokenizerOptions } from '../../../src/protocol/tokenizer';
import { foreignIds, foreignTokenizers } from '../text/tokenizers/foreign';

const CORPUS = ['the good film', '좋은 영화 ㅋㅋ', 'a bad, bad film!', 'the end <eos> of it', 'proto __proto__ 12 7'];
const TEXTS = [...CORPUS, '<pad> <unk> film', 'film<bos>', '[SEP] good </s>', 'zebra Film', '', ' \t'];

async function assertSameIds(text: string, specialTokens: 'text' | 'recognise'): Promise<void> {
  const { vocabulary, tokenizer } = openTokenizer(text, 'tokenizer.json', { specialTokens });
  const shared = sharedTokenizer({ text, file: 'tokenizer.json', specialTokens });
  const found = await foreignIds(shared.text, TEXTS);
  const here = TEXTS.map((each) => [...tokenizer.encode(vocabulary, each)]);
  assert.deepEqual(
    found.map((ids) => ids.map((id) => (id === shared.unknown ? UNK : id + shared.offset))),
    here,
  );
}

describe('a tokenizer for other programs', () => {
  for (const type of [
    'whitespace',
    'word',
    'character',
    'syllable',
    'jamo',
    'bpe',
    'byte-bpe',
    'wordpiece',
    'unigram',
  ] as const)
    // prettier-ignore
    it(`${type}: the same ids, special tokens in texts being text`, async () => {
      const options: TokenizerOptions = { type, lowercase: true, vocabularySize: 120, minFrequency: 1 };
      const { file } = learnVocabulary(CORPUS, createTokenizer(options), options);
      const text = file?.text ?? assert.fail('no file');
      await assertSameIds(text, 'text');
    });

  it('files from elsewhere keep their special tokens where the run recognises them', async () => {
    let refusals = 0;
    for (const [name, text] of foreignTokenizers(CORPUS))
      for (const specialTokens of ['text', 'recognise'] as const)
        if (name.startsWith('Unigram')) {
          refusals++; // its trainer leaves the unknown token out
          assert.throws(() => sharedTokenizer({ text, file: 'tokenizer.json', specialTokens }), /leaves out words/);
        } else await assertSameIds(text, specialTokens);
    assert.equal(refusals, 2);
  });

  it('refuses by name what others do not know', () => {
    const refuse = (options: Partial<TokenizerOptions> & Pick<TokenizerOptions, 'type'>, message: RegExp): void => {
      const design = designOf({ lowercase: true, ...options });
      const text = tokenizerText(design, { tokens: ['<pad>', '<unk>', '<bos>', '<eos>', 'a'] });
      assert.throws(() => sharedTokenizer({ text, file: 'tokenizer.json', specialTokens: 'text' }), message);
    };
    refuse({ type: 'kiwi' }, /morphemes of Kiwi/);
    refuse({ type: 'segmenter' }, /"segmenter"/);
    refuse({ type: 'word', compatibility: 'keras' }, /leaves out words/);
  });
});
