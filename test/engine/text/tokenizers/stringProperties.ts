// What holds for any text and every type of tokenizer: places lie in the text and in order, nothing but white space is lost
// where nothing else may be, both ways of encoding agree, and decoding gives back what can be given back.

import assert from 'node:assert/strict';
import fc from '../../../support/properties';
import type { TokenizerOptions, TokenizerType } from '../../../../src/protocol/tokenizer';
import { createTokenizer, learnVocabulary } from '../../../../src/engine/text/tokenizer';
import type { Analyser, Morpheme } from '../../../../src/engine/text/tokenizers/analysers/analyser';
import type { Pipeline } from '../../../../src/engine/text/tokenizers/pipeline';

/** Characters that make trouble: pairs and halves of them, joiners, marks, jamo, controls, scripts from right to left. */
const anyText = fc.string({
  unit: fc.oneof(
    fc.constantFrom(...'abcABC.,!? \t\n\r의가각힣ㅋㅎ1٣ßẞİΣςéñ_-\'"'),
    fc.constantFrom('\u1112', '\u1161', '\u11ab', '\u0301', '\u00a0', '\u3000', '\u0085', '\u2028', 'ﬁ', 'Ａ'),
    fc.constantFrom('😀', '👩‍👩‍👧', '🇰🇷', '𝔸', '𠀀', '\ud83d', '\ude00', '\u200d', '\u202e', '\u0000', '\ufeff', 'ب', '漢'),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  ),
  maxLength: 40,
});

const corpus = [
  'the cat sat on the mat, the dog sat on the log',
  'Don’t stop: 3.5€ a_b 1٣ ßẞ éñ',
  '영화가 정말 재미있었다 ㅋㅋㅋ 배우들의 연기는 별로',
  '각 힣 의 漢字 😀 👩‍👩‍👧 𝔸',
];
const known = [...new Set([...corpus.join(' ')])].filter((character) => character.normalize('NFC') === character);

/** Of characters that every learned vocabulary has; of words, where a character is known only where it was seen. */
const knownText = fc.string({ unit: fc.constantFrom(...known, ' ', ' '), maxLength: 40 });
const knownWords = fc.string({
  unit: fc.constantFrom(
    ...corpus
      .join(' ')
      .split(' ')
      .map((word) => `${word} `),
    ' ',
  ),
  maxLength: 12,
});

export interface TypeCase {
  name: string;
  options: Partial<TokenizerOptions> & { type: TokenizerType };
  analyser?: Analyser;
  /** What is between tokens may be more than white space. */
  drops?: boolean;
  /** What a token is of the text in its place; undefined where that cannot be said of every one. */
  surface?: (slice: string) => string;
  /** Only whole words that were seen are known. */
  ofWords?: boolean;
  /** What decoding the ids of a text of known characters must give, of both; undefined: nothing is compared. */
  roundTrip?: (text: string) => string;
}

const composed = (text: string): string => text.normalize('NFC');
const same = (text: string): string => text;
const withoutSpace = (text: string): string => text.replace(/\p{White_Space}+/gu, '');
/** A space that a text begins with is taken for the one that its first word always has. */
const plainSpaces = (text: string): string => text.replace(/\p{White_Space}/gu, ' ').replace(/^ /, '');

const squeezed = (text: string): string => text.replace(/\p{White_Space}+/gu, ' ').trim();

/** Cuts at white space, halves each word, and takes the second half for an ending that stands in the place of the whole. */
const halves: Analyser = {
  type: 'kiwi',
  analyse: (text) =>
    [...text.matchAll(/[^\p{White_Space}]+/gu)].flatMap(({ 0: word, index: start }): Morpheme[] => {
      const end = start + word.length;
      return [
        { form: word, tag: 'NNG', isContent: true, start, end },
        { form: '는', tag: 'ETM', isContent: false, start: end - 1, end },
      ];
    }),
};

export const typeCases: TypeCase[] = [
  { name: 'whitespace', options: { type: 'whitespace' }, surface: same },
  { name: 'word', options: { type: 'word' }, surface: same },
  { name: 'word as in Keras', options: { type: 'word', compatibility: 'keras', oovToken: '?' }, surface: same, drops: true },
  { name: 'word as in scikit-learn', options: { type: 'word', compatibility: 'scikit-learn' }, surface: same, drops: true },
  { name: 'regex', options: { type: 'regex', pattern: '\\p{L}+|\\d' }, surface: same, drops: true },
  { name: 'character', options: { type: 'character' }, surface: same, roundTrip: same },
  { name: 'syllable', options: { type: 'syllable' }, surface: same },
  { name: 'jamo', options: { type: 'jamo' } },
  { name: 'segmenter', options: { type: 'segmenter' } },
  { name: 'syllable with spaces', options: { type: 'syllable', spaces: 'marker' }, ofWords: true, roundTrip: squeezed },
  { name: 'kiwi', options: { type: 'kiwi' }, analyser: halves },
  { name: 'bpe', options: { type: 'bpe' }, roundTrip: plainSpaces },
  { name: 'byte-bpe', options: { type: 'byte-bpe' }, roundTrip: same },
  { name: 'wordpiece', options: { type: 'wordpiece' }, ofWords: true, roundTrip: withoutSpace },
  { name: 'unigram', options: { type: 'unigram' }, roundTrip: plainSpaces },
]; // prettier-ignore

function pipelineOf({ options, analyser }: TypeCase): Pipeline {
  const all = { lowercase: false, vocabularySize: 600, minFrequency: 1, ...options };
  const { file } = learnVocabulary([...corpus, ...known], createTokenizer(all, { analyser }), all);
  return file?.pipeline ?? assert.fail('a vocabulary without its file');
}

/** As the text is read: halves of pairs by themselves are no characters. */
const read = (text: string): string => text.replace(/\p{Surrogate}/gu, '\ufffd');

/** Checks `runs` texts of any characters, and as many of known ones. Fails with the seed and the smallest text. */
export function checkStrings(type: TypeCase, runs: number): void {
  const pipeline = pipelineOf(type);
  fc.assert(fc.property(anyText, (text) => checkPlaces(type, pipeline, text)), { numRuns: runs }); // prettier-ignore
  const { roundTrip } = type;
  if (!roundTrip) return;
  const compared = (text: string): string => (roundTrip === withoutSpace ? withoutSpace(text) : text);
  fc.assert(
    fc.property(type.ofWords ? knownWords : knownText, (text) => {
      assert.equal(compared(pipeline.decode(pipeline.encode(text))), roundTrip(text));
    }),
    { numRuns: runs },
  );
  if (type.name !== 'byte-bpe') return;
  fc.assert(fc.property(anyText, (text) => assert.equal(pipeline.decode(pipeline.encode(text)), composed(read(text)))), { numRuns: runs }); // prettier-ignore
}

/** Letters in parts are composed before they are cut; several may then have the place of all of them. */
function checkToken(
  token: string,
  slice: string,
  { surface, isComposed }: { surface: (slice: string) => string; isComposed: boolean },
): void {
  const expected = surface(slice);
  if (isComposed) assert.equal(token, expected);
  else assert.ok(token === expected || composed(expected).includes(token), `${token} in ${slice}`);
}

function checkPlaces({ drops, surface }: TypeCase, pipeline: Pipeline, text: string): void {
  const { tokens, ids, offsets } = pipeline.tokenize(text);
  assert.deepEqual(ids, [...pipeline.encode(text)]);
  assert.deepEqual(pipeline.tokensOf(text), tokens);
  const blank = /^\p{White_Space}*$/u;
  const isComposed = composed(text) === text;
  let start = 0;
  let end = 0;
  offsets.forEach(([from, to], i) => {
    assert.ok(from >= start && to >= from && to <= text.length, `[${from}, ${to}] after ${start}`);
    if (!drops) assert.match(text.slice(end, Math.max(from, end)), blank);
    if (surface) checkToken(tokens[i], read(text).slice(from, to), { surface, isComposed });
    [start, end] = [from, Math.max(end, to)];
  });
  if (!drops) assert.match(text.slice(end), blank);
}
