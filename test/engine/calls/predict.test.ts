// Evaluating and predicting with runs: the same figures as at the end of training, and tokens that fit their weights.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { loadDataset } from '../../../src/engine/data/dataset';
import { resolveExperiment } from '../../../src/engine/tasks/parseExperiment';
import type { Prediction } from '../../../src/protocol/engine';
import { LabError } from '../../../src/protocol/labError';
import type { ClassificationReport } from '../../../src/protocol/run';
import { inLab, smallExperiment, type Lab } from './support/lab';

const SAMPLES = [
  { name: 'samples/en/reviews-lstm.nlplab.json', text: 'A warm and funny film.' },
  { name: 'samples/ko/reviews-gru.nlplab.json', text: '정말 재미있는 영화였어요.' },
];

const near = (a: number, b: number, tolerance = 1e-5): boolean => Math.abs(a - b) <= tolerance;
const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

describe('the calls evaluate and predict', () => {
  for (const { name, text } of SAMPLES)
    it(`evaluate ${name} to the test figures it was trained to`, () =>
      inLab(async (lab) => {
        const experimentText = fs.readFileSync(name, 'utf8');
        const baseFolder = path.resolve(path.dirname(name));
        const { folder, record } = await lab.client.call('train', {
          ...{ experimentText, baseFolder, runsFolder: lab.runsFolder },
          overrides: ['training.epochs=4'],
        });
        assert.equal(record.status, 'completed');
        const experiment = resolveExperiment(experimentText, {});
        assert.ok(experiment.task === 'classification');
        const { test } = await loadDataset(experiment.data, { baseFolder, seed: experiment.seed });
        assert.equal(test.examples.length, 36);
        const stored = JSON.parse(
          fs.readFileSync(path.join(folder, 'evaluation.json'), 'utf8'),
        ) as ClassificationReport;
        const rows = test.examples.map((example) => `${example.text}\t${example.label}`);
        lab.write('test.tsv', ['text\tlabel', ...rows].join('\n'));
        const report = await lab.client.call('evaluate', { folder, data: 'test.tsv', baseFolder: lab.folder });
        assert.equal(report.accuracy, record.metrics['test.accuracy']);
        assert.equal(report.macroF1, record.metrics['test.macroF1']);
        assert.equal(report.loss, record.metrics['test.loss']);
        assert.deepEqual(report.confusion, stored.confusion);
        assert.equal(report.source, 'test.tsv');
        assert.deepEqual(
          JSON.parse(fs.readFileSync(path.join(folder, 'evaluation.json'), 'utf8')),
          JSON.parse(JSON.stringify(report)), // the latest evaluation is kept
        );

        const { predictions } = await lab.client.call('predict', { folder, texts: [text, ''] });
        for (const { probabilities, label, score } of predictions) {
          assert.ok(near(total(Object.values(probabilities)), 1));
          assert.deepEqual(Object.keys(probabilities), record.labels);
          assert.equal(score, Math.max(...Object.values(probabilities)));
          assert.equal(probabilities[label], score);
        }
      }));

  it('predict what evaluate counts', () =>
    inLab(async (lab) => {
      const { folder } = await trainAttention(lab);
      const report = await lab.client.call('evaluate', { folder, data: 'train.tsv', baseFolder: lab.folder });
      const rows = fs.readFileSync(lab.file('train.tsv'), 'utf8').trim().split('\n').slice(1);
      const pairs = rows.map((row) => row.split('\t'));
      const { predictions } = await lab.client.call('predict', { folder, texts: pairs.map(([text]) => text) });
      const right = predictions.filter(({ label }, i) => label === pairs[i][1]).length;
      assert.equal(right / pairs.length, report.accuracy);
      assert.equal(report.count, 120);
    }));

  describe('attention weights stand beside their tokens', () => {
    const TEXTS = [
      'the film was very lovely',
      'dull',
      'a b c d e f g h i j k l',
      '',
      'the story is bright and then again very clever and warm and fine',
    ];
    const LIMIT = 6;

    it('whatever the side of padding and of truncation', () =>
      inLab(async (lab) => {
        const { folder } = await trainAttention(lab);
        for (const truncation of ['end', 'start'] as const) {
          const seen: Prediction[][] = [];
          for (const padding of ['after', 'before'] as const) {
            change(folder, { padding, truncation, maxLength: LIMIT });
            const { predictions } = await lab.client.call('predict', { folder, texts: TEXTS });
            seen.push(predictions);
            for (const [i, prediction] of predictions.entries()) {
              const { tokens, unknown, weights = [] } = prediction;
              const all = TEXTS[i] === '' ? ['<unk>'] : TEXTS[i].split(' ');
              assert.deepEqual(tokens, truncation === 'end' ? all.slice(0, LIMIT) : all.slice(-LIMIT));
              assert.equal(unknown.length, tokens.length);
              assert.equal(weights.length, tokens.length);
              assert.ok(near(total(weights), 1), `weights of "${TEXTS[i]}" sum to ${total(weights)}`);
              assert.ok(weights.every((weight) => weight > 0));
            }
          }
          // The same model sees the same tokens: only the place of the padding differs.
          const [after, before] = seen;
          after.forEach(({ weights = [], probabilities }, i) => {
            weights.forEach((weight, t) => assert.ok(near(weight, before[i].weights?.[t] ?? NaN), `token ${t} of "${TEXTS[i]}"`)); // prettier-ignore
            for (const [label, value] of Object.entries(probabilities))
              assert.ok(near(value, before[i].probabilities[label]));
          });
        }
      }));

    it('alone as among longer texts', () =>
      inLab(async (lab) => {
        const { folder } = await trainAttention(lab);
        const together = (await lab.client.call('predict', { folder, texts: TEXTS })).predictions;
        for (const [i, text] of TEXTS.entries()) {
          const { predictions } = await lab.client.call('predict', { folder, texts: [text] });
          assert.deepEqual(predictions[0].tokens, together[i].tokens);
          (predictions[0].weights ?? []).forEach((weight, t) => assert.ok(near(weight, together[i].weights?.[t] ?? NaN))); // prettier-ignore
          assert.ok(near(predictions[0].score, together[i].score));
        }
      }));

    it('and are left out without attention', () =>
      inLab(async (lab) => {
        const { folder } = await lab.client.call('train', lab.request(smallExperiment()));
        const { predictions } = await lab.client.call('predict', { folder, texts: ['fine'] });
        assert.equal(predictions[0].weights, undefined);
      }));
  });

  it('take no texts for no predictions', () =>
    inLab(async (lab) => {
      const { folder } = await trainAttention(lab);
      assert.deepEqual(await lab.client.call('predict', { folder, texts: [] }), { predictions: [] });
    }));

  it('refuse a label the run does not know, with file and line', () =>
    inLab(async (lab) => {
      const { folder } = await trainAttention(lab);
      const file = lab.write('other.tsv', 'text\tlabel\nfine\tpositive\nso-so\tmixed\n');
      await assert.rejects(
        lab.client.call('evaluate', { folder, data: 'other.tsv', baseFolder: lab.folder }),
        (error) =>
          error instanceof LabError &&
          error.code === 'INVALID_DATA' &&
          error.message.includes('"mixed"') &&
          error.place?.file === file &&
          error.place.line === 3,
      );
    }));
});

function trainAttention(lab: Lab) {
  const model = { type: 'gru', embedding: 16, hidden: 16, bidirectional: true, pooling: 'attention', dropout: 0.2 };
  return lab.client.call('train', lab.request(smallExperiment({ model })));
}

/** Changes how a run's texts are laid out, and nothing that was learned. */
function change(folder: string, training: object): void {
  const file = path.join(folder, 'experiment.json');
  const experiment = JSON.parse(fs.readFileSync(file, 'utf8')) as { training: object };
  fs.writeFileSync(file, JSON.stringify({ ...experiment, training: { ...experiment.training, ...training } }));
}
