// Texts with several labels, or none: trained, judged and asked, and what is refused.

import assert from 'node:assert/strict';
import { readEvaluation } from '../../../src/engine/runs/evaluations';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import { labelOf } from '../../../src/protocol/answer';
import { inLab, smallExperiment, type Lab } from './support/lab';

/** Each of three words brings its label; every eighth text has none. */
const rows = (): string =>
  [
    'text\tlabel',
    ...Array.from({ length: 160 }, (_, i) => {
      const has = ['sad', 'dark', 'old'].filter((_, k) => (i >> k) % 2 === 1);
      return `a film ${has.join(' and ')} of ${i % 5}\t${has.join(' | ')}`;
    }),
  ].join('\n');

const data = { train: 'several.tsv', validation: 0.2, test: 0.2, labelSeparator: '|' };
const training = { epochs: 25, batchSize: 16, monitor: 'loss', optimizer: { type: 'adam', learningRate: 0.05 } };
const model = { type: 'bow', embedding: 12, dropout: 0, pooling: 'sum' };

const experiment = (changes: Record<string, unknown> = {}) => smallExperiment({ data, training, model, ...changes });

async function trained(lab: Lab) {
  lab.write('several.tsv', rows());
  const { folder, record } = await lab.client.call('train', lab.request(experiment()));
  assert.equal(record.status, 'completed', record.failure?.message);
  return { folder, record };
}

describe('several labels for a text', () => {
  it('are learned, judged and given, none among them', () =>
    inLab(async (lab) => {
      const { folder, record } = await trained(lab);
      assert.deepEqual(record.labels, ['dark', 'old', 'sad']);
      const { metrics } = record;
      assert.deepEqual(
        Object.keys(metrics).filter((name) => name.startsWith('test.')),
        ['accuracy', 'microF1', 'macroF1', 'hammingLoss', 'loss'].map((name) => `test.${name}`),
      );
      assert.ok(metrics['test.microF1'] > 0.95 && metrics['test.hammingLoss'] < 0.05, JSON.stringify(metrics));
      const { answers } = await lab.client.call('ask', { folder, texts: ['a sad and old film', 'a film', 'dark'] });
      assert.deepEqual(
        answers.map((answer) => labelOf(answer).output),
        ['old, sad', '', 'dark'],
      );
      for (const answer of answers) {
        assert.ok(answer.kind === 'label' && answer.score > 0 && answer.score <= 1);
        assert.deepEqual(Object.keys(answer.probabilities), ['dark', 'old', 'sad']);
      }
    }));

  it('have 0.5 for a threshold where no part is there to choose others on, which is said', () =>
    inLab(async (lab) => {
      lab.write('several.tsv', rows());
      const changes = { data: { ...data, validation: 0 }, training: { ...training, epochs: 1, monitor: undefined } };
      const { record } = await lab.client.call('train', lab.request(experiment(changes)));
      assert.equal(record.status, 'completed', record.failure?.message);
      assert.match(record.notices.join('\n'), /no validation part to choose thresholds on/);
    }));

  it('have a threshold each, which is in the report, beside simple models', () =>
    inLab(async (lab) => {
      const { folder } = await trained(lab);
      const report = readEvaluation(nodeFiles, folder);
      const tables = report!.sections[0].blocks.filter((block) => block.kind === 'table');
      assert.deepEqual(
        tables[0].rows.map(([name]) => name),
        ['This run', 'Always the labels of more than half of the texts', 'Logistic regression over tf-idf'],
      );
      assert.deepEqual(
        tables[1].rows.map(([label]) => label),
        ['dark', 'old', 'sad'],
      );
      for (const row of tables[1].rows) assert.ok(Number(row[4]) > 0 && Number(row[4]) < 1);
    }));

  it('are judged on other data as well', () =>
    inLab(async (lab) => {
      const { folder } = await trained(lab);
      lab.write('more.tsv', 'text\tlabel\na sad film\tsad\na film\t\nold and dark\tdark|old\n');
      const request = { folder, data: 'more.tsv', baseFolder: lab.folder };
      const { figures, count } = await lab.client.call('judge', request);
      assert.deepEqual([count, figures[0].metric, figures[0].value], [3, 'accuracy', 1]);
      lab.write('odd.tsv', 'text\tlabel\na sad film\tsad|glad\n');
      await assert.rejects(
        lab.client.call('judge', { ...request, data: 'odd.tsv' }),
        /odd\.tsv", line 2: the label "glad" does not occur in the training part/,
      );
    }));

  const refused: [string, Record<string, unknown>, RegExp][] = [
    ['a classical model', { model: 'nb-svm' }, /"nb-svm" gives one label/],
    [
      'weights of labels',
      { training: { classWeights: 'balanced' } },
      /"training\.classWeights" is for one label for each text/,
    ],
    ['calibration', { training: { calibration: 'temperature' } }, /"training\.calibration" is for one label/],
    [
      'micro F1 of one label each',
      { data: { train: 'train.tsv' }, training: { monitor: 'microF1' } },
      /"microF1" is "accuracy"/,
    ],
    [
      'a separator that does not separate',
      { data: { ...data, train: 'train.tsv', label: 'text' } },
      /different labels between "\|"/,
    ],
  ];
  for (const [name, changes, message] of refused)
    it(`are not for ${name}`, () =>
      inLab(async (lab) => {
        lab.write('several.tsv', rows());
        await assert.rejects(lab.client.call('train', lab.request(experiment(changes))), message);
      }));
});
