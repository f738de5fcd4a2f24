// A process that is one mutant after the other: told which, it loads the tests anew, runs them up to the first that fails, and says
// how many failed. Without a mutant it says of each test what it reaches.

import Mocha from 'mocha';
import path from 'node:path';
import { TEST_LIMIT_MS } from '../../../scripts/test/limits.mjs';
import type { Reached, Switch } from './switch';

/** Tests of one file. */
export interface Run {
  /** As it was built. */
  file: string;
  /** Whole titles; all tests, where there are none. */
  titles?: readonly string[];
  /** How long one of them may take. */
  testMs: number;
}

export interface Trial {
  /** Of the mutant; -1: none. */
  number: number;
  /** How often the programs may ask which mutant they are. */
  limit: number;
  /** How long all of it may take. */
  limitMs: number;
  /** In this order. */
  runs: readonly Run[];
}

/** What one test does without a mutant. */
export interface SeenTest {
  title: string;
  ms: number;
  /** The numbers of mutants. */
  reached: number[];
}

export interface SeenFile extends Reached {
  failures: number;
  tests: SeenTest[];
}

const { nlpLabSwitchMutant, nlpLabTakeReached } = globalThis as unknown as Switch;
/** The tests and what they import: what is loaded anew for each mutant. */
const [, , built] = process.argv;

function runTests({ file, titles, testMs }: Run, hooks?: Mocha.RootHookObject): Promise<number> {
  for (const loaded of Object.keys(require.cache))
    if (loaded.startsWith(built + path.sep)) Reflect.deleteProperty(require.cache, loaded);
  const mocha = new Mocha({ bail: true, timeout: testMs, reporter: Mocha.reporters.Base, rootHooks: hooks });
  if (titles) mocha.grep(new RegExp(`^(?:${titles.map(escaped).join('|')})$`));
  mocha.addFile(file);
  return new Promise((resolve) => mocha.run(resolve));
}

const escaped = (title: string): string => title.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

async function failuresOf({ number, limit, runs }: Trial): Promise<number> {
  nlpLabSwitchMutant(number, limit);
  for (const run of runs) {
    const failures = await runTests(run);
    if (failures > 0) return failures;
  }
  return 0;
}

/** What is reached outside of tests, as when a file is loaded, is the file's. */
async function seen(file: string): Promise<SeenFile> {
  const [tests, whole] = [[] as SeenTest[], new Set<number>()];
  let [asked, began] = [0, 0];
  const take = (): number[] => {
    const taken = nlpLabTakeReached();
    asked += taken.asked;
    return taken.reached;
  };
  const failures = await runTests(
    { file, testMs: TEST_LIMIT_MS },
    {
      beforeEach() {
        for (const number of take()) whole.add(number);
        began = performance.now();
      },
      afterEach(this: Mocha.Context) {
        const title = this.currentTest?.fullTitle() ?? '';
        tests.push({ title, ms: performance.now() - began, reached: take() });
      },
    },
  );
  for (const number of take()) whole.add(number);
  return { failures, tests, asked, reached: [...whole] };
}

/** Asked for a file, it ends: what its tests have started does so too, and leaves its notes. */
process.on('message', (message: Trial | string) => {
  if (typeof message === 'string') void seen(message).then((answer) => process.send?.(answer, () => process.exit()));
  else
    void failuresOf(message)
      .catch(() => 1) // it could not even be loaded
      .then((failures) => process.send?.(failures));
});
