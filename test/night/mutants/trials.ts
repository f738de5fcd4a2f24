// Tries mutants out, many in a process and each with the programs loaded anew. What one leaves behind might harm the next: so after
// some of them the tests are run without any, and where they fail then, these mutants are tried again, each in a process of its own.

import type { Mutant } from './instrument';
import type { Plan, TestFile } from './plan';
import type { Run, Trial } from './rig';
import { type Rig, startRig } from './rigs';

/** Beyond five times what the tests took: what takes so long hangs without hearing a test's limit. */
const LIMIT_MS = 60_000;

/** Of what took so long without a mutant. */
const patienceMs = (ms: number): number => 2000 + 5 * ms;

const msOf = (tests: readonly { ms: number }[]): number => tests.reduce((sum, { ms }) => sum + ms, 0);

/** What of a file reaches a mutant: some of its tests, or the file itself, and then all of them. */
interface Reaching {
  file: TestFile;
  some?: TestFile['tests'];
}

function reachingOf(number: number, file: TestFile): Reaching[] {
  if (file.reached.includes(number)) return [{ file }];
  const some = file.tests.filter(({ reached }) => reached.includes(number));
  return some.length > 0 ? [{ file, some }] : [];
}

function runOf({ file: { file, tests }, some }: Reaching): Run {
  const longest = Math.max(0, ...(some ?? tests).map(({ ms }) => ms));
  return { file, testMs: patienceMs(longest), titles: some?.map(({ title }) => title) };
}

/**
 * First the tests that reach the mutant by themselves, the shortest files first. Then, since some may rest on what another has left in
 * the process, all tests of these files. Undefined where no test reaches it.
 */
export function trialOf({ number }: Mutant, { tests }: Plan): Trial | undefined {
  const reaching = tests.flatMap((file) => reachingOf(number, file));
  if (reaching.length === 0) return undefined;
  const ms = ({ file, some }: Reaching): number => msOf(some ?? file.tests);
  reaching.sort((a, b) => ms(a) - ms(b));
  const whole = reaching.filter(({ some }) => some !== undefined).map(({ file }) => ({ file }));
  const all = [...reaching, ...whole];
  return {
    number,
    // Each process counts for itself; loops that go on for ever ask millions of times a second.
    limit: 5_000_000 + 20 * reaching.reduce((sum, { file }) => sum + file.asked, 0),
    limitMs: LIMIT_MS + 5 * all.reduce((sum, each) => sum + ms(each), 0),
    runs: all.map(runOf),
  };
}

/** Whether a test failed, or the process ended or hung. */
async function fails(rig: Rig, trial: Trial): Promise<'passed' | 'failed' | 'gone'> {
  const failures = await rig.ask<number>(trial, trial.limitMs);
  return failures === undefined ? 'gone' : failures === 0 ? 'passed' : 'failed';
}

/** The numbers of the mutants that a test noticed. */
export async function noticedOf(trials: readonly Trial[], built: string): Promise<Set<number>> {
  const together = await tryTogether(trials, built);
  if (together) return together;
  const noticed = new Set<number>();
  for (const trial of trials) if (await tryAlone(trial, built)) noticed.add(trial.number);
  return noticed;
}

async function tryAlone(trial: Trial, built: string): Promise<boolean> {
  const rig = startRig(built);
  try {
    return (await fails(rig, trial)) !== 'passed';
  } finally {
    await rig.end();
  }
}

/** Undefined where the tests fail without a mutant afterwards. */
async function tryTogether(trials: readonly Trial[], built: string): Promise<Set<number> | undefined> {
  const noticed = new Set<number>();
  let rig = startRig(built);
  try {
    for (const trial of trials) {
      const ending = await fails(rig, trial);
      if (ending !== 'passed') noticed.add(trial.number);
      if (ending !== 'gone') continue;
      await rig.end();
      rig = startRig(built);
    }
    const runs = firstOf(trials);
    if (runs.length === 0) return noticed;
    const limitMs = trials.reduce((sum, trial) => sum + trial.limitMs, 0);
    const ending = await fails(rig, { number: -1, limit: Infinity, limitMs, runs });
    return ending === 'passed' ? noticed : undefined;
  } finally {
    await rig.end();
  }
}

/** What each was tried with first; of a file once. */
function firstOf(trials: readonly Trial[]): Run[] {
  const first = new Map<string, Run>();
  for (const { runs } of trials) {
    const [{ file, titles, testMs }] = runs;
    const other = first.get(file);
    const all = other && (titles && other.titles ? [...other.titles, ...titles] : undefined);
    first.set(file, { file, testMs: Math.max(testMs, other?.testMs ?? 0), titles: other ? all : titles });
  }
  return [...first.values()];
}
