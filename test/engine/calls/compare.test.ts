// Classifiers judged on one labelled file and compared: their figures, whether these differ by chance, and where answers part.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { corpusRows, tsvOf } from '../../faults/smallExperiment';
import type { CompareReply } from '../../../src/protocol/comparison';
import { LabError } from '../../../src/protocol/labError';
import type { MetricName } from '../../../src/protocol/metrics';
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

function assertDifferences([first, ...others]: CompareReply['runs']): void {
  assert.equal(first.comparison, undefined);
  assert.equal(first.differing, undefined);
  for (const other of others) {
    assert.deepEqual(Object.keys(other.comparison ?? {}).sort(), [...FIGURES].sort());
    for (const metric of FIGURES) {
      const expected = valueOf(other, metric) - valueOf(first, metric);
      const { difference, p } = other.comparison?.[metric] ?? assert.fail();
      assert.ok(Math.abs(difference - expected) < 1e-5, `${metric}: ${difference}, not ${expected}`);
      assert.ok(p > 0 && p <= 1);
    }
  }
}

describe('the call compare', () => {
  it('puts two classifiers side by side, figure by figure and text by text', () =>
    inLab(async (lab) => {
      const rows = writeTest(lab);
      const folders = [await trainBlind(lab), await trainGood(lab)];
      const before = folders.map((folder) => fs.readFileSync(path.join(folder, 'evaluation.json'), 'utf8'));
      const { runs } = await compare(lab, folders);
      assert.deepEqual(
        runs.map(({ folder }) => folder),
        folders,
      );
      assertDifferences(runs);
      const [, { comparison, differing }] = runs;
      const { difference, p } = comparison?.accuracy ?? assert.fail();
      assert.ok(difference > 0.2 && p < 0.01, `${difference} ${p}`);
      assert.ok((comparison?.loss?.difference ?? 0) < 0);

      const texts = rows.map(([text]) => text);
      const [blind, good] = await Promise.all(
        folders.map(async (folder) => (await askLabels(lab, { folder, texts })).map(({ label }) => label)),
      );
      const parting = [...rows.keys()].filter((i) => blind[i] !== good[i]);
      assert.ok(differing && parting.length > 0);
      assert.deepEqual([differing.count, differing.metric], [parting.length, 'accuracy']);
      assert.deepEqual(
        differing.examples,
        parting.map((i) => {
          const [input, reference] = rows[i];
          const scores = [blind[i], good[i]].map((label) => Number(label === reference));
          return { input, reference, outputs: [blind[i], good[i]], scores, line: i + 2 };
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

  it('finds no difference between a run and itself', () =>
    inLab(async (lab) => {
      writeTest(lab, 30);
      const good = await trainGood(lab);
      const { runs } = await compare(lab, [good, good]);
      for (const metric of FIGURES) assert.deepEqual(runs[1].comparison?.[metric], { difference: 0, p: 1 });
      assert.deepEqual(runs[1].differing, { count: 0, metric: 'accuracy', examples: [] });
    }));

  it('compares families, and runs that know more labels than the file has', () =>
    inLab(async (lab) => {
      writeTest(lab, 60);
      lab.write('wider.tsv', `${tsvOf(corpusRows(120, 1))}${'neither this nor that\taverage\n'.repeat(12)}`);
      const neural = await train(lab, { type: 'gru', embedding: 8, hidden: 8 }, { training: { epochs: 1 } });
      const wider = await train(lab, { type: 'nb-svm' }, { data: { train: 'wider.tsv', validation: 0.1, test: 0.1 } });
      const { runs } = await compare(lab, [neural, wider, neural]);
      assertDifferences(runs);
      assert.deepEqual(runs[2].report, runs[0].report);
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
      await refused(compare(lab, [good, clean]), /different examples of this file, so they cannot be compared/);

      lab.write('pairs.tsv', `source\ttarget\n${'a b\tb a\n'.repeat(40)}`);
      const pairs = { task: 'sequence-to-sequence', data: { train: 'pairs.tsv' }, training: { epochs: 1 } };
      const model = { type: 'gru', embedding: 4, hidden: 4 };
      const { folder } = await lab.client.call('train', lab.request(smallExperiment({ ...pairs, model })));
      const both = rows.map(([text, label]) => [text, label, text, label].join('\t'));
      lab.write('test.tsv', ['text\tlabel\tsource\ttarget', ...both].join('\n'));
      await refused(compare(lab, [good, folder]), /answer in different ways/);
    }));
});
