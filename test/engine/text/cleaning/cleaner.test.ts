import assert from 'node:assert/strict';
import fs from 'node:fs';
import fc from '../../../support/properties';
import { createCleaner } from '../../../../src/engine/text/cleaning/cleaner';
import { stemEnglish } from '../../../../src/engine/text/cleaning/porter2';
import { englishStopWords, koreanStopWords } from '../../../../src/engine/text/cleaning/stopWordLists';
import {
  cleaningStepNames,
  stopWordLists,
  type CleaningStep,
  type CleaningStepName,
} from '../../../../src/protocol/cleaning';
import { LabError } from '../../../../src/protocol/labError';
import { stopWordsOf } from '../../../../src/engine/text/cleaning/words';
import { assertInProportion } from '../../../support/growth';

const defaults: Record<CleaningStepName, CleaningStep> = {
  html: { step: 'html' },
  brackets: { step: 'brackets', kind: 'all' },
  replace: { step: 'replace', pattern: '(\\d+) won', replacement: '$1 KRW' },
  'special-characters': { step: 'special-characters', keep: '' },
  digits: { step: 'digits', replacement: '' },
  urls: { step: 'urls', replacement: 'URL' },
  emails: { step: 'emails', replacement: 'EMAIL' },
  emoji: { step: 'emoji', replacement: 'EMOJI' },
  repeats: { step: 'repeats', maximum: 2 },
  lowercase: { step: 'lowercase' },
  nfc: { step: 'nfc' },
  nfkc: { step: 'nfkc' },
  'stop-words': { step: 'stop-words', language: 'both' },
  stemming: { step: 'stemming' },
  duplicates: { step: 'duplicates' },
};

function check(steps: (CleaningStepName | CleaningStep)[], before: string, after: string): void {
  const cleaner = createCleaner(steps.map((step) => (typeof step === 'string' ? defaults[step] : step)));
  assert.equal(cleaner.clean(before), after);
}

describe('a cleaning step', () => {
  const rows: [CleaningStepName | CleaningStep, string, string][] = [
    ['html', '<p>One <b>b</b>old<br/>line</p>', 'One bold line'],
    ['html', 'x<script type="a>b">if (a < b) {}</script>y<STYLE>p{}</STYLE >z', 'x y z'],
    ['html', 'a < b and 3<4 and <3', 'a < b and 3<4 and <3'],
    [
      'html',
      '&lt;b&gt; &amp;amp; &#44032;&#x1F3AC; &nbsp;&hellip;&#150; &unknown; &copy',
      '<b> &amp; 가🎬 …– &unknown; &copy',
    ],
    ['html', '&hearts;&bigstar;&CounterClockwiseContourIntegral;&ThickSpace;&NewLine;x&nosuch;', '♥★∳ x&nosuch;'],
    ['html', '<a href="x" title="a > b">link</a> <!-- no > yes --> end', 'link end'],
    ['html', 'broken <a href="x', 'broken <a href="x'],
    ['html', '가<br>나</p>다', '가 나 다'],
    ['html', 'no  change  here', 'no  change  here'],
    ['brackets', 'a (b (c) d) e [f] 【g】 h) (i', 'a e h) (i'],
    ['brackets', '(전체)', ''],
    ['brackets', 'a 《b》 「c」 ⟦d⟧ ⦍e⦐ ⁽f⁾ ﴿g﴾ ｢h｣ „i‟ 〝j〞', 'a „i‟ 〝j〞'],
    [{ step: 'brackets', kind: 'square' }, 'a (b) [c [d]] 【e】', 'a (b) 【e】'],
    ['replace', '1,000 won, 25 won  and won', '1,000 KRW, 25 KRW  and won'],
    [{ step: 'replace', pattern: '(?i:film)s?', replacement: '' }, 'Films and FILM', ' and '],
    [{ step: 'replace', pattern: '[가-힣]+', replacement: '<$&>' }, '영화 film', '<영화> film'],
    ['special-characters', "don't stop! 정말… #1", 'don t stop 정말 1'],
    [{ step: 'special-characters', keep: '!?-]^\\' }, 'a-b! [c]^ \\d, e?', 'a-b! c]^ \\d e?'],
    ['digits', 'in 1,000.5 of 2nd ２０', 'in of nd'],
    ['urls', 'see https://a.b/c?d=e#f. And (www.x.kr), xwww.y', 'see URL . And ( URL ), xwww.y'],
    [{ step: 'urls', replacement: '' }, 'see http://a.b/c now', 'see now'],
    ['emails', 'to a.b+c@x-y.co.kr, not @you or a@b', 'to EMAIL , not @you or a@b'],
    ['emoji', 'ok👍🏽 👨‍👩‍👧‍👦🇰🇷1️⃣ © 3', 'ok EMOJI EMOJI EMOJI EMOJI © 3'],
    ['emoji', 'a ✌🏻 ❤\u200d🔥 ☺️ ☺ © ™️', 'a EMOJI EMOJI EMOJI ☺ © EMOJI'],
    ['emoji', 'a\ufe0f b\u200d 🏽c 🇰 d\u{e0067}\u{e007f} 5\u20e3', 'a b c d EMOJI'],
    ['emoji', 'क्\u200dष می\u200cخواهم', 'क्\u200dष می\u200cخواهم'],
    ['repeats', 'ㅋㅋㅋㅋㅋ cooool!!!! 1000 😀😀😀', 'ㅋㅋ cool!! 1000 😀😀'],
    [{ step: 'repeats', maximum: 1 }, 'ㅋㅋㅋ book', 'ㅋ bok'],
    ['lowercase', 'ABC ÄÖ', 'abc äö'],
    ['nfc', '가'.normalize('NFD'), '가'],
    ['nfkc', 'ＡＢＣ ①', 'ABC 1'],
    ['stop-words', 'The film and the 그리고 영화 was GOOD.', 'film 영화 GOOD.'],
    [{ step: 'stop-words', language: 'none' }, 'the film', 'the film'],
    [{ step: 'stop-words', language: 'en-long' }, "I’d like the film, don't you?", 'like film, ?'],
    [{ step: 'stop-words', language: 'de' }, 'Der Film und die See', 'Film See'],
    ['stemming', 'Running generously, the flies; naïveté 영화를 don’t', "run generous, the fli; naïveté 영화를 don't"],
  ];
  for (const [step, before, after] of rows)
    it(`${typeof step === 'string' ? step : JSON.stringify(step)} makes ${JSON.stringify(before)} ${JSON.stringify(after)}`, () =>
      check([step], before, after));

  it('refuses a pattern that cannot be used, that may take for ever, or that fits nothing', () => {
    for (const [pattern, reason] of [
      ['(a', /cannot be used here/],
      ['(a+)+', /repetition inside a repetition/],
      ['a*', /fits where there is nothing/],
    ] as const)
      // prettier-ignore
      assert.throws(() => createCleaner([{ step: 'replace', pattern, replacement: '' }]), (error) => {
        assert.ok(error instanceof LabError && error.code === 'INVALID_EXPERIMENT');
        assert.match(error.message, reason);
        return true;
      });
  });

  it('runs in the order given', () => {
    check(['lowercase', 'stop-words'], 'THE END', 'end');
    check(['html', 'brackets', 'nfkc'], '<b>（ａ）ｂ</b>', 'b');
    check(['brackets', 'html'], '&#40;a&#41; b', '(a) b');
  });

  it('takes stop words of an own file', () => {
    const ownStopWords = new Map([['own.txt', ['Film', 'it’s']]]);
    const step: CleaningStep = { step: 'stop-words', language: 'none', file: 'own.txt' };
    assert.equal(createCleaner([step], { ownStopWords }).clean("film it's the"), 'the');
  });

  it('has lists without doubles, in lower case', () => {
    for (const list of [englishStopWords, koreanStopWords]) {
      assert.equal(new Set(list).size, list.length);
      assert.ok(list.every((word) => word === word.normalize('NFC').toLowerCase() && /^\p{L}+$/u.test(word)));
    }
    assert.deepEqual([englishStopWords.length, koreanStopWords.length], [108, 499]);
    assert.deepEqual(
      stopWordLists.filter((list) => list !== 'none' && stopWordsOf(list).size < 70),
      [],
    );
    assert.equal(stopWordsOf('en-long').size, 180);
  });
});

describe('a cleaner', () => {
  it('tells what each step has changed', () => {
    const cleaner = createCleaner([defaults.html, defaults.lowercase, defaults.duplicates]);
    const cleaned = ['<b>A</b>', 'a', 'b', 'B', '', ''].map((text) => cleaner.clean(text));
    assert.deepEqual(cleaned, ['a', undefined, 'b', undefined, '', '']);
    assert.deepEqual(cleaner.reports(), [
      { step: 'html', lines: 1, characters: 7 },
      { step: 'lowercase', lines: 2, characters: 2 },
      { step: 'duplicates', lines: 2, characters: 2 },
    ]);
  });

  it('keeps duplicates where each text must have its answer', () => {
    const cleaner = createCleaner([defaults.duplicates], { keepDuplicates: true });
    assert.deepEqual(
      ['a', 'a'].map((text) => cleaner.clean(text)),
      ['a', 'a'],
    );
  });

  it('takes any text with any steps, and cleaning twice changes nothing more for idempotent ones', () => {
    const idempotent: CleaningStepName[] = ['special-characters', 'nfc', 'nfkc'];
    const text = fc.string({ unit: 'binary', maxLength: 60 });
    const steps = fc.shuffledSubarray([...cleaningStepNames]);
    fc.assert(
      fc.property(text, steps, fc.constantFrom(...idempotent), (given, names, name) => {
        createCleaner(names.map((each) => defaults[each])).clean(given);
        const once = createCleaner([defaults[name]]).clean(given) ?? '';
        assert.equal(createCleaner([defaults[name]]).clean(once), once);
      }),
      { numRuns: 2000 },
    );
  });

  const traps: [string, string][] = [
    ['open tags', '<a '],
    ['open tags with quotes', `<a b="`],
    ['quotes of both kinds', `<a b='"<a b="'`],
    ['open comments', '<!--'],
    ['scripts without end', '<script>'],
    ['ampersands', '&#'],
    ['open brackets', '(['],
    ['at signs', 'a@'],
    ['dots', 'www.'],
    ['one letter', 'ㅋ'],
    ['emoji joiners', '👨\u200d'],
    ['marks', 'http://!'],
    ['blanks', ' '],
    ['lone surrogates', '\ud800'],
  ];
  for (const [name, piece] of traps)
    it(`takes linear time over a line of ${name}`, () => {
      for (const step of cleaningStepNames) {
        const cleaner = createCleaner([defaults[step]]);
        assertInProportion(step, piece, (text) => cleaner.clean(text));
      }
    });
});

describe('English stems', () => {
  it('are those of Snowball', () => {
    const { stems } = JSON.parse(fs.readFileSync('test/golden/porter2.json', 'utf8')) as {
      stems: Record<string, string>;
    };
    for (const [word, stem] of Object.entries(stems)) assert.equal(stemEnglish(word), stem, word);
    assert.ok(Object.keys(stems).length > 1000);
  });
});
