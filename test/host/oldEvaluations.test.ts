// What an earlier version wrote down about its evaluations still shows in the run's view (test/golden/README.md, runs/).

import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { readEvaluation } from '../../src/host/runs/runFiles';
import { detailsFor } from '../../src/host/runs/runState';
import type { ClassificationReport } from '../../src/protocol/run';
import type { TranslationReport } from '../../src/protocol/translation';
import { OLD_RUNS } from '../support/oldRuns';

const shownOf = async (run: string) => detailsFor([], await readEvaluation(path.join(OLD_RUNS, run)));

const written = <T>(run: string): T =>
  JSON.parse(fs.readFileSync(path.join(OLD_RUNS, run, 'evaluation.json'), 'utf8')) as T;

describe('evaluations that an earlier version wrote', () => {
  for (const run of ['lstm', 'naive-bayes'])
    it(`of a classifier are shown: ${run}`, async () => {
      const { evaluation } = await shownOf(run);
      const { labels, accuracy, macroF1, loss, confusion, mistakes, count } = written<ClassificationReport>(run);
      assert.ok(evaluation && mistakes.length > 0);
      assert.deepEqual(
        [evaluation.labels, evaluation.accuracy, evaluation.macroF1, evaluation.loss, evaluation.count],
        [labels, accuracy, macroF1, loss, count],
      );
      assert.deepEqual(evaluation.confusion, confusion);
      assert.deepEqual(
        evaluation.mistakes.map(({ text, actual, predicted }) => [text, actual, predicted]),
        mistakes.map(({ text, actual, predicted }) => [text, actual, predicted]),
      );
    });

  it('of a model that writes are shown', async () => {
    const { translation } = await shownOf('gru');
    const { bleu, chrf, rouge, perplexity, loss, count, signature, examples } = written<TranslationReport>('gru');
    assert.ok(translation && examples.length > 0);
    assert.deepEqual(
      [translation.bleu, translation.chrf, translation.rouge, translation.perplexity],
      [bleu, chrf, rouge, perplexity],
    );
    assert.deepEqual([translation.loss, translation.count, translation.signature], [loss, count, signature]);
    assert.deepEqual(translation.examples, examples);
  });
});
