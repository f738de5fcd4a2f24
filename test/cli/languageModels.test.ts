// `nlp-lab generate` and `nlp-lab score`: what is asked of the engine, and what people and programs read of its answers.

import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { ContinuedToken, ScoredText } from '../../src/protocol/continuation';
import type { OddLinesRequest } from '../../src/protocol/oddLines';
import { run, summary, type FakeHandlers } from './fakeEngine';

const RUN = '2026-01-02-b-0001';
const runs = () => ({ runs: [summary(RUN)] });

const token = (text: string): ContinuedToken => ({
  ...{ id: 5, token: text.trim(), text, logProbability: -1, rank: 2 },
  before: [{ id: 5, token: text.trim(), probability: 0.5 }],
  after: [],
});

const going: FakeHandlers = {
  runs,
  continue(_, { progress }) {
    const tokens = [token(' one'), token(' two')];
    for (const each of tokens) progress({ token: each });
    return { text: ' one two', tokens, end: 'length', promptTokens: 1, notices: ['1 of 2 tokens are odd.'] };
  },
};

describe('nlp-lab generate', () => {
  it('writes the prompt and each token as it comes', async () => {
    const { code, out, err } = await run(['generate', RUN, '--prompt', 'zero'], going);
    assert.deepEqual([code, out], [0, 'zero one two\n']);
    assert.match(err, /note: 1 of 2 tokens are odd/);
  });

  it('asks with the rules and stop texts that were given', async () => {
    const rules = ['--temperature', '0.8', '--top-k', '40', '--top-p', '0.9', '--min-p', '0.05', '--typical', '0.95'];
    const more = [
      '--seed',
      '7',
      '--tokens',
      '20',
      '--stop',
      '\\n',
      '--stop',
      'END',
      '--no-unknown',
      '--checkpoint',
      'last',
    ];
    const { calls } = await run(['generate', RUN, ...rules, ...more], going);
    assert.deepEqual(calls.at(-1), {
      name: 'continue',
      request: {
        ...{ folder: `/runs/${RUN}`, prompt: '', tokens: 20, stop: ['\n', 'END'], withoutUnknown: true },
        ...{ alternatives: 0, checkpoint: 'last' },
        sampling: { temperature: 0.8, topK: 40, topP: 0.9, minP: 0.05, typical: 0.95, seed: 7 },
      },
    });
  });

  it('gives programs a line for each token, ranks from 1 on', async () => {
    const { records } = await run(['generate', RUN, '--json', '--alternatives', '1'], going);
    const [first, , last] = records();
    assert.deepEqual(first, { ...token(' one'), rank: 3 });
    assert.deepEqual(last, { text: ' one two', end: 'length' });
  });

  for (const [args, message] of [
    [['--greedy', '--top-p', '0.9'], /--top-p does nothing with --greedy/],
    [['--temperature', 'warm'], /--temperature needs a number/],
    [['--stop='], /--stop needs a text/],
    [['--tokens', '0'], /--tokens must be/],
  ] as const)
    it(`refuses ${args.join(' ')}`, async () => {
      const { code, err } = await run(['generate', RUN, ...args], going);
      assert.equal(code, 2);
      assert.match(err, message);
    });
});

/** A token costs one nat a letter. */
const scored = (text: string, tokens: boolean | undefined): ScoredText => ({
  ...{ logProbability: -text.length, tokenCount: 2, unknownCount: 0, perplexity: Math.exp(text.length / 2) },
  ...(tokens && {
    tokens: [
      { id: 4, token: text, start: 0, end: text.length, logProbability: -Math.LN2, rank: 0 },
      { id: 3, token: '<eos>', start: text.length, end: text.length + 1, logProbability: -Math.LN2 * 3, rank: 9 },
    ],
  }),
});

const scoring: FakeHandlers = {
  runs,
  score: ({ texts, tokens }) => ({ texts: texts.map((text) => scored(text, tokens)) }),
};

describe('nlp-lab score', () => {
  let folder: string;
  beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-cli-'))));
  afterEach(() => fs.rmSync(folder, { recursive: true }));
  const score = (content: string, ...args: string[]) => {
    fs.writeFileSync(path.join(folder, 'in.txt'), content);
    return run(['score', RUN, '--input', 'in.txt', ...args], scoring, { cwd: folder });
  };

  it('says of each line how probable it is, and of all together', async () => {
    const { out, err, calls } = await score('aa\nbbbb\n');
    assert.equal(out, '-2.000\t2.72\t2\taa\n-4.000\t7.39\t2\tbbbb\n');
    assert.match(err, /2 texts, 4 tokens: perplexity 4.48 per token/);
    assert.equal((calls.at(-1)?.request as { withLineBreak: boolean }).withLineBreak, true);
    const { records } = await score('aa\nbbbb\n', '--json');
    assert.deepEqual(records()[0], { input: 'aa', logProbability: -2, perplexity: Math.E, unknown: 0, tokens: 2 });
    assert.equal(records()[2].perplexity, Math.exp(1.5));
  });

  it('says of each token its surprisal in bits and its rank', async () => {
    const { out } = await score('aa\n', '--tokens');
    assert.match(out, /aa +1\.00 +1\n/);
    assert.match(out, /<eos> +3\.00 +10\n/);
    const { records } = await score('aa\n', '--tokens', '--json');
    const [{ tokens }] = records() as { tokens: object[] }[];
    assert.deepEqual(tokens[1], { id: 3, token: '<eos>', start: 2, end: 3, surprisal: 3, rank: 10 });
  });

  it('counts pairs of which the first is the more probable one', async () => {
    const pairs = 'a\tbb\ncc\td\ne\tf\n';
    const { out, err } = await score(pairs, '--pairs');
    assert.equal(out, '-1.000 > -2.000\ta\tbb\n-2.000 < -1.000\tcc\td\n-1.000 = -1.000\te\tf\n');
    assert.match(err, /in 1 of 3 pairs, 33\.3 %, 1 as probable as each other/);
    const { records } = await score(pairs, '--pairs', '--json');
    assert.deepEqual(records()[1], { input: ['cc', 'd'], first: -2, second: -1, firstIsBetter: false });
    assert.deepEqual(records()[3], { pairs: 3, firstIsBetter: 1, equal: 1, share: 1 / 3 });
  });

  it('lists the lines that surprise most, by a character or by a token', async () => {
    const line = { line: 7, text: 'zq xv', bits: 36, characterCount: 6, tokenCount: 4, unknownCount: 1 };
    const odd: FakeHandlers = {
      runs,
      oddLines: () => ({ lines: [line], scored: 12, notices: ['It was read as UTF-8.'] }),
    };
    const most = (...args: string[]) =>
      run(['score', RUN, '--input', 'in.txt', '--most', '3', ...args], odd, { cwd: folder });
    const { out, err, calls } = await most('--column', 'review');
    assert.match(out, /line +bits\/character +text\n +7 +6\.00 +zq xv\n/);
    assert.match(err, /note: It was read as UTF-8\..*the 1 most surprising of 12 lines/s);
    const { file, by, most: asked, column } = calls.at(-1)?.request as OddLinesRequest;
    assert.deepEqual([file, by, asked, column], [path.join(folder, 'in.txt'), 'character', 3, 'review']);
    assert.match((await most('--by', 'token')).out, / 9\.00 +zq xv/);
    const [first, last] = (await most('--json')).records();
    assert.deepEqual([first.line, first.bitsPerCharacter, first.bitsPerToken, last], [7, 6, 9, { scored: 12 }]);
    assert.match((await most('--by', 'word')).err, /--by must be character or token/);
    assert.match((await most('--pairs')).err, /do not go together/);
    assert.match((await score('a\n', '--column', 'review')).err, /--column says nothing without --most/);
  });

  it('chooses the best of each list, in all three layouts, with and without scores of their own', async () => {
    assert.equal((await score('ccc\nbb\n\na\ndd\n', '--nbest')).out, '-2.000\t1\tbb\n-1.000\t2\ta\n');
    const own = '-1\tccc\n-3\tbb\n\n\n-2\ta\n-2\td\n';
    const { out, err } = await score(own, '--nbest');
    assert.equal(out, '-4.000\t1\tccc\n-3.000\t2\ta\n');
    assert.match(err, /in 0 of 2 lists another alternative than before/);
    const named = 'x\t-1\tcccc\ny\t-5\ta\nx\t-2\tbb\n';
    assert.equal((await score(named, '--nbest', '--weight', '0.25')).out, '-2.000\tx\tcccc\n-5.250\ty\ta\n');
    const { records } = await score(named, '--nbest', '--json');
    const [first, , last] = records();
    assert.deepEqual([first.id, first.best, first.text, first.total], ['x', 2, 'bb', -4]);
    assert.deepEqual(first.alternatives, [
      { text: 'cccc', own: -1, logProbability: -4, total: -5 },
      { text: 'bb', own: -2, logProbability: -2, total: -4 },
    ]);
    assert.deepEqual(last, { lists: 2, alternatives: 3, changed: 1 });
    const moses = '0 ||| ccc ||| LM0= -9 ||| -1.5\n0 ||| bb ||| LM0= -8 ||| -2\n';
    assert.equal((await score(moses, '--nbest')).out, '-4.000\t0\tbb\n');
  });

  for (const [content, message] of [
    ['a\tb\tc\n', /Line 1: "b" is no score/],
    ['a\tb\nc\n', /Line 2 has 0 tabs/],
    ['a\n\n-1\tb\n', /Only 1 of 2 alternatives have a score/],
    ['0 ||| a ||| x\n', /Line 1: "x" is no score/],
    ['\n', /no alternatives/],
  ] as const)
    it(`refuses ${JSON.stringify(content)} as lists`, async () => {
      const { code, err } = await score(content, '--nbest');
      assert.equal(code, 2);
      assert.match(err, message);
    });

  it('refuses a weight without lists, or one that is none', async () => {
    assert.match((await score('a\n', '--weight', '2')).err, /--weight says nothing without --nbest/);
    assert.match((await score('a\n', '--nbest', '--weight', 'much')).err, /--weight/);
    assert.match((await score('a\tb\n', '--nbest', '--pairs')).err, /do not go together/);
  });

  it('refuses a line that is no pair, by its number, and what does not go together', async () => {
    assert.match((await score('a\tb\nc\n', '--pairs')).err, /Line 2 holds no tab/);
    assert.match((await score('a\tb\tc\n', '--pairs')).err, /Line 1 holds several tabs/);
    assert.match((await score('a\tb\n', '--pairs', '--tokens')).err, /do not go together/);
    assert.match((await run(['score', RUN], scoring)).err, /Give either --text/);
  });
});
