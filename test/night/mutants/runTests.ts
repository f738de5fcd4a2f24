// Built files of tests in a process of their own, without a mutant.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runWatched } from '../../../scripts/test/runWatched.mjs';

/** No test of these takes a hundredth of it: what takes so long hangs. */
const LIMIT_MS = 90_000;

/** @param environment what `switch.ts` reads */
export async function runTests(files: readonly string[], environment: Record<string, string>): Promise<string> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-mutant-'));
  const preload = `--require ${JSON.stringify(path.join(__dirname, 'switch.js'))}`;
  const env = { ...process.env, ...environment, NODE_OPTIONS: preload, TMPDIR: folder };
  const mocha = path.resolve('node_modules', 'mocha', 'bin', 'mocha.js');
  const options = ['--exit', '--reporter', 'dot', '--timeout', String(LIMIT_MS / 3)];
  try {
    return await runWatched([process.execPath, mocha, ...options, ...files], {
      limitMs: LIMIT_MS,
      spawn: { stdio: 'inherit', env },
    });
  } finally {
    fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}
