// Sequence models are judged on files, each figure with its interval, and compared with each other.

import assert from 'node:assert/strict';
import { blockOf, figureOf, outputsOf } from './support/asked';
import { inLab } from './support/lab';
import {
  adam,
  assertWithin,
  brief,
  experiment,
  RECURRENT,
  reportOf,
  reversals,
  trained,
  writePairs,
} from './support/reversals';

describe('sequence to sequence', () => {
  it('is judged on two files with an interval for each figure, and compared by paired bootstrap', () =>
    inLab(async (lab) => {
      writePairs(lab, 800);
      const pairs = reversals(60, 3);
      lab.write('new.src', pairs.map(([source]) => `${source}\n`).join(''));
      lab.write('new.tgt', pairs.map(([, target]) => `${target}\n`).join(''));
      const weak = await trained(lab, experiment('gru', { ...RECURRENT, attention: 'none' }, { ...brief, epochs: 1 }));
      const good = await trained(lab, experiment('gru', RECURRENT, { epochs: 4, optimizer: adam(0.01) }));
      const given = { data: { source: 'new.src', target: 'new.tgt' }, baseFolder: lab.folder };
      const report = await lab.client.call('judge', { folder: good, ...given });
      const { at, ...kept } = reportOf(good);
      assert.ok(at !== undefined);
      assert.deepEqual(kept, report);
      assert.equal(report.count, 60);
      assert.equal(report.source, 'new.src, new.tgt');
      assert.equal(report.unit, 'pairs');
      const { signature, value: bleu } = figureOf(report, 'bleu');
      assert.match(signature ?? '', /tok:13a.*version:/);
      for (const metric of ['bleu', 'chrf', 'perplexity', 'rouge1', 'rouge2', 'rougeL'] as const)
        assertWithin(figureOf(report, metric));
      const loss = figureOf(report, 'loss').value;
      assert.ok(Math.abs(Math.log(figureOf(report, 'perplexity').value) - loss) < 1e-5);
      const said = blockOf(report, 'notes').lines;
      assert.ok(said.some(({ text, values }) => text === 'BLEU: {0}' && values?.[0] === signature));

      const progress: number[] = [];
      const request = { folders: [weak, good, good], ...given };
      const { runs } = await lab.client.call('compare', request, {
        onProgress: ({ fraction }) => fraction !== undefined && progress.push(fraction),
      });
      assert.deepEqual(
        progress,
        progress.toSorted((a, b) => a - b),
        'one progress over all runs',
      );
      assert.equal(progress.at(-1), 1);
      const [first, second, third] = runs;
      assert.equal(first.comparison, undefined);
      assert.deepEqual(second.report, report);
      const { difference, p } = second.comparison!.bleu!;
      assert.ok(Math.abs(difference - (bleu - figureOf(first.report, 'bleu').value)) < 1e-9);
      assert.ok(difference > 20 && p < 0.01, `${difference} ${p}`);
      assert.ok(second.comparison!.perplexity!.difference < 0);
      assert.deepEqual(third.comparison, second.comparison);
      assert.equal(first.differing, undefined);
      const { count, examples, metric } = second.differing!;
      assert.equal(metric, 'bleu');
      const shown = [first.report, second.report].map(outputsOf);
      assert.equal(count, shown[0].filter(({ output }, i) => output !== shown[1][i].output).length);
      assert.equal(examples.length, count);
      for (const { line, input, reference, outputs, scores } of examples) {
        const [one, other] = shown.map((each) => each.find((example) => example.line === line)!);
        assert.deepEqual([input, reference], [one.source, one.reference]);
        assert.deepEqual(
          [outputs, scores],
          [
            [one.output, other.output],
            [one.bleu, other.bleu],
          ],
        );
      }
      const apart = examples.map(({ scores: [a, b] }) => Math.abs(b - a));
      assert.deepEqual(
        apart,
        apart.toSorted((a, b) => b - a),
        'those that differ most come first',
      );
      const twice = await lab.client.call('compare', { folders: [good, good], ...given });
      assert.deepEqual(twice.runs[1].comparison!.chrf, { difference: 0, p: 1 });
      assert.deepEqual(twice.runs[1].differing, { count: 0, metric: 'bleu', examples: [] });
      assert.ok(reportOf(weak).source !== 'new.src, new.tgt', 'a comparison leaves evaluations alone');
      await assert.rejects(lab.client.call('compare', { folders: [good], ...given }), /at least two/);
    }));
});
