// Lessons as the Testing view has them: one judgement after the other, and nothing written in Restricted Mode.
import assert from 'node:assert/strict';
import * as path from 'node:path';
import type * as vscode from 'vscode';
import { Lifetime } from '../../src/host/editor/lifetime';
import type { LessonTestsParts } from '../../src/host/lessons/lessonTests';
import type { Lesson } from '../../src/protocol/lesson';
import { FakeEvent } from '../support/fakeEvent';
import { fakeTests, fakeUri, fakeWorkspace, provideFakeVscode } from '../support/fakeVscode';

class Items {
  private readonly all = new Map<string, FakeItem>();
  get = (id: string): FakeItem | undefined => this.all.get(id);
  replace(items: readonly FakeItem[]): void {
    this.all.clear();
    for (const item of items) this.all.set(item.id, item);
  }
  *[Symbol.iterator](): IterableIterator<[string, FakeItem]> {
    yield* this.all;
  }
}

class FakeItem {
  readonly children = new Items();
  busy = false;
  constructor(
    readonly id: string,
    public label: string,
    readonly uri?: object,
  ) {}
}

interface Asked {
  save: boolean;
  answer(title: string): void;
}

describe('the tests of lessons', () => {
  before(provideFakeVscode);
  const { createTestController } = fakeTests;
  const { findFiles, isTrusted } = fakeWorkspace;
  const { joinPath } = fakeUri;
  after(() => {
    fakeTests.createTestController = createTestController;
    Object.assign(fakeWorkspace, { findFiles, isTrusted });
    fakeUri.joinPath = joinPath;
  });

  let life = new Lifetime();
  beforeEach(() => (life = new Lifetime()));
  afterEach(() => life.dispose());

  async function open() {
    type Run = (request: object, token: object) => Promise<void>;
    const profiles: Run[] = [];
    const controller = {
      ...{ items: new Items(), dispose: () => undefined },
      createTestItem: (id: string, label: string, uri?: object) => new FakeItem(id, label, uri),
      createRunProfile: (_: string, __: unknown, run: Run) => (profiles.push(run), { dispose: () => undefined }),
      createTestRun: () => ({ end: () => undefined, enqueued: () => undefined }),
    };
    const uri = (at: string) => ({ path: at, fsPath: at, toString: () => at });
    fakeUri.joinPath = (of, ...names) => uri(path.posix.join(of.path, ...names));
    fakeTests.createTestController = () => controller;
    fakeWorkspace.findFiles = () => Promise.resolve([uri('/work/01/lesson.md')]);
    const asked: Asked[] = [];
    const reading = {
      call: (_: string, { save }: { save: boolean }) =>
        new Promise<Lesson>((resolve) =>
          asked.push({ save, answer: (title) => resolve({ title, experiments: [] } as unknown as Lesson) }),
        ),
    };
    const { LessonTests } = await import('../../src/host/lessons/lessonTests');
    const trainings = { all: [], onChange: new FakeEvent<unknown>().event };
    const tests = new LessonTests({ reading, trainings } as unknown as LessonTestsParts, life);
    const settle = () => new Promise(setImmediate);
    return { tests, asked, settle, judgeAlone: profiles[1] };
  }

  const token = { isCancellationRequested: false } as unknown as vscode.CancellationToken;

  it('keeps the judgement that was asked for last, and lists no lesson twice', async () => {
    const { tests, asked, settle } = await open();
    await tests.lessons();
    void tests.listAgain();
    await settle();
    assert.equal(asked.length, 1, 'the second one waits for the first');
    asked[0].answer('as it was');
    await settle();
    asked[1].answer('as it is');
    await settle();
    const [{ lesson }, ...others] = await tests.lessons();
    assert.deepEqual([lesson?.title, others, asked.length], ['as it is', [], 2]);
  });

  for (const isTrusted of [true, false])
    it(`writes ${isTrusted ? 'down what came of them' : 'nothing in Restricted Mode'}`, async () => {
      const { asked, settle, judgeAlone } = await open();
      Object.assign(fakeWorkspace, { isTrusted });
      const run = judgeAlone({}, token);
      const answering = { ended: false };
      void run.finally(() => (answering.ended = true));
      for (let next = 0; !answering.ended; await settle()) if (next < asked.length) asked[next++].answer('Counting');
      await run;
      assert.deepEqual(
        asked.map(({ save }) => save),
        [false, isTrusted],
      );
    });
});
