// Numbers and labels for texts and pairs, from files to answers: trained, judged to the same figures, asked, and what is wrong.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { LabError } from '../../../src/protocol/labError';
import type { Report } from '../../../src/protocol/report';
import { randomNumbers } from '../../faults/randomNumbers';
import { askLabels, askNumbers, blockOf, figureOf } from './support/asked';
import { inLab, type Lab } from './support/lab';

const WORDS = ['red', 'green', 'blue', 'black', 'white', 'gray'];

/** Pairs of three words; the score is how many of the first are in the second. */
function pairs(count: number, seed: number): string {
  const random = randomNumbers(seed);
  const three = () => Array.from({ length: 3 }, () => random.pick(WORDS));
  const rows = Array.from({ length: count }, () => {
    const [a, b] = [three(), three()];
    if (random.next() < 0.5) b.splice(0, 2, a[0], a[1]);
    const score = a.filter((word) => b.includes(word)).length;
    return `${a.join(' ')}\t${b.join(' ')}\t${score}\t${score >= 2 ? 'alike' : 'other'}`;
  });
  return `one\ttwo\tscore\tlabel\n${rows.join('\n')}\n`;
}

function request(
  lab: Lab,
  experiment: { data?: object; model: object; task: string; training?: object; tokenizer?: object },
) {
  lab.write('train.tsv', pairs(160, 1));
  lab.write('held.tsv', pairs(30, 2));
  const { data, training, ...more } = experiment;
  const experimentText = JSON.stringify({
    name: 'pairs',
    data: { train: 'train.tsv', validation: 0.1, test: 'held.tsv', text: ['one', 'two'], ...data },
    tokenizer: { type: 'whitespace', minFrequency: 1 },
    training: { epochs: 8, batchSize: 16, optimizer: { type: 'adam', learningRate: 0.02 }, ...training },
    runtime: { threads: 1 },
    ...more,
  });
  return { experimentText, baseFolder: lab.folder, runsFolder: lab.runsFolder };
}

const fails = (code: LabError['code'], message: RegExp) => (error: unknown) => {
  assert.ok(error instanceof LabError && error.code === code, String(error));
  assert.match(error.message, message);
  return true;
};

const bow = { type: 'bow', embedding: 12, pooling: 'sum', dropout: 0 };

describe('a number for a pair of texts', () => {
  for (const [model, loss] of [
    [{ ...bow, pairs: 'cosine' }, 'squared'],
    [{ ...bow, pairs: 'apart', pooling: 'attention' }, 'huber'],
    [{ type: 'gru', embedding: 8, hidden: 8, dropout: 0, pairs: 'together' }, 'absolute'],
  ] as const)
    it(`is learned ${model.pairs}, judged to the figures of its training, and given`, () =>
      inLab(async (lab) => {
        const asked = { task: 'regression', data: { label: 'score' }, model, training: { loss, monitor: 'spearman' } };
        const { folder, record } = await lab.client.call('train', request(lab, asked));
        assert.equal(record.status, 'completed');
        assert.ok(record.abilities.includes('number') && record.abilities.includes('pair'));
        const least = model.pairs === 'together' ? -1 : 0.3; // few pairs teach a network little of where words meet
        assert.ok(record.metrics['test.spearman'] > least, `Spearman ${record.metrics['test.spearman']}`);
        assert.match(record.notices.join('\n'), /have the mean [\d.]+ and the standard deviation [\d.]+/);

        const report = await lab.client.call('judge', { folder, data: 'held.tsv', baseFolder: lab.folder });
        for (const metric of ['spearman', 'pearson', 'rootMeanSquaredError', 'meanAbsoluteError', 'loss'] as const)
          assert.ok(Math.abs(figureOf(report, metric).value - record.metrics[`test.${metric}`]) < 1e-9, metric);
        const { low = 1, value, high = 0 } = figureOf(report, 'spearman');
        assert.ok(low < value && value < high);
        const [first] = blockOf(report, 'examples').rows;
        assert.match(String(first.cells[0]), /^\w+ \w+ \w+ ⇥ \w+ \w+ \w+$/);

        const texts = ['red green blue\tred green blue', 'red red red\nwhite gray black'];
        const [alike, other] = await askNumbers(lab, { folder, texts });
        if (model.pairs !== 'together') assert.ok(alike.value > other.value, `${alike.value} and ${other.value}`);
        assert.deepEqual(alike.tokens, ['red', 'green', 'blue', '<eos>', 'red', 'green', 'blue']);
        if ('pooling' in model && model.pooling === 'attention') {
          const sum = alike.weights?.reduce((total, weight) => total + weight, 0) ?? 0;
          assert.ok(Math.abs(sum - 2) < 1e-5 && alike.weights?.length === 7, 'each text has weights of its own');
        }
        await assert.rejects(
          askNumbers(lab, { folder, texts: ['red'] }),
          fails('INVALID_ARGUMENT', /reads pairs of texts: write a tab or a line break/),
        );
      }));

  it('stands beside the mean, a line over characters and ridge regression', () =>
    inLab(async (lab) => {
      const tokenizer = { type: 'bpe', vocabularySize: 60 }; // simple models cut as the run does, by what was learned
      const asked = { task: 'regression', data: { label: 'score' }, model: bow, training: { epochs: 1 }, tokenizer };
      const { folder } = await lab.client.call('train', request(lab, asked));
      const report = JSON.parse(fs.readFileSync(path.join(folder, 'evaluation.json'), 'utf8')) as Report;
      const names = blockOf(report, 'table', 'Beside simple models').rows.map(([name]) => name);
      assert.deepEqual(names, [
        ...['This run', 'Always the mean', 'A line over the cosine of characters'],
        'Ridge regression over tf-idf of both texts',
      ]);
    }));
});

describe('a number for a text', () => {
  it('is learned of one text', () =>
    inLab(async (lab) => {
      const asked = { task: 'regression', data: { label: 'score', text: 'two' }, model: bow };
      const { folder, record } = await lab.client.call('train', request(lab, asked));
      assert.deepEqual(record.abilities, ['number', 'trace', 'vectors', 'embed']);
      const [{ value, output }] = await askNumbers(lab, { folder, texts: ['red green blue'] });
      assert.ok(value > -2 && value < 5, output);
    }));

  it('is told where a value is none, with its line', () =>
    inLab(async (lab) => {
      const asked = { task: 'regression', data: { label: 'label' }, model: bow };
      await assert.rejects(
        lab.client.call('train', request(lab, asked)),
        fails('INVALID_DATA', /train\.tsv", line 2: the column "label" has "\w+", which is no number/),
      );
    }));
});

describe('a label for a pair of texts', () => {
  for (const model of [
    { ...bow, pairs: 'apart', hiddenLayers: 1 },
    { type: 'cnn', embedding: 8, filters: 8, windows: [2, 3], dropout: 0 },
    { type: 'transformer', width: 8, heads: 2, feedForward: 16, layers: 1, dropout: 0, pairs: 'together' },
  ])
    it(`is learned by ${model.type}`, () =>
      inLab(async (lab) => {
        const training = { monitor: 'matthews' };
        const asked = { task: 'classification', model, training };
        const { folder, record } = await lab.client.call('train', request(lab, asked));
        assert.equal(record.status, 'completed');
        const report = await lab.client.call('judge', { folder, data: 'held.tsv', baseFolder: lab.folder });
        for (const metric of ['accuracy', 'matthews'] as const)
          assert.equal(figureOf(report, metric).value, record.metrics[`test.${metric}`]);
        const [{ label, tokens }] = await askLabels(lab, { folder, texts: ['red green\tred'] });
        assert.ok(['alike', 'other'].includes(label));
        assert.deepEqual(tokens, ['red', 'green', '<eos>', 'red']);
        if (model.type === 'transformer') {
          const { maps } = await lab.client.call('attend', { folder, source: 'red green\tred' });
          assert.deepEqual([maps.length, maps[0].rows, maps[0].columns], [2, 4, 4]);
        }
      }));

  it('is refused where a model reads one text, or there is one', () =>
    inLab(async (lab) => {
      const train = (model: object, data = {}) =>
        lab.client.call('train', request(lab, { task: 'classification', model, data }));
      await assert.rejects(train({ type: 'fasttext' }), fails('INVALID_EXPERIMENT', /"fasttext" reads one text/));
      await assert.rejects(
        train({ ...bow, pairs: 'apart' }, { text: 'one' }),
        fails('INVALID_EXPERIMENT', /"model\.pairs" is for pairs of texts/),
      );
      await assert.rejects(train(bow, { text: ['one', 'one'] }), fails('INVALID_EXPERIMENT', /the same column/));
    }));
});
