// nlp-lab explain: signs and bars for people, records for programs, and what is asked of the engine.

import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { AttributionRequest } from '../../src/protocol/attribution';
import { fakeShares } from '../support/fakeShares';
import { record, run } from './fakeEngine';

const WORDS = [['not', 0.5], ['a', 0.01], ['charming', 1], ['bore', -0.45]] as const; // prettier-ignore

describe('nlp-lab explain', () => {
  let cwd: string;
  beforeEach(() => {
    cwd = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-explain-'));
    fs.mkdirSync(path.join(cwd, 'r'));
    fs.writeFileSync(path.join(cwd, 'r', 'run.json'), JSON.stringify(record()));
  });
  afterEach(() => fs.rmSync(cwd, { recursive: true }));

  it('marks words for and against without colour, the strongest with bars below', async () => {
    const asked: AttributionRequest[] = [];
    const attribute = (request: AttributionRequest) => (asked.push(request), fakeShares(WORDS));
    const args = ['explain', './r', 'not a charming bore', '--method', 'integrated', '--steps', '9', '--label', 'bad'];
    const { code, out, err } = await run(args, { attribute }, { cwd });
    assert.equal(code, 0, err);
    const [{ folder, checkpoint, token, ...request }] = asked;
    assert.equal(path.basename(folder), 'r');
    assert.deepEqual([checkpoint, token], [undefined, undefined]);
    assert.deepEqual(request, { text: 'not a charming bore', method: 'integrated', steps: 9, target: 'bad' });
    const lines = out.split('\n');
    assert.equal(
      lines[0],
      'bad  score +1.5000  integrated gradients, 64 steps from -0.2500, completeness error 0.0021',
    );
    assert.equal(lines[2], 'not[++] a charming[+++] bore[--]');
    assert.deepEqual(lines.slice(5, 8), [
      `charming  +1.0000  ${' '.repeat(16)}│${'█'.repeat(16)}`,
      `not       +0.5000  ${' '.repeat(16)}│${'█'.repeat(8)}`,
      `bore      -0.4500  ${' '.repeat(9)}${'░'.repeat(7)}│`,
    ]);
  });

  it('refuses what has no text', async () => {
    fs.writeFileSync(path.join(cwd, 'empty.txt'), '\n \n');
    const file = await run(['explain', './r', '--input', 'empty.txt'], {}, { cwd });
    assert.equal(file.code, 2);
    assert.match(file.err, /There are no texts in "empty\.txt"\./);
    const { code, err } = await run(['explain', './r', ' '], {}, { cwd });
    assert.equal(code, 2);
    assert.match(err, /The text is empty: there is nothing to explain\./);
  });

  it('frames the token whose tag it is, marks attention without a sign, and tells features and what was cut', async () => {
    const tagged = fakeShares(WORDS, { token: 3, answer: 'B-X', target: 'B-X' });
    const first = await run(['explain', './r', 'x', '--token', '3'], { attribute: () => tagged }, { cwd });
    assert.match(first.out, /^bore\/B-X .*\n\nnot\[\+\+\] a charming\[\+\+\+\] <bore\[--\]>\n/);
    const looks = fakeShares([['not', 0.6], ['bore', 0.4]], { method: 'attention', score: undefined }); // prettier-ignore
    const second = await run(['explain', './r', 'x'], { attribute: () => looks }, { cwd });
    assert.match(second.out, /not\[\*\*\*\] bore\[\*\*\]/);
    const features = [
      { feature: 'not a', value: 1, weight: 2, contribution: 2, offsets: [[0, 5] as [number, number]] },
    ];
    const cut = { read: 4, of: 9, lost: 'end' as const };
    const weighed = fakeShares(WORDS, { method: 'weights', baseline: undefined, features, cut });
    const third = await run(['explain', './r', 'x'], { attribute: () => weighed }, { cwd });
    assert.match(
      third.out,
      /exact weights\n[^]*\nfeature\s+value\s+weight\s+contribution\nnot a\s+1\.0000\s+\+2\.0000/,
    );
    assert.match(third.err, /only 4 of 9 tokens were read/);
  });

  it('writes a record for each line of a file that has text', async () => {
    fs.writeFileSync(path.join(cwd, 'texts.txt'), 'one\n\n two \n');
    const attribute = ({ text }: AttributionRequest) => fakeShares([[text, 1]]);
    const { out } = await run(['explain', './r', '--input', 'texts.txt', '--json'], { attribute }, { cwd });
    const records = out.trim().split('\n').map((line) => JSON.parse(line) as { input: string; tokens: object[] }); // prettier-ignore
    assert.deepEqual(records.map(({ input }) => input), ['one', ' two ']); // prettier-ignore
    assert.deepEqual(records[0].tokens, [{ token: 'one', text: 0, start: 0, end: 3, isUnknown: false, share: 1 }]);
  });

  for (const [what, args, message] of [
    ['neither text nor file', [], /Give either a text or --input/],
    ['both', ['x', '--input', 'y'], /Give either a text or --input/],
    ['a method that is none', ['x', '--method', 'magic'], /--method must be one of weights, integrated, .*not "magic"/],
    ['no steps', ['x', '--steps', '0'], /--steps must be a whole number of at least 1/],
  ] as const)
    it(`refuses ${what}`, async () => {
      const { code, err } = await run(['explain', './r', ...args], {}, { cwd });
      assert.equal(code, 2);
      assert.match(err, message);
    });
});
