// `nlp-lab evaluate` and `nlp-lab compare`: what is asked of the engine, and how a report is printed.

import assert from 'node:assert/strict';
import { labelReport } from '../../src/engine/tasks/classification/labelReport';
import { run, summary } from './fakeEngine';

describe('nlp-lab compare', () => {
  it('says which run is missing or named twice', async () => {
    const engine = { runs: () => ({ runs: [summary('r1')] }) };
    assert.match((await run(['compare', 'r1'], engine)).err, /<run> is missing/);
    assert.match((await run(['compare', 'r1', 'r1'], engine)).err, /r1 is named twice/);
  });
});

describe('nlp-lab evaluate', () => {
  const judged = labelReport({
    labels: ['negative', 'positive'],
    accuracy: 0.86,
    macroF1: 0.85,
    loss: 0.3,
    classes: [
      { label: 'negative', precision: 0.8, recall: 0.9, f1: 0.85, support: 60 },
      { label: 'positive', precision: 0.9, recall: 0.8, f1: 0.85, support: 40 },
    ],
    confusion: [
      [54, 6],
      [8, 32],
    ],
    mistakes: [],
    count: 100,
    source: 'test.tsv',
  });
  const engine = { runs: () => ({ runs: [summary('r1')] }), judge: () => judged };

  it('prints one JSON line', async () => {
    const outcome = await run(['evaluate', 'r1', '--data', 'test.tsv', '--json', '--label-column', 'y'], engine);
    assert.deepEqual(outcome.records(), [
      { run: 'r1', metrics: { accuracy: 0.86, macroF1: 0.85, loss: 0.3 }, count: 100 },
    ]);
    assert.deepEqual(outcome.calls.at(-1)?.request, {
      folder: '/runs/r1',
      data: '/nowhere/test.tsv',
      baseFolder: '/nowhere',
      checkpoint: undefined,
      columns: { label: 'y' },
    });
  });

  it('takes one file a label', async () => {
    const outcome = await run(['evaluate', 'r1', '--data', 'negative=n.txt', '--data', 'positive=p.txt'], engine);
    const { data } = outcome.calls.at(-1)?.request as { data: unknown };
    assert.deepEqual(data, { labels: { negative: '/nowhere/n.txt', positive: '/nowhere/p.txt' } });
  });

  it('shows classes and confusion to people', async () => {
    const outcome = await run(['evaluate', 'r1', '--data', 'test.tsv'], engine);
    assert.match(outcome.out, /accuracy 0\.8600 {2}macroF1 0\.8500 {2}loss 0\.3000/);
    assert.match(outcome.out, /^positive +0\.9000 +0\.8000 +0\.8500 +40$/m);
    assert.match(outcome.out, /^negative +54 +6$/m);
  });
});
