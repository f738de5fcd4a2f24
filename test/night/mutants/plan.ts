// Before the first mutant: the instrumented sources, the tests built with them, and which test reaches which mutant.

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { instrument, type Mutant } from './instrument';
import type { SeenFile } from './rig';
import { startRig, withEach } from './rigs';
import { filesOf, type Subject, testsOf } from './subjects';
import type { Reached } from './switch';

/** No file of tests takes a tenth of it: what takes so long hangs. */
const LIMIT_MS = 900_000;

/** One file of tests, as it ran without a mutant; `reached` is what it reaches outside of its tests, and what they start does. */
export interface TestFile extends Omit<SeenFile, 'failures'> {
  /** As it was built. */
  file: string;
}

export interface Plan {
  mutants: Mutant[];
  tests: TestFile[];
}

export const folderOf = ({ name }: Subject): string => path.resolve('dist', 'mutants', name);

/** Of the tests as they are built. */
export const builtOf = (subject: Subject): string => path.join(folderOf(subject), 'built');

const fileOf = (subject: Subject): string => path.join(folderOf(subject), 'plan.json');

/** Takes a minute. @param isNear as `testsOf` has it */
export async function makePlan(subject: Subject, atOnce: number, isNear = false): Promise<Plan> {
  const [folder, built] = [folderOf(subject), builtOf(subject)];
  const sources = path.join(folder, 'sources');
  for (const each of [sources, built]) fs.rmSync(each, { recursive: true, force: true });
  const mutants: Mutant[] = [];
  for (const file of filesOf(subject.sources, '.ts')) {
    const instrumented = instrument(file, fs.readFileSync(file, 'utf8'), mutants.length);
    mutants.push(...instrumented.mutants);
    fs.mkdirSync(path.join(sources, path.dirname(file)), { recursive: true });
    fs.writeFileSync(path.join(sources, file), instrumented.text);
  }
  const files = testsOf(subject, isNear);
  const options = [`--tests=${files.join(',')}`, `--outdir=${built}`, `--sources=${sources}`];
  execFileSync(process.execPath, ['esbuild.js', ...options], { stdio: 'inherit' });
  const tests: TestFile[] = [];
  await withEach(files, atOnce, async (file) => {
    const found = await lookAt(path.join(built, file.replace(/ts$/, 'js')), built);
    if (found) return void tests.push(found);
    console.error(`Left out: ${file} fails without any mutant.`);
    process.exitCode = 1;
  });
  const plan = { mutants, tests: tests.sort((a, b) => (a.file < b.file ? -1 : 1)) };
  fs.writeFileSync(fileOf(subject), JSON.stringify(plan));
  return plan;
}

/** The one of the last time; undefined where there is none. */
export function keptPlan(subject: Subject): Plan | undefined {
  const file = fileOf(subject);
  return fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, 'utf8')) as Plan) : undefined;
}

/** Undefined where a test of it fails. */
async function lookAt(file: string, built: string): Promise<TestFile | undefined> {
  const notes = fs.mkdtempSync(path.join(built, 'reached-'));
  const environment = { NLP_LAB_MUTANTS_REACHED: notes, NLP_LAB_MUTANTS_RIG: String(process.pid) };
  const rig = startRig(built, environment);
  const seen = await rig.ask<SeenFile>(file, LIMIT_MS);
  if (seen) await rig.ended;
  await rig.end();
  if (seen?.failures !== 0) return undefined;
  const others = fs
    .readdirSync(notes)
    .map((name) => JSON.parse(fs.readFileSync(path.join(notes, name), 'utf8')) as Reached);
  return {
    ...{ file, tests: seen.tests, asked: Math.max(seen.asked, ...others.map(({ asked }) => asked)) },
    reached: [...new Set([seen, ...others].flatMap(({ reached }) => reached))],
  };
}
