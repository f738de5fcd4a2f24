// Before the first mutant: the instrumented sources, the tests built with them, and which file of tests reaches which mutant.

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { runTests } from './runTests';
import { instrument, type Mutant } from './instrument';
import { filesOf, type Subject } from './subjects';

/** One file of tests, as it ran without a mutant. */
interface TestFile {
  /** As it was built. */
  file: string;
  ms: number;
  /** How often the programs asked which mutant they are. */
  asked: number;
  reached: number[];
}

export interface Plan {
  mutants: Mutant[];
  tests: TestFile[];
}

export const folderOf = ({ name }: Subject): string => path.resolve('dist', 'mutants', name);

/** Takes a minute. */
export async function makePlan(subject: Subject): Promise<Plan> {
  const folder = folderOf(subject);
  const [sources, built] = [path.join(folder, 'sources'), path.join(folder, 'built')];
  for (const each of [sources, built]) fs.rmSync(each, { recursive: true, force: true });
  const mutants: Mutant[] = [];
  for (const file of filesOf(subject.sources, '.ts')) {
    const instrumented = instrument(file, fs.readFileSync(file, 'utf8'), mutants.length);
    mutants.push(...instrumented.mutants);
    fs.mkdirSync(path.join(sources, path.dirname(file)), { recursive: true });
    fs.writeFileSync(path.join(sources, file), instrumented.text);
  }
  const files = filesOf(subject.tests, '.test.ts').filter((file) => !subject.slow?.includes(file));
  const options = [`--tests=${files.join(',')}`, `--outdir=${built}`, `--sources=${sources}`];
  execFileSync(process.execPath, ['esbuild.js', ...options], { stdio: 'inherit' });
  const tests: TestFile[] = [];
  for (const file of files) {
    const found = await lookAt(path.join(built, file.replace(/ts$/, 'js')), folder);
    if (found) tests.push(found);
    else console.error(`Left out: ${file} fails without any mutant.`);
    if (!found) process.exitCode = 1;
  }
  const plan = { mutants, tests: tests.sort((a, b) => a.ms - b.ms) };
  fs.writeFileSync(path.join(folder, 'plan.json'), JSON.stringify(plan));
  return plan;
}

export const keptPlan = (subject: Subject): Plan =>
  JSON.parse(fs.readFileSync(path.join(folderOf(subject), 'plan.json'), 'utf8')) as Plan;

/** Undefined where a test of it fails. */
async function lookAt(file: string, folder: string): Promise<TestFile | undefined> {
  const found = path.join(folder, 'reached');
  fs.rmSync(found, { recursive: true, force: true });
  fs.mkdirSync(found);
  const start = performance.now();
  const ending = await runTests([file], { NLP_LAB_MUTANTS_REACHED: found });
  if (ending !== 'passed') return undefined;
  const notes = fs
    .readdirSync(found)
    .map((name) => JSON.parse(fs.readFileSync(path.join(found, name), 'utf8')) as Pick<TestFile, 'asked' | 'reached'>);
  return {
    ...{ file, ms: performance.now() - start },
    asked: Math.max(...notes.map(({ asked }) => asked)),
    reached: [...new Set(notes.flatMap(({ reached }) => reached))],
  };
}
