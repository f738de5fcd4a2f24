// An experiment as rows: whole where it is honest, and no more work than anyone reads where it is not.

import assert from 'node:assert/strict';
import { configurationRows } from '../../../src/engine/runs/configurationRows';

/** An object that counts how many of its members, all levels together, were looked at. */
function counted(value: object, counts: { seen: number }): object {
  return new Proxy(value, {
    ownKeys(target) {
      counts.seen++;
      return Reflect.ownKeys(target);
    },
    get(target, key, receiver) {
      const inner: unknown = Reflect.get(target, key, receiver);
      return typeof inner === 'object' && inner !== null ? counted(inner, counts) : inner;
    },
  });
}

const nested = (levels: number): object => {
  let value: object = { end: 1 };
  for (let i = 0; i < levels; i++) value = { a: value };
  return value;
};

describe('an experiment as rows', () => {
  it('has dotted keys, and lists on one row', () => {
    assert.deepEqual(configurationRows({ a: { b: 1, c: [1, { x: 'y', z: null }] }, d: 'x', e: false, f: {} }), [
      { key: 'a.b', value: '1' },
      { key: 'a.c', value: '[1,{"x":"y","z":null}]' },
      { key: 'd', value: 'x' },
      { key: 'e', value: 'false' },
    ]);
    assert.deepEqual([undefined, null, 1, 'a', [1]].flatMap(configurationRows), []);
  });

  it('is followed no deeper than anyone reads', () => {
    const counts = { seen: 0 };
    const rows = configurationRows(counted({ ...nested(5_000), b: 2 }, counts));
    assert.deepEqual(rows, [
      { key: Array(20).fill('a').join('.'), value: '…' },
      { key: 'b', value: '2' },
    ]);
    assert.ok(counts.seen < 30, String(counts.seen));
  });

  it('has no more rows than anyone reads, and says that there are more', () => {
    const many = Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`k${i}`, { a: { b: 1 } }]));
    const counts = { seen: 0 };
    const rows = configurationRows(counted(many, counts));
    assert.deepEqual([rows.length, rows[0].key, rows.at(-1)], [1000, 'k0.a.b', { key: '…', value: '' }]);
    assert.ok(counts.seen <= 2_001, String(counts.seen));
  });

  it('has no longer keys and values than anyone reads', () => {
    const long = 'x'.repeat(100_000);
    const lists = Array.from({ length: 100_000 }, () => [1, 'two']);
    const deep = JSON.parse(`${'['.repeat(3_000)}${']'.repeat(3_000)}`) as unknown;
    const rows = configurationRows({ [long]: { [long]: long }, lists, deep, text: [long] });
    assert.equal(rows.length, 4);
    for (const { key, value } of rows) assert.ok(key.length <= 1000 && value.length <= 1000);
    assert.ok(rows[1].value.startsWith('[[1,"two"],[1,"two"],') && rows[1].value.endsWith('…'));
  });
});
