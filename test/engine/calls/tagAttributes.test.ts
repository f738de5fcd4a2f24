// Taggers with a network that read attributes beside it.

import assert from 'node:assert/strict';
import path from 'node:path';
import { LabError } from '../../../src/protocol/labError';
import { randomNumbers } from '../../faults/randomNumbers';
import { askTags, figureOf } from './support/asked';
import { inLab, type Lab } from './support/lab';

/** The tag of a token is what stands in the third column of the token before. */
function lines(count: number, seed: number): string {
  const random = randomNumbers(seed);
  return Array.from({ length: count }, () => {
    let before = 'N';
    const line = (): string => {
      const own = random.next() < 0.5 ? 'V' : 'N';
      const text = `${random.pick(['Ada', 'Grace', 'Alan'])} ${before} ${own}\n`;
      before = own;
      return text;
    };
    return Array.from({ length: 5 }, line).join('');
  }).join('\n');
}

function request(lab: Lab, attributes: object | undefined) {
  lab.write('lines.txt', lines(40, 1));
  lab.write('tested.txt', lines(10, 2));
  const experiment = {
    ...{ name: 'attributes', task: 'tagging' },
    data: { train: 'lines.txt', validation: 0.2, test: 'tested.txt', tag: 2, scheme: 'plain' },
    model: { type: 'gru', embedding: 8, hidden: 8, dropout: 0, head: 'softmax', attributes },
    training: { epochs: 6, batchSize: 8, optimizer: { type: 'adam', learningRate: 0.05 } },
    runtime: { threads: 1 },
  };
  return { experimentText: JSON.stringify(experiment), baseFolder: lab.folder, runsFolder: lab.runsFolder };
}

const isError = (code: string, message: RegExp) => (error: unknown) =>
  error instanceof LabError && error.code === code && message.test(error.message);

describe('a tagger that reads attributes beside its network', () => {
  it('learns from them, is judged to the same figures, tags texts, and is not written for programs that have none', () =>
    inLab(async (lab) => {
      const attributes = { templates: ['column3[-1]', 'w[0]'], minFrequency: 1, dropout: 0.1 };
      const { folder, record } = await lab.client.call('train', request(lab, attributes));
      assert.equal(record.metrics['test.tokenAccuracy'], 1);
      const asked = { folder, data: 'tested.txt', baseFolder: lab.folder };
      const report = await lab.client.call('judge', asked);
      for (const metric of ['tokenAccuracy', 'loss'] as const)
        assert.equal(figureOf(report, metric).value, record.metrics[`test.${metric}`], metric);

      const columns = [[{ column: 3, values: ['V', 'N', 'V'] }]];
      const given = { texts: ['Ada Alan Ada'], tokens: [['Ada', 'Alan', 'Ada']], columns };
      const [answer] = await askTags(lab, { folder, ...given });
      assert.deepEqual(answer.tags, ['N', 'V', 'N']);

      const vectors = await lab.client.call('embed', { folder, texts: ['Ada Grace'] });
      assert.equal(vectors.values.length, 16);
      const shares = await lab.client.call('attribute', { folder, text: 'Ada Grace', token: 1, steps: 64 });
      assert.equal(shares.tokens.length, 2);
      const seen = await lab.client.call('trace', { model: { folder }, text: 'Ada Grace' });
      assert.equal(seen.wiring, 'many-to-many');

      const output = path.join(lab.folder, 'written');
      const isRefused = isError('INVALID_ARGUMENT', /model\.attributes/);
      for (const call of ['exportFolder', 'exportPython'] as const)
        await assert.rejects(lab.client.call(call, { folder, output }), isRefused, call);
    }));

  it('has the usual ones without templates', () =>
    inLab(async (lab) => {
      const { record } = await lab.client.call('train', request(lab, {}));
      assert.ok(record.metrics['test.tokenAccuracy'] > 0.3);
    }));

  const FAULTS: [string, string[], RegExp][] = [
    ['what is no template', ['w[0]', 'word'], /"word" is no template/],
    ['the tags', ['w[0]', 'w[0]|column2[1]'], /Column 2 holds the tags that are to be found/],
  ];
  for (const [what, templates, message] of FAULTS)
    it(`refuses ${what}`, () =>
      inLab((lab) =>
        assert.rejects(lab.client.call('train', request(lab, { templates })), isError('INVALID_EXPERIMENT', message)),
      ));
});
