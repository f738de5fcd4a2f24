import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { TokenizerOptions, TokenizerType } from '../../../src/protocol/experiment';
import { BoundedCounts } from '../../../src/engine/text/trainers/boundedCounts';
import {
  createTokenizer,
  forgottenNotice,
  learnVocabulary,
  vocabularyInSteps,
} from '../../../src/engine/text/tokenizer';
import { formatTokenizer, parseTokenizer } from '../../../src/engine/text/tokenizerFile';
import { createVocabulary, specialTokens, UNK, vocabularyOf } from '../../../src/engine/text/vocabulary';
import { LabError } from '../../../src/protocol/labError';
import { processorMs } from '../../support/processorTime';

const ruleTypes: TokenizerType[] = ['whitespace', 'word', 'character', 'syllable'];
const subwordTypes: TokenizerType[] = ['bpe', 'byte-bpe', 'wordpiece', 'unigram'];
const types: TokenizerType[] = [...ruleTypes, 'jamo', ...subwordTypes];

const corpus = [
  'the cat sat on the mat',
  "don't you see the other cats, there?",
  '그 영화는 정말 재미있었다 영화가 재밌다ㅋㅋ!!',
  'das Haus und der Hund sind nicht im Häuschen',
  '😀 😀 👩‍👩‍👧 e\u0301 é 1234 12',
];

function learned(type: TokenizerType, options: Partial<TokenizerOptions> = {}) {
  const all = { type, lowercase: false, vocabularySize: 400, minFrequency: 1, ...options };
  const vocabulary = learnVocabulary(corpus, createTokenizer(all), all);
  const text = formatTokenizer(all, vocabulary);
  return { ...parseTokenizer(text, 'tokenizer.json'), text };
}

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

/** As the text is read: halves of pairs by themselves are no characters; sigma is made small without regard to its place. */
const read = (text: string): string => text.replace(/\p{Surrogate}/gu, '\ufffd');
const small = (text: string): string => text.replaceAll('Σ', 'σ').toLowerCase();

// Without lower case: tokenizers/strings.test.ts.
describe('tokenisers', () => {
  for (const type of ruleTypes)
    for (const lowercase of [true])
      it(`of type ${type}${lowercase ? ', lower case,' : ''} point at the source, in order, leaving out white space only`, () => {
        const tokenizer = createTokenizer({ type, lowercase });
        fc.assert(
          fc.property(anyText, (anything) => {
            // Small, this letter is two characters.
            const text = type === 'character' ? anything.replaceAll('İ', 'I') : anything;
            const found = tokenizer.tokenize(text);
            let end = 0;
            found.offsets.forEach(([start, stop], i) => {
              const source = read(text).slice(start, stop);
              assert.equal(found.tokens[i], lowercase ? small(source) : source);
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
          { numRuns: 2000 },
        );
      });

  for (const type of [...subwordTypes, 'jamo' as const])
    for (const lowercase of [true])
      it(`of type ${type}${lowercase ? ', lower case,' : ''} keep the places of pieces in order and drop white space only`, () => {
        const { vocabulary } = learned(type, { lowercase });
        const pipeline = vocabulary.file!.pipeline;
        fc.assert(
          fc.property(anyText, (text) => {
            const found = pipeline.tokenize(text);
            assert.deepEqual(found.ids, [...pipeline.encode(text)]);
            let start = 0;
            let end = 0;
            for (const [from, to] of found.offsets) {
              assert.ok(from >= start && to >= end && to >= from && to <= text.length);
              assert.match(text.slice(end, Math.max(from, end)), /^\p{White_Space}*$/u);
              [start, end] = [from, to];
            }
            assert.match(text.slice(end), /^\p{White_Space}*$/u);
          }),
          { numRuns: 2000 },
        );
      });

  it('give back known words when decoding', () => {
    for (const type of ['bpe', 'unigram', 'wordpiece'] as const)
      assert.equal(decoded(type, 'the cat sat on the mat'), 'the cat sat on the mat');
    assert.equal(decoded('character', 'the cat'), 'the cat');
  });

  function decoded(type: TokenizerType, text: string): string {
    const pipeline = learned(type).vocabulary.file!.pipeline;
    return pipeline.decode(pipeline.encode(text));
  }

  it('of type word agree with the regular expression they stand for', () => {
    const pattern = /[\p{L}\p{M}\p{N}_]+|[^\s\u0085\p{L}\p{M}\p{N}_]|\ufeff/gu;
    const words = createTokenizer({ type: 'word', lowercase: false });
    fc.assert(
      fc.property(anyText, (text) => assert.deepEqual(words.tokenize(text).tokens, read(text).match(pattern) ?? [])),
      { numRuns: 4000 },
    );
  });

  it('cut words as Keras, scikit-learn and a pattern do', () => {
    const cut = (options: Partial<TokenizerOptions>, text: string): string[] =>
      createTokenizer({ type: 'word', lowercase: true, oovToken: '?', ...options }).tokenize(text).tokens;
    assert.deepEqual(cut({ compatibility: 'keras' }, "Don't STOP-it\tnow, 3.5 a_b!"), [
      "don't",
      'stop',
      'it',
      'now',
      '3',
      '5',
      'a',
      'b',
    ]);
    assert.deepEqual(cut({ compatibility: 'keras', filters: '' }, 'a,b\u3000c d'), ['a,b\u3000c', 'd']);
    assert.deepEqual(cut({ compatibility: 'scikit-learn' }, "I don't 가 영화 𠀀 𠀀𠀁 a_b"), [
      'don',
      '영화',
      '𠀀𠀁',
      'a_b',
    ]);
    assert.deepEqual(cut({ type: 'regex', pattern: '[a-z]+|\\d{2}' }, 'Abc 12345 é'), ['abc', '12', '34']);
  });

  it('keep as many words as Keras keeps', () => {
    const keras = {
      type: 'word',
      compatibility: 'keras',
      lowercase: true,
      vocabularySize: 1000,
      minFrequency: 1,
    } as const;
    const words = (options: Partial<TokenizerOptions>): string[] => {
      const all = { ...keras, ...options };
      return learnVocabulary(['a a a b b c'], createTokenizer(all), all).tokens.slice(4);
    };
    assert.deepEqual(words({ numWords: 3 }), ['a', 'b']);
    assert.deepEqual(words({ numWords: 3, oovToken: '?' }), ['a']);
    const all = { ...keras, numWords: 2 };
    const tokenizer = createTokenizer(all);
    const vocabulary = learnVocabulary(['a a b'], tokenizer, all);
    assert.deepEqual([...tokenizer.encode(vocabulary, 'b a b')], [4]);
  });

  it("never cut a person's own words", () => {
    for (const type of types) {
      const options = { type, lowercase: true, vocabularySize: 400, minFrequency: 1 };
      const tokenizer = createTokenizer({ ...options, userWords: 'x' }, { userWords: ['New York', '영화'] });
      const vocabulary = learnVocabulary([...corpus, 'in new york'], tokenizer, options);
      const { tokens: cut, offsets } = vocabulary.file!.pipeline.tokenize('영화가 NEW YORK');
      assert.ok(cut.includes('영화') && cut.includes('New York'), `${type}: ${cut.join('|')}`);
      assert.deepEqual(offsets[cut.indexOf('New York')], [4, 12]);
    }
  });

  it('refuse patterns that could take for ever', () => {
    for (const pattern of ['(a+)+', '(a|aa)*b', '(?:x*)*', '(a)\\1', '('])
      assert.throws(
        () => createTokenizer({ type: 'regex', pattern, lowercase: false }),
        (error: unknown) => error instanceof LabError && error.code === 'INVALID_ARGUMENT',
      );
  });

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
    for (const type of ruleTypes) assert.deepEqual(tokens(type, ''), []);
  });

  it('take time in proportion to the text', () => {
    for (const type of types) {
      const { vocabulary } = learned(type);
      for (const unit of ['a', '😀', ' ', '.', 'ab', '영']) {
        const text = unit.repeat(Math.floor(1_000_000 / unit.length));
        const took = processorMs(() => vocabulary.file!.pipeline.encode(text));
        assert.ok(took < 2000, `${type} took ${took} ms for ${unit}`);
      }
    }
  });
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
    ['random merges', JSON.stringify({ ...bpe, model: { ...bpe.model, dropout: 0.1 } })],
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

describe('learning from texts in steps', () => {
  it('pauses by how long the texts are, not by how many', () => {
    const texts = Array.from({ length: 8 }, () => 'some words '.repeat(4_000));
    const options = { type: 'word', lowercase: false, vocabularySize: 100, minFrequency: 1 } as const;
    const steps = [...vocabularyInSteps(texts, createTokenizer(options), options)];
    assert.ok(steps.length >= texts.length - 1, `${steps.length} pauses`);
  });

  it('says so where rare words were left out, and only there', () => {
    const counts = new BoundedCounts({ words: 4 });
    counts.set('a', { count: 1 });
    assert.deepEqual(forgottenNotice(counts), []);
    for (const word of 'bcdefgh') counts.set(word, { count: 1 });
    assert.match(forgottenNotice(counts).join(), /occur at most \d+ times were left out/);
  });
});
