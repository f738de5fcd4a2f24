// The samples that the extension brings: every experiment is right, there is one for each task, and the corpora are what their readme says.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { check } from '../../../src/engine/calls/check';
import { parseExperiment } from '../../../src/engine/tasks/parseExperiment';
import { TASKS } from '../../../src/engine/tasks/tasks';
import { callContext } from './support/callContext';

const SAMPLES = path.resolve('media', 'samples');
const ENDING = '.nlplab.json';

for (const language of ['en', 'ko']) {
  const folder = path.join(SAMPLES, language);
  const names = fs.readdirSync(folder);
  const experiments = names.filter((name) => name.endsWith(ENDING));
  const read = (name: string): string => fs.readFileSync(path.join(folder, name), 'utf8');
  /** Without the names of the columns. */
  const rowsOf = (name: string): string[][] =>
    read(name)
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.split('\t'));
  const counted = (values: readonly string[]): Record<string, number> => {
    const counts: Record<string, number> = {};
    for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
    return counts;
  };

  describe(`the samples in ${language}`, () => {
    for (const name of experiments)
      it(`have ${name} without a fault, named as its file`, async () => {
        const experimentText = read(name);
        const request = { experimentText, experimentFile: path.join(folder, name), baseFolder: folder };
        assert.deepEqual((await check(request, callContext())).problems, []);
        assert.equal(parseExperiment(experimentText, {}).experiment?.name, name.slice(0, -ENDING.length));
      });

    it('have an experiment for each task', () => {
      const tasks = experiments.map((name) => parseExperiment(read(name), {}).experiment?.task);
      assert.deepEqual([...new Set(tasks)].sort(), Object.keys(TASKS).sort());
    });

    it('have a readme that names each experiment and the licence', () => {
      const readme = read('README.md');
      for (const name of experiments) assert.ok(readme.includes(`\`${name.slice(0, -ENDING.length)}\``), name);
      assert.match(readme, /CC0 1\.0/);
    });

    it('have balanced reviews of four topics, none twice, whose labels go with their scores', () => {
      const rows = rowsOf('reviews.tsv');
      assert.equal(new Set(rows.map(([text]) => text)).size, rows.length);
      const [least, most] = Object.values(counted(rows.map(([, label]) => label))).sort((a, b) => a - b);
      assert.ok(most - least <= rows.length / 50, `${least} and ${most}`);
      assert.deepEqual(Object.values(counted(rows.map(([, , , topic]) => topic))), Array(4).fill(rows.length / 4));
      const labelsOf = (fits: (score: number) => boolean): Set<string> =>
        new Set(rows.flatMap(([, label, score]) => (fits(Number(score)) ? [label] : [])));
      assert.deepEqual([labelsOf((score) => score > 5).size, labelsOf((score) => score <= 5).size], [1, 1]);
    });

    it('ask about nothing that was learned from', () => {
      for (const [train, ...others] of [
        ['answers.tsv', 'answers-validation.tsv', 'answers-test.tsv'],
        ['sentences.tsv', 'sentences-test.tsv'],
        ['dates.tsv', 'dates-test.tsv'],
      ]) {
        const learned = new Set(rowsOf(train).map(([source]) => source));
        for (const other of others)
          assert.deepEqual(
            rowsOf(other).filter(([source]) => learned.has(source)),
            [],
            other,
          );
      }
    });

    it('have every question once with its answer and once with another one', () => {
      for (const name of ['answers.tsv', 'answers-validation.tsv', 'answers-test.tsv']) {
        const rows = rowsOf(name);
        assert.deepEqual(new Set(Object.values(counted(rows.map(([question]) => question)))), new Set([2]));
        const [yes, no] = Object.values(counted(rows.map(([, , fits]) => fits)));
        assert.equal(yes, no);
      }
    });
  });
}
