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
      const {
        runs,
        systems,
        pairs: beside,
        examples,
      } = await lab.client.call('compare', request, {
        onProgress: ({ fraction }) => fraction !== undefined && progress.push(fraction),
      });
      assert.deepEqual(
        progress,
        progress.toSorted((a, b) => a - b),
        'one progress over all runs',
      );
      assert.equal(progress.at(-1), 1);
      const [first, second] = runs;
      assert.deepEqual(second.report, report);
      assert.deepEqual(
        systems.map((system) => system.runs),
        [[0], [1], [2]],
        'the same run twice is no scatter of seeds',
      );
      const [[one, other], same] = [beside.slice(0, 2), beside[2]];
      const { difference, low, high, p, test, others } = one.figures.bleu!;
      assert.ok(Math.abs(difference - (bleu - figureOf(first.report, 'bleu').value)) < 1e-9);
      assert.ok(difference > 20 && p < 0.01 && low < difference && difference < high, `${difference} ${p}`);
      assert.equal(test, 'bootstrap');
      assert.ok((others.randomization ?? 1) < 0.01);
      assert.ok(one.figures.perplexity!.difference < 0);
      assert.deepEqual(other, { ...one, systems: [0, 2] });
      assert.deepEqual(same.changed, 0);
      const { difference: none, p: chance } = same.figures.chrf!;
      assert.deepEqual([none, chance], [0, 1]);
      const shown = [first.report, second.report].map(outputsOf);
      const apart = shown[0].filter(({ output }, i) => output !== shown[1][i].output).length;
      assert.deepEqual([examples?.metric, examples?.count, examples?.changed], ['bleu', 60, apart]);
      for (const [i, system] of systems.slice(0, 2).entries()) {
        const wrong = shown[i].filter(({ output, reference }) => output !== reference).length;
        assert.equal((system.faults?.search ?? NaN) + (system.faults?.model ?? NaN), wrong);
      }
      for (const { outputs, reference, written } of examples!.examples)
        for (const [i, said] of written!.entries()) {
          assert.ok(said.output < 0 && said.reference < 0);
          // What is scored as a reference is scored as an output: the same text is as probable.
          if (outputs[i] === reference) assert.ok(Math.abs(said.output - said.reference) < 1e-3);
        }
      const differing = examples!.examples.slice(0, apart);
      for (const { line, input, reference, outputs, scores } of differing) {
        const [a, b] = shown.map((each) => each.find((example) => example.line === line)!);
        assert.deepEqual([input, reference, ...outputs], [a.source, a.reference, a.output, b.output, b.output]);
        assert.deepEqual(scores, [a.bleu, b.bleu, b.bleu]);
      }
      const spreads = differing.map(({ scores: [a, b] }) => Math.abs(b - a));
      assert.deepEqual(
        spreads,
        spreads.toSorted((a, b) => b - a),
        'those that differ most come first',
      );
      const evaluated = await lab.client
        .call('compare', { folders: [good, weak], baseFolder: lab.folder })
        .catch(String);
      assert.match(String(evaluated), /different examples/, 'the latest evaluation of one is of other data');
      assert.ok(reportOf(weak).source !== 'new.src, new.tgt', 'a comparison leaves evaluations alone');
      await assert.rejects(lab.client.call('compare', { folders: [good], ...given }), /at least two/);
    }));
});
