// n-gram models through the engine's calls: runs like any other, that go on with texts and score them.

import assert from 'node:assert/strict';
import type { ContinueProgress } from '../../../src/protocol/continuation';
import { blockOf, figureOf } from './support/asked';
import { checkpointBytes, inLab, smallExperiment, type Lab } from './support/lab';

const TEXT = Array.from(
  { length: 120 },
  (_, i) => `the ${['cat', 'dog', 'old cat'][i % 3]} sees ${['me', 'you'][i % 2]}`,
);

const experiment = (more: object = {}) => ({
  name: 'n',
  task: 'language-model',
  data: { train: 'text.txt', validation: 0.1, test: 0.1 },
  tokenizer: { type: 'whitespace', minFrequency: 1 },
  model: { type: 'kneser-ney', order: 3 },
  seed: 1,
  ...more,
});

function train(lab: Lab, more: object = {}) {
  lab.write('text.txt', `${TEXT.join('\n')}\n`);
  return lab.client.call('train', lab.request(experiment(more)));
}

describe('n-gram models', () => {
  it('train, are judged, go on with texts and score them', () =>
    inLab(async (lab) => {
      const { folder, record } = await train(lab);
      assert.equal(record.status, 'completed');
      assert.deepEqual([record.modelType, record.epoch, record.epochs], ['kneser-ney', 1, 1]);
      assert.deepEqual(record.abilities, ['continue', 'score']);
      assert.equal(record.best?.monitor, 'validation.loss');
      assert.ok(record.metrics['test.perplexity'] < 4, JSON.stringify(record.metrics));

      const report = await lab.client.call('judge', { folder, data: 'text.txt', baseFolder: lab.folder });
      const { texts } = await lab.client.call('score', { folder, texts: TEXT, withLineBreak: true });
      const [nats, tokens] = texts.reduce(([n, t], text) => [n - text.logProbability, t + text.tokenCount], [0, 0]);
      // alone a line is scored after a line break and nothing else; within the text two tokens before it count
      assert.ok(Math.abs(nats / tokens - figureOf(report, 'loss').value) < 0.2);

      const told: ContinueProgress[] = [];
      const reply = await lab.client.call(
        'continue',
        { folder, prompt: 'the old', tokens: 3, sampling: { greedy: true } },
        { onProgress: (progress) => told.push(progress) },
      );
      assert.match(reply.text, /^ cat sees (me|you)$/);
      assert.deepEqual(told.map(({ token }) => token), reply.tokens); // prettier-ignore
    }));

  it('without a validation part keep the loss of the text they were counted in', () =>
    inLab(async (lab) => {
      const { record } = await train(lab, { data: { train: 'text.txt', validation: 0 } });
      assert.deepEqual([record.status, record.best?.monitor], ['completed', 'loss']);
      assert.ok((record.best?.value ?? 0) > 0);
    }));

  it('are the same bytes each time', () =>
    inLab(async (lab) => {
      const runs = [await train(lab), await train(lab)];
      const [one, other] = runs.map(({ folder }) => checkpointBytes(folder, 'best', 'model.safetensors'));
      assert.equal(one, other);
    }));

  it('stand beside every network', () =>
    inLab(async (lab) => {
      const { folder } = await train(lab, {
        model: { type: 'rnn', embedding: 4, hidden: 4 },
        training: { epochs: 1, batchSize: 2, context: 8 },
      });
      const { report } = await lab.client.call('report', { folder });
      const { rows } = blockOf(report ?? assert.fail(), 'table', 'Beside simple models');
      assert.deepEqual(rows.map(([name]) => name), ['This run', 'Single tokens, smoothed', 'Kneser-Ney, up to 3 tokens', 'Kneser-Ney, up to 6 tokens']); // prettier-ignore
      assert.ok(Number(rows[2][1]) < Number(rows[1][1]), JSON.stringify(rows));
    }));

  it('are no models to ask for labels, and others none to go on with texts', () =>
    inLab(async (lab) => {
      const { folder } = await train(lab);
      await assert.rejects(lab.client.call('ask', { folder, texts: ['a'] }), { code: 'INVALID_ARGUMENT' });
      const other = await lab.client.call('train', lab.request(smallExperiment({ model: { type: 'naive-bayes' } })));
      for (const call of [
        () => lab.client.call('continue', { folder: other.folder, prompt: 'a' }),
        () => lab.client.call('score', { folder: other.folder, texts: ['a'] }),
      ])
        await assert.rejects(call(), { code: 'INVALID_ARGUMENT', message: /is no language model/ });
    }));
});
