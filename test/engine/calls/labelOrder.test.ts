// Labels with an order: learned with one score, judged by steps, and what is refused.

import assert from 'node:assert/strict';
import { openCheckpoint } from '../../../src/engine/store/checkpoint';
import { readEvaluation } from '../../../src/engine/runs/evaluations';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import { labelOf } from '../../../src/protocol/answer';
import { inLab, smallExperiment } from './support/lab';

/** The more often "good" stands in a text, the better it is. */
const rows = (): string =>
  [
    'text\tlabel',
    ...Array.from({ length: 120 }, (_, i) => {
      const level = i % 3;
      return `${'good '.repeat(2 * level)}film ${'the '.repeat(i % 4)}\t${['bad', 'fair', 'great'][level]}`;
    }),
  ].join('\n');

const data = { train: 'ordered.tsv', validation: 0.2, test: 0.2, labelOrder: ['bad', 'fair', 'great'] };
const model = { type: 'bow', embedding: 8, pooling: 'sum', dropout: 0 };
const training = { epochs: 30, batchSize: 16, optimizer: { type: 'adam', learningRate: 0.05 } };

describe('an order of labels in an experiment', () => {
  it('is learned as one score and judged by steps', () =>
    inLab(async (lab) => {
      lab.write('ordered.tsv', rows());
      const { folder, record } = await lab.client.call(
        'train',
        lab.request(smallExperiment({ data, model, training })),
      );
      assert.equal(record.status, 'completed', record.failure?.message);
      assert.deepEqual(record.labels, data.labelOrder);
      const parameters = openCheckpoint(nodeFiles, folder, 'best').checkpoint.model;
      assert.deepEqual(parameters.get('output.weight')?.shape, [1, 8]);
      const error = readEvaluation(nodeFiles, folder)?.figures.find(({ metric }) => metric === 'meanAbsoluteError');
      assert.ok(error && error.value < 0.2, JSON.stringify(error));
      const texts = ['film', 'good good film', 'good good good good film'];
      const { answers } = await lab.client.call('ask', { folder, texts });
      assert.deepEqual(
        answers.map((answer) => labelOf(answer).output),
        data.labelOrder,
      );
    }));

  const refused: [string, Record<string, unknown>, RegExp][] = [
    [
      'a label that is not there',
      { data: { ...data, labelOrder: ['bad', 'fair', 'good', 'great'] } },
      /"data\.labelOrder" has "good", which ".*" has not/,
    ],
    ['a label that it lacks', { data: { ...data, labelOrder: ['bad', 'great'] } }, /lacks the label "fair"/],
    [
      'a rise of labels that are no numbers',
      { data: { ...data, labelOrder: 'rising' } },
      /"bad" .*, line 2, is no number/,
    ],
    ['a label twice', { data: { ...data, labelOrder: ['bad', 'fair', 'bad', 'great'] } }, /has "bad" twice/],
    ['a classical model', { model: 'linear-svm' }, /"data\.labelOrder" is for models that are trained in steps/],
    ['several labels', { data: { ...data, labelSeparator: '|' } }, /"data\.labelOrder" is for one label for each text/],
  ];
  for (const [name, changes, message] of refused)
    it(`is refused with ${name}`, () =>
      inLab(async (lab) => {
        lab.write('ordered.tsv', rows());
        await assert.rejects(
          lab.client.call('train', lab.request(smallExperiment({ data, model, training, ...changes }))),
          message,
        );
      }));
});
