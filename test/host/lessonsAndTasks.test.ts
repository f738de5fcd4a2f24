// Which lesson is next, and what tasks write for the view of problems.
import assert from 'node:assert/strict';
import manifest from '../../package.json';
import { isBegun, nextLesson, titleOfLesson, type Verdict } from '../../src/protocol/lesson';
import { provideFakeVscode } from '../support/fakeVscode';

const verdict = (...found: Verdict['found']): Verdict => ({ title: '', that: '', standing: 'open', found, place: {} });
const experiment = (verdicts: Verdict[], run?: { id: string; folder: string }) => ({ verdicts, ...(run && { run }) });

describe('lessons', () => {
  it('are called by their first heading', () => {
    assert.equal(titleOfLesson('Words before\n# Counting words #\n# Another', '01'), 'Counting words');
    assert.equal(titleOfLesson('## No title', '01-counting'), '01-counting');
  });

  it('are begun with an answer or a run, and not by what holds anyhow', () => {
    const held = verdict({ key: 'epochs', value: 3 });
    assert.ok(!isBegun([experiment([held, verdict({ key: 'answers.idf' })])]));
    assert.ok(isBegun([experiment([held]), experiment([verdict({ key: 'answers.idf', value: 2 })])]));
    assert.ok(isBegun([experiment([held], { id: 'a', folder: '/a' })]));
  });

  it('go on behind the one in front, and begin anew at the end', () => {
    const isDone = (lesson: string): boolean => lesson === lesson.toUpperCase();
    assert.equal(nextLesson(['a', 'B', 'c'], -1, isDone), 'a');
    assert.equal(nextLesson(['a', 'B', 'c'], 0, isDone), 'c');
    assert.equal(nextLesson(['a', 'B', 'C'], 1, isDone), 'a');
    assert.equal(nextLesson(['A'], 0, isDone), undefined);
  });
});

describe('what tasks write', () => {
  before(provideFakeVscode);
  const [{ pattern }] = manifest.contributes.problemMatchers;
  const matched = (line: string): (string | undefined)[] => {
    const found = new RegExp(pattern.regexp).exec(line) ?? [];
    return ['file', 'line', 'column', 'severity', 'code', 'message'].map((key) => found[pattern[key as 'line']]);
  };

  const files = ['/work/a b/reviews.nlplab.json', 'C:\\work\\reviews:1.nlplab.json'];
  for (const file of files)
    it(`is found by the problem matcher: ${file}`, async () => {
      const { problemLine } = await import('../../src/host/tasks/taskWork');
      const problem = { code: 'INVALID_EXPERIMENT', message: 'There is no key\n"hiden".', severity: 'error' } as const;
      assert.deepEqual(matched(problemLine({ ...problem, place: { line: 3, column: 12 } }, file)), [
        ...[file, '3', '12', 'error', 'INVALID_EXPERIMENT'],
        'There is no key "hiden".',
      ]);
      const elsewhere = { ...problem, place: { line: 3 }, source: { file: '/work/model.ts', line: 7, column: 1 } };
      assert.deepEqual(matched(problemLine(elsewhere, file)).slice(0, 3), ['/work/model.ts', '7', '1']);
    });
});
