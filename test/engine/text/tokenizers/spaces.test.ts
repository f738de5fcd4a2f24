// White space as a token, and words by the borders that Unicode knows.

import assert from 'node:assert/strict';
import { createTokenizer, learnVocabulary } from '../../../../src/engine/text/tokenizer';
import type { Analyser } from '../../../../src/engine/text/tokenizers/analysers/analyser';
import { ANALYSERS, cutsMorphemes } from '../../../../src/protocol/analysers/analysers';
import { LabError } from '../../../../src/protocol/labError';
import type { TokenizerOptions } from '../../../../src/protocol/tokenizer';

/** Halves each word. */
const halves: Analyser['analyse'] = (text) =>
  [...text.matchAll(/\S+/gu)].flatMap(({ 0: word, index }) => {
    const middle = Math.ceil(word.length / 2);
    return [word.slice(0, middle), word.slice(middle)].map((form, i) => {
      const start = index + i * middle;
      return { form, tag: 'NNG', isContent: true, start, end: start + form.length };
    });
  });

const open = (options: Partial<TokenizerOptions> & Pick<TokenizerOptions, 'type'>, texts: readonly string[]) => {
  const all = { lowercase: false, vocabularySize: 500, minFrequency: 1, ...options };
  const analyser = cutsMorphemes(options.type) ? { type: options.type, analyse: halves } : undefined;
  const { file } = learnVocabulary(texts, createTokenizer(all, { analyser }), all);
  return file?.pipeline ?? assert.fail('a vocabulary without its file');
};

describe('white space kept as a token', () => {
  const text = '영화가  정말 재미있었다, 그렇죠?';
  for (const options of [
    { type: 'syllable' },
    { type: 'jamo' },
    { type: 'regex', pattern: '\\S+' },
    { type: 'regex', pattern: '\\p{L}+|\\p{P}' },
    { type: 'segmenter' },
    ...ANALYSERS.map(({ type }) => ({ type })),
  ] as const)
    it(`lets tokens be set as text again: ${JSON.stringify(options)}`, () => {
      const pipeline = open({ ...options, spaces: 'marker' }, [text]);
      const { ids, tokens, offsets } = pipeline.tokenize(text);
      assert.equal(pipeline.decode(ids).normalize('NFC'), text.replace(/ +/g, ' '));
      assert.equal(tokens.filter((token) => token === '▁').length, 3);
      assert.deepEqual(offsets[tokens.indexOf('▁')][1], 5);
      assert.deepEqual([...pipeline.encode(text)], ids);
    });

  it('is left out where nothing is said', () => {
    for (const type of ['syllable', 'jamo', 'segmenter', ...ANALYSERS.map((one) => one.type)] as const)
      assert.ok(!open({ type }, [text]).tokenize(text).tokens.includes('▁'), type);
  });
});

describe('words by the borders that Unicode knows', () => {
  for (const [language, text, words] of [
    ['ja', '私は東京大学で勉強します。', ['私', 'は', '東京', '大学', 'で', '勉強', 'し', 'ます', '。']],
    ['zh', '我喜欢学习中文', ['我', '喜欢', '学习', '中文']],
    ['th', 'ฉันรักภาษาไทย', ['ฉัน', 'รัก', 'ภาษา', 'ไทย']],
    [undefined, "don't stop", ["don't", 'stop']],
  ] as const)
    it(String(language), () => {
      const { tokens, offsets } = open({ type: 'segmenter', language }, [text]).tokenize(text);
      assert.deepEqual(tokens, [...words]);
      assert.deepEqual(offsets.map(([start, end]) => text.slice(start, end)), [...words]); // prettier-ignore
    });

  it('of a tag that is none is refused', () => {
    assert.throws(
      () => createTokenizer({ type: 'segmenter', lowercase: false, language: 'x_y' }),
      (error) => error instanceof LabError && /"x_y" is no tag of a language/.test(error.message),
    );
  });
});
