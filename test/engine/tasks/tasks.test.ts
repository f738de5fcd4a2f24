// The registry of tasks: found by an experiment's own name, and held by the compiler to what the schemas say.

import assert from 'node:assert/strict';
import { classification } from '../../../src/engine/tasks/classification/classification';
import { embedding } from '../../../src/engine/tasks/embedding/embedding';
import { resolveExperiment } from '../../../src/engine/tasks/parseExperiment';
import { isTask, type RegistryOf, taskOf, TASKS } from '../../../src/engine/tasks/tasks';

const right = { classification, embedding };
right satisfies RegistryOf<typeof right>;

const misnamed = { labels: classification };
// @ts-expect-error: the schema of this line is of the task "classification"
misnamed satisfies RegistryOf<typeof misnamed>;

const exchanged = { classification: embedding, embedding: classification };
// @ts-expect-error: each is under the other one's name
exchanged satisfies RegistryOf<typeof exchanged>;

describe('the registry of tasks', () => {
  for (const [name, task] of Object.entries(TASKS))
    it(`gives ${name} for an experiment of it`, () => {
      const experiment = resolveExperiment(JSON.stringify({ task: name, data: { train: 'train.tsv' } }));
      assert.equal(taskOf(experiment), task);
      assert.equal(experiment.task, name);
    });

  it('knows tasks by their own names alone', () => {
    const names = [
      'classification',
      'sequence-to-sequence',
      'embedding',
      'tagging',
      'regression',
      'language-model',
      'masked-language-model',
    ];
    assert.deepEqual(Object.keys(TASKS), names);
    assert.ok(names.every(isTask));
    for (const other of ['', 'constructor', 'toString', 'Classification', undefined, 1])
      assert.equal(isTask(other), false);
  });
});
