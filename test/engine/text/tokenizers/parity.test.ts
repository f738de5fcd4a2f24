import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import { LabError } from '../../../../src/protocol/labError';
import type { TokenizerOptions, TokenizerType } from '../../../../src/protocol/tokenizer';
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

/** The same table and pieces; spaces in a row become one. */
function asXlmR(json: string): string {
  const file = JSON.parse(json) as { normalizer: object; pre_tokenizer: { pretokenizers: object[] } };
  const squeezed = { type: 'Replace', pattern: { Regex: ' {2,}' }, content: '▁' };
  const normalizers = [file.normalizer, { type: 'Strip', strip_left: false, strip_right: true }, squeezed];
  const [, metaspace] = file.pre_tokenizer.pretokenizers;
  return JSON.stringify({ ...file, normalizer: { type: 'Sequence', normalizers }, pre_tokenizer: metaspace });
}

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
      });

  const trainedBySentencePiece = (name: string): string =>
    zlib.gunzipSync(fs.readFileSync(path.join('test', 'golden', `${name}.json.gz`))).toString();

  for (const [name, json] of [
    ['T5', trainedBySentencePiece('t5')],
    ['XLM-R', asXlmR(trainedBySentencePiece('t5'))],
    ['Llama', trainedBySentencePiece('llama')],
  ] as const)
    it(`in a file of SentencePiece, in the way of ${name}`, async () => {
      const pipeline = readTokenizerJson(json, 'x');
      const expected = await foreignIds(json, texts);
      texts.forEach((text, i) => {
        assert.deepEqual([...pipeline.encode(text)], expected[i], text);
        const { ids, offsets } = pipeline.tokenize(text);
        assert.deepEqual(ids, expected[i], text);
        for (const [start, end] of offsets) assert.ok(0 <= start && start <= end && end <= text.length, text);
      });
    });

  for (const damage of ['', 'AAAA', 'AAAAAAAA', '////fwAAAAA=', 'BAAAAP////8='])
    it(`a damaged table of replacements is refused, or replaces nothing: ${damage}`, () => {
      const file = JSON.parse(trainedBySentencePiece('t5')) as { normalizer: { precompiled_charsmap: string } };
      file.normalizer.precompiled_charsmap = damage;
      try {
        assert.ok(readTokenizerJson(JSON.stringify(file), 'x').encode('Ａ e\u0301').length > 0);
      } catch (error) {
        assert.ok(error instanceof LabError && error.code === 'INVALID_FILE', String(error));
      }
    });

  it('in files trained there', async () => {
    for (const [name, json] of foreignTokenizers(texts)) {
      const pipeline = readTokenizerJson(json, 'x');
      const expected = await foreignIds(json, texts);
      texts.forEach((text, i) => assert.deepEqual([...pipeline.encode(text)], expected[i], `${name}: ${text}`));
    }
  });
});
