// Letters in parts (NFD) and in one character (NFC) are the same letters, whatever reads them.

import assert from 'node:assert/strict';
import { createTokenizer, learnVocabulary, type CuttingOptions } from '../../../src/engine/text/tokenizer';
import { UnicodeForms } from '../../../src/engine/text/unicodeForms';
import { patternWords } from '../../../src/engine/text/vectorizers/analyzer';
import type { TokenizerOptions } from '../../../src/protocol/tokenizer';

const composed = ['un café naïf, déjà vu', '한국어 각각의 café', 'Ångström ＡÅ'];
const decomposed = composed.map((text) => text.normalize('NFD'));
const limits = { vocabularySize: 80, minFrequency: 1 };

describe('a word in parts (NFD) and in one (NFC)', () => {
  const types: TokenizerOptions['type'][] = [
    ...(['whitespace', 'word', 'character', 'syllable', 'jamo', 'bpe', 'byte-bpe', 'wordpiece', 'unigram'] as const),
  ];
  const options: CuttingOptions[] = [
    ...types.map((type) => ({ type, lowercase: true })),
    { type: 'regex', pattern: '\\p{L}+', lowercase: false },
  ];
  for (const option of options)
    it(`is one word for ${Object.values(option).join(', ')}`, () => {
      const tokenizer = createTokenizer(option);
      assert.equal(tokenizer.joinsForms, true);
      const vocabulary = learnVocabulary(composed, tokenizer, limits);
      assert.deepEqual(learnVocabulary(decomposed, createTokenizer(option), limits).tokens, vocabulary.tokens);
      composed.forEach((text, i) =>
        assert.deepEqual(tokenizer.encode(vocabulary, decomposed[i]), tokenizer.encode(vocabulary, text)),
      );
    });

  it('is two words where those of another library are asked for, or letters as they are written; which is told', () => {
    for (const more of [
      { compatibility: 'keras', oovToken: '?' },
      { compatibility: 'scikit-learn' },
      { letters: 'as-written' },
    ] as const) {
      const options: CuttingOptions = { type: 'word', ...more, lowercase: true };
      const notices: string[] = [];
      learnVocabulary([...composed, ...decomposed], createTokenizer(options), limits, notices);
      assert.match(notices[0], /takes them for different words: add the cleaning step "nfc"\.$/);
    }
  });

  it('has its place in the text as it was written', () => {
    const text = decomposed[1];
    const { tokens, offsets } = createTokenizer({ type: 'word', lowercase: true }).tokenize(text);
    assert.deepEqual(tokens, ['한국어', '각각의', 'café']);
    assert.deepEqual(
      offsets.map(([start, end]) => text.slice(start, end).normalize('NFC')),
      tokens,
    );
    for (const given of [composed[0], decomposed[0]]) {
      const found = patternWords('\\w{3,}', { lowercase: true, joinsForms: true })(given);
      assert.deepEqual(found.tokens, ['café', 'naïf', 'déjà']);
      assert.deepEqual(
        found.offsets.map(([start, end]) => given.slice(start, end).normalize('NFC')),
        found.tokens,
      );
    }
  });

  it('is as it was to features of runs that took them for two', () => {
    const { tokens } = patternWords('(?u)\\b\\w+\\b', { lowercase: true })('cafe\u0301');
    assert.deepEqual(tokens, ['cafe']);
  });

  it('is noted where a corpus has both', () => {
    const noticesOf = (texts: readonly string[], joins = true): string[] => {
      const forms = new UnicodeForms();
      texts.forEach((text) => forms.add(text));
      return forms.notices({ joins });
    };
    for (const texts of [composed, decomposed, ['plain', 'texts']]) assert.deepEqual(noticesOf(texts), []);
    assert.match(
      noticesOf([...decomposed, composed[0]])[0],
      /^3 texts write letters in parts .* read as one letter\.$/,
    );
    assert.match(noticesOf([decomposed[0], composed[0]], false)[0], /^1 text writes? .*cleaning step "nfc"\.$/);
    const notices: string[] = [];
    const options = { type: 'word', lowercase: true } as const;
    learnVocabulary([...composed, ...decomposed], createTokenizer(options), limits, notices);
    assert.equal(notices.length, 1);
  });
});
