// An experiment as dotted keys, and what differs between two of them.

import assert from 'node:assert/strict';
import { flatConfiguration, keyChanges } from '../../../src/engine/store/flatConfiguration';

/** So many objects, each in the one before, around a value. */
const nested = (levels: number, value: unknown): object =>
  levels === 0 ? { end: value } : { a: nested(levels - 1, value) };

describe('an experiment as dotted keys', () => {
  it('has each value under its path: plain ones as they are, lists as JSON', () => {
    const flat = flatConfiguration({
      ...{ name: 'n', seed: 1, isOn: true, isOff: false, nothing: null, empty: '', list: [1, { a: 2 }], none: {} },
      training: { optimizer: { type: 'adam', betas: [0.9, 0.999] }, epochs: 3 },
    });
    assert.deepEqual(Object.entries(flat), [
      ...Object.entries({ name: 'n', seed: 1, isOn: true, isOff: false, nothing: null, empty: '' }),
      ...Object.entries({ list: '[1,{"a":2}]', 'training.optimizer.type': 'adam' }),
      ...Object.entries({ 'training.optimizer.betas': '[0.9,0.999]', 'training.epochs': 3 }),
    ]);
    assert.deepEqual(flatConfiguration({ missing: undefined }), { missing: '' });
    for (const odd of [undefined, null, 7, 'text', [1]]) assert.deepEqual(flatConfiguration(odd), {});
  });

  it('has the first 300 keys, 12 levels, and 300 characters of a key and of a value', () => {
    const many = Object.fromEntries(Array.from({ length: 301 }, (_, i) => [`k${i}`, i]));
    assert.deepEqual(Object.keys(flatConfiguration(many)), Object.keys(many).slice(0, 300));
    assert.deepEqual(flatConfiguration(nested(11, 1)), { [`${'a.'.repeat(11)}end`]: 1 });
    assert.deepEqual(flatConfiguration(nested(12, 1)), {});
    const [fits, cut] = ['x'.repeat(300), `${'x'.repeat(299)}…`];
    assert.deepEqual(flatConfiguration({ a: fits, b: `${fits}x`, [`${fits}y`]: 1 }), { a: fits, b: cut, [fits]: 1 });
  });
});

describe('what differs between two experiments', () => {
  it('is told by key, with both values, in the order of the later one and what has gone last', () => {
    const before = { seed: 1, gone: null, same: 'x', was: 2 };
    const after = { added: 0, was: 3, same: 'x', seed: 1 };
    assert.deepEqual(keyChanges(before, after), [
      { key: 'added', after: 0 },
      { key: 'was', before: 2, after: 3 },
      { key: 'gone', before: null },
    ]);
    assert.deepEqual(keyChanges(after, after), []);
    assert.deepEqual(keyChanges({}, { toString: 'x' }), [{ key: 'toString', after: 'x' }]);
  });

  it('is nothing where only words about it differ', () => {
    const words = { name: 'a', $schema: 'b', description: 'c' };
    const others = { name: 'x', $schema: 'y', description: 'z' };
    for (const [before, after] of [[words, others], [words, {}], [{}, words]]) assert.deepEqual(keyChanges(before, after), []); // prettier-ignore
  });
});
