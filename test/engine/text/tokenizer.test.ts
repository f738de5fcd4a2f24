import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createTokenizer } from '../../../src/engine/text/tokenizer';
import { formatTokenizer, parseTokenizer } from '../../../src/engine/text/tokenizerFile';
import { createVocabulary, specialTokens, UNK, vocabularyOf } from '../../../src/engine/text/vocabulary';
import { LabError } from '../../../src/protocol/labError';
import type { TokenizerType } from '../../../src/protocol/experiment';

const types: TokenizerType[] = ['whitespace', 'word', 'character'];

function tokens(type: TokenizerType, text: string, lowercase = false): string[] {
  return createTokenizer({ type, lowercase }).tokenize(text).tokens;
}

/** Text of all planes: combining marks, joiners, right-to-left, control characters, lone surrogates. */
const anyText = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      'a',
      'Z',
      'İ',
      'ß',
      'Σ',
      'é',
      'e\u0301',
      '가',
      '\u1100\u1161',
      '1',
      '_',
      '.',
      "'",
      ' ',
      '\t',
      '\r\n',
      '\u3000',
      '\u0085',
    ),
    fc.constantFrom('😀', '👩‍👩‍👧', '🇰🇷', '𝔸', '𠀀', '\ud83d', '\ude00', '\u200d', '\u202e', '\u0000', '\ufeff', 'ب', '漢'),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  ),
  maxLength: 40,
});

describe('tokenisers', () => {
  for (const type of types)
    for (const lowercase of [false, true])
      it(`of type ${type}${lowercase ? ', lower case,' : ''} point at the source, in order, leaving out white space only`, () => {
        const tokenizer = createTokenizer({ type, lowercase });
        fc.assert(
          fc.property(anyText, (text) => {
            const found = tokenizer.tokenize(text);
            let end = 0;
            found.offsets.forEach(([start, stop], i) => {
              const source = text.slice(start, stop);
              assert.equal(found.tokens[i], lowercase ? source.toLowerCase() : source);
              assert.ok(start >= end && stop > start);
              assert.match(text.slice(end, start), /^\p{White_Space}*$/u);
              end = stop;
            });
            assert.match(text.slice(end), /^\p{White_Space}*$/u);
            const counts = new Map<string, { count: number }>();
            assert.equal(tokenizer.count(text, counts), found.tokens.length);
            const vocabulary = createVocabulary(counts, { vocabularySize: 1000, minFrequency: 1 });
            const ids = tokenizer.encode(vocabulary, text);
            assert.deepEqual(
              [...ids].map((id) => vocabulary.tokens[id]),
              found.tokens,
            );
          }),
          { numRuns: 4000 },
        );
      }).timeout(30_000);

  it('of type word agree with the regular expression they stand for', () => {
    const pattern = /[\p{L}\p{M}\p{N}_]+|[^\s\u0085\p{L}\p{M}\p{N}_]|\ufeff/gu;
    fc.assert(
      fc.property(anyText, (text) => assert.deepEqual(tokens('word', text), text.match(pattern) ?? [])),
      { numRuns: 4000 },
    );
  }).timeout(30_000);

  it('cut as described', () => {
    assert.deepEqual(tokens('whitespace', " Don't  stop,\tnow! "), ["Don't", 'stop,', 'now!']);
    assert.deepEqual(tokens('word', "Don't stop... 3.5€ a_b"), [
      'Don',
      "'",
      't',
      'stop',
      '.',
      '.',
      '.',
      '3',
      '.',
      '5',
      '€',
      'a_b',
    ]);
    assert.deepEqual(tokens('word', '영화가 재밌다ㅋㅋ!!'), ['영화가', '재밌다ㅋㅋ', '!', '!']);
    assert.deepEqual(tokens('character', '가 a😀'), ['가', ' ', 'a', '😀']);
    assert.deepEqual(tokens('word', 'x😀y 𠀀𠀁'), ['x', '😀', 'y', '𠀀𠀁']);
    assert.deepEqual(tokens('word', 'ABC İX', true), ['abc', 'i̇x']);
    for (const type of types) assert.deepEqual(tokens(type, ''), []);
  });

  it('take time in proportion to the text', () => {
    for (const type of types)
      for (const unit of ['a', '😀', ' ', '.']) {
        const text = unit.repeat(1_000_000);
        const started = performance.now();
        createTokenizer({ type, lowercase: true }).encode(vocabularyOf([]), text);
        assert.ok(performance.now() - started < 2000);
      }
  }).timeout(30_000);
});

describe('a vocabulary', () => {
  const counts = new Map(
    Object.entries({ b: 2, a: 3, '<pad>': 9, c: 2, d: 1, '<unk>': 9 }).map(([token, count]) => [token, { count }]),
  );
  const of = (vocabularySize: number, minFrequency: number): readonly string[] =>
    createVocabulary(counts, { vocabularySize, minFrequency }).tokens.slice(4);

  it('is ordered by count, then first appearance, and cut by size and frequency', () => {
    assert.deepEqual(of(100, 1), ['a', 'b', 'c', 'd']);
    assert.deepEqual(of(100, 2), ['a', 'b', 'c']);
    assert.deepEqual(of(6, 1), ['a', 'b']);
    assert.deepEqual(of(4, 1), []);
    assert.deepEqual(of(100, 9), []);
  });

  it('never takes text for a special token', () => {
    const { tokens: all, idOf } = createVocabulary(counts, { vocabularySize: 100, minFrequency: 1 });
    assert.deepEqual(all.slice(0, 4), specialTokens);
    for (const token of [...specialTokens, 'new', 'toString', '__proto__']) assert.equal(idOf(token), UNK);
    assert.equal(idOf('a'), 4);
  });

  it('has a hash of its own', () => {
    assert.notEqual(vocabularyOf(['a', 'b']).hash, vocabularyOf(['b', 'a']).hash);
    assert.equal(vocabularyOf(['a']).hash, vocabularyOf(['a']).hash);
  });
});

describe('tokenizer.json', () => {
  it('gives back the tokeniser and the vocabulary', () => {
    const words = ['the', '10', '9', '__proto__', 'constructor', '"quoted"', '\n', ' ', '가', '😀', '\ud800'];
    const vocabulary = vocabularyOf(words);
    for (const type of types)
      for (const lowercase of [false, true]) {
        const text = formatTokenizer({ type, lowercase }, vocabulary);
        const read = parseTokenizer(text, 'tokenizer.json');
        assert.deepEqual(read.vocabulary.tokens, vocabulary.tokens);
        assert.equal(read.vocabulary.hash, vocabulary.hash);
        assert.deepEqual([read.tokenizer.type, read.tokenizer.lowercase], [type, lowercase]);
        assert.equal(formatTokenizer(read.tokenizer, read.vocabulary), text);
      }
  });

  const good = JSON.parse(formatTokenizer({ type: 'word', lowercase: true }, vocabularyOf(['a']))) as Record<
    string,
    unknown
  >;
  for (const [why, content] of [
    ['not JSON', '{'],
    ['a list', '[]'],
    ['another model', JSON.stringify({ ...good, model: { type: 'BPE', vocab: {} } })],
    ['another pre-tokeniser', JSON.stringify({ ...good, pre_tokenizer: { type: 'ByteLevel' } })],
    ['another normaliser', JSON.stringify({ ...good, normalizer: { type: 'NFKC' } })],
    ['a gap in the ids', JSON.stringify({ ...good, model: { type: 'WordLevel', vocab: { a: 1 } } })],
    ['an id twice', JSON.stringify({ ...good, model: { type: 'WordLevel', vocab: { '<pad>': 0, '<unk>': 0 } } })],
    ['a fractional id', JSON.stringify({ ...good, model: { type: 'WordLevel', vocab: { '<pad>': 0.5 } } })],
    ['no special tokens', JSON.stringify({ ...good, model: { type: 'WordLevel', vocab: { a: 0, b: 1, c: 2, d: 3 } } })],
  ])
    it(`is refused: ${why}`, () => {
      assert.throws(
        () => parseTokenizer(content, '/x/tokenizer.json'),
        (error: unknown) =>
          error instanceof LabError && error.code === 'INVALID_FILE' && error.place?.file === '/x/tokenizer.json',
      );
    });
});
