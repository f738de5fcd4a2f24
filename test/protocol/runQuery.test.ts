// Expressions over runs: what holds, what binds, and what is said of faults and where.

import assert from 'node:assert/strict';
import { ExpressionFault } from '../../src/protocol/runQuery/fault';
import { asksForArchived, expressionTest, filterTest } from '../../src/protocol/runQuery/filter';
import { compareKeys, compareValues, sortKey } from '../../src/protocol/runQuery/compareValues';
import { matchesGlob } from '../../src/protocol/runQuery/glob';
import { requireKey, rowSortOf, sortRows } from '../../src/protocol/runQuery/sortRows';
import { alwaysKnown, isConfigurationKey, keysOf, type RowValue, type RunRow } from '../../src/protocol/runRow';

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
    ['loss <= 0.2 && loss >= .2 && loss = 20%', true],
    ['loss < 0.2 or loss > 20 %', false],
    ['loss <= 0.1 || loss >= 0.3', false],
    ['true && not false', true],
    ['starred == true', true],
    ['starred == "true"', true],
    ['starred == false or loss == "0.20"', false],
    ['name < "s" && name > "r" && name <= "reviews-LSTM" && name >= "reviews-LSTM"', true],
    ['name < "reviews-LSTM" or name > "reviews-LSTM"', false],
    ['name < 1 or loss > "0" or starred > false', false],
    ['tags', true],
    ['note', false],
    ['name not contains "gru" && name not matches "gru*"', true],
    ['name not contains "lstm" or name not matches "*lstm"', false],
    ['name in [loss, `name`]', true],
    ['test.loss@2 in [1] or 1 in [test.loss@2, 1]', true],
    ['not not starred', true],
    ['seed || !(!(starred)) && !seed', true],
    [`name == 'reviews\\-LSTM'`, true],
    ['loss == 2e-1 && loss == +0.2', true],
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
    ['loss < 🙂', '"🙂" means nothing here.', 7, 2],
    ['loss < 2x', '"2" means nothing here.', 7, 1],
    ['name not "a"', '"not" stands where only && or || could: is one of them missing before it?', 5, 3],
    ['name ! > 1', '"!" stands where only && or || could: is one of them missing before it?', 5, 1],
    ['loss >   ', 'Something is missing at the end: a key, a number or a text in quotes.', 6, 1],
    ['name in', 'After "in" comes a list: in ["lstm", "gru"].', 7, 1],
    ['name in []', 'A key, a number or a text in quotes is missing before "]".', 9, 1],
    ["name == 'a\\'", "What begins here has no end: ' is missing.", 8, 4],
    ['name == "a\\', 'What begins here has no end: " is missing.', 8, 3],
    [' '.repeat(10_001), 'An expression has at most 10000 characters.', 10_000, 1],
    [`${'!'.repeat(101)}seed`, 'Brackets and negations lie in each other at most 100 times.', 100, 1],
    ['xyzzyxyzzy == 1', 'No run has "xyzzyxyzzy". A text stands in quotes: "xyzzyxyzzy".', 0, 10],
    ['loss == 1 && (lsos in [1, 2])', 'No run has "lsos". Did you mean loss?', 14, 4],
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

describe('long expressions over runs', () => {
  it('may have any number of brackets and negations beside each other, and a hundred in each other', () => {
    assert.equal(holds(new Array(101).fill('(!seed)').join(' && ')), true);
    assert.equal(holds(`${'('.repeat(100)}starred${')'.repeat(100)}`), true);
    assert.equal(holds(`${'!'.repeat(100)}starred`), true);
  });
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

describe('runs that are archived', () => {
  const reading = (values: Record<string, RowValue>) => (key: string) => values[key];
  it('are in no list whose expression does not name that', () => {
    const [kept, away] = [reading({ name: 'a', archived: false }), reading({ name: 'a', archived: true })];
    const passes = (text: string) => [kept, away].map((each) => filterTest(text, ['name', 'archived'])(each));
    assert.deepEqual(
      ['', 'a', 'name == "a"', 'archived', 'name == "a" && !archived or archived'].map(passes),
      [[true, false], [true, false], [true, false], [false, true], [true, true]], // prettier-ignore
    );
    assert.deepEqual(['archived', 'name', '1 in [archived]', 'not (a or archived)'].map(asksForArchived), [true, false, true, true]); // prettier-ignore
  });
});

describe('words that are looked for', () => {
  it('may stand in each of the texts of a run, whatever the case of their letters, and in no other', () => {
    const run = (key: string, value: RowValue) =>
      filterTest('Wanted', [])((asked) => (asked === key ? value : undefined));
    for (const key of ['name', 'id', 'task', 'status', 'model.type', 'note', 'experiment', 'group'])
      assert.ok(run(key, 'is wAnted here'), key);
    assert.ok(
      run('tags', ['a', 'WANTED']) &&
        !run('tags', ['want', 'ed']) &&
        !filterTest('a,b', [])(() => ['a', 'b']) &&
        !run('model.name', 'wanted'),
    );
    const both = (name: string, id: string) => filterTest(' x  y ', [])((key) => ({ name, id })[key]);
    assert.deepEqual([both('x', 'y'), both('xy', ''), both('x', 'z')], [true, true, false]);
  });
});

describe('rows in the order of a key', () => {
  const row = (id: string, values: RunRow['values']): RunRow => ({ id, folder: '', values });
  const rows = [row('0', { loss: 3 }), row('1', {}), row('2', { loss: 1 }), row('3', { loss: 2 })];
  const order = (text: string) => sortRows(rows, rowSortOf(text), new Set(['loss'])).map(({ id }) => id).join(''); // prettier-ignore

  it('have the greatest first, or after a minus the least, and last what has none', () => {
    assert.deepEqual([order('loss'), order('-loss')], ['0321', '2301']);
    assert.deepEqual(rowSortOf('--a-b'), { key: '-a-b', isRising: true });
    assert.deepEqual(rowSortOf('a-b'), { key: 'a-b', isRising: false });
  });

  it('fail with the nearest key where none has it, as far as any is known', () => {
    assert.throws(() => order('lsos'), /Did you mean loss\?/);
    assert.throws(() => requireKey('a\\`b', new Set(['x'])), /No run has "a\\`b"/);
    requireKey('odd key', new Set(['odd key']));
    requireKey('test.bleu', new Set(['x']));
    requireKey('anything', new Set());
  });
});

describe('keys of runs', () => {
  it('are of experiments where they are neither fields nor figures', () => {
    const known = alwaysKnown();
    const configured = (key: string) => isConfigurationKey(key, known);
    for (const key of ['model.type', 'seed', 'task', 'data.hash.x']) assert.ok(configured(key), key);
    for (const key of ['name', 'best.epoch', 'test.loss', 'loss', 'hash.a', 'version.node', 'sweep.id'])
      assert.ok(!configured(key), key);
    for (const key of ['id', 'archived', 'disk.optimizer', 'evaluation.bleu', 'best.validation.accuracy', 'failure'])
      assert.ok(known.has(key), key);
    const fields = `id name task status created ended experiment starred archived tags note group resumable seconds seed parameters epoch
      epochs step steps device threads bytes from disk.checkpoints disk.optimizer disk.evaluations best.epoch best.step
      evaluation.source evaluation.count failure`;
    assert.deepEqual([...known].slice(0, 32), fields.split(/\s+/));
    for (const prefix of ['', 'validation.', 'test.', 'best.validation.', 'evaluation.'])
      assert.ok(known.has(`${prefix}bleu`));
    assert.ok(!known.has('best.accuracy') && !known.has('model.type'));
    assert.deepEqual([...keysOf([{ values: { a: 1 } }, { values: { b: 1, a: 2 } }])], ['a', 'b']);
  });
});

describe('patterns with stars', () => {
  it('end in time on what takes others for ever', () => {
    assert.equal(matchesGlob('a'.repeat(5000), `${'a*'.repeat(50)}b`), false);
    const rows: [text: string, pattern: string, fits: boolean][] = [
      ['', '', true],
      ['', '**', true],
      ['', '?', false],
      ['a', '', false],
      ['xab', 'ab', false],
      ['xb', 'ab', false],
      ['abx', 'ab', false],
      ['xab', '*ab', true],
      ['xabab', '*ab', true],
      ['xaba', '*ab', false],
      ['abab', 'ab*ab', true],
      ['aab', 'ab*ab', false],
      ['aXbYc', 'a*b*c', true],
      ['ab', 'a*b*', true],
      ['ab', '??*', true],
      ['a*', 'a?', true],
    ];
    for (const [text, pattern, fits] of rows) assert.equal(matchesGlob(text, pattern), fits, `${text} ${pattern}`);
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

  it('is by numbers inside of texts, without case, and stays where nothing is told apart', () => {
    assert.deepEqual([undefined, 7, 'Run 9', true, ['A', 'b']].map(sortKey), [undefined, 7, 'run 0000000000000009', 'true', 'a,b']); // prettier-ignore
    assert.deepEqual([compareKeys('a', 'a', true), compareKeys(undefined, undefined, false)], [0, 0]);
    assert.deepEqual([compareKeys('x', undefined, true), compareKeys(undefined, 1, true)], [-1, 1]);
    for (const [a, b] of [[1, 2], ['a', 'b'], [9, 'a']] as const)
      assert.deepEqual([compareKeys(a, b, false), compareKeys(b, a, false), compareKeys(a, b, true), compareKeys(b, a, true)], [-1, 1, 1, -1]); // prettier-ignore
  });
});
