import assert from 'node:assert/strict';
import fc from '../../support/properties';
import type { TokenizerOptions, TokenizerType } from '../../../src/protocol/tokenizer';
import { createTokenizer, learnVocabulary } from '../../../src/engine/text/tokenizer';
import { createVocabulary } from '../../../src/engine/text/vocabulary';
import { LabError } from '../../../src/protocol/labError';
import { assertInProportion } from '../../support/growth';
import { corpus, learned, ruleTypes, subwordTypes, types } from './learnedTokenizers';

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
const composed = (text: string): string => text.normalize('NFC');
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
            let [begin, end] = [0, 0];
            found.offsets.forEach(([start, stop], i) => {
              const source = read(text).slice(start, stop);
              const expected = lowercase ? small(composed(source)) : composed(source);
              // Of letters in parts, which are composed first, several may have the place of all.
              if (composed(text) === text) assert.equal(found.tokens[i], expected);
              else assert.ok(expected.includes(found.tokens[i]), `${found.tokens[i]} in ${source}`);
              assert.ok((composed(text) === text ? start >= end : start >= begin) && stop > start);
              begin = start;
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
      fc.property(anyText, (text) =>
        assert.deepEqual(words.tokenize(text).tokens, composed(read(text)).match(pattern) ?? []),
      ),
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
        assertInProportion(`${type} of "${unit}"`, unit, (text) => vocabulary.file!.pipeline.encode(text));
      }
    }
  });
});
