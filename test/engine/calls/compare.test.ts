// Classifiers judged on one labelled file and compared: their figures, whether these differ by chance, and where answers part.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { corpusRows, tsvOf } from '../../faults/smallExperiment';
import type { CompareReply } from '../../../src/protocol/comparison';
import { LabError } from '../../../src/protocol/labError';
import type { MetricName } from '../../../src/protocol/metrics';
import { mcnemar } from '../../../src/engine/statistics/mcnemar';
import { welch } from '../../../src/engine/statistics/seeds';
import { askLabels, figureOf } from './support/asked';
import { inLab, type Lab, smallExperiment } from './support/lab';

const FIGURES = ['accuracy', 'macroF1', 'loss'] as const satisfies readonly MetricName[];

async function train(lab: Lab, model: object, more: object = {}): Promise<string> {
  const data = { train: 'train.tsv', validation: 0.1, test: 0.1 };
  const { folder, record } = await lab.client.call('train', lab.request(smallExperiment({ data, model, ...more })));
  assert.equal(record.status, 'completed', record.failure?.message);
  return folder;
}

const trainGood = (lab: Lab): Promise<string> => train(lab, { type: 'naive-bayes' });
/** It knows a single word, which is in nearly every text. */
const trainBlind = (lab: Lab): Promise<string> => train(lab, { type: 'naive-bayes', maxFeatures: 1 });

/** `count` new texts with their labels in test.tsv, from line 2 on. */
function writeTest(lab: Lab, count = 120): [string, string][] {
  const rows = corpusRows(count, 5);
  lab.write('test.tsv', tsvOf(rows));
  return rows;
}

const compare = (lab: Lab, folders: string[]): Promise<CompareReply> =>
  lab.client.call('compare', { folders, data: 'test.tsv', baseFolder: lab.folder });

const valueOf = ({ report }: CompareReply['runs'][number], metric: MetricName): number =>
  figureOf(report, metric).value;

function assertDifferences({ runs, systems, pairs }: CompareReply): void {
  for (const { systems: two, figures } of pairs) {
    const [a, b] = two.map((system) => runs[systems[system].runs[0]]);
    assert.deepEqual(Object.keys(figures).sort(), [...FIGURES].sort());
    for (const metric of FIGURES) {
      const expected = valueOf(b, metric) - valueOf(a, metric);
      const { difference, p, adjusted } = figures[metric] ?? assert.fail();
      assert.ok(Math.abs(difference - expected) < 1e-5, `${metric}: ${difference}, not ${expected}`);
      assert.ok(p > 0 && p <= adjusted && adjusted <= 1);
    }
  }
}

describe('the call compare', () => {
  it('puts two classifiers side by side, figure by figure and text by text', () =>
    inLab(async (lab) => {
      const rows = writeTest(lab);
      const folders = [await trainBlind(lab), await trainGood(lab)];
      const before = folders.map((folder) => fs.readFileSync(path.join(folder, 'evaluation.json'), 'utf8'));
      const reply = await compare(lab, folders);
      const { runs, keys, examples } = reply;
      assert.deepEqual(
        runs.map(({ folder }) => folder),
        folders,
      );
      assert.deepEqual(keys, [{ key: 'model.maxFeatures', values: ['1', '0'] }]);
      assertDifferences(reply);
      const [{ figures, outcomes, confusion, changed }] = reply.pairs;
      const { difference, p, low, others } = figures.accuracy ?? assert.fail();
      assert.ok(difference > 0.2 && p < 0.01 && low > 0, `${difference} ${p}`);
      assert.ok((figures.loss?.difference ?? 0) < 0);

      const texts = rows.map(([text]) => text);
      const [blind, good] = await Promise.all(
        folders.map(async (folder) => (await askLabels(lab, { folder, texts })).map(({ label }) => label)),
      );
      const isRight = (labels: string[], i: number): boolean => labels[i] === rows[i][1];
      const count = (holds: (i: number) => boolean): number => [...rows.keys()].filter(holds).length;
      assert.deepEqual(outcomes, {
        both: count((i) => isRight(blind, i) && isRight(good, i)),
        first: count((i) => isRight(blind, i) && !isRight(good, i)),
        other: count((i) => !isRight(blind, i) && isRight(good, i)),
        neither: count((i) => !isRight(blind, i) && !isRight(good, i)),
      });
      assert.equal(others.mcnemar, mcnemar(outcomes.first, outcomes.other).exact);
      const { names, counts } = confusion ?? assert.fail();
      for (const [i, one] of names.entries())
        for (const [j, other] of names.entries())
          assert.equal(
            counts[i][j],
            count((at) => blind[at] === one && good[at] === other),
          );
      const parting = [...rows.keys()].filter((i) => blind[i] !== good[i]);
      assert.ok(parting.length > 0);
      assert.deepEqual([changed, examples?.changed, examples?.metric], [parting.length, parting.length, 'accuracy']);
      assert.deepEqual(
        examples?.examples
          .slice(0, parting.length)
          .map(({ input, reference, outputs, scores, isRight: rights, line }) => ({
            ...{ input, reference, outputs, scores },
            isRight: rights,
            line,
          })),
        parting.map((i) => {
          const [input, reference] = rows[i];
          const rights = [blind[i], good[i]].map((label) => label === reference);
          const said = { outputs: [blind[i], good[i]], scores: rights.map(Number), isRight: rights };
          return { input, reference, ...said, line: i + 2 };
        }),
        'of two labels one is right wherever answers part, so that all differ as much and stand as in the file',
      );

      const after = folders.map((folder) => fs.readFileSync(path.join(folder, 'evaluation.json'), 'utf8'));
      assert.deepEqual(after, before, 'a comparison leaves evaluations alone');
      for (const [i, folder] of folders.entries())
        assert.deepEqual(
          await lab.client.call('judge', { folder, data: 'test.tsv', baseFolder: lab.folder }),
          runs[i].report,
        );
    }));

  it('takes latest evaluations where no data is named, with the figures that judging anew gives', () =>
    inLab(async (lab) => {
      writeTest(lab, 60);
      const folders = [await trainBlind(lab), await trainGood(lab)];
      for (const folder of folders)
        await lab.client.call('judge', { folder, data: 'test.tsv', baseFolder: lab.folder });
      const [anew, kept] = [
        await compare(lab, folders),
        await lab.client.call('compare', { folders, baseFolder: lab.folder }),
      ];
      assert.deepEqual(kept.pairs[0].figures.accuracy, anew.pairs[0].figures.accuracy);
      assert.deepEqual(
        [kept.pairs[0].outcomes, kept.examples?.changed],
        [anew.pairs[0].outcomes, anew.examples?.changed],
      );
      const apart = (anew.pairs[0].figures.loss?.difference ?? 0) - (kept.pairs[0].figures.loss?.difference ?? 1);
      assert.ok(Math.abs(apart) < 1e-5, `${apart}`);
      fs.rmSync(path.join(folders[1], 'evaluations'), { recursive: true });
      await assert.rejects(
        lab.client.call('compare', { folders, baseFolder: lab.folder }),
        /has no evaluation whose examples were kept\. Evaluate it, or name data/,
      );
    }));

  it('puts runs that differ in their seed together, and compares these over seeds', () =>
    inLab(async (lab) => {
      writeTest(lab, 60);
      const gru = (seed: number, hidden: number) =>
        train(lab, { type: 'gru', embedding: 4, hidden }, { seed, training: { epochs: 1 } });
      const folders = [await gru(1, 4), await gru(1, 6), await gru(2, 4), await gru(2, 6)];
      const { systems, pairs, keys, runs, examples } = await compare(lab, folders);
      assert.deepEqual(
        systems.map((system) => system.runs),
        [
          [0, 2],
          [1, 3],
        ],
      );
      assert.deepEqual(
        keys.map(({ key }) => key),
        ['seed', 'model.hidden'],
      );
      const { difference, test, p, others } = pairs[0].figures.loss ?? assert.fail();
      const losses = runs.map((run) => valueOf(run, 'loss'));
      assert.ok(Math.abs(difference - (losses[1] + losses[3] - losses[0] - losses[2]) / 2) < 1e-6);
      assert.deepEqual([test, p], ['welch', welch([losses[0], losses[2]], [losses[1], losses[3]]).p]);
      assert.ok((others.permutation ?? 0) >= 1 / 3, 'of six ways to share out, at least two are as far apart');
      assert.equal(examples?.examples[0].outputs.length, 2, 'those of the first run of each');
      const seeds = await compare(lab, [folders[0], folders[2]]);
      assert.deepEqual(
        seeds.systems.map((system) => system.runs),
        [[0], [1]],
        'nothing but seeds: each beside the other',
      );
    }));

  it('finds no difference between a run and itself', () =>
    inLab(async (lab) => {
      writeTest(lab, 30);
      const good = await trainGood(lab);
      const { pairs, examples } = await compare(lab, [good, good]);
      for (const metric of FIGURES) {
        const { difference, p, needed } = pairs[0].figures[metric] ?? assert.fail();
        assert.deepEqual([difference, p, needed], [0, 1, undefined]);
      }
      assert.deepEqual([pairs[0].changed, examples?.changed], [0, 0]);
    }));

  it('compares families, and runs that know more labels than the file has', () =>
    inLab(async (lab) => {
      writeTest(lab, 60);
      lab.write('wider.tsv', `${tsvOf(corpusRows(120, 1))}${'neither this nor that\taverage\n'.repeat(12)}`);
      const neural = await train(lab, { type: 'gru', embedding: 8, hidden: 8 }, { training: { epochs: 1 } });
      const wider = await train(lab, { type: 'nb-svm' }, { data: { train: 'wider.tsv', validation: 0.1, test: 0.1 } });
      const reply = await compare(lab, [neural, wider, neural]);
      assertDifferences(reply);
      assert.deepEqual(reply.runs[2].report, reply.runs[0].report);
    }));

  it('refuses a single run, runs that read different texts, and runs whose answers are of different kinds', () =>
    inLab(async (lab) => {
      const good = await trainGood(lab);
      const refused = (work: Promise<unknown>, says: RegExp) =>
        assert.rejects(work, (error) => error instanceof LabError && says.test(error.message));
      writeTest(lab, 20);
      await refused(compare(lab, [good]), /at least two/);
      const clean = await train(lab, { type: 'naive-bayes' }, { clean: ['duplicates'] });
      const rows = corpusRows(20, 5);
      lab.write('test.tsv', tsvOf([...rows, ...rows]));
      await refused(compare(lab, [good, clean]), /judged on different examples, so they cannot be compared/);

      lab.write('pairs.tsv', `source\ttarget\n${'a b\tb a\n'.repeat(40)}`);
      const pairs = { task: 'sequence-to-sequence', data: { train: 'pairs.tsv' }, training: { epochs: 1 } };
      const model = { type: 'gru', embedding: 4, hidden: 4 };
      const { folder } = await lab.client.call('train', lab.request(smallExperiment({ ...pairs, model })));
      const both = rows.map(([text, label]) => [text, label, text, label].join('\t'));
      lab.write('test.tsv', ['text\tlabel\tsource\ttarget', ...both].join('\n'));
      await refused(compare(lab, [good, folder]), /answer in different ways/);
    }));
});
