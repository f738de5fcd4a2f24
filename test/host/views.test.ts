// What views are made of and sent, short of the editor itself.
import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { page } from '../../src/host/views/page';
import { flag, integer, nothing, object, oneOf, text } from '../../src/host/views/requestChecks';
import {
  countsOf,
  MOST_TOKENS_A_LINE,
  ROWS_A_MESSAGE,
  shownLine,
  vocabularyPage,
} from '../../src/host/tokens/tokenPages';
import { Updates } from '../../src/host/views/updates';
import { smooth } from '../../src/webviews/shared/curves/smoothing';
import { count, duration, figure, share } from '../../src/protocol/figures';

describe('the page of a view', () => {
  const make = () =>
    page({ source: 'https://view', script: 'a.js', styles: ['a.css'], title: 'A <b>', language: 'en' });

  it('allows its one script by a fresh nonce and nothing inline', () => {
    const [first, second] = [make(), make()];
    const policy = /content="(default-src[^"]*)"/.exec(first)![1];
    assert.match(policy, /^default-src 'none'; script-src 'nonce-[\w+/]{22}=='; style-src https:\/\/view 'nonce-/);
    assert.doesNotMatch(policy, /unsafe|connect-src|\*/);
    assert.notEqual(first, second);
    assert.equal(first.match(/<script/g)?.length, 1);
    assert.doesNotMatch(first, /<style| style=| on\w+=/);
  });

  it('takes its title as text', () => {
    assert.doesNotMatch(make(), /<b>/);
  });
});

describe('requests of a view', () => {
  const check = object({ index: integer(0, 10), name: text(3), kind: oneOf('a', 'b'), on: flag });
  const right = { index: 1, name: 'abc', kind: 'a', on: true };

  it('are let through when they are right', () => {
    assert.ok(check(right));
    assert.ok(nothing({}));
  });

  const wrong: [string, unknown][] = [
    ['null', null],
    ['a list', []],
    ['a word', 'x'],
    ['a missing key', { index: 1, name: 'abc', kind: 'a' }],
    ['another key', { ...right, path: '/etc/passwd' }],
    ['a fraction', { ...right, index: 1.5 }],
    ['a number out of bounds', { ...right, index: 11 }],
    ['a long text', { ...right, name: 'abcd' }],
    ['a word that is not offered', { ...right, kind: 'toString' }],
    ['an inherited key', Object.create(right)],
    ['a prototype', JSON.parse('{"__proto__":{"index":1},"name":"a","kind":"a","on":true}')],
  ];
  for (const [name, value] of wrong) it(`are refused when they hold ${name}`, () => assert.ok(!check(value)));
});

describe('updates to a view', () => {
  before(() => mock.timers.enable({ apis: ['setTimeout'] }));
  after(() => mock.timers.reset());

  it('wait until it is ready, send only what changed, and all of it after hiding', () => {
    const sent: string[] = [];
    const updates = new Updates<'a' | 'b'>({ parts: ['a', 'b'], intervalMs: 1, send: (parts) => void sent.push(...parts) }); // prettier-ignore
    const settle = (): void => mock.timers.tick(10);
    updates.mark('a');
    settle();
    assert.deepEqual(sent, []);
    updates.resume();
    settle();
    assert.deepEqual(sent.splice(0), ['a', 'b']);
    updates.mark('b', 'b');
    updates.mark('b');
    settle();
    assert.deepEqual(sent.splice(0), ['b']);
    updates.pause();
    updates.mark('a');
    settle();
    assert.deepEqual(sent, []);
    updates.dispose();
  });

  it('are no more than one round on its way, and the newest then', async () => {
    const sent: { parts: readonly string[]; arrived: () => void }[] = [];
    const updates = new Updates<'a'>({
      parts: ['a'],
      intervalMs: 1,
      send: (parts) => new Promise<void>((arrived) => sent.push({ parts, arrived })),
    });
    const settle = async (): Promise<void> => {
      for (let turn = 0; turn < 5; turn++) await Promise.resolve();
      mock.timers.tick(10);
    };
    updates.resume();
    await settle();
    for (let i = 0; i < 100; i++) {
      updates.mark('a');
      await settle();
    }
    assert.equal(sent.length, 1);
    sent[0].arrived();
    await settle();
    assert.equal(sent.length, 2);
    updates.mark('a');
    updates.pause();
    updates.resume();
    await settle();
    assert.equal(sent.length, 3, 'what was sent to a view that was hidden meanwhile is not waited for');
    sent[1].arrived();
    updates.mark('a');
    await settle();
    assert.equal(sent.length, 3, 'nor taken for what is on its way now');
    updates.dispose();
  });
});

describe('pages of tokens', () => {
  const words = Array.from({ length: ROWS_A_MESSAGE + 1 }, (_, i) => ({
    token: `w${i}`,
    count: 10,
    ...(i % 2 ? {} : { id: i }),
  }));

  it('cut the vocabulary into messages', () => {
    const first = vocabularyPage(words, 0);
    assert.equal(first.rows.length, ROWS_A_MESSAGE);
    assert.deepEqual(first.rows[1], ['w1', 10, null]);
    assert.deepEqual(vocabularyPage(words, first.next ?? 0), {
      rows: [[`w${ROWS_A_MESSAGE}`, 10, ROWS_A_MESSAGE]],
      next: null,
    });
  });

  it('cut endless lines and say how long they are', () => {
    const tokens = Array.from({ length: MOST_TOKENS_A_LINE + 5 }, () => 'a');
    const offsets = tokens.map((_, i): [number, number] => [i * 2, i * 2 + 1]);
    const line = { line: 0, text: tokens.join(' '), tokens, ids: tokens.map(() => 4), offsets, file: '/secret/a.txt' };
    const shown = shownLine(line, countsOf([{ token: 'a', count: 605, id: 4 }], true), true);
    assert.equal(shown.tokens.length, MOST_TOKENS_A_LINE);
    assert.equal(shown.tokenCount, tokens.length);
    assert.equal(shown.text.length, MOST_TOKENS_A_LINE * 2 - 1);
    assert.equal(shown.counts[0], 605);
    assert.equal(shown.file, 'a.txt');
  });
});

describe('smoothing', () => {
  it('begins at the first value and leaves out what is not finite', () => {
    assert.deepEqual(
      smooth([2, 2, 2], 0.9).map((value) => value?.toFixed(6)),
      ['2.000000', '2.000000', '2.000000'],
    );
    assert.deepEqual(smooth([1, 3], 0), [1, 3]);
    assert.deepEqual(smooth([Number.NaN, 4], 0.5), [null, 4]);
  });
});

describe('figures', () => {
  const rows: [string, string][] = [
    [figure(0.31234), '0.312'],
    [figure(12_345), '12 300'],
    [figure(-0.5), '−0.500'],
    [figure(0.0000123), '1.23e−5'],
    [figure(Number.NaN), 'NaN'],
    [count(1_234_567), '1 234 567'],
    [share(0.8391), '83.9 %'],
    [share(1), '100 %'],
    [share(0), '0 %'],
    [duration(0.042), '42 ms'],
    [duration(134), '2 min 14 s'],
    [duration(3723), '1 h 2 min'],
  ];
  for (const [shown, expected] of rows)
    it(`reads ${expected}`, () => assert.equal(shown.replace(/\u202f/g, ' '), expected));
});
