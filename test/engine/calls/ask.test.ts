// Judging and asking classifiers: the same figures as at the end of training, and tokens that fit their weights.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { loadDataset } from '../../../src/engine/data/dataset';
import { resolveExperiment } from '../../../src/engine/tasks/parseExperiment';
import type { LabelAnswer } from '../../../src/protocol/answer';
import { LabError } from '../../../src/protocol/labError';
import type { Report } from '../../../src/protocol/report';
import { askLabels, blockOf, figureOf } from './support/asked';
import { inLab, smallExperiment, type Lab } from './support/lab';

const SAMPLES = [
  { name: 'samples/en/reviews-lstm.nlplab.json', text: 'A warm and funny film.' },
  { name: 'samples/ko/reviews-gru.nlplab.json', text: '정말 재미있는 영화였어요.' },
];

const near = (a: number, b: number, tolerance = 1e-5): boolean => Math.abs(a - b) <= tolerance;
const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

describe('the calls judge and ask', () => {
  for (const { name, text } of SAMPLES)
    it(`judge ${name} to the test figures it was trained to`, () =>
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
        const readStored = () => JSON.parse(fs.readFileSync(path.join(folder, 'evaluation.json'), 'utf8')) as Report;
        const stored = readStored();
        const rows = [...test.examples].map((example) => `${example.texts.join()}\t${example.label}`);
        lab.write('test.tsv', ['text\tlabel', ...rows].join('\n'));
        const report = await lab.client.call('judge', { folder, data: 'test.tsv', baseFolder: lab.folder });
        for (const metric of ['accuracy', 'macroF1', 'loss'] as const)
          assert.equal(figureOf(report, metric).value, record.metrics[`test.${metric}`]);
        assert.deepEqual(blockOf(report, 'matrix'), blockOf(stored, 'matrix'));
        assert.deepEqual(blockOf(report, 'table', 'Figures by label'), blockOf(stored, 'table', 'Figures by label'));
        assert.equal(report.source, 'test.tsv');
        const { at, ...latest } = readStored();
        assert.deepEqual(latest, report); // the latest evaluation is kept, and the one of the training beside it
        const { evaluations } = await lab.client.call('report', { folder });
        assert.deepEqual(
          evaluations.map(({ source }) => source),
          ['test.tsv', stored.source],
        );
        assert.deepEqual([evaluations[0].at, evaluations[1].at], [at, stored.at]);
        const kept = await lab.client.call('report', { folder, evaluation: evaluations[1].id });
        assert.deepEqual(kept.report, stored);

        const answers = await askLabels(lab, { folder, texts: [text, ''] });
        for (const { probabilities, label, score, output } of answers) {
          assert.equal(output, label);
          assert.ok(near(total(Object.values(probabilities)), 1));
          assert.deepEqual(Object.keys(probabilities), record.labels);
          assert.equal(score, Math.max(...Object.values(probabilities)));
          assert.equal(probabilities[label], score);
        }
      }));

  it('answer what judge counts', () =>
    inLab(async (lab) => {
      const { folder } = await trainAttention(lab);
      const report = await lab.client.call('judge', { folder, data: 'train.tsv', baseFolder: lab.folder });
      const rows = fs.readFileSync(lab.file('train.tsv'), 'utf8').trim().split('\n').slice(1);
      const pairs = rows.map((row) => row.split('\t'));
      const answers = await askLabels(lab, { folder, texts: pairs.map(([text]) => text) });
      const right = answers.filter(({ label }, i) => label === pairs[i][1]).length;
      assert.equal(right / pairs.length, figureOf(report, 'accuracy').value);
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
          const seen: LabelAnswer[][] = [];
          for (const padding of ['after', 'before'] as const) {
            change(folder, { padding, truncation, maxLength: LIMIT });
            const answers = await askLabels(lab, { folder, texts: TEXTS });
            seen.push(answers);
            for (const [i, { tokens, unknown, weights = [] }] of answers.entries()) {
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
        const together = await askLabels(lab, { folder, texts: TEXTS });
        for (const [i, text] of TEXTS.entries()) {
          const [{ tokens, weights = [], score }] = await askLabels(lab, { folder, texts: [text] });
          assert.deepEqual(tokens, together[i].tokens);
          weights.forEach((weight, t) => assert.ok(near(weight, together[i].weights?.[t] ?? NaN))); // prettier-ignore
          assert.ok(near(score, together[i].score));
        }
      }));

    it('and are left out without attention', () =>
      inLab(async (lab) => {
        const { folder } = await lab.client.call('train', lab.request(smallExperiment()));
        const [{ weights }] = await askLabels(lab, { folder, texts: ['fine'] });
        assert.equal(weights, undefined);
      }));
  });

  it('take no texts for no answers', () =>
    inLab(async (lab) => {
      const { folder } = await trainAttention(lab);
      assert.deepEqual(await lab.client.call('ask', { folder, texts: [] }), { answers: [] });
    }));

  it('refuse what only runs that write do, and the attention of a model that pays none', () =>
    inLab(async (lab) => {
      const { folder } = await lab.client.call('train', lab.request(smallExperiment()));
      const { call } = lab.client;
      const refused = (work: Promise<unknown>, says: RegExp) =>
        assert.rejects(
          work,
          (error) => error instanceof LabError && error.code === 'INVALID_ARGUMENT' && says.test(error.message),
        );
      for (const more of [{ decoding: { beam: 3 } }, { attention: true }, { search: true }, { references: ['fine'] }])
        await refused(call('ask', { folder, texts: ['fine'], ...more }), /gives labels: there is nothing to decode/);
      const data = { source: 'train.tsv', target: 'train.tsv' };
      await refused(call('judge', { folder, data, baseFolder: lab.folder }), /name a labelled file, not two files/);
      await refused(call('attend', { folder, source: 'fine', target: 'good' }), /no output to look at/);
      await refused(call('attend', { folder, source: 'fine' }), /This classifier pays no attention/);
      await refused(call('ask', { folder, texts: ['fine'], explain: true }), /no weights for single words/);
    }));

  it('refuse a label the run does not know, with file and line', () =>
    inLab(async (lab) => {
      const { folder } = await trainAttention(lab);
      const file = lab.write('other.tsv', 'text\tlabel\nfine\tpositive\nso-so\tmixed\n');
      await assert.rejects(
        lab.client.call('judge', { folder, data: 'other.tsv', baseFolder: lab.folder }),
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
