// Mutation testing (`npm run test:mutants -- store`): changes the program in a sample of small ways, one at a time, and looks whether
// a test fails that reaches the change. Prints the share of mutants that were noticed and those that were not; exit code 1 below 90 %.
//   store protocol train decode   of these parts; all, and the rules of differentiation, where none is named
//   --count=120 --seed=1          how large the sample of each is, and which; --all takes every mutant
//   --minutes=3                   ends then, whatever is left
//   --kept                        goes on where the last run ended, with its build
//   --survivors                   of the sample only what survived the last time, with a new build

import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { randomNumbers } from '../../faults/randomNumbers';
import { changeOf, isEquivalent } from './equivalent';
import type { Mutant } from './instrument';
import { folderOf, keptPlan, makePlan, type Plan } from './plan';
import type { Trial } from './rig';
import { SUBJECTS, type Subject } from './subjects';
import { noticedOf } from './trials';

const LEAST_SHARE = 0.9;
/** Tried in one process. */
const TOGETHER = 20;

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    ...{ count: { type: 'string', default: '120' }, seed: { type: 'string', default: '1' }, all: { type: 'boolean' } },
    ...{ minutes: { type: 'string' }, kept: { type: 'boolean' }, survivors: { type: 'boolean' } },
  },
});

/** By the name of a mutant, whether it was noticed. */
type Results = Record<string, boolean>;

const nameOf = (mutant: Mutant): string =>
  `${mutant.file}:${mutant.line}:${mutant.column} ${mutant.kind}: ${changeOf(mutant)}`;

/** What is drawn stays the same when a mutant turns out to be equivalent: the next one takes its place. */
function sampleOf(mutants: readonly Mutant[]): Mutant[] {
  const { next } = randomNumbers(Number(options.seed));
  const drawn = mutants.map((mutant) => ({ mutant, place: next() })).filter(({ mutant }) => !isEquivalent(mutant));
  drawn.sort((a, b) => a.place - b.place);
  return drawn.slice(0, options.all ? Infinity : Number(options.count)).map(({ mutant }) => mutant);
}

/** Undefined where no test reaches the mutant. */
function trialOf({ number }: Mutant, { tests }: Plan): Trial | undefined {
  const reaching = tests.filter(({ reached }) => reached.includes(number));
  // Each process counts for itself; loops that go on for ever ask millions of times a second.
  const limit = 5_000_000 + 20 * reaching.reduce((sum, { asked }) => sum + asked, 0);
  const testMs = 2000 + 5 * Math.max(...reaching.map(({ ms }) => ms));
  return reaching.length > 0 ? { number, limit, testMs, files: reaching.map(({ file }) => file) } : undefined;
}

function keptResults(file: string): Results {
  const isKept = (options.kept || options.survivors) && fs.existsSync(file);
  return isKept ? (JSON.parse(fs.readFileSync(file, 'utf8')) as Results) : {};
}

/** @returns the share of the sample that was noticed, as far as it has been tried */
async function tryOut(subject: Subject): Promise<number> {
  const endMs = performance.now() + 60_000 * Number(options.minutes ?? Infinity);
  const plan = options.kept ? keptPlan(subject) : await makePlan(subject);
  const resultsFile = path.join(folderOf(subject), 'results.json');
  const results = keptResults(resultsFile);
  const sample = sampleOf(plan.mutants);
  const keep = (mutant: Mutant, isNoticed: boolean): void => {
    results[nameOf(mutant)] = isNoticed;
    process.stdout.write(isNoticed ? '.' : '!');
    fs.writeFileSync(resultsFile, JSON.stringify(results, undefined, 1));
  };
  const isWanted = (name: string): boolean => (options.survivors ? results[name] === false : !(name in results));
  const wanted = sample.filter((mutant) => isWanted(nameOf(mutant)));
  for (let from = 0; from < wanted.length && performance.now() < endMs; from += TOGETHER) {
    const some = wanted.slice(from, from + TOGETHER);
    const trials = some.flatMap((mutant) => trialOf(mutant, plan) ?? []);
    const noticed = await noticedOf(trials);
    for (const mutant of some) keep(mutant, noticed.has(mutant.number));
  }
  const tried = sample.map(nameOf).filter((name) => name in results);
  const survivors = tried.filter((name) => !results[name]).sort();
  const share = (tried.length - survivors.length) / tried.length;
  const which = options.all ? 'all' : `a sample of ${sample.length}, seed ${options.seed},`;
  console.log(
    `\n${subject.name}: ${tried.length - survivors.length} of ${tried.length} mutants noticed, ${(100 * share).toFixed(1)} %`,
  );
  console.log(`  ${which} of ${plan.mutants.length}; ${sample.length - tried.length} were not tried`);
  for (const name of survivors) console.log(`  survived: ${name}`);
  return share;
}

async function main(): Promise<void> {
  const unknown = positionals.find((name) => !SUBJECTS.some((subject) => subject.name === name));
  if (unknown !== undefined) throw new Error(`"${unknown}" is none of ${SUBJECTS.map(({ name }) => name).join(', ')}.`);
  if (positionals.length === 0) {
    const { status } = spawnSync(process.execPath, ['dist/test/engine/graph/mutants.js'], { stdio: 'inherit' });
    if (status !== 0) process.exitCode = 1; // and the others are tried all the same
  }
  const asked = SUBJECTS.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
  for (const subject of asked) if ((await tryOut(subject)) < LEAST_SHARE) process.exitCode = 1;
}

void main();
