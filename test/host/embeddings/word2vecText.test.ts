// The experiment that Train Word2Vec on Active File writes.

import assert from 'node:assert/strict';
import { parseExperiment } from '../../../src/engine/tasks/parseExperiment';
import { word2vecText } from '../../../src/host/embeddings/word2vecText';

describe('the experiment of Train Word2Vec on Active File', () => {
  for (const bytes of [1000, 1_000_000, 1_000_000_000])
    it(`is right for ${bytes} bytes`, () => {
      const text = word2vecText({ name: 'a "b"', dataFile: 'c\\d.tsv', column: 'e"f', bytes });
      const { experiment, problems } = parseExperiment(text, {});
      assert.deepEqual(problems ?? [], []);
      assert.equal(experiment?.task, 'embedding');
    });
});
