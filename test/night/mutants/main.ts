// Mutation testing (`npm run test:mutants -- store`): changes the program in a sample of small ways, one at a time, and looks whether
// a test fails that reaches the change. Prints the share of mutants that were noticed and those that were not, which are kept in a file
// too; exit code 1 below 90 %.
//   store protocol train decode   of these parts; all, and the rules of differentiation, where none is named
//   --count=120 --seed=1          how large the sample of each is, and which; --all takes every mutant
//   --near                        asks the tests alone that stand near: quicker, and what they notice is noticed in any case
//   --processes=2                 so many at a time; as many as there are cores, where nothing is said
//   --minutes=3                   of each part as many as can be tried in this time; what comes before is not counted
//   --kept                        goes on where the last run ended, with its build, if there is one
//   --survivors                   of the sample only what survived the last time, with a new build

import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { figure } from '../../../scripts/test/figures.mjs';
import { randomNumbers } from '../../faults/randomNumbers';
import { changeOf, isEquivalent } from './equivalent';
import type { Mutant } from './instrument';
import { builtOf, folderOf, keptPlan, makePlan } from './plan';
import { withEach } from './rigs';
import { SUBJECTS, type Subject } from './subjects';
import { noticedOf, trialOf } from './trials';

const LEAST_SHARE = 0.9;
/** Tried in one process. */
const TOGETHER = 10;

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    ...{ count: { type: 'string', default: '120' }, seed: { type: 'string', default: '1' }, all: { type: 'boolean' } },
    ...{ minutes: { type: 'string' }, kept: { type: 'boolean' }, survivors: { type: 'boolean' } },
    near: { type: 'boolean' },
    processes: { type: 'string', default: String(os.availableParallelism()) },
  },
});
const atOnce = Number(options.processes);

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

function keptResults(file: string): Results {
  const isKept = (options.kept || options.survivors) && fs.existsSync(file);
  return isKept ? (JSON.parse(fs.readFileSync(file, 'utf8')) as Results) : {};
}

const secondsSince = (startMs: number): string => ((performance.now() - startMs) / 1000).toFixed(0);

/** @returns the share of the sample that was noticed, as far as it has been tried */
async function tryOut(subject: Subject): Promise<number> {
  const startMs = performance.now();
  const plan = (options.kept ? keptPlan(subject) : undefined) ?? (await makePlan(subject, atOnce, options.near));
  console.log(`${subject.name}: ${plan.mutants.length} mutants, built and looked at in ${secondsSince(startMs)} s`);
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
  const together = Array.from({ length: Math.ceil(wanted.length / TOGETHER) }, (_, at) =>
    wanted.slice(at * TOGETHER, (at + 1) * TOGETHER),
  );
  const tryMs = performance.now();
  const endMs = tryMs + 60_000 * Number(options.minutes ?? Infinity);
  await withEach(together, atOnce, async (some) => {
    if (performance.now() >= endMs) return;
    const trials = some.flatMap((mutant) => trialOf(mutant, plan) ?? []);
    const noticed = await noticedOf(trials, builtOf(subject));
    for (const mutant of some) keep(mutant, noticed.has(mutant.number));
  });
  console.log(`\n  tried in ${secondsSince(tryMs)} s`);
  return tell(subject, sample, results, plan.mutants.length);
}

/** @returns the share that was noticed */
function tell(subject: Subject, sample: readonly Mutant[], results: Results, all: number): number {
  const tried = sample.filter((mutant) => nameOf(mutant) in results);
  const survivors = tried.filter((mutant) => !results[nameOf(mutant)]);
  const share = (tried.length - survivors.length) / tried.length;
  const which = options.all ? 'all' : `a sample of ${sample.length}, seed ${options.seed},`;
  figure(
    `${subject.name}: ${tried.length - survivors.length} of ${tried.length} mutants noticed, ${(100 * share).toFixed(1)} %`,
  );
  console.log(`  ${which} of ${all}; ${sample.length - tried.length} were not tried`);
  const lines = survivors.map((mutant) => `${nameOf(mutant)}\n    ${mutant.text}\n`).sort();
  for (const line of lines) console.log(`  survived: ${line.trimEnd()}`);
  const file = path.join(folderOf(subject), 'survivors.txt');
  fs.writeFileSync(file, lines.join(''));
  console.log(`  kept in ${path.relative('.', file)}`);
  return share;
}

async function main(): Promise<void> {
  const unknown = positionals.find((name) => !SUBJECTS.some((subject) => subject.name === name));
  if (unknown !== undefined) throw new Error(`"${unknown}" is none of ${SUBJECTS.map(({ name }) => name).join(', ')}.`);
  if (!(atOnce >= 1)) throw new Error(`--processes is a number from 1 on, not ${options.processes}.`);
  if (positionals.length === 0) {
    const { status } = spawnSync(process.execPath, ['dist/test/engine/graph/mutants.js'], { stdio: 'inherit' });
    if (status !== 0) process.exitCode = 1; // and the others are tried all the same
  }
  const asked = SUBJECTS.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
  for (const subject of asked) if (!((await tryOut(subject)) >= LEAST_SHARE)) process.exitCode = 1;
}

void main();
