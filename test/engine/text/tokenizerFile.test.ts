import assert from 'node:assert/strict';
import type { TokenizerOptions } from '../../../src/protocol/tokenizer';
import { formatTokenizer, parseTokenizer } from '../../../src/engine/text/tokenizerFile';
import { specialTokens, UNK, vocabularyOf } from '../../../src/engine/text/vocabulary';
import { LabError } from '../../../src/protocol/labError';
import { corpus, learned, types } from './learnedTokenizers';

describe('tokenizer.json', () => {
  it('holds special tokens of a person’s own after the four, and finds none of them in text', () => {
    const own = ['<mask>', '<sep>'];
    for (const type of types) {
      const plain = learned(type);
      const { vocabulary, tokenizer, text } = learned(type, { specialTokens: own, vocabularySize: 402 });
      assert.deepEqual(vocabulary.tokens, [...specialTokens, ...own, ...plain.vocabulary.tokens.slice(4)]);
      assert.deepEqual(
        (JSON.parse(text) as { added_tokens: { id: number; content: string; special: boolean }[] }).added_tokens
          .slice(4)
          .map(({ id, content, special }) => [id, content, special]),
        [
          [4, '<mask>', true],
          [5, '<sep>', true],
        ],
      );
      for (const line of [...corpus, 'the <mask> sat']) {
        const shifted = plain.tokenizer.encode(plain.vocabulary, line).map((id) => (id < 4 ? id : id + 2));
        assert.deepEqual([...tokenizer.encode(vocabulary, line)], [...shifted], type);
      }
    }
  });

  it('refuses a special token that is there already, and a vocabulary without room', () => {
    const refused = (options: Partial<TokenizerOptions>, says: RegExp): void => {
      assert.throws(
        () => learned('bpe', options),
        (error) => error instanceof LabError && says.test(error.message),
      );
    };
    refused({ specialTokens: ['<unk>'] }, /"<unk>" is there already/);
    refused({ specialTokens: ['<a>', '<a>'] }, /"<a>" is there already/);
    refused({ specialTokens: ['<a>', '<b>'], vocabularySize: 6 }, /no room beside 6 special tokens/);
  });

  it('gives back the tokeniser and the vocabulary', () => {
    for (const type of types)
      for (const lowercase of [false, true]) {
        const { tokenizer, vocabulary, text } = learned(type, { lowercase });
        assert.deepEqual(vocabulary.tokens.slice(0, 4), [...specialTokens]);
        assert.equal(tokenizer.lowercase, lowercase);
        assert.equal(formatTokenizer(tokenizer, vocabulary), text);
        for (const line of corpus)
          assert.ok(!tokenizer.encode(vocabulary, line).includes(UNK), `${type} does not know ${line}`);
      }
  });

  it('keeps words that look like keys, numbers or special tokens apart', () => {
    const words = ['the', '10', '9', '__proto__', 'constructor', '"quoted"', '가', '😀'];
    const options = { type: 'whitespace', lowercase: false } as const;
    const text = formatTokenizer(options, vocabularyOf(words));
    const { tokenizer, vocabulary } = parseTokenizer(text, 'x');
    assert.deepEqual(vocabulary.tokens.slice(4), words);
    assert.deepEqual(
      [...tokenizer.encode(vocabulary, '10 9 __proto__ toString <pad> <unk>')],
      [5, 6, 7, UNK, UNK, UNK],
    );
  });

  it('from elsewhere keeps its ids in order behind the special tokens', () => {
    const model = { type: 'WordLevel', vocab: { a: 0, '[UNK]': 1, b: 2 }, unk_token: '[UNK]' };
    const text = JSON.stringify({ pre_tokenizer: { type: 'WhitespaceSplit' }, model });
    const { tokenizer, vocabulary } = parseTokenizer(text, 'x');
    assert.deepEqual([...tokenizer.encode(vocabulary, 'a b c')], [4, 6, UNK]);
  });

  const good = JSON.parse(learned('word').text) as Record<string, unknown>;
  const bpe = JSON.parse(learned('bpe').text) as { model: Record<string, unknown> };
  const level = (vocab: object) => JSON.stringify({ ...good, model: { type: 'WordLevel', vocab, unk_token: '<unk>' } });
  const deep = 100_000;
  const nested = `${'{"type":"Sequence","normalizers":['.repeat(deep)}{"type":"NFC"}${']}'.repeat(deep)}`;
  for (const [why, content] of [
    ['not JSON', '{'],
    ['a list', '[]'],
    ['an unknown model', JSON.stringify({ ...good, model: { type: 'Magic', vocab: {} } })],
    ['an unknown pre-tokeniser', JSON.stringify({ ...good, pre_tokenizer: { type: 'Magic' } })],
    ['an unknown normaliser', JSON.stringify({ ...good, normalizer: { type: 'Magic' } })],
    [
      'normalisers in normalisers without end',
      JSON.stringify({ ...good, normalizer: 'deep' }).replace('"deep"', nested),
    ],
    ['a huge id', level({ '<unk>': 0, a: 4_000_000_000 })],
    ['an id twice', level({ '<pad>': 0, '<unk>': 0 })],
    ['a fractional id', level({ '<unk>': 0.5 })],
    ['no unknown token', level({ a: 0 })],
    ['a merge of what is not there', JSON.stringify({ ...bpe, model: { ...bpe.model, merges: [['q', 'zz']] } })],
    ['a merge that is no pair', JSON.stringify({ ...bpe, model: { ...bpe.model, merges: ['a b c'] } })],
    ['pieces without scores', JSON.stringify({ ...good, model: { type: 'Unigram', unk_id: 0, vocab: [['a']] } })],
    [
      'an unknown piece that is not there',
      JSON.stringify({ ...good, model: { type: 'Unigram', unk_id: 9, vocab: [['a', 0]] } }),
    ],
    [
      'a pattern that could take for ever',
      JSON.stringify({ ...good, normalizer: { type: 'Replace', pattern: { Regex: '(a+)+b' }, content: '' } }),
    ],
  ])
    it(`is refused: ${why}`, () => {
      assert.throws(
        () => parseTokenizer(content, '/x/tokenizer.json'),
        (error: unknown) =>
          error instanceof LabError && error.code === 'INVALID_FILE' && error.place?.file === '/x/tokenizer.json',
      );
    });
});
