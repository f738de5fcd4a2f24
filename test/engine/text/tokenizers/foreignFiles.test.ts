// Files of other makers and of older versions, each with the ids and places that Hugging Face's library or Keras gives.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { LabError } from '../../../../src/protocol/labError';
import { readTokenizerJson } from '../../../../src/engine/text/tokenizers/tokenizerJson';

const file = (name: string): string =>
  fs.readFileSync(path.join('test', 'engine', 'text', 'tokenizers', 'files', `${name}_tokenizer.json`), 'utf-8');

type Json = Record<string, unknown>;

/** The file with other values at the top. */
const changed = (name: string, change: Json): string =>
  JSON.stringify({ ...(JSON.parse(file(name)) as Json), ...change });

const open = (json: string, specialTokens?: 'text' | 'recognise') =>
  readTokenizerJson(json, 'x.json', { specialTokens });

const refuses = (json: string, says: RegExp): void =>
  assert.throws(
    () => open(json),
    (error) => error instanceof LabError && error.code === 'INVALID_FILE' && says.test(error.message),
  );

describe('a tokenizer.json from elsewhere', () => {
  const hello = 'hello world a';

  for (const [name, text, ids] of [
    ['clip_like', hello, [24, 28, 11]],
    ['legacy_wordpiece', hello, [1, 2, 3, 4]],
    ['legacy_bpe', hello, [9, 10, 3, 4, 5, 3, 6, 2, 7, 4, 8]],
    ['strip_accents', 'कि', [1]],
    ['nmt', hello, [1, 2, 3, 4]],
    ['keras', 'Hello, hello world!', [1, 1]],
  ] as const)
    it(`has its ids: ${name}`, () => {
      const pipeline = open(file(name));
      assert.deepEqual([...pipeline.encode(text)], [...ids]);
      assert.deepEqual(pipeline.tokenize(text).ids, [...ids]);
    });

  it('of older versions: unigram and whole words are told by their keys, too', () => {
    const model = { unk_id: 0, vocab: [['<unk>', 0], ['▁a', -1]] }; // prettier-ignore
    assert.deepEqual([...open(changed('nmt', { model })).encode('a a')], [1, 1]);
    const words = { unk_token: '[UNK]', vocab: { '[UNK]': 0, hello: 1 } };
    const plain = { model: words, pre_tokenizer: { type: 'Whitespace' }, normalizer: null };
    assert.deepEqual([...open(changed('nmt', plain)).encode(hello)], [1, 0, 0]);
  });

  it('of older versions: Metaspace without a prefix', () => {
    const pre_tokenizer = { type: 'Metaspace', replacement: '▁', add_prefix_space: false };
    const model = { type: 'Unigram', unk_id: 0, vocab: [['<unk>', 0], ['a', -1], ['▁a', -1]] }; // prettier-ignore
    assert.deepEqual([...open(changed('nmt', { model, pre_tokenizer })).encode('a a')], [1, 2]);
  });

  it('gives each piece its own place where letters are joined', () => {
    const nfd = '안녕하세요'.normalize('NFD');
    assert.deepEqual(open(file('nfc_korean')).tokenize(nfd).offsets, [[0, 6], [6, 12]]); // prettier-ignore
    const compatible = changed('nfc_korean', { normalizer: { type: 'NFKC' } });
    assert.deepEqual(open(compatible).tokenize(nfd).offsets, [[0, 6], [6, 12]]); // prettier-ignore
    const halfwidth = 'ｶﾞｶﾞ';
    const model = { type: 'Unigram', unk_id: 0, vocab: [['<unk>', 0], ['▁ガ', -1], ['ガ', -1]] }; // prettier-ignore
    const kana = changed('nfc_korean', { normalizer: { type: 'NFKC' }, model });
    assert.deepEqual(open(kana).tokenize(halfwidth).offsets, [[0, 2], [2, 4]]); // prettier-ignore
  });

  it('gives the first piece of a word that got a prefix the place of the word', () => {
    const pretokenizers = [{ type: 'WhitespaceSplit' }, { type: 'Metaspace', replacement: '▁' }];
    const pre_tokenizer = { type: 'Sequence', pretokenizers };
    assert.deepEqual(open(changed('nmt', { pre_tokenizer })).tokenize('hello  world').offsets, [
      [0, 5],
      [7, 10],
      [10, 12],
    ]);
  });

  it('of Keras: num_words, the token for unknown words, filters and characters', () => {
    const config = { num_words: 3, filters: '!]-', lower: true, split: ' ', char_level: false, oov_token: '<oov>' };
    const word_index = JSON.stringify({ '<oov>': 1, the: 2, cat: 3 });
    const keras = (change: Json): string =>
      JSON.stringify({ class_name: 'Tokenizer', config: { ...config, word_index, ...change } });
    assert.deepEqual([...open(keras({})).encode('The-cat  the] dog!')], [2, 1, 2, 1]);
    assert.deepEqual([...open(keras({ num_words: null })).encode('the cat')], [2, 3]);
    assert.deepEqual([...open(keras({ oov_token: null })).encode('the cat dog the')], [2, 2]);
    const letters = { char_level: true, num_words: null, word_index: JSON.stringify({ '<oov>': 1, a: 2, '!': 3 }) };
    assert.deepEqual([...open(keras(letters)).encode('A! b')], [2, 3, 1, 1]);
    refuses(keras({ word_index: '{' }), /it is a Tokenizer of Keras, but its "word_index" is not JSON\.$/);
    refuses(keras({ num_words: 'all' }), /"config\.num_words" cannot be "all"\.$/);
  });

  it('is named with its place where it cannot be read', () => {
    const normalizers = { type: 'Sequence', normalizers: [{ type: 'NFC' }, { type: 'Rot13' }] };
    refuses(
      changed('nmt', { normalizer: normalizers }),
      /"normalizer\.normalizers\.1" is of the type "Rot13", which is not known here\.$/,
    );
    refuses(changed('nmt', { pre_tokenizer: { type: 'Whatever' } }), /"pre_tokenizer" is of the type "Whatever"/);
    refuses(changed('nmt', { pre_tokenizer: { pattern: 'x' } }), /"pre_tokenizer" does not say its "type"/);
    refuses(changed('nmt', { decoder: { type: 'Telepathy' } }), /"decoder" is of the type "Telepathy"/);
    refuses(changed('nmt', { model: { type: 'Neural', vocab: {} } }), /"model" is of the type "Neural"/);
    refuses(changed('nmt', { model: { type: 'BPE', vocab: {} } }), /"model\.merges" is missing/);
    refuses('{"a": 1}', /there is no "model" in it, only "a"/);
    refuses('[1]', /not an object with a "model"/);
    refuses('{', /it is not JSON/);
  });

  it('that Git LFS has not brought yet is said to be a pointer', () => {
    const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n';
    assert.throws(() => open(pointer), /"x\.json" is a Git LFS pointer.*Run "git lfs pull"/);
  });

  it('tells of truncation and padding, which are not followed', () => {
    const json = changed('legacy_bpe', { truncation: { max_length: 2, strategy: 'LongestFirst', stride: 0 }, padding: { strategy: 'BatchLongest' } }); // prettier-ignore
    const pipeline = open(json);
    assert.equal(pipeline.encode(hello).length, 11);
    assert.match(pipeline.notes.join(' '), /cuts texts to 2 tokens \("truncation"\).*"padding"/);
    assert.deepEqual(open(file('legacy_bpe')).notes, []);
  });

  it('is read without dropout or an unknown token that is not there, and says so', () => {
    const { model } = JSON.parse(file('legacy_bpe')) as { model: Json };
    const pipeline = open(changed('legacy_bpe', { model: { ...model, dropout: 0.1, unk_token: '[UNK]' } }));
    assert.deepEqual([...pipeline.encode(`${hello}?`)], [9, 10, 3, 4, 5, 3, 6, 2, 7, 4, 8]);
    assert.match(pipeline.notes.join(' '), /"dropout": 0\.1.*no token "\[UNK\]"/);
  });

  it('leaves out special tokens when decoding, also those that its normalizer changes; others are written as it makes them', () => {
    const flags = { single_word: false, lstrip: false, rstrip: false, normalized: true };
    const token = (id: number, content: string, isSpecial: boolean) => ({ id, content, special: isSpecial, ...flags });
    const added_tokens = [token(11, '<S>', true), token(12, 'HE-LLO', false)];
    const pipeline = open(changed('legacy_bpe', { added_tokens, normalizer: { type: 'Lowercase' } }));
    assert.equal(pipeline.decode([11, 12, 8]), 'he-lloa');
    assert.equal(pipeline.holdsSpecial('a <S>'), true);
  });

  it('has special tokens found in a text where that is chosen, and is cut like other text where not', () => {
    const flags = { single_word: false, lstrip: true, rstrip: false, normalized: false, special: true };
    const json = changed('legacy_bpe', { added_tokens: [{ id: 11, content: '<hello>', ...flags }] });
    const text = 'hello <hello>';
    assert.deepEqual([...open(json, 'recognise').encode(text)], [9, 10, 3, 11]);
    assert.deepEqual(open(json, 'recognise').tokenize(text).offsets.at(-1), [5, 13]);
    assert.deepEqual([...open(json).encode(text)], [9, 10, 3, 4, 9, 10, 3]);
    assert.equal(open(json).holdsSpecial(text), true);
    assert.equal(open(json).holdsSpecial('hello'), false);
  });

  it('leaves spaces out of places where its post-processor says so', () => {
    const post_processor = { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true };
    assert.deepEqual(open(changed('legacy_bpe', { post_processor })).tokenize('a a').offsets, [[0, 1], [2, 2], [2, 3]]); // prettier-ignore
  });
});

describe('a pattern of a tokenizer.json', () => {
  const cut = (Regex: string, text: string): string[] => {
    const pre_tokenizer = { type: 'Split', pattern: { Regex }, behavior: 'Removed', invert: true };
    const model = { type: 'WordLevel', vocab: { '[UNK]': 0 }, unk_token: '[UNK]' };
    return open(changed('nmt', { pre_tokenizer, model, normalizer: null })).tokenize(text).tokens;
  };

  for (const [pattern, text, tokens] of [
    ['\\s+$', 'a  \nb ', ['  ', ' ']],
    ['^.', 'ab\ncd', ['a', 'c']],
    ['.+', 'ab\r\ncd', ['ab\r', 'cd']],
    ['\\D+', 'a1b', ['a', 'b']],
    ['[^(\\s|[.,!])]+', 'ab,c (d', ['ab', 'c', 'd']],
    ['\\x{1100}+', '\u1100\u1100a', ['\u1100\u1100']],
    ['(?i:k)', 'K\u212a', ['K', '\u212a']],
  ] as const)
    it(`means what Oniguruma means by it: ${pattern}`, () => assert.deepEqual(cut(pattern, text), [...tokens]));

  it('that is not known here is refused, not read as something else', () => {
    assert.throws(() => cut('\\R', 'a'), /"\\R" is not known here/);
    assert.throws(() => cut('[\\W]', 'a'), /"\\W" is not known here in a class/);
  });

  it('that would take for ever is stopped and named', () => {
    assert.throws(
      () => cut(`${'a?'.repeat(30)}${'a'.repeat(30)}b`, 'a'.repeat(60)),
      /The pattern "a\?a\?.*" took more than a second/,
    );
  });

  it('that is too long to be compiled at once is refused, and so are many', () => {
    const long = '\\p{L}?'.repeat(4000);
    assert.throws(() => cut(long, 'a'), /its regular expressions have 24000 characters together, and at most 20000/);
    const each = { type: 'Replace', pattern: { Regex: long.slice(0, 6000) }, content: '' };
    const normalizer = { type: 'Sequence', normalizers: [each, { type: 'Sequence', normalizers: [each, each, each] }] };
    assert.throws(() => open(changed('nmt', { normalizer })), /have 24000 characters together/);
  });

  for (const hanging of ['(?:|)', '(?:\\b|)', '(?:(?:|a)|)', '(?:a{0}|b*)'])
    it(`that can match nothing in too many ways is refused before it is compiled: ${hanging}`, () => {
      assert.throws(
        () => cut(`${hanging.repeat(40)}b`, 'a'),
        /cannot be used here: It can match nothing in too many ways/,
      );
    });
});
