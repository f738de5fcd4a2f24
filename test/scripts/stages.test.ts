// How a stage of `npm test` ends, on made-up stages: by itself however long that takes, or with everything it has started.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { judge, readResults, watchResults } from '../../scripts/test/results.mjs';
import { type Ending, runWatched } from '../../scripts/test/runWatched.mjs';
import { FakeClock } from './fakeClock';
import { type Meeting, openMeeting, saying } from './madeUpStage';

const LIMIT_MS = 300_000;

describe('a stage of tests', () => {
  let folder: string;
  let results: string;
  let meeting: Meeting;
  let clock: FakeClock;
  let giveUp: AbortController;
  let moves: EventEmitter;

  beforeEach(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-stages-'));
    results = path.join(folder, 'results.jsonl');
    meeting = await openMeeting();
    clock = new FakeClock();
    giveUp = new AbortController();
    moves = new EventEmitter();
  });
  afterEach(() => {
    meeting.close();
    fs.rmSync(folder, { recursive: true });
  });

  const environment = (): NodeJS.ProcessEnv => ({
    ...process.env,
    NLP_LAB_RESULTS: results,
    MEETING: String(meeting.port),
  });

  function run(words: string): Promise<Ending> {
    const watch = (moved: () => void): (() => void) =>
      watchResults(results, () => {
        moved();
        moves.emit('moved');
      });
    const spawned = { env: environment(), stdio: 'inherit' as const };
    return runWatched(saying(words), {
      limitMs: LIMIT_MS,
      watch,
      signal: giveUp.signal,
      spawn: spawned,
      timers: clock,
    });
  }

  const verdict = (ending: Ending): ReturnType<typeof judge> => judge(readResults(results), ending, '5 minutes');

  it('takes as long as it likes while its tests end', async () => {
    const ending = run(`
      join('slow', (words) => {
        if (String(words) === 'end') record({ kind: 'end' });
        else return record({ kind: 'passed', title: String(words) });
        process.exit();
      });
    `);
    const slow = await meeting.member('slow');
    for (const title of ['one', 'two', 'three']) {
      clock.advance(LIMIT_MS - 1);
      const moved = once(moves, 'moved');
      slow.tell(title);
      await moved;
    }
    clock.advance(LIMIT_MS - 1);
    slow.tell('end');
    assert.deepEqual(verdict(await ending), { passed: 3, failed: 0, skipped: [], problems: [] });
  });

  it('ends when no test ends any more, and the test that hangs is named', async () => {
    const ending = run(`
      record({ kind: 'begun', title: 'first' });
      record({ kind: 'passed', title: 'first' });
      record({ kind: 'begun', title: 'second' });
      join('stage');
    `);
    const stage = await meeting.member('stage');
    clock.advance(LIMIT_MS);
    const { passed, problems } = verdict(await ending);
    await stage.gone;
    assert.equal(passed, 1);
    assert.deepEqual(problems, ['no test ended for 5 minutes during: second']);
  });

  const DEAF = JSON.stringify(saying("process.on('SIGTERM', () => {}); join('deaf');"));
  const families: [string, string][] = [
    ['children that do not hear SIGTERM', `const [program, ...args] = ${DEAF}; spawn(program, args);`],
    [
      'children in groups of their own',
      `const [program, ...args] = ${DEAF}; void startGroup().then((start) => start(program, args, {}));`,
    ],
  ];
  for (const [name, words] of families) {
    it(`is ended with ${name}`, async () => {
      const ending = run(`${words} join('stage');`);
      const family = [await meeting.member('stage'), await meeting.member('deaf')];
      clock.advance(LIMIT_MS);
      assert.equal(await ending, 'hung');
      await Promise.all(family.map(({ gone }) => gone));
    });

    it(`is given up with ${name}`, async () => {
      const ending = run(`${words} join('stage');`);
      const family = [await meeting.member('stage'), await meeting.member('deaf')];
      giveUp.abort();
      assert.equal(await ending, 'stopped');
      await Promise.all(family.map(({ gone }) => gone));
    });

    it(`dies with who runs it, with ${name}`, async () => {
      const stage = JSON.stringify(saying(`${words} join('stage');`));
      const [program, ...args] = saying(`void runWatched().then((run) => run(${stage}, { limitMs: ${LIMIT_MS} }));`);
      const runner = spawn(program, args, { env: environment(), stdio: 'inherit' });
      const family = [await meeting.member('stage'), await meeting.member('deaf')];
      runner.kill('SIGKILL');
      await Promise.all(family.map(({ gone }) => gone));
    });

    it(`leaves nothing behind of ${name} when it ends by itself`, async () => {
      const ending = run(`${words} join('stage', () => process.exit(3));`);
      const deaf = await meeting.member('deaf');
      (await meeting.member('stage')).tell('end');
      assert.equal(await ending, 'failed');
      await deaf.gone;
    });
  }

  it('fails when its process ends in the middle of a test', async () => {
    const ending = await run("record({ kind: 'begun', title: 'first' });");
    assert.equal(ending, 'passed');
    assert.deepEqual(verdict(ending).problems, ['the stage ended before its last test during: first']);
  });

  it('fails when it cannot be started', async () => {
    assert.equal(await runWatched([path.join(folder, 'nothing')], { limitMs: LIMIT_MS, timers: clock }), 'failed');
  });
});

describe('the verdict on a stage', () => {
  const end = { kind: 'end' } as const;
  const passed = { kind: 'passed', title: 'a' } as const;

  it('counts what passed, failed and was skipped', () => {
    const failed = { kind: 'failed', title: 'b' } as const;
    const skipped = { kind: 'skipped', title: 'c' } as const;
    const expected = { passed: 1, failed: 1, skipped: ['c'], problems: ['b'] };
    assert.deepEqual(judge([passed, failed, skipped, end], 'failed', ''), expected);
  });

  it('names what hangs, in whatever order several processes tell', () => {
    const begun = (title: string) => ({ kind: 'begun', title }) as const;
    const ended = { kind: 'ended', title: 'b' } as const;
    const { problems } = judge([begun('a'), begun('b'), ended, begun('c'), { ...passed, title: 'b' }], 'hung', 'ever');
    assert.deepEqual(problems, ['no test ended for ever during: a | c']);
  });

  it('fails a stage without tests', () => assert.deepEqual(judge([end], 'passed', '').problems, ['no test ran']));

  it('fails a stage that ends with an error though its tests passed', () => {
    const problems = ['all tests passed, but the stage ended with an error'];
    assert.deepEqual(judge([passed, end], 'failed', '').problems, problems);
  });
});
