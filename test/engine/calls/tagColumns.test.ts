// Taggers with a network that look at other columns of the files than tokens and tags.

import assert from 'node:assert/strict';
import { LabError } from '../../../src/protocol/labError';
import { randomNumbers } from '../../faults/randomNumbers';
import { askTags, figureOf } from './support/asked';
import { inLab, type Lab } from './support/lab';

/** The tags are in the second column; what a token is tagged with stands in the third one alone. */
function columns(count: number, seed: number): string {
  const random = randomNumbers(seed);
  const line = (): string => `${random.pick(['Ada', 'Grace', 'Alan'])} ${random.next() < 0.5 ? 'V x' : 'N y'}\n`;
  return Array.from({ length: count }, () => Array.from({ length: 5 }, line).join('')).join('\n');
}

function request(lab: Lab, model: object) {
  lab.write('columns.txt', columns(40, 1));
  lab.write('tested.txt', columns(10, 2));
  const experiment = {
    ...{ name: 'columns', task: 'tagging' },
    data: { train: 'columns.txt', validation: 0.2, test: 'tested.txt', tag: 2, scheme: 'plain' },
    model: { type: 'gru', embedding: 8, hidden: 8, dropout: 0, ...model },
    training: { epochs: 6, batchSize: 8, optimizer: { type: 'adam', learningRate: 0.05 } },
    runtime: { threads: 1 },
  };
  return { experimentText: JSON.stringify(experiment), baseFolder: lab.folder, runsFolder: lab.runsFolder };
}

describe('a tagger that looks at other columns', () => {
  it('learns from them, is judged to the same figures, and tags texts, which have none', () =>
    inLab(async (lab) => {
      const { folder, record } = await lab.client.call('train', request(lab, { columns: [{ column: 3, width: 4 }] }));
      assert.equal(record.metrics['test.tokenAccuracy'], 1);
      const asked = { folder, data: 'tested.txt', baseFolder: lab.folder };
      const report = await lab.client.call('judge', asked);
      for (const metric of ['tokenAccuracy', 'loss'] as const)
        assert.equal(figureOf(report, metric).value, record.metrics[`test.${metric}`], metric);
      const [answer] = await askTags(lab, { folder, texts: ['Ada Grace'] });
      assert.equal(answer.tags.length, 2);
      const vectors = await lab.client.call('embed', { folder, texts: ['Ada Grace'] });
      assert.equal(vectors.values.length, 16);

      const [{ tokens, columns: beside = [], found }] = (await lab.client.call('judgeTags', asked)).sentences;
      const given = { texts: [tokens.join(' ')], tokens: [tokens], columns: [beside] };
      const [known] = await askTags(lab, { folder, ...given });
      const foundTags = found.map(({ type }) => type);
      assert.deepEqual(known.tags, foundTags);
      assert.deepEqual(beside, [{ column: 3, values: foundTags.map((tag) => (tag === 'V' ? 'x' : 'y')) }]);
    }));

  const FAULTS: [string, number[], RegExp][] = [
    ['the tags', [2], /Column 2 holds the tags that are to be found/],
    ['the tokens', [3, 1], /Column 1 holds the tokens themselves/],
    ['a column twice', [3, 3], /Column 3 is named twice/],
  ];
  for (const [what, numbers, message] of FAULTS)
    it(`refuses ${what}`, () =>
      inLab((lab) =>
        assert.rejects(
          lab.client.call('train', request(lab, { columns: numbers.map((column) => ({ column })) })),
          (error) => error instanceof LabError && error.code === 'INVALID_EXPERIMENT' && message.test(error.message),
        ),
      ));
});
