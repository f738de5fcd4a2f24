// Runs mocha in a process group of its own over built tests, with the project's reporter; resolves with its exit code. However
// this process ends, nothing that the tests have started lives on.
import os from 'node:os';
import path from 'node:path';
import { startGroup } from '../host/processGroup.mjs';
import { root } from '../root.mjs';
import { TEST_LIMIT_MS } from './limits.mjs';

/** Options with which several processes share out the files of tests: as many as there are cores, up to `most`. */
export function shared(most = Infinity) {
  const jobs = Math.min(os.availableParallelism(), most);
  return ['--parallel', '--jobs', String(jobs), '--require', 'scripts/test/beginnings.cjs'];
}

/**
 * @param {string[]} args globs and options for mocha
 * @param {Record<string, string>} [environment]
 * @returns {Promise<number>}
 */
export async function runMocha(args, environment = {}) {
  const mocha = path.join(root, 'node_modules', 'mocha', 'bin', 'mocha.js');
  const reporter = path.join(root, 'scripts', 'test', 'reporter.cjs');
  const grep = process.env.NLP_LAB_TEST_GREP ? ['--grep', process.env.NLP_LAB_TEST_GREP] : [];
  const group = startGroup(
    process.execPath,
    [mocha, '--reporter', reporter, '--timeout', String(TEST_LIMIT_MS), ...grep, ...args],
    { cwd: root, stdio: 'inherit', env: { ...process.env, ...environment } },
  );
  const [code] = await group.ended;
  await group.end();
  return code ?? 1;
}
