import assert from 'node:assert/strict';
import type { TokenizerOptions, TokenizerType } from '../../../../src/protocol/experiment';
import { createTokenizer, learnVocabulary } from '../../../../src/engine/text/tokenizer';
import { formatTokenizer, parseTokenizer } from '../../../../src/engine/text/tokenizerFile';
import { readTokenizerJson } from '../../../../src/engine/text/tokenizers/tokenizerJson';
import { oddTexts } from './corpora';
import { foreignIds, foreignTokenizers } from './foreign';

const types: Partial<TokenizerOptions>[] = [
  ...['whitespace', 'word', 'character', 'syllable', 'jamo', 'bpe', 'byte-bpe', 'wordpiece', 'unigram'].map((type) => ({
    type: type as TokenizerType,
  })),
  { type: 'word', compatibility: 'keras', oovToken: '?' },
  { type: 'word', compatibility: 'scikit-learn' },
  { type: 'regex', pattern: '\\p{L}+|\\d' },
];

describe('ids are those of Hugging Face', () => {
  const texts = oddTexts(400);

  for (const options of types)
    for (const lowercase of [false, true])
      it(`in a file written here: ${JSON.stringify({ ...options, lowercase })}`, async () => {
        const all = { type: 'word', vocabularySize: 500, minFrequency: 2, ...options, lowercase } as const;
        const json = formatTokenizer(all, learnVocabulary(texts, createTokenizer(all), all));
        const { tokenizer, vocabulary } = parseTokenizer(json, 'x');
        const expected = await foreignIds(json, texts);
        texts.forEach((text, i) => assert.deepEqual([...tokenizer.encode(vocabulary, text)], expected[i], text));
      }).timeout(60_000);

  it('in files trained there', async () => {
    for (const [name, json] of foreignTokenizers(texts)) {
      const pipeline = readTokenizerJson(json, 'x');
      const expected = await foreignIds(json, texts);
      texts.forEach((text, i) => assert.deepEqual([...pipeline.encode(text)], expected[i], `${name}: ${text}`));
    }
  }).timeout(60_000);
});
