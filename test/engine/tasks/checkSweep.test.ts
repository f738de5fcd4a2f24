// The key `sweep` of an experiment: what is wrong with it is said at its place, and none of it reaches the run.

import assert from 'node:assert/strict';
import { parseExperiment } from '../../../src/engine/tasks/parseExperiment';

const experiment = (sweep: unknown, changes: object = {}): string =>
  JSON.stringify({ data: { train: 'a.tsv' }, model: 'lstm', ...changes, sweep });

describe('the sweep of an experiment', () => {
  const rates = { from: 0.001, to: 0.1, scale: 'log' };
  const rows: [name: string, sweep: unknown, key: string, message: RegExp, changes?: object][] = [
    [
      'a key that no experiment has',
      { keys: { 'training.epoch': [1] } },
      'keys/training.epoch/0',
      /With training.epoch = 1: There is no key "epoch".*"epochs"/,
    ],
    [
      'a value that a key cannot have',
      { keys: { 'model.hidden': [8, 'many'] } },
      'keys/model.hidden/1',
      /must be a whole number/,
    ],
    [
      'an end that a key cannot have',
      { keys: { 'model.dropout': { from: 0, to: 2 } } },
      'keys/model.dropout/to',
      /dropout/,
    ],
    [
      'a key of another model',
      { keys: { 'model.type': ['lstm', 'cnn'], 'model.bidirectional': [true] } },
      'keys/model.type/1',
      /bidirectional/,
    ],
    [
      'an order that is none',
      { keys: { 'model.hidden': { from: 9, to: 3 } } },
      'keys/model.hidden/to',
      /above "from", which is 9/,
    ],
    [
      'a log of nothing',
      { keys: { 'training.clipNorm': { ...rates, from: 0 } } },
      'keys/training.clipNorm/from',
      /above 0/,
    ],
    [
      'a condition on nothing',
      { keys: { 'model.hidden': { values: [8], when: { 'model.type': 'gru' } } } },
      'keys/model.hidden/when/model.type',
      /no key of this sweep/,
    ],
    [
      'a condition that never holds',
      { keys: { 'model.type': ['rnn'], 'model.hidden': { values: [8], when: { 'model.type': 'gru' } } } },
      'keys/model.hidden/when/model.type',
      /none of the values/,
    ],
    [
      'a key that undoes another',
      { keys: { 'model.hidden': [8], model: ['gru'] } },
      'keys/model',
      /would undo "model.hidden"/,
    ],
    ['the seed', { keys: { seed: [1, 2] } }, 'keys/seed', /cannot be searched/],
    [
      'a figure that nobody knows',
      { keys: { seed: [1] }, metric: 'validation.accurracy' },
      'metric',
      /Did you mean "validation.accuracy"/,
    ],
    [
      'a figure that there will not be',
      { keys: { 'model.hidden': [8] } },
      'metric',
      /"data.validation"/,
      { data: { train: 'a.tsv', validation: 0 }, training: { monitor: 'loss' } },
    ],
    [
      'halving of epochs',
      { keys: { 'training.epochs': [8] }, search: 'halving' },
      'keys/training.epochs',
      /says itself/,
    ],
    [
      'halving of one epoch',
      { keys: { 'model.hidden': [8] }, search: 'halving' },
      'search',
      /more epochs/,
      { training: { epochs: 1 } },
    ],
    [
      'a grid without an end',
      {
        keys: Object.fromEntries(
          ['hidden', 'embedding', 'dropout', 'layers'].map((key) => [
            `model.${key}`,
            { from: 0.1, to: 0.9, points: 9 },
          ]),
        ),
        search: 'grid',
      },
      'search',
      /more than 1000/,
    ],
    ['a search that nobody knows', { keys: { 'model.hidden': [8] }, search: 'tpa' }, 'search', /Did you mean "tpe"/],
  ];
  for (const [name, sweep, key, message, changes] of rows)
    it(`refuses ${name}, at its place`, () => {
      const { problems } = parseExperiment(experiment(sweep, changes));
      const found = problems.find(({ place }) => place?.key?.join('/') === `sweep/${key}`);
      assert.match(found?.message ?? JSON.stringify(problems), message);
      assert.equal(found?.place?.line, 1);
    });

  it('tries the learning rate of an optimiser that the experiment does not name', () => {
    for (const training of [undefined, {}, { optimizer: 'sgd' }])
      assert.deepEqual(
        parseExperiment(experiment({ keys: { 'training.optimizer.learningRate': rates } }, { training })).problems,
        [],
      );
  });

  it('tries keys of several models where conditions keep them apart, and leaves the experiment as it is', () => {
    const keys = {
      'model.type': ['lstm', 'cnn'],
      'model.bidirectional': { values: [true, false], when: { 'model.type': 'lstm' } },
      'training.optimizer': ['adam', 'sgd'],
      'training.optimizer.learningRate': rates,
    };
    const { problems, experiment: own, sweep } = parseExperiment(experiment({ keys, search: 'random' }));
    assert.deepEqual(problems, []);
    assert.equal(sweep?.search.type, 'random');
    assert.ok(own && !('sweep' in own));
    assert.deepEqual(own, parseExperiment(experiment(undefined)).experiment);
    const changed = parseExperiment(experiment({ keys }), { overrides: ['sweep.budget.trials=7'] });
    assert.equal(changed.sweep?.budget.trials, 7);
  });
});
