// Classifiers of convolutions and of bags of words as runs: trained, kept, opened and asked; weights of labels, calibration, and
// the simple models beside them.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { readEvaluation } from '../../../src/engine/runs/evaluations';
import { openCheckpoint } from '../../../src/engine/store/checkpoint';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import { labelOf } from '../../../src/protocol/answer';
import type { Report, ReportBlock } from '../../../src/protocol/report';
import { checkpointBytes, inLab, smallExperiment, type Lab } from './support/lab';

const cnn = { type: 'cnn', embedding: 8, windows: [2, 3], filters: 6, dropout: 0.1 };

async function trained(lab: Lab, changes: Record<string, unknown>, overrides: string[] = []) {
  const { folder, record } = await lab.client.call('train', lab.request(smallExperiment(changes), { overrides }));
  assert.equal(record.status, 'completed', record.failure?.message);
  return { folder, record };
}

function reportOf(folder: string): Report {
  const report = readEvaluation(nodeFiles, folder);
  assert.ok(report);
  return report;
}

const blocksOf = <K extends ReportBlock['kind']>(report: Report, kind: K) =>
  report.sections
    .flatMap(({ blocks }) => blocks)
    .filter((block): block is Extract<ReportBlock, { kind: K }> => block.kind === kind);

const parametersOf = (folder: string) => openCheckpoint(nodeFiles, folder, 'best').checkpoint.model;

describe('runs of convolutions and bags of words', () => {
  const models: [string, Record<string, unknown>][] = [
    ['convolutions', cnn],
    ['stacked, dilated convolutions', { ...cnn, layers: 2, dilation: 2, pooling: 'attention' }],
    ['a deep averaging network', { type: 'bow', embedding: 8, hiddenLayers: 2, dropout: 0 }],
    ['a mean weighed by rarity', { type: 'bow', embedding: 8, pooling: 'idf', dropout: 0 }],
  ];
  for (const [name, model] of models)
    it(`answer as they learned: ${name}`, () =>
      inLab(async (lab) => {
        const { folder } = await trained(lab, { model }, ['training.epochs=8']);
        const texts = ['the film was lovely', 'the story was awful'];
        const [good, bad] = (await lab.client.call('ask', { folder, texts })).answers;
        assert.deepEqual(
          [good, bad].map((answer) => labelOf(answer).label),
          ['positive', 'negative'],
        );
      }));

  it('count how rare tokens are in the training part, and do not train that', () =>
    inLab(async (lab) => {
      lab.write('rare.tsv', 'text\tlabel\ncommon rare\tyes\ncommon fine\tno\ncommon fine\tyes\ncommon common\tno\n');
      const data = { train: 'rare.tsv', validation: 0 };
      const { folder } = await trained(lab, { data, model: { type: 'bow', embedding: 4, pooling: 'idf' } });
      const idf = parametersOf(folder).get('idf.weight')!;
      const expected = [0, 4, 2, 1].map((frequency) => Math.log(5 / (1 + frequency)) + 1);
      const found = [...(idf.data as Float32Array)];
      for (const value of expected)
        assert.ok(
          found.some((each) => Math.abs(each - value) < 1e-6),
          `${value} in ${found.join()}`,
        );
    }));

  it('have beside them what simple models reach on the same texts', () =>
    inLab(async (lab) => {
      const { folder, record } = await trained(lab, { model: cnn });
      const [table] = blocksOf(reportOf(folder), 'table');
      assert.deepEqual(
        table.rows.map(([model]) => model),
        ['This run', 'Always the most frequent label', 'Logistic regression over tf-idf'],
      );
      assert.equal(table.rows[0][1], record.metrics['validation.accuracy']);
      const [, majority, logistic] = table.rows.map((row) => Number(row[1]));
      assert.ok(majority >= 0.4 && majority <= 0.6, String(majority)); // 12 texts of two labels, held out in proportion
      assert.ok(logistic > majority, `${logistic} beside ${majority}`);
    }));

  it('are calibrated on the validation part where that is asked for; the answers stay', () =>
    inLab(async (lab) => {
      const data = { train: 'train.tsv', validation: 0.3 };
      const training = { epochs: 12, batchSize: 16, optimizer: { type: 'adam', learningRate: 0.02 } };
      const plain = await trained(lab, { data, model: cnn, training });
      const calibrated = await trained(lab, {
        data,
        model: cnn,
        training: { ...training, calibration: 'temperature' },
      });
      const temperature = parametersOf(calibrated.folder).get('calibration.temperature');
      assert.ok(temperature && Number(temperature.data[0]) !== 1);
      assert.ok(!parametersOf(plain.folder).has('calibration.temperature'));
      const [first, second] = [plain, calibrated].map(({ folder }) => reportOf(folder));
      const figure = (report: Report, name: string) => report.figures.find(({ metric }) => metric === name)!.value;
      assert.equal(figure(second, 'accuracy'), figure(first, 'accuracy'));
      assert.ok(figure(second, 'loss') < figure(first, 'loss'));
      assert.equal(blocksOf(first, 'reliability').length, 1);
      const said = (report: Report) => blocksOf(report, 'notes').flatMap(({ lines }) => lines.map(({ text }) => text));
      const isTold = (text: string) => text.startsWith('The temperature found');
      assert.deepEqual([said(first).some(isTold), said(second).some(isTold)], [false, true]);
    }));

  it('go on to the same temperature after a stop', () =>
    inLab(async (lab) => {
      const training = { epochs: 4, batchSize: 16, checkpointEverySteps: 3, calibration: 'temperature' };
      const request = lab.request(smallExperiment({ model: cnn, training }));
      const unbroken = await lab.client.call('train', request);
      const stop = new AbortController();
      const stopped = await lab.client.call('train', request, {
        signal: stop.signal,
        onProgress: (told) => told.kind === 'metric' && told.line.step >= 5 && stop.abort(),
      });
      assert.equal(stopped.record.status, 'stopped');
      const resumed = await lab.client.call('train', lab.request({}, { resume: stopped.folder }));
      assert.equal(resumed.record.epoch, 4);
      assert.deepEqual(resumed.record.metrics, unbroken.record.metrics);
      for (const file of ['model.safetensors', 'optimizer.safetensors'])
        assert.ok(
          checkpointBytes(resumed.folder, 'best', file) === checkpointBytes(unbroken.folder, 'best', file),
          file,
        );
    }));
});

describe('weights of labels', () => {
  const uneven = (): string =>
    [
      'text\tlabel',
      ...Array.from({ length: 60 }, (_, i) => `word${i % 7} same\t${i % 10 === 0 ? 'rare' : 'usual'}`),
    ].join('\n');
  const model = { type: 'bow', embedding: 4, dropout: 0 };
  const fast = { epochs: 20, batchSize: 60, optimizer: { type: 'adam', learningRate: 0.05 } };

  for (const classWeights of ['balanced', { rare: 9 }])
    it(`let a rare label be given: ${JSON.stringify(classWeights)}`, () =>
      inLab(async (lab) => {
        lab.write('uneven.tsv', uneven());
        const data = { train: 'uneven.tsv', validation: 0 };
        const share = async (training: Record<string, unknown>): Promise<number> => {
          const { folder } = await trained(lab, { data, model, training: { ...fast, ...training } });
          const [answer] = (await lab.client.call('ask', { folder, texts: ['word1 same'] })).answers;
          return answer.kind === 'label' ? answer.probabilities.rare : NaN;
        };
        const [plain, weighted] = [await share({}), await share({ classWeights })];
        assert.ok(weighted > plain + 0.05, `${plain}, ${weighted}`);
      }));

  it('of a label that is not there are refused, with the file and the key', () =>
    inLab(async (lab) => {
      const training = { epochs: 1, classWeights: { positive: 2, postive: 3 } };
      await assert.rejects(lab.client.call('train', lab.request(smallExperiment({ training }))), (error) => {
        const { code, message, place } = error as { code: string; message: string; place: Record<string, unknown> };
        assert.equal(code, 'INVALID_EXPERIMENT');
        assert.match(
          message,
          /weight for "postive", but ".*train\.tsv" has no such label\. Its labels are negative and positive/,
        );
        assert.deepEqual(place.key, ['training', 'classWeights', 'postive']);
        assert.equal(place.file, path.join(lab.folder, 'train.tsv'));
        return true;
      });
      assert.ok(!fs.existsSync(lab.runsFolder) || lab.runs().length === 0);
    }));

  it('are no keys of classical models', () =>
    inLab(async (lab) => {
      for (const training of [{ classWeights: 'balanced' }, { calibration: 'temperature' }]) {
        const request = lab.request(smallExperiment({ training, model: 'nb-svm' }));
        await assert.rejects(
          lab.client.call('train', request),
          /is for models that are trained in steps, not for "nb-svm"/,
        );
      }
    }));
});
