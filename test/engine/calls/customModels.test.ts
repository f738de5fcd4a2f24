// Models that people write as runs: trained for every head, kept with their code, asked, resumed; and what is refused.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { labelOf } from '../../../src/protocol/answer';
import type { GradientCheck } from '../../../src/protocol/gradientCheck';
import { randomNumbers } from '../../faults/randomNumbers';
import { askTags } from './support/asked';
import { checkpointBytes, inLab, smallExperiment, type Lab } from './support/lab';

const MODEL = `import { customEncoder, dropout, embeddingParameters, linear, linearParameters, ops, ownOperator, readTokens } from 'nlp-lab';
const square = ownOperator('square', {
  forward: (x) => ops.mul(x, x),
  backward: (g, { operands: [x] }) => [ops.mul(g, ops.mul(x, 2))],
});
export default customEncoder({
  options: { width: 8 },
  parameters: ({ vocabulary, options: { width } }) => ({
    embedding: embeddingParameters({ vocabulary, width, deviation: 0.1 }),
    layer: linearParameters({ inputs: width, outputs: width }),
  }),
  encode(p, inputs, { mode }) {
    const x = dropout(readTokens(p.embedding, inputs), { rate: 0.1, stream: 'x', mode });
    const states = ops.add(ops.tanh(linear(p.layer, x)), square(x));
    const counted = ops.cast(ops.reshape(inputs.mask, [...inputs.mask.shape, 1]), 'float32');
    return { states, last: ops.sum(ops.mul(states, counted), [0]) };
  },
});
`;

const custom = { type: 'custom', file: 'model.ts', dropout: 0.1 };
const learning = { epochs: 8, batchSize: 16, optimizer: { type: 'adam', learningRate: 0.02 } };

async function trained(lab: Lab, changes: object, more = {}) {
  const { folder, record } = await lab.client.call('train', lab.request(smallExperiment({ model: custom, training: learning, ...changes }), more)); // prettier-ignore
  assert.equal(record.status, 'completed', record.failure?.message);
  return { folder, record };
}

const inModelLab = (use: (lab: Lab) => Promise<void>): Promise<void> =>
  inLab((lab) => {
    lab.write('model.ts', MODEL);
    return use(lab);
  });

describe('runs of models that people write', () => {
  it('answer, are explained, judged and give vectors, when the file has gone, too', () =>
    inModelLab(async (lab) => {
      const { folder, record } = await trained(lab, { data: { train: 'train.tsv', validation: 0.1, test: 0.1 } });
      assert.deepEqual(record.abilities, ['label', 'trace', 'vectors', 'embed']);
      assert.ok('model.ts' in record.hashes);
      fs.rmSync(lab.file('model.ts'));
      const texts = ['the film was lovely', 'the story was awful'];
      const { answers } = await lab.client.call('ask', { folder, texts });
      assert.deepEqual(
        answers.map((answer) => labelOf(answer).label),
        ['positive', 'negative'],
      );
      for (const method of ['integrated', 'gradient', 'leave-one-out'] as const) {
        const { tokens } = await lab.client.call('attribute', { folder, text: texts[0], method });
        const most = tokens.reduce((best, each) => (each.share > best.share ? each : best));
        assert.equal(most.token, 'lovely', method);
      }
      const judged = await lab.client.call('judge', { folder, data: 'train.tsv', baseFolder: lab.folder });
      assert.ok(judged.figures.some(({ metric, value }) => metric === 'accuracy' && value > 0.9));
      const exported = lab.client.call('exportModel', { folder, output: lab.file('model.bin') });
      await assert.rejects(exported, {
        code: 'INVALID_ARGUMENT',
        message: /\(custom\) has no file that another program reads/,
      });
    }));

  for (const pooling of ['max', 'mean', 'sum', 'last', 'attention'])
    it(`pool their states: ${pooling}`, () =>
      inModelLab(async (lab) => {
        const { record } = await trained(lab, { model: { ...custom, pooling } }, { overrides: ['training.epochs=1'] });
        assert.equal(record.abilities.includes('attend'), pooling === 'attention');
      }));

  it('show the attention that they give', () =>
    inModelLab(async (lab) => {
      const weights = `const [time, batch] = inputs.ids.shape;
    const rows = ops.transpose(x, [1, 0, 2]);
    const scores = ops.reshape(ops.matmul(rows, rows, { transposeB: true }), [batch, 1, time, time]);
    return { attention: [ops.softmax(scores)], states, last:`;
      lab.write('model.ts', MODEL.replace('return { states, last:', weights));
      const model = { ...custom, attention: true };
      const { folder, record } = await trained(lab, { model }, { overrides: ['training.epochs=1'] });
      assert.ok(record.abilities.includes('attend'));
      const { maps } = await lab.client.call('attend', { folder, source: 'the film was lovely' });
      assert.deepEqual(
        maps.map(({ rows, columns }) => [rows, columns]),
        [[4, 4]],
      );
      lab.write('model.ts', MODEL);
      await assert.rejects(lab.client.call('train', lab.request(smallExperiment({ model }))), {
        message: /"model\.attention" is true, and "encode" gives no "attention"/,
      });
    }));

  it('go on bit for bit after a stop, and not with another file', () =>
    inModelLab(async (lab) => {
      const training = { ...learning, epochs: 3, checkpointEverySteps: 3 };
      const unbroken = await trained(lab, { training });
      const stopAt = async () => {
        const stop = new AbortController();
        const { folder } = await lab.client.call('train', lab.request(smallExperiment({ model: custom, training })), {
          signal: stop.signal,
          onProgress: (told) => told.kind === 'metric' && told.line.step >= 5 && stop.abort(),
        });
        return folder;
      };
      const folder = await stopAt();
      lab.write('model.ts', `${MODEL}// Changed.\n`);
      await assert.rejects(lab.client.call('train', lab.request({}, { resume: folder })), {
        code: 'INVALID_DATA',
        message: /"model\.ts" has changed since this run began/,
      });
      lab.write('model.ts', MODEL);
      const resumed = await lab.client.call('train', lab.request({}, { resume: folder }));
      assert.equal(resumed.record.status, 'completed');
      for (const file of ['model.safetensors', 'optimizer.safetensors'])
        assert.ok(checkpointBytes(folder, 'last', file) === checkpointBytes(unbroken.folder, 'last', file), file);
    }));

  it('read pairs, several labels, numbers and tags', () =>
    inModelLab(async (lab) => {
      const random = randomNumbers(3);
      const words = () => Array.from({ length: 4 }, () => random.pick(['red', 'green', 'blue', 'grey']));
      const rows = Array.from({ length: 40 }, () => {
        const [first, second] = [words(), words()];
        return [
          first.join(' '),
          second.join(' '),
          first.includes('red') ? 'red|warm' : 'cold',
          first.filter((word) => word === 'red').length,
        ].join('\t');
      });
      lab.write('pairs.tsv', ['a\tb\tlabel\tnumber', ...rows].join('\n'));
      const one = { overrides: ['training.epochs=1'] };
      const data = { train: 'pairs.tsv', text: ['a', 'b'], label: 'label' };
      for (const pairs of ['together', 'apart']) await trained(lab, { data, model: { ...custom, pairs } }, one);
      await trained(lab, { data: { ...data, text: 'a', labelSeparator: '|' } }, one);
      await trained(lab, { task: 'regression', data: { ...data, text: 'a', label: 'number' } }, one);
      const tagged = Array.from({ length: 20 }, () => `${words().map((word) => `${word} ${word === 'red' ? 'B-C' : 'O'}`).join('\n')}\n`); // prettier-ignore
      lab.write('tags.conll', tagged.join('\n'));
      const { folder } = await trained(
        lab,
        { task: 'tagging', data: { train: 'tags.conll' }, model: { ...custom, characters: {} }, training: learning },
        { overrides: ['training.epochs=12'] },
      );
      const [{ tags }] = await askTags(lab, { folder, texts: ['green red blue'] });
      assert.deepEqual(tags, ['O', 'B-C', 'O']);
    }));

  it('must read what is added to their tokens', () =>
    inModelLab(async (lab) => {
      lab.write('pairs.tsv', 'a\tb\tlabel\nx\ty\t1\nz\ty\t2\nx\ty\t1\nz\ty\t2\n');
      lab.write('model.ts', MODEL.replace('readTokens(p.embedding, inputs)', 'ops.reshape(ops.gatherRows(p.embedding.weight, inputs.ids), [...inputs.ids.shape, 8])')); // prettier-ignore
      const data = { train: 'pairs.tsv', text: ['a', 'b'], label: 'label', validation: 0 };
      await assert.rejects(lab.client.call('train', lab.request(smallExperiment({ data, model: custom }))), {
        message: /^model\.ts:\d+:\d+: the states do not depend on what is added to the token vectors/,
      });
    }));

  it('are checked with the experiment, at the key and in their file', () =>
    inModelLab(async (lab) => {
      const checked = async (changes: object = {}) =>
        (await lab.client.call('check', lab.request(smallExperiment({ model: { ...custom, ...changes } })))).problems;
      assert.deepEqual(await checked(), []);
      lab.write('model.ts', MODEL.replace('outputs: width }', 'outputs: width + 1 }'));
      const [problem, ...others] = await checked();
      assert.deepEqual(others, []);
      assert.match(problem.message, /^model\.ts:14:\d+: add: these shapes cannot be broadcast together/);
      assert.deepEqual(problem.place?.key, ['model', 'file']);
      assert.deepEqual([problem.source?.file, problem.source?.line], [lab.file('model.ts'), 14]);
      const [option] = await checked({ options: { widht: 3 } });
      assert.deepEqual(option.place?.key, ['model', 'options', 'widht']);
    }));

  it('need their file to train, and nothing is left where it is wrong', () =>
    inLab(async (lab) => {
      const training = lab.client.call('train', lab.request(smallExperiment({ model: custom })));
      await assert.rejects(training, { code: 'NOT_FOUND', message: /model\.ts" does not exist/ });
      assert.deepEqual(lab.runs(), []);
    }));
});

describe('Check Gradients', () => {
  const wrongOf = ({ parameters, operators }: GradientCheck): string[] =>
    [...operators, ...parameters].filter(({ isRight }) => !isRight).map(({ name }) => name);

  it('finds gradients right that are', () =>
    inModelLab(async (lab) => {
      const found = await lab.client.call('checkGradients', { file: lab.file('model.ts') });
      assert.deepEqual(wrongOf(found), []);
      assert.deepEqual(
        [...found.operators, ...found.parameters].map(({ name }) => name),
        ['square, operand 0', 'embedding.weight', 'layer.weight', 'layer.bias'],
      );
    }));

  it('finds the operator whose gradient is wrong, with the place where it is used', () =>
    inModelLab(async (lab) => {
      lab.write('model.ts', MODEL.replace('ops.mul(x, 2)', 'ops.mul(x, 2.01)'));
      const found = await lab.client.call('checkGradients', { file: lab.file('model.ts') });
      assert.deepEqual(wrongOf(found), ['square, operand 0', 'embedding.weight']);
      const [{ error, place, stated, measured, at }] = found.operators;
      assert.ok(Math.abs(error - 0.01 / 2.01) < 1e-6, String(error));
      assert.ok(Math.abs(stated / measured - 2.01 / 2) < 1e-6);
      assert.equal(at.length, 3);
      assert.deepEqual([place?.file, place?.line], [lab.file('model.ts'), 14]);
    }));

  it('is for models that people write', () =>
    inLab(async (lab) => {
      lab.write('x.nlplab.json', JSON.stringify(smallExperiment({})));
      const checking = lab.client.call('checkGradients', { file: lab.file('x.nlplab.json') });
      await assert.rejects(checking, { message: /of the type "custom"; this experiment has/ });
    }));
});

describe('the samples of models that people write', () => {
  const folder = path.resolve('samples/custom');
  const samples = fs.readdirSync(folder).filter((name) => name.endsWith('.nlplab.json'));

  it('are three', () => assert.equal(samples.length, 3));

  for (const sample of samples)
    it(`learn, with right gradients: ${sample}`, () =>
      inLab(async (lab) => {
        const experimentText = fs.readFileSync(path.join(folder, sample), 'utf8');
        const request = { experimentText, baseFolder: folder, runsFolder: lab.runsFolder };
        const losses: number[] = [];
        const { record } = await lab.client.call('train', { ...request, overrides: ['training.epochs=4'] }, {
          onProgress: (told) => void (told.kind === 'metric' && told.line.kind === 'step' && losses.push(told.line.loss)),
        }); // prettier-ignore
        assert.equal(record.status, 'completed', record.failure?.message);
        assert.ok(losses.at(-1)! < losses[0], `${losses[0]} to ${losses.at(-1)}`);
        const checked = await lab.client.call('checkGradients', { file: path.join(folder, sample) });
        const wrong = [...checked.operators, ...checked.parameters].filter(({ isRight }) => !isRight);
        assert.deepEqual(wrong, []);
      }));
});
