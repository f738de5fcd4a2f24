// The night: which stage is for which promise, what it says of them, and that a stage ends by what it has done, not by the clock.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { keptStages, type StageEnd } from '../../scripts/test/keptStages.mjs';
import { NIGHT } from '../../scripts/test/nightStages.mjs';
import { promisesIn, tableOf } from '../../scripts/test/promises.mjs';
import { figuresIn } from '../../scripts/test/results.mjs';
import { watchWork } from '../../scripts/test/watchWork.mjs';
import { workMs } from '../../scripts/test/workOf.mjs';

const all = promisesIn(fs.readFileSync('docs/promises.md', 'utf8'));

const PAGE = `
| | promise | proof | tier | state |
| --- | --- | --- | --- | --- |
| T1, T2 | nothing is lost | \`strings.test.ts\` | each, night | proven |
| D1 | a kill | \`npm run test:kills\` | night | proven |

| Q1 | tests can fail | \`npm run test:mutants\` | partly: survivors |
`;

describe('the stages of the night', () => {
  const ids = all.flatMap((row) => row.ids);

  it('prove every promise that is for the night, and none that is not there', () => {
    const proven = NIGHT.flatMap(({ proves = [] }) => proves);
    const nightly = all.filter(({ tiers }) => tiers.includes('night'));
    assert.ok(nightly.length > 10);
    assert.deepEqual(nightly.filter((row) => !row.ids.some((id) => proven.includes(id))), []); // prettier-ignore
    assert.deepEqual(proven.filter((id) => id !== 'each' && !ids.includes(id)), []); // prettier-ignore
  });

  it('have names of their own, and wait only for what comes before them', () => {
    const keys = NIGHT.map(({ key }) => key);
    assert.equal(new Set(keys).size, keys.length);
    NIGHT.forEach(({ after = [] }, at) => assert.ok(after.every((key) => keys.slice(0, at).includes(key))));
  });
});

describe('the table of promises', () => {
  it('is read from the page, with promises that share a row and tables without tiers', () => {
    const rows = promisesIn(PAGE);
    assert.deepEqual(rows.map((row) => row.ids), [['T1', 'T2'], ['D1'], ['Q1']]); // prettier-ignore
    assert.deepEqual(rows.map(({ tiers }) => tiers), [['each', 'night'], ['night'], []]); // prettier-ignore
    assert.deepEqual(rows.map(({ state }) => state), ['proven', 'proven', 'partly: survivors']); // prettier-ignore
    assert.ok(all.length > 35 && all.every(({ promise, state }) => promise !== '' && state !== ''));
  });

  it('says what failed, what held and what was not run', () => {
    const stages = [
      { key: 'unit', proves: ['each'], failed: 0 },
      { key: 'kills', proves: ['D1'], failed: 1 },
      { key: 'outputs', proves: ['D1'], failed: 0 },
    ];
    assert.deepEqual(tableOf(promisesIn(PAGE), stages), [
      'T1, T2  held     nothing is lost  [unit]  (proven)',
      'D1      FAILED   a kill  [kills]  (proven)',
      'Q1      not run  tests can fail  (partly: survivors)',
    ]);
  });

  it('says below a promise what the stages for it alone have measured', () => {
    const stages = [
      { key: 'unit', proves: ['each', 'T1'], failed: 0, figures: ['5000 tests passed'] },
      { key: 'strings', proves: ['T1', 'T2'], failed: 0, figures: ['bytes: none lost', 'words: none lost'] },
    ];
    const [first, ...below] = tableOf(promisesIn(PAGE), stages).slice(0, 3);
    assert.equal(first, 'T1, T2  held     nothing is lost  [unit, strings]  (proven)');
    assert.deepEqual(
      below.map((line) => line.trim()),
      ['strings: bytes: none lost', 'strings: words: none lost'],
    );
  });

  it('has the figures of tests that passed and of what was measured', () => {
    const results = [
      ...[{ kind: 'begun' as const }, { kind: 'passed' as const, title: 'a' }, { kind: 'failed' as const, title: 'b' }],
      { kind: 'figure' as const, title: '200 stops within 90 ms' },
    ];
    assert.deepEqual(figuresIn(results), ['1 tests passed', '200 stops within 90 ms']);
    assert.deepEqual(figuresIn([]), []);
  });
});

describe('a night that was interrupted', () => {
  let folder: string;
  before(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-night-'))));
  after(() => fs.rmSync(folder, { recursive: true }));

  const end = (key: string, failed: number): StageEnd => ({
    ...{ key, name: `the stage ${key}`, proves: ['D1'], seconds: 60, worked: 50, passed: 1, failed },
    ...{ skipped: [], problems: [], figures: ['30 kills'] },
  });

  it('goes on with what has not held yet, of the same commit alone', () => {
    const file = path.join(folder, 'made', 'night.json');
    const first = keptStages(file, 'abc', true); // nothing is there
    assert.equal(first.of({ key: 'kills' }), undefined);
    for (const [key, failed] of [['build', 0], ['kills', 0], ['fuzz', 1]] as const) first.keep(end(key, failed)); // prettier-ignore
    const goesOn = keptStages(file, 'abc', true);
    assert.deepEqual(goesOn.of({ key: 'kills' }), { ...end('kills', 0), isKept: true });
    assert.equal(goesOn.of({ key: 'fuzz' }), undefined);
    assert.equal(goesOn.of({ key: 'power' }), undefined);
    assert.equal(goesOn.of({ key: 'build', again: true }), undefined);
    for (const other of [keptStages(file, 'abd', true), keptStages(file, 'abc', false)])
      assert.equal(other.of({ key: 'kills' }), undefined);
    goesOn.keep(end('fuzz', 0));
    assert.deepEqual(keptStages(file, 'abc', true).of({ key: 'kills' })?.figures, ['30 kills']);
  });
});

describe('the work of a stage', () => {
  /** What is watched, with the looks at it in the hands of the test. */
  function watched(mostMs: number) {
    const told: string[] = [];
    let done: number | undefined = 0;
    let look = (): void => undefined;
    const world = {
      ...{ work: () => done, now: () => 0 },
      timers: { setInterval: (callback: () => void) => (look = callback), clearInterval: () => told.push('ended') },
    };
    const options = { mostMs, moved: () => told.push('moved'), spent: () => told.push('spent') };
    const end = watchWork(1, options, world);
    const lookAt = (ms: number | undefined): void => {
      done = ms;
      look();
    };
    return { told, end, lookAt };
  }

  it('is told as long as it goes on, and not for a clock that ticks in it', () => {
    const { told, end, lookAt } = watched(60_000);
    for (const ms of [0, 1000, 1900]) lookAt(ms);
    assert.deepEqual(told, []);
    for (const ms of [2000, 2500, 1500, 4000]) lookAt(ms); // of a child that has gone less is known
    assert.deepEqual(told, ['moved', 'moved']);
    assert.equal(end(), 4000);
    assert.deepEqual(told, ['moved', 'moved', 'ended']);
  });

  it('may be so much and no more', () => {
    const { told, lookAt } = watched(60_000);
    lookAt(60_000);
    lookAt(60_001);
    assert.deepEqual(told, ['moved', 'spent']);
  });

  it('is that of a process and of all it has started', async function () {
    if (workMs(process.pid) === undefined) return this.skip();
    const words = 'while (process.cpuUsage().user < 1e5);'; // with its start 0.1 s of a processor
    const inner = JSON.stringify([process.execPath, '-e', words]);
    const outer = `const [p, ...a] = ${inner}; require('child_process').spawn(p, a).on('exit', () => console.log('done')); process.stdin.resume();`;
    const child = spawn(process.execPath, ['-e', outer], { stdio: ['pipe', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    assert.ok((workMs(child.pid ?? 0) ?? 0) >= 100);
    child.stdin.end();
    await once(child, 'exit');
  });
});
