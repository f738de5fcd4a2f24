// What a training would be: counted and measured, and nothing is written.

import assert from 'node:assert/strict';
import { secondsOf } from '../../../src/protocol/estimate';
import { inLab, smallExperiment } from './support/lab';

describe('the estimate of a training', () => {
  it('has the parameters, epochs and steps that the training has, and the time of a step', () =>
    inLab(async (lab) => {
      const experiment = smallExperiment({ model: { type: 'gru', embedding: 4, hidden: 4 }, training: { epochs: 2 } });
      const estimate = await lab.client.call('estimate', lab.request(experiment));
      assert.deepEqual(lab.runs(), []);
      const { record } = await lab.client.call('train', lab.request(experiment));
      const { parameters, epochs, steps, threads, labels } = estimate;
      assert.deepEqual(
        [parameters, epochs, steps, threads, labels],
        [record.parameters, record.epochs, record.step, record.threads, record.labels.length],
      );
      assert.ok((estimate.secondsPerStep ?? 0) > 0);
      assert.equal(secondsOf(estimate), (estimate.secondsPerStep ?? 0) * record.step);
    }));

  it('has no steps of what is fitted at once, and refuses what cannot be trained', () =>
    inLab(async (lab) => {
      const estimate = await lab.client.call(
        'estimate',
        lab.request(smallExperiment({ model: { type: 'naive-bayes' } })),
      );
      assert.ok(estimate.parameters > 0 && estimate.secondsPerStep === undefined && secondsOf(estimate) === undefined);
      const wrong = lab.request(smallExperiment({}), { overrides: ['data.train=nowhere.tsv'] });
      await assert.rejects(lab.client.call('estimate', wrong), { code: 'NOT_FOUND' });
    }));
});
