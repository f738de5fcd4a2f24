// What an earlier version wrote down about its evaluations still reads as a report (test/golden/README.md, runs/).

import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { ReportBlock } from '../../../src/protocol/report';
import type { ClassificationReport } from '../../../src/engine/metrics/classificationReport';
import { readEvaluation } from '../../../src/engine/runs/evaluations';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import type { ParallelFigures } from '../../../src/engine/tasks/sequence/parallelReport';
import { OLD_RUNS } from '../../support/oldRuns';

function reportOf(run: string) {
  const report = readEvaluation(nodeFiles, path.join(OLD_RUNS, run));
  assert.ok(report);
  const blocks = report.sections.flatMap((section) => section.blocks);
  const block = <K extends ReportBlock['kind']>(kind: K) =>
    blocks.find((each): each is Extract<ReportBlock, { kind: K }> => each.kind === kind);
  return { report, block, values: report.figures.map(({ value }) => value) };
}

const written = <T>(run: string): T =>
  JSON.parse(fs.readFileSync(path.join(OLD_RUNS, run, 'evaluation.json'), 'utf8')) as T;

describe('evaluations that an earlier version wrote', () => {
  for (const run of ['lstm', 'naive-bayes'])
    it(`of a classifier are shown: ${run}`, () => {
      const { report, block, values } = reportOf(run);
      const { labels, accuracy, macroF1, loss, confusion, mistakes, count } = written<ClassificationReport>(run);
      const examples = block('examples');
      assert.ok(examples && mistakes.length > 0);
      assert.deepEqual([values, report.count], [[accuracy, macroF1, loss], count]);
      assert.deepEqual([block('matrix')?.names, block('matrix')?.counts], [labels, confusion]);
      assert.deepEqual(
        examples.rows.map(({ cells }) => cells),
        mistakes.map(({ text, actual, predicted, probability }) => [text, actual, predicted, probability]),
      );
    });

  it('of a model that writes are shown', () => {
    const { report, block, values } = reportOf('gru');
    const { bleu, chrf, rouge, perplexity, loss, count, signature, examples } = written<ParallelFigures>('gru');
    assert.ok(examples.length > 0);
    const intervals = [bleu, chrf, rouge.rouge1, rouge.rouge2, rouge.rougeL, perplexity];
    assert.deepEqual(
      report.figures.slice(0, -1).map(({ value, low, high }) => ({ value, low, high })),
      intervals.map(({ value, low, high }) => ({ value, low, high })),
    );
    assert.deepEqual([values.at(-1), report.count, report.figures[0].signature], [loss, count, signature]);
    assert.deepEqual(
      block('examples')?.rows.map(({ cells, line }) => [...cells, line]),
      examples.map(({ source, output, reference, bleu: sentence, line }) => [
        ...[source, output, reference, sentence, line],
      ]),
    );
  });
});
