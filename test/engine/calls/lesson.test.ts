// A lesson judged by the runs that there are: what is missing, what was trained, what has changed since.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { readProgress } from '../../../src/engine/lessons/progressFile';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import { countStandings, PROGRESS_FILE } from '../../../src/protocol/lesson';
import { inLab, smallExperiment } from './support/lab';

describe('a lesson', () => {
  it('is judged by the run of exactly its experiment on its data as they are', () =>
    inLab(async (lab) => {
      const experiment = {
        ...smallExperiment({ model: { type: 'naive-bayes' } }),
        expect: ['model.type == "naive-bayes"', { that: 'validation.accuracy >= 0', title: { en: 'It learns' } }],
      };
      const request = lab.request(experiment);
      const { baseFolder: folder, runsFolder } = request;
      const file = path.join(folder, 'first.nlplab.json');
      fs.writeFileSync(file, JSON.stringify(experiment));
      fs.writeFileSync(path.join(folder, 'second.nlplab.json'), '{ "expect": ["epochs < 3"], "model": "lsm" }');
      fs.writeFileSync(path.join(folder, 'none.nlplab.json'), JSON.stringify(smallExperiment({})));
      await assert.rejects(lab.client.call('lesson', { folder, runsFolder }), /no lesson/);
      fs.writeFileSync(path.join(folder, 'lesson.md'), 'Words.\n\n# Counting words #\n');
      fs.writeFileSync(path.join(folder, 'lesson.ko.md'), '# 단어 세기\n');
      const judge = (more: object = {}) => lab.client.call('lesson', { folder, runsFolder, ...more });

      const before = await judge({ language: 'ko' });
      assert.deepEqual([before.title, before.document], ['단어 세기', 'lesson.ko.md']);
      assert.deepEqual(
        before.experiments.map(({ file: name, needsRun, problems }) => [name, needsRun, problems.length > 0]),
        [
          ['first.nlplab.json', true, false],
          ['second.nlplab.json', false, true],
        ],
      );
      assert.deepEqual(countStandings(before.experiments), { held: 1, failed: 0, open: 1 });

      // Another seed is another run; the same in another folder of the same data is the same.
      await lab.client.call('train', { ...request, overrides: ['seed=77'] });
      assert.equal((await judge()).experiments[0].run, undefined);
      const text = fs.readFileSync(file, 'utf8');
      const { folder: run } = await lab.client.call('train', {
        ...request,
        experimentText: text,
        experimentFile: file,
      });
      const after = await judge({ save: true });
      assert.equal(after.title, 'Counting words');
      assert.equal(after.experiments[0].run?.folder, run);
      assert.deepEqual(countStandings(after.experiments), { held: 2, failed: 0, open: 0 });
      const [, learns] = after.experiments[0].verdicts;
      assert.deepEqual([learns.title, learns.place.file, learns.found.length], ['It learns', file, 1]);
      const progress = readProgress(nodeFiles, path.join(folder, PROGRESS_FILE));
      assert.deepEqual(countStandings(progress.experiments), { held: 2, failed: 0, open: 0 });

      const data = fs.readdirSync(folder).find((name) => name.endsWith('.tsv')) ?? assert.fail();
      fs.appendFileSync(path.join(folder, data), 'one more\tgood\n');
      assert.equal((await judge()).experiments[0].needsRun, true);
    }));

  it('has a file of progress that is refused where it is none', () =>
    inLab(async (lab) => {
      const { baseFolder } = lab.request(smallExperiment({}));
      const file = path.join(baseFolder, PROGRESS_FILE);
      for (const text of ['{', '{"format":2,"title":"x","judgedAt":"","experiments":[]}', '[]']) {
        fs.writeFileSync(file, text);
        assert.throws(() => readProgress(nodeFiles, file), /lessons check --save/);
      }
    }));
});
