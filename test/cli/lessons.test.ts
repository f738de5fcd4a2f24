import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { answerHash } from '../../src/engine/lessons/answerHash';
import type { Lesson, LessonExperiment, Standing } from '../../src/protocol/lesson';
import type { RunRecord } from '../../src/protocol/run';
import { type FakeHandlers, run } from './fakeEngine';

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-cli-'));
  for (const lesson of ['kim/01', 'kim/02', 'lee/01', 'lee/.git/03']) {
    fs.mkdirSync(path.join(folder, lesson), { recursive: true });
    fs.writeFileSync(path.join(folder, lesson, 'lesson.md'), `# ${lesson}\n`);
    fs.writeFileSync(path.join(folder, lesson, 'x.nlplab.json'), '{}');
  }
  fs.mkdirSync(path.join(folder, 'kim/.nlplab/runs'), { recursive: true });
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

const verdict = (standing: Standing): LessonExperiment['verdicts'][number] => ({
  ...{ title: 'Well enough', that: 'accuracy > 0.8', standing, hint: 'More epochs.' },
  ...{ found: [{ key: 'accuracy', value: 0.75 }, { key: 'answers.x' }], place: { line: 3 } },
});

/** Which lessons are asked for, and with which runs; one is trained when it is asked for. */
function engine(asked: string[], standings: Record<string, Standing[]>): FakeHandlers {
  let isTrained = false;
  return {
    lesson({ folder: lesson, runsFolder, save }): Lesson {
      const name = path.relative(folder, lesson);
      asked.push(`${name} ${path.relative(folder, runsFolder)}${save ? ' saved' : ''}`);
      const needsRun = name === 'lee/01' && !isTrained;
      const verdicts = needsRun ? [verdict('open')] : standings[name].map(verdict);
      const experiment = { file: 'x.nlplab.json', problems: [], needsRun, verdicts };
      return { folder: lesson, title: name, document: 'lesson.md', experiments: [experiment] };
    },
    train({ experimentFile = '' }) {
      asked.push(`train ${path.relative(folder, experimentFile)}`);
      isTrained = true;
      return { folder: '/r', record: { status: 'completed' } as RunRecord };
    },
  };
}
const standings: Record<string, Standing[]> = {
  ...{ 'kim/01': ['held', 'held'], 'kim/02': ['failed'], 'lee/01': ['held', 'open'] },
};

describe('nlp-lab lessons', () => {
  it('checks all lessons below a folder, each by the nearest runs, and says what does not hold', async () => {
    const asked: string[] = [];
    const { code, out } = await run(['lessons', 'check', 'kim', '--save'], engine(asked, standings), { cwd: folder });
    assert.deepEqual(asked, ['kim/01 kim/.nlplab/runs saved', 'kim/02 kim/.nlplab/runs saved']);
    assert.equal(code, 1);
    assert.match(out, /kim\/01 {2}01 {2}2\/2\n/);
    assert.match(out, /✗ Well enough {2}\(accuracy = 0.7500, answers.x = \?\)\n +More epochs\.\n/);
    assert.equal(out.split('More epochs').length, 2, 'hints stand where something does not hold');
  });

  it('is done where all holds', async () => {
    const { code } = await run(['lessons', 'check', 'kim/01'], engine([], standings), { cwd: folder });
    assert.equal(code, 0);
  });

  it('puts many people into a table, and trains what is missing where that is asked for', async () => {
    const asked: string[] = [];
    const given = ['lessons', 'check', 'kim', 'lee', '--train'];
    const { code, out } = await run(given, engine(asked, standings), { cwd: folder });
    assert.deepEqual(asked.slice(2), [
      'lee/01 lee/.nlplab/runs',
      'train lee/01/x.nlplab.json',
      'lee/01 lee/.nlplab/runs',
    ]);
    assert.equal(code, 1);
    assert.deepEqual(out.trimEnd().split('\n'), [
      'folder   01   02  all',
      'kim     2/2  0/1  2/3',
      'lee     1/2       1/2',
    ]);
  });

  it('writes a line of JSON for each lesson', async () => {
    const { out } = await run(['lessons', 'check', 'kim', '--json'], engine([], standings), { cwd: folder });
    const lines = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    assert.deepEqual(
      lines.map(({ folder: named, lesson, held, failed, open }) => [named, lesson, held, failed, open]),
      [
        ['kim', '01', 2, 0, 0],
        ['kim', '02', 0, 1, 0],
      ],
    );
  });

  it('counts a file of progress as it says', async () => {
    const verdicts = [{ that: 'x', standing: 'held' }];
    const progress = { format: 1, title: 'Words', judgedAt: '', experiments: [{ file: 'x', verdicts }] };
    fs.writeFileSync(path.join(folder, 'lesson-progress.json'), JSON.stringify(progress));
    const { code, out } = await run(['lessons', 'check', 'lesson-progress.json'], {}, { cwd: folder });
    assert.equal(code, 0);
    assert.match(out, /Words .* 1\/1/);
  });

  it('tells the hash of an answer', async () => {
    const { out } = await run(['lessons', 'hash', 'gate', 'forget gate'], {}, { cwd: folder });
    assert.equal(out, `{ "answer": "gate", "sha256": "${answerHash('gate', 'forget gate')}" }\n`);
    const idf = await run(['lessons', 'hash', 'idf', '2.8326', '--decimals', '2'], {}, { cwd: folder });
    assert.equal(idf.out, `{ "answer": "idf", "sha256": "${answerHash('idf', 2.83)}", "decimals": 2 }\n`);
  });

  for (const [given, message] of [
    [['check', 'nowhere'], /no folder "nowhere"/],
    [['check', 'kim/.nlplab'], /has no lessons/],
    [['look', 'kim'], /knows "check" and "hash"/],
    [['hash', 'gate'], /a name and an answer/],
    [['hash', 'gate', 'open', '--decimals', '2'], /"open" is no number/],
  ] as const)
    it(`refuses ${given.join(' ')}`, async () => {
      const { code, err } = await run(['lessons', ...given], {}, { cwd: folder });
      assert.equal(code, 2);
      assert.match(err, message);
    });
});
