// What runs can be asked, by the model that was trained: of every type there is, in new records and in old ones.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import { readRecord } from '../../../src/engine/store/runRecord';
import { alternatives, type JsonSchema } from '../../../src/engine/experiment/jsonSchema';
import { experimentJsonSchema } from '../../../src/engine/tasks/experimentSchema';
import { resolveExperiment } from '../../../src/engine/tasks/parseExperiment';
import { taskOf } from '../../../src/engine/tasks/tasks';
import type { Ability } from '../../../src/protocol/ability';
import { record } from '../../cli/fakeEngine';
import { withFolder } from '../store/support/temporaryFolder';

const plain: Ability[] = ['label', 'trace', 'vectors', 'embed'];
const attending: Ability[] = ['label', 'attend', 'trace', 'vectors', 'embed'];
const explained: Ability[] = ['label', 'explain'];
const averaged: Ability[] = ['label', 'explain', 'embed'];
const number: Ability[] = ['number', 'trace', 'vectors', 'embed'];
const attendingNumber: Ability[] = ['number', 'attend', 'trace', 'vectors', 'embed'];
const tagging: Ability[] = ['tag', 'trace', 'vectors', 'embed'];
const language: Ability[] = ['continue', 'score', 'trace', 'vectors'];
const filling: Ability[] = ['fill', 'trace', 'vectors'];
const writing: Ability[] = ['write', 'search', 'trace', 'vectors'];
const writingAndAttending: Ability[] = ['write', 'attend', 'search', 'trace', 'vectors'];

/** By task and type: as the type is when nothing else is said of it. */
const BY_TYPE: Record<string, Record<string, Ability[]>> = {
  classification: {
    ...{ bow: plain, cnn: plain, rnn: plain, lstm: plain, gru: plain, transformer: attending },
    ...{ 'naive-bayes': explained, 'linear-svm': explained, 'logistic-regression': explained, 'nb-svm': explained },
    fasttext: averaged,
  },
  'sequence-to-sequence': {
    ...{ rnn: writingAndAttending, lstm: writingAndAttending, gru: writingAndAttending },
    ...{ transformer: writingAndAttending, 'decoder-only': writingAndAttending },
  },
  embedding: { word2vec: ['vectors'], fasttext: ['vectors'], glove: ['vectors'] },
  'language-model': {
    rnn: language,
    lstm: language,
    gru: language,
    'kneser-ney': ['continue', 'score'],
    transformer: ['continue', 'score', 'attend', 'trace', 'vectors'],
  },
  'masked-language-model': {
    ...{ cnn: filling, rnn: filling, lstm: filling, gru: filling },
    transformer: ['fill', 'attend', 'trace', 'vectors'],
  },
  regression: { bow: number, cnn: number, rnn: number, lstm: number, gru: number, transformer: attendingNumber },
  tagging: {
    ...{ bow: tagging, cnn: tagging, rnn: tagging, lstm: tagging, gru: tagging, transformer: tagging },
    crf: ['tag', 'explain'],
  },
};

/** The types of the key `model`, by task, as the schema of experiments has them. */
function typesByTask(): Record<string, string[]> {
  const namesOf = ({ enum: names, const: name }: JsonSchema): string[] => (names ?? [name]) as string[];
  return Object.fromEntries(
    alternatives(experimentJsonSchema()).map(({ properties = {} }) => {
      const objects = alternatives(properties.model).flatMap(({ properties: keys }) => keys?.type ?? []);
      return [namesOf(properties.task)[0], objects.flatMap(alternatives).flatMap(namesOf)];
    }),
  );
}

function abilitiesOf(task: string, model: object): Ability[] {
  const experiment = resolveExperiment(JSON.stringify({ task, data: { train: 'a.tsv' }, model }));
  return taskOf(experiment).abilities(experiment);
}

const storedRecord = (stored: object) =>
  withFolder((folder) => {
    fs.writeFileSync(path.join(folder, 'run.json'), JSON.stringify(stored));
    return readRecord(nodeFiles, folder);
  });

describe('abilities', () => {
  it('are known here of every type of model', () => {
    const sorted = (names: readonly string[]): string[] => [...names].sort();
    const types = typesByTask();
    assert.deepEqual(sorted(Object.keys(types)), sorted(Object.keys(BY_TYPE)));
    for (const [task, names] of Object.entries(types)) {
      const own = names.filter((name) => name !== 'custom'); // is what its file makes of it
      assert.deepEqual(sorted(own), sorted(Object.keys(BY_TYPE[task])));
    }
  });

  for (const [task, types] of Object.entries(BY_TYPE))
    for (const [type, abilities] of Object.entries(types))
      it(`of a ${type} for ${task} are ${abilities.join(', ')}`, () =>
        assert.deepEqual(abilitiesOf(task, { type }), abilities));

  it('depend on whether there is attention', () => {
    assert.deepEqual(abilitiesOf('classification', { type: 'gru', pooling: 'attention' }), attending);
    assert.deepEqual(abilitiesOf('sequence-to-sequence', { type: 'gru', attention: 'none' }), writing);
  });

  it('say that two texts are read together, and attention only between those that are', () => {
    const of = (task: string, model: object) => {
      const data = { train: 'a.tsv', text: ['first', 'second'] };
      const experiment = resolveExperiment(JSON.stringify({ task, data, model }));
      return taskOf(experiment).abilities(experiment);
    };
    assert.deepEqual(of('classification', { type: 'transformer' }), [...attending, 'pair']);
    assert.deepEqual(of('classification', { type: 'transformer', pairs: 'apart' }), [...plain, 'pair']);
    assert.deepEqual(of('regression', { type: 'transformer', pairs: 'cosine' }), [...number, 'pair']);
    assert.deepEqual(of('regression', { type: 'gru', pairs: 'apart', pooling: 'attention' }), [
      ...attendingNumber,
      'pair',
    ]);
  });

  const { abilities: own, ...old } = record();
  assert.ok(own.length > 0);
  const always = ['tagging', 'regression', 'language-model', 'masked-language-model']; // whose records always said it
  const before = Object.entries(BY_TYPE).filter(([task]) => !always.includes(task));
  for (const [task, types] of before)
    for (const [type, abilities] of Object.entries(types))
      it(`of an old record of a ${type} for ${task} are all that such a run may have`, () => {
        const read = storedRecord({ ...old, task, modelType: type }).abilities;
        // The record does not say whether the model attends.
        const recurrent = task === 'classification' && abilities === plain;
        assert.deepEqual(read, recurrent ? attending : abilities);
      });

  it('of an old record of a task that nobody knows are none', () => {
    for (const task of ['', 'toString', 'parsing']) assert.deepEqual(storedRecord({ ...old, task }).abilities, []);
  });

  it('that a newer version knows are left out', () => {
    const abilities = ['label', 'dream', 'vectors', 'constructor'];
    assert.deepEqual(storedRecord({ ...old, abilities }).abilities, ['label', 'trace', 'vectors', 'embed']);
  });

  it('of records from before say that texts have vectors where a model encodes them', () => {
    const read = (abilities: string[], modelType = 'gru') => storedRecord({ ...old, abilities, modelType }).abilities;
    assert.deepEqual(read(['number', 'vectors']), number);
    assert.deepEqual(read(['label', 'explain'], 'fasttext'), averaged);
    assert.deepEqual(read(['label', 'explain'], 'nb-svm'), explained);
    assert.deepEqual(read(['write', 'vectors']), ['write', 'trace', 'vectors']);
  });

  it('that are stored stand, whatever the task', () => {
    assert.deepEqual(storedRecord({ ...old, abilities: ['vectors'] }).abilities, ['vectors']);
    assert.deepEqual(storedRecord({ ...old, abilities: [] }).abilities, []);
  });

  for (const abilities of [null, 'label', [1], {}])
    it(`that are ${JSON.stringify(abilities)} are damage`, () =>
      assert.throws(() => storedRecord({ ...old, abilities }), /damaged: "abilities/));
});
