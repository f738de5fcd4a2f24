// What is advised on a machine, and where a person stands in lessons.

import assert from 'node:assert/strict';
import { adviceOn, type MachineReport } from '../../src/protocol/doctor';
import {
  countStandings,
  isBegun,
  LESSON_FILE,
  LESSON_FILES,
  nextLesson,
  titleOfLesson,
  type Verdict,
} from '../../src/protocol/lesson';

const MACHINE: MachineReport = {
  ...{ versions: { nlpLab: '1', node: '24', onnxRuntime: '1' }, system: 'x', processor: 'y', cores: 2 },
  ...{ instructionSets: ['sse4_1', 'avx2'], webAssembly: 'simd', memory: { total: 8e9, available: 2e9 } },
  products: [
    { threads: 1, gflops: 10 },
    { threads: 2, gflops: 12 },
  ],
  devices: [],
};
const advised = (more: Partial<MachineReport>): string =>
  adviceOn({ ...MACHINE, ...more }).map(({ text, values }) => [/WebAssembly|AVX2|2 GB|one core|hardly faster/.exec(text)?.[0], ...values].join(' ')).join(', '); // prettier-ignore

describe('advice on a machine', () => {
  it('is none where all is well', () => {
    assert.equal(advised({}), '');
    assert.equal(advised({ webAssembly: 'relaxed', instructionSets: ['neon'] }), '');
    assert.equal(advised({ products: [{ threads: 1, gflops: 10 }] }), '');
  });

  it('is on what is missing, and on nothing else', () => {
    assert.equal(advised({ webAssembly: 'none' }), 'WebAssembly');
    assert.equal(advised({ instructionSets: ['sse4_1'] }), 'AVX2');
    assert.equal(advised({ memory: { total: 8e9, available: 2e9 - 1 } }), '2 GB');
    assert.equal(advised({ cores: 1 }), 'one core');
    assert.equal(
      advised({
        products: [
          { threads: 1, gflops: 10 },
          { threads: 4, gflops: 11.9 },
        ],
      }),
      'hardly faster 4',
    );
    assert.equal(advised({ cores: 1, webAssembly: 'none' }), 'WebAssembly, one core');
  });
});

describe('lessons', () => {
  const verdict = (standing: Verdict['standing'], found: Verdict['found'] = []): Verdict => ({
    ...{ title: '', that: '', standing, found, place: {} },
  });

  it('are told by the names of their files, which may say a language', () => {
    assert.deepEqual(
      ['lesson.md', 'lesson.ko.md'].map((name) => LESSON_FILE.exec(name)?.[1]),
      [undefined, 'ko'],
    );
    assert.equal(LESSON_FILES, '**/{lesson,lesson.??}.md');
    for (const name of ['lesson.kor.md', 'my-lesson.md', 'lesson.md.gz', 'lessonxmd'])
      assert.ok(!LESSON_FILE.test(name));
  });

  it('are called by their first heading, else by their folder', () => {
    const titles = ['# A *title* #\n# B', 'text\n#  Later  ', '## no\n', '#no', ''].map((text) => titleOfLesson(text, 'folder')); // prettier-ignore
    assert.deepEqual(titles, ['A *title*', 'Later', 'folder', 'folder', 'folder']);
  });

  it('are begun with a run or an answer', () => {
    const answered = (key: string, value?: number) => ({ verdicts: [verdict('open', [{ key, value }])] });
    assert.equal(isBegun([]), false);
    assert.equal(isBegun([answered('answers.a'), answered('test.loss', 1)]), false);
    assert.equal(isBegun([answered('test.loss', 1), answered('answers.a', 0)]), true);
    assert.equal(isBegun([{ verdicts: [] }, { verdicts: [], run: { id: 'a', folder: 'b' } }]), true);
  });

  it('are followed by the next that is not done, at last by the first ones, then by themselves', () => {
    const next = (at: number, done: string) => nextLesson([...'abc'], at, (lesson) => done.includes(lesson));
    assert.deepEqual([next(0, ''), next(0, 'b'), next(2, ''), next(1, 'ac'), next(1, 'abc')], ['b', 'c', 'a', 'b', undefined]); // prettier-ignore
  });

  it('count what holds, what does not and what is open', () => {
    const experiments = [{ verdicts: [verdict('held'), verdict('open')] }, { verdicts: [verdict('held'), verdict('failed')] }]; // prettier-ignore
    assert.deepEqual(countStandings(experiments), { held: 2, failed: 1, open: 1 });
  });
});
