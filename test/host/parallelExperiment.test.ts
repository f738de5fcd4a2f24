// The experiments that training on parallel files writes.

import assert from 'node:assert/strict';
import { parseExperiment } from '../../src/engine/tasks/parseExperiment';
import {
  partnersOf,
  sequenceExperimentText,
  stemOf,
  validationOf,
  type ParallelFiles,
} from '../../src/host/parallel/parallelExperiment';

describe('experiments on parallel files', () => {
  const pair: ParallelFiles = { source: 'train.de.gz', target: 'train.en.gz' };
  const table: ParallelFiles = { table: 'pairs.tsv', columns: { source: 'ko', target: 'en "x"' }, header: true };
  const tabbed: ParallelFiles = {
    table: 'kor.txt',
    columns: { source: 'column 1', target: 'column 2' },
    header: false,
  };

  for (const model of ['gru', 'transformer'] as const)
    for (const pairs of [100, 29_000])
      for (const files of [pair, table, tabbed, { ...pair, validation: { source: 'val.de.gz', target: 'val.en.gz' } }])
        it(`are sound for ${model} on ${pairs} pairs of ${Object.keys(files).join(', ')}`, () => {
          const { problems } = parseExperiment(sequenceExperimentText({ name: 'a-b', files, model, pairs }));
          assert.deepEqual(problems, []);
        });

  it('find the other side and the validation part beside a file', () => {
    const names = ['train.de.gz', 'train.en.gz', 'val.de.gz', 'val.en.gz', 'test.de.gz', 'README.md', 'train.de'];
    assert.deepEqual(partnersOf('train.de.gz', names), ['train.en.gz']);
    assert.deepEqual(partnersOf('README.md', names), []);
    const found = validationOf({ source: 'train.de.gz', target: 'train.en.gz' }, names);
    assert.deepEqual(found, { source: 'val.de.gz', target: 'val.en.gz' });
    assert.equal(validationOf({ source: 'a.de', target: 'a.en' }, ['a.de', 'a.en']), undefined);
  });

  it('are named after their files', () => {
    assert.equal(stemOf(pair), 'train-de-en');
    assert.equal(stemOf(table), 'pairs');
    assert.equal(stemOf({ source: 'questions.txt', target: 'answers.txt' }), 'questions-answers');
  });
});
