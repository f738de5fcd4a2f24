// Korean words with their morphemes as tags of characters, and back to the same morphemes; what may follow what; and lists of morphemes.

import assert from 'node:assert/strict';
import { alignForms } from '../../../src/engine/morphemes/alignForms';
import { readMorphemeList, type Morpheme } from '../../../src/engine/morphemes/morpheme';
import { byWord, morphemesIn, wordsIn } from '../../../src/engine/morphemes/morphemesIn';
import { morphemeTransitions, tagsOfWord } from '../../../src/engine/morphemes/morphemeTags';
import { bestSequences } from '../../../src/engine/morphemes/bestSequence';
import { chainOf, viterbi } from '../../../src/engine/tags/linearChain';
import { randomNumbers } from '../../faults/randomNumbers';

const list = (text: string): Morpheme[] => readMorphemeList(text) ?? assert.fail(`no list: ${text}`);
const tags = (word: string, morphemes: string): string => tagsOfWord([...word], list(morphemes)).join(' ');
const found = (word: string, given: readonly string[]): Morpheme[] =>
  morphemesIn([...word], given).map(({ form, type }) => ({ form, tag: type }));

/** As the Sejong corpus takes words apart; tags by hand. */
const WORDS: [word: string, morphemes: string, tags: string][] = [
  ['학교에', '학교/NNG + 에/JKB', 'B-NNG I-NNG B-JKB'],
  ['갔다', '가/VV + 았/EP + 다/EF', 'B-○/VV+았/EP B-EF'],
  ['샀다', '사/VV + 았/EP + 다/EF', 'B-○/VV+았/EP B-EF'],
  ['해', '하/VV + 어/EF', 'B-○ㅏ/VV+어/EF'],
  ['앞둔', '앞두/VV + ㄴ/ETM', 'B-VV I-○/VV+ㄴ/ETM'],
  ['공부합니다', '공부/NNG + 하/XSV + ㅂ니다/EF', 'B-NNG I-NNG B-○/XSV+ㅂ/EF I-EF I-EF'],
  ['봤어', '보/VV + 았/EP + 어/EF', 'B-○ㅗ/VV+았/EP B-EF'],
  ['몰라', '모르/VV + 아/EF', 'B-○/VV I-○ㅡ/VV+아/EF'],
  ['고마운', '고맙/VA + ㄴ/ETM', 'B-VA I-○ㅂ/VA B-ㄴ/ETM'],
  ['도우며', '돕/VV + 며/EC', 'B-○ㅂ/VV I-∅/VV B-EC'],
  ['빨간', '빨갛/VA + ㄴ/ETM', 'B-VA I-○ㅎ/VA+ㄴ/ETM'],
  ['걸어', '걷/VV + 어/EC', 'B-○ㄷ/VV B-EC'],
  ['가서', '가/VV + 아서/EC', 'B-VV+아/EC I-EC'],
  ['의사다', '의사/NNG + 이/VCP + 다/EF', 'B-NNG I-NNG+이/VCP B-EF'],
  ['뭘', '무엇/NP + 을/JKO', 'B-무엇/NP+을/JKO'],
  ['C++은', 'C++/SL + 은/JX', 'B-SL I-SL I-SL B-JX'],
  ['1/2', '1/SN + //SP + 2/SN', 'B-SN B-SP B-SN'],
];

describe('morphemes as tags of characters', () => {
  for (const [word, morphemes, expected] of WORDS)
    it(`are ${expected} in ${word}, and are read back`, () => {
      assert.equal(tags(word, morphemes), expected);
      assert.deepEqual(found(word, expected.split(' ')), list(morphemes));
    });

  it('of any words and forms come back as they were', () => {
    const random = randomNumbers(7);
    const letters = [...'가갔간났해써몰라ㄴㄹ았어이다A1+/%○∅ᆫ'];
    const text = (most: number): string =>
      Array.from({ length: 1 + Math.floor(random.next() * most) }, () => random.pick(letters)).join('');
    for (let i = 0; i < 2000; i++) {
      const word = [...text(7)];
      const morphemes = Array.from({ length: 1 + (i % 4) }, () => ({ form: text(4), tag: random.pick(['NNG', 'VV']) }));
      const written = tagsOfWord(word, morphemes);
      assert.equal(written.length, word.length);
      assert.deepEqual(found(word.join(''), written), morphemes, `${word.join('')} ${JSON.stringify(morphemes)}`);
    }
  });

  it('of long words that nothing have in common with their forms come back, too', () => {
    const word = [...'가'.repeat(500)];
    const morphemes = [{ form: 'ab'.repeat(300), tag: 'X' }];
    assert.deepEqual(found(word.join(''), tagsOfWord(word, morphemes)), morphemes);
    assert.deepEqual(alignForms(['a', 'b'], ['b']), [1, 0], 'the first character has something behind it');
  });

  it('serve syllables that nobody has seen, and are told where they are no rule for a character', () => {
    assert.deepEqual(found('쌌다', ['B-○/VV+았/EP', 'B-EF']), list('싸/VV + 았/EP + 다/EF'));
    assert.deepEqual(morphemesIn(['7'], ['B-○/VV+았/EP']), [
      { type: 'VV', start: 0, end: 1, form: '7', unfit: true },
      { type: 'EP', start: 0, end: 1, form: '았' },
    ]);
  });

  it('end at spaces, begin where they go on with nothing, and are none under other tags', () => {
    const text = [...'가나 다라'];
    const given = ['I-NNG', 'I-VV', 'I-VV', 'I-VV', 'O'];
    const placed = morphemesIn(text, given);
    assert.deepEqual(
      placed.map(({ type, start, end }) => [type, start, end]),
      [['NNG', 0, 1], ['VV', 1, 2], ['VV', 3, 4]], // prettier-ignore
    );
    assert.deepEqual(byWord(wordsIn(text), placed).map(({ length }) => length), [2, 1]); // prettier-ignore
  });

  it('go on only behind a tag that leaves off in such a morpheme', () => {
    const names = ['O', 'B-NNG', 'I-NNG', 'B-○/VV+ㄴ/ETM', 'I-ETM', 'I-VV'];
    const { follows, begins, ends } = morphemeTransitions(names);
    const after = (name: string): string[] =>
      names.filter((_, j) => follows[names.indexOf(name) * names.length + j] === 1);
    const beginning = ['O', 'B-NNG', 'B-○/VV+ㄴ/ETM'];
    assert.deepEqual(after('O'), beginning);
    assert.deepEqual(after('I-NNG'), ['O', 'B-NNG', 'I-NNG', 'B-○/VV+ㄴ/ETM']);
    assert.deepEqual(after('B-○/VV+ㄴ/ETM'), [...beginning, 'I-ETM']);
    assert.deepEqual([[...begins], [...ends]], [[1, 1, 0, 1, 0, 0], [1, 1, 1, 1, 1, 1]]); // prettier-ignore
  });
});

describe('the best tags of characters that were scored one by one', () => {
  const names = ['O', 'B-NNG', 'I-NNG', 'B-○/VV+ㄴ/ETM', 'I-ETM', 'I-VV'];
  const best = bestSequences(names);

  it('are those of a chain that has no scores of its own and allows the same', () => {
    const random = randomNumbers(3);
    const none = { begin: new Float64Array(6), end: new Float64Array(6), transitions: new Float64Array(36) };
    const chain = chainOf(none, morphemeTransitions(names));
    for (let length = 0; length < 12; length++)
      for (let i = 0; i < 30; i++) {
        const scores = Float64Array.from({ length: length * 6 }, () => random.next() * 4);
        assert.deepEqual(best(scores), viterbi(scores, length, chain));
      }
  });

  it('may be worse at one character than others, and are there where nothing begins', () => {
    const row = (name: string, other: string): number[] =>
      names.map((each) => (each === name ? 2 : each === other ? 1 : 0));
    const path = best([...row('I-NNG', 'B-NNG'), ...row('I-NNG', 'O'), ...row('I-VV', 'I-NNG')]);
    assert.deepEqual(Array.from(path, (tag) => names[tag]), ['B-NNG', 'I-NNG', 'I-NNG']); // prettier-ignore
    assert.deepEqual([...bestSequences(['I-NNG', 'I-VV'])([0, 1])], [0]);
  });
});

describe('lists of morphemes', () => {
  it('are read with and without spaces, and forms may be marks of the list', () => {
    assert.deepEqual(list('학교/NNG+에/JKB'), list(' 학교/NNG + 에/JKB '));
    assert.deepEqual(list('+/SW + //SP + A/B/SL'), [
      { form: '+', tag: 'SW' },
      { form: '/', tag: 'SP' },
      { form: 'A/B', tag: 'SL' },
    ]);
  });

  for (const wrong of ['', 'NNG', '학교/', '/NNG', '학교/NNG 에/JKB', '학교 에/JKB', '학교/NNG + '])
    it(`are not "${wrong}"`, () => assert.equal(readMorphemeList(wrong), undefined));
});
