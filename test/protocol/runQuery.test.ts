// Expressions over runs: what holds, what binds, and what is said of faults and where.

import assert from 'node:assert/strict';
import { ExpressionFault } from '../../src/protocol/runQuery/fault';
import { expressionTest, filterTest } from '../../src/protocol/runQuery/filter';
import { compareValues } from '../../src/protocol/runQuery/compareValues';
import { matchesGlob } from '../../src/protocol/runQuery/glob';
import type { RowValue } from '../../src/protocol/runRow';

const run: Record<string, RowValue> = {
  ...{ name: 'reviews-LSTM', 'model.type': 'lstm', 'validation.accuracy': 0.83, 'validation.loss': 0.5, loss: 0.2 },
  ...{
    created: '2026-11-20T10:00:00.000Z',
    tags: ['good', '좋은 것'],
    starred: true,
    seed: 0,
    'odd key': 1,
    'model.layers': 2,
  },
};
const read = (key: string): RowValue | undefined => (Object.hasOwn(run, key) ? run[key] : undefined);
const holds = (text: string): boolean => expressionTest(text, Object.keys(run))(read);

describe('expressions over runs', () => {
  const rows: [string, boolean][] = [
    ['validation.accuracy > 0.8 && model.type == "lstm"', true],
    ['validation.accuracy > 83%', false],
    ['validation.accuracy >= 83 %', true],
    ['validation.loss > loss', true],
    [`model.type = 'gru' or name contains "lstm"`, true],
    ['name matches "reviews-*"', true],
    ['name matches "review"', false],
    ['name matches "?eviews*m"', true],
    ['model.type in ["gru", "lstm"]', true],
    ['model.type not in ["gru", "lstm"]', false],
    ['tags == "good" and tags contains "좋은" and not (tags == "bad")', true],
    ['tags != "good"', false],
    ['created > "2026-11-20" && created < "2026-11-21"', true],
    ['starred', true],
    ['seed', false],
    ['seed == 0', true],
    ['!starred || model.layers == 2', true],
    ['model.layers == "2"', true],
    ['model.type > 1', false],
    ['`odd key` == 1', true],
    ['name == "a\\"b"', false],
    // `and` binds more than `or`
    ['starred || starred && seed', true],
    ['(starred || starred) && seed', false],
    // what is missing never holds
    ['test.accuracy > 0', false],
    ['test.accuracy != 0', false],
    ['!(test.accuracy == 0)', true],
    ['loss < test.loss', false],
    ['-0.5 < +1e3', true],
    ['.5 == 0.5', true],
  ];
  for (const [text, expected] of rows)
    it(`${expected ? 'holds' : 'does not hold'}: ${text}`, () => assert.equal(holds(text), expected));

  const faults: [string, string, number, number][] = [
    ['validation.acuracy > 0.8', 'No run has "validation.acuracy". Did you mean validation.accuracy?', 0, 18],
    ['model.type == lstm', 'No run has "lstm". A text stands in quotes: "lstm".', 14, 4],
    ['loss >', 'Something is missing at the end: a key, a number or a text in quotes.', 6, 1],
    ['loss > && seed', 'A key, a number or a text in quotes is missing before "&&".', 7, 2],
    ['(loss > 1', 'The bracket that begins here is not closed.', 0, 1],
    ['name == "a', 'What begins here has no end: " is missing.', 8, 2],
    ['0 < loss < 1', 'Comparisons cannot be put in a row: join two of them by &&.', 9, 1],
    ['loss > 1 seed', '"seed" stands where only && or || could: is one of them missing before it?', 9, 4],
    ['loss # 1', '"#" means nothing here.', 5, 1],
    ['name in "a"', 'After "in" comes a list: in ["lstm", "gru"].', 8, 3],
    ['name in ["a"', 'The list that begins here is not closed.', 8, 1],
    [`${'('.repeat(101)}seed`, 'Brackets and negations lie in each other at most 100 times.', 100, 1],
    ['', 'Something is missing at the end: a key, a number or a text in quotes.', 0, 1],
  ];
  for (const [text, message, at, length] of faults)
    it(`says what is wrong with: ${text.slice(0, 40)}`, () =>
      assert.throws(
        () => holds(text),
        (error) => {
          assert.ok(error instanceof ExpressionFault);
          assert.deepEqual([error.message, error.at], [message, { at, length }]);
          return true;
        },
      ));
});

describe('what is typed to see some of the runs', () => {
  const passes = (text: string): boolean => filterTest(text, Object.keys(run))(read);
  it('is words, a key, or an expression', () => {
    assert.deepEqual(
      ['', '  ', 'reviews lstm', '좋은', 'gru', 'starred', 'seed', 'loss < 1', 'not starred'].map(passes),
      [true, true, true, true, false, true, false, true, false],
    );
    assert.throws(() => passes('lsos < 1'), /Did you mean loss\?/);
  });
});

describe('patterns with stars', () => {
  it('end in time on what takes others for ever', () => {
    assert.equal(matchesGlob('a'.repeat(5000), `${'a*'.repeat(50)}b`), false);
    assert.equal(matchesGlob('', '*'), true);
    assert.equal(matchesGlob('ab', 'a'), false);
    assert.equal(matchesGlob('abcbd', 'a*b?'), true);
  });
});

describe('the order of values', () => {
  it('has numbers before texts, texts by their numbers, and what is missing last whichever way', () => {
    const values: (RowValue | undefined)[] = ['run 10', undefined, 2, 'run 9', 0.5];
    assert.deepEqual(
      [...values].sort((a, b) => compareValues(a, b, false)),
      [0.5, 2, 'run 9', 'run 10', undefined],
    );
    assert.deepEqual(
      [...values].sort((a, b) => compareValues(a, b, true)),
      ['run 10', 'run 9', 2, 0.5, undefined],
    );
  });
});
