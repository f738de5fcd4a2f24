// Which runs differ in nothing but their seed, and in which keys runs differ.

import assert from 'node:assert/strict';
import { differingKeys, groupedBySeed, seedGroups, seedlessKey } from '../../src/protocol/seedGroups';

const run = (keys: Record<string, string>, hashes: Record<string, string> = { 'a.tsv': '1', vocabulary: '7' }) => ({
  configuration: Object.entries(keys).map(([key, value]) => ({ key, value })),
  record: { hashes, seed: Number(keys.seed) },
});
const base = { name: 'gru', 'model.type': 'gru', 'training.epochs': '3', seed: '1' };

describe('groups of runs that differ in their seed', () => {
  it('do not look at names, threads, the order of keys, and vocabularies that follow from the seed', () => {
    const first = run(base);
    const { name, seed, ...others } = base;
    for (const alike of [
      run({ ...base, seed: '2', name: 'gru again' }),
      run({ ...others, seed: `${seed}0`, name }),
      run({ ...base, 'runtime.threads': '4' }),
      run({ ...base, seed: '2' }, { vocabulary: '8', 'a.tsv': '1' }),
      run({ ...base, seed: '2' }, { 'a.tsv': '1', 'target vocabulary': '8' }),
    ])
      assert.equal(seedlessKey(alike), seedlessKey(first));
  });

  it('are apart where a key, a value or the data differ', () => {
    const first = seedlessKey(run(base));
    for (const other of [
      run({ ...base, 'training.epochs': '4' }),
      run({ ...base, 'model.hidden': '8' }),
      run(base, { 'a.tsv': '2', vocabulary: '7' }),
      run(base, { 'a.tsv': '1', 'vocabulary.txt': '7', vocabulary: '7' }),
    ])
      assert.notEqual(seedlessKey(other), first);
  });

  it('stand in the order of their first runs', () => {
    const runs = ['1', '2', '3', '4'].map((seed) =>
      run({ ...base, seed, 'model.type': seed === '2' ? 'lstm' : 'gru' }),
    );
    assert.deepEqual(seedGroups(runs), [[runs[0], runs[2], runs[3]], [runs[1]]]);
    assert.deepEqual(seedGroups([]), []);
    const again = run({ ...base, 'model.type': 'gru', seed: '3' });
    assert.deepEqual(seedGroups([...runs, again]), [[runs[0], runs[2], runs[3]], [runs[1]], [again]], 'a seed twice');
    const seeds = [1, 2, 1, 1, 3, 2].map((seed, place) => ({ seed, place }));
    assert.deepEqual(
      groupedBySeed(seeds, { kindOf: () => 'one', seedOf: ({ seed }) => seed }).map((group) => group.map(({ place }) => place)), // prettier-ignore
      [[0, 1, 4], [2, 5], [3]],
    );
  });
});

describe('keys in which experiments differ', () => {
  it('have the value of each experiment, and none where one lacks the key', () => {
    const configurations = [
      run(base),
      run({ ...base, name: 'other', seed: '2' }),
      run({ ...base, 'model.hidden': '8' }),
    ].map(({ configuration }) => configuration);
    assert.deepEqual(differingKeys(configurations), [
      { key: 'seed', values: ['1', '2', '1'] },
      { key: 'model.hidden', values: [undefined, undefined, '8'] },
    ]);
    assert.deepEqual(differingKeys([configurations[0]]), []);
  });
});
