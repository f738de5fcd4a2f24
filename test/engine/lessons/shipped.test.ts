// The lessons that the lab ships: right experiments, the same in both languages, and nothing solved already.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { SOLUTIONS } from '../../lessons/solutions';
import { LESSONS, takeLesson } from '../../lessons/takenLesson';
import { inLab } from '../calls/support/lab';

const FILES = /^(lesson(\.ko)?\.md|[\w-]+\.(nlplab\.json|tsv|txt|conll))$/u;

/** What must be the same in every language: levels of headings, and code. */
function skeletonOf(text: string): { headings: string[]; blocks: string[]; code: string[] } {
  const found = (pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, inner]) => inner);
  return {
    headings: found(/^(#+ (?:\d+\.)?)/gmu),
    blocks: found(/^ {4}(.*)$/gmu),
    code: found(/`([^`\n]+)`/gu).sort(),
  };
}

const read = (lesson: string, name: string): string => fs.readFileSync(path.join(LESSONS, lesson, name), 'utf8');

describe('the lessons of the lab', () => {
  const lessons = fs.readdirSync(LESSONS).sort();

  it('all have a solution', () => assert.deepEqual(lessons, Object.keys(SOLUTIONS)));

  for (const lesson of lessons) {
    const names = fs.readdirSync(path.join(LESSONS, lesson));
    const experiments = names.filter((name) => name.endsWith('.nlplab.json'));

    it(`${lesson} stands alone, with a solution for each experiment`, () => {
      for (const name of names) assert.match(name, FILES);
      assert.deepEqual(
        experiments.map((name) => name.replace('.nlplab.json', '')),
        Object.keys(SOLUTIONS[lesson]),
      );
      for (const name of names.filter((each) => each.endsWith('.md')))
        assert.doesNotMatch(read(lesson, name), /\.\.\/|https?:/u, `${name} leads out of its folder`);
    });

    it(`${lesson} has the same headings and code in both languages`, () => {
      assert.deepEqual(skeletonOf(read(lesson, 'lesson.ko.md')), skeletonOf(read(lesson, 'lesson.md')));
    });

    it(`${lesson} is right, speaks both languages, and is not solved as it is shipped`, () =>
      inLab(async ({ client, runsFolder }) => {
        const folder = path.join(LESSONS, lesson);
        for (const experiment of experiments) {
          const { problems } = await client.call('check', {
            experimentText: read(lesson, experiment),
            experimentFile: path.join(folder, experiment),
            baseFolder: folder,
          });
          assert.deepEqual(problems, [], experiment);
        }
        const [english, korean] = await Promise.all(
          ['en', 'ko'].map((language) => client.call('lesson', { folder, runsFolder, language })),
        );
        assert.notEqual(english.title, korean.title);
        assert.equal(english.experiments.length, experiments.length);
        for (const [i, { verdicts, file }] of english.experiments.entries()) {
          const open = verdicts.filter(({ found }) =>
            found.some(({ key, value }) => !value && /^answers\./u.test(key)),
          );
          assert.ok(open.length > 0, `${file} asks nothing`);
          for (const [j, { title, hint, that }] of verdicts.entries()) {
            const other = korean.experiments[i].verdicts[j];
            assert.ok(title !== that && hint, `${file}: "${that}" has no title or no hint`);
            assert.ok(title !== other.title && hint !== other.hint, `${file}: "${that}" is in one language alone`);
          }
        }
      }));
  }

  it('hold with their solution and with nothing less, the first of them', () =>
    inLab(async (lab) => assert.ok((await takeLesson(lessons[0], lab)) > 5)));
});
