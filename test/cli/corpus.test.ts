import assert from 'node:assert/strict';
import type { CleanReply, CorpusStatistics } from '../../src/protocol/corpus';
import { run } from './fakeEngine';

const statistics: CorpusStatistics = {
  ...{ columns: { all: ['text', 'label'], text: 'text', label: 'label' }, encoding: 'utf-8', bytes: 1234 },
  ...{ lines: 100, empty: 1, characters: 5000, tokens: 900, types: 300, typeTokenRatio: 1 / 3, once: 150 },
  zipf: { points: [{ rank: 1, count: 50, word: 'the' }], exponent: -1.02, fit: 0.98 },
  lengths: { lines: [1, 99], binWidth: 10, mean: 9, median: 9, percentile95: 15, longest: { words: 19, line: 7 } },
  ngrams: [
    { text: 'the', words: 1, count: 50, line: 2 },
    { text: 'the film', words: 2, count: 20, line: 2 },
  ],
  duplicates: 3,
  labels: [{ label: 'good', count: 99, line: 2 }],
  test: { lines: 10, leaked: 1 },
  findings: [
    { kind: 'leak', part: 'test', line: 4, otherLine: 9, count: 1, text: 'same text' },
    { kind: 'duplicate', part: 'file', line: 8, otherLine: 5, count: 3, text: 'again' },
    { kind: 'empty', part: 'file', line: 6, count: 1 },
    { kind: 'ragged', part: 'file', count: 2 },
  ],
  estimates: { words: { limit: 600_000, error: 2 }, sampledTexts: 4 },
  notices: [],
  seconds: 1,
};

describe('nlp-lab corpus stats', () => {
  it('prints all as one line of JSON', async () => {
    const given = ['corpus', 'stats', 'a.tsv', '--test', 'b.tsv', '--text', 'text', '--label', 'label', '--json'];
    const outcome = await run(given, { corpusStatistics: () => statistics });
    assert.equal(outcome.code, 0);
    assert.deepEqual(outcome.records(), [statistics]);
    const request = { file: '/nowhere/a.tsv', test: '/nowhere/b.tsv', text: 'text', label: 'label' };
    assert.deepEqual(outcome.calls, [{ name: 'corpusStatistics', request }]);
  });

  it('tells people figures, places, and what is estimated', async () => {
    const { code, out } = await run(['corpus', 'stats', 'a.tsv', '--test', 'b.tsv'], {
      corpusStatistics: () => statistics,
    });
    assert.equal(code, 0);
    for (const said of [
      /different words +300 \(about\)/,
      /Zipf exponent +-1.0200/,
      /test part +1 of 10 texts occur in the file/,
      /the film +20/,
      /b.tsv:4 +occurs in the file, line 9: same text/,
      /a.tsv:8 +repeats line 5 \(3 times in all\): again/,
      /a.tsv +2 rows have more or fewer values/,
      /rare words are estimates above 600,000/,
      /one of 4 texts/,
    ])
      assert.match(out, said);
  });

  it('explains itself', async () => {
    const { code, err } = await run(['corpus', 'show', 'a.txt']);
    assert.equal(code, 2);
    assert.match(err, /knows "stats" only/);
    assert.match((await run(['corpus', 'stats'])).err, /<file> is missing/);
  });
});

const reply: CleanReply = {
  ...{ steps: [{ step: 'html', lines: 3, characters: 21 }], lines: 10, changed: 3, emptied: 0, removed: 0 },
  ...{ complete: true, bytes: 100, notices: ['2 unreadable characters were replaced. Is it UTF-8?'], seconds: 0.1 },
};

describe('nlp-lab clean', () => {
  it('passes steps with their options, in order', async () => {
    const steps = 'html,repeats=3,urls=LINK,digits,stop-words=ko,stop-words=own.txt,special-characters=.,!';
    const outcome = await run(['clean', 'a.txt', '--steps', steps, '--output', 'b.txt', '--json'], {
      clean: () => reply,
    });
    assert.equal(outcome.code, 0);
    assert.deepEqual(outcome.records(), [JSON.parse(JSON.stringify(reply))]);
    const [{ request }] = outcome.calls;
    assert.deepEqual(request, {
      ...{ file: '/nowhere/a.txt', baseFolder: '/nowhere', column: undefined, output: '/nowhere/b.txt' },
      steps: [
        { step: 'html' },
        { step: 'repeats', maximum: 3 },
        { step: 'urls', replacement: 'LINK' },
        { step: 'digits', replacement: '' },
        { step: 'stop-words', language: 'ko' },
        { step: 'stop-words', language: 'none', file: 'own.txt' },
        { step: 'special-characters', keep: '.,!' },
      ],
    });
  });

  it("takes a pattern of one's own, commas and all, between marks of one's own", async () => {
    const steps = 'replace=/\\d{1,3}\\/(x)/$1, then/,brackets=square,replace=|a,b||,brackets';
    const { calls } = await run(['clean', 'a.txt', '--steps', steps], { clean: () => reply });
    assert.deepEqual((calls[0].request as { steps: unknown }).steps, [
      { step: 'replace', pattern: '\\d{1,3}/(x)', replacement: '$1, then' },
      { step: 'brackets', kind: 'square' },
      { step: 'replace', pattern: 'a,b', replacement: '' },
      { step: 'brackets', kind: 'all' },
    ]);
  });

  it('tells what each step changed', async () => {
    const { out, err } = await run(['clean', 'a.txt', '--steps', 'html'], { clean: () => reply });
    assert.match(out, /html +3 +21/);
    assert.match(out, /3 of 10 lines changed/);
    assert.match(out, /Nothing was written/);
    assert.match(err, /unreadable/);
  });

  const wrong: [string[], RegExp][] = [
    [['clean', 'a.txt'], /--steps is missing/],
    [['clean', 'a.txt', '--steps', 'htm'], /no cleaning step "htm". Did you mean "html"/],
    [['clean', 'a.txt', '--steps', 'html=x'], /takes no option/],
    [['clean', 'a.txt', '--steps', 'repeats=0'], /from 1 to 100/],
    [['clean', 'a.txt', '--steps', 'replace=/a/b'], /needs a pattern and what comes in its place/],
    [['clean', 'a.txt', '--steps', 'brackets=round'], /takes all or square/],
  ];
  for (const [given, says] of wrong)
    it(`refuses ${given.join(' ')}`, async () => {
      const { code, err } = await run(given);
      assert.equal(code, 2);
      assert.match(err, says);
    });
});
