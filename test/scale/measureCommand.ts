// Runs the command line in a process of its own and measures what it took, its worker included.

import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

export interface Measured {
  status: number | null;
  /** Of the processor, so that what else runs does not count. */
  seconds: number;
  /** Peak of the process's resident memory. */
  megabytes: number;
  out: string;
  err: string;
}

/** Written before each run: says on leaving what the process took. Workers load it too, and say nothing. */
const REPORTER = `
const { isMainThread } = require('node:worker_threads');
if (isMainThread) process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  require('node:fs').writeFileSync(process.env.NLP_LAB_USAGE, JSON.stringify({
    megabytes: maxRSS / 1024, seconds: (userCPUTime + systemCPUTime) / 1e6 }));
});`;

/** The command line of the build this script belongs to. Of what it writes the beginning is kept. */
export function measureCommand(args: readonly string[], folder: string): Measured {
  const reporter = path.join(folder, 'reporter.cjs');
  const usage = path.join(folder, 'usage.json');
  fs.writeFileSync(reporter, REPORTER);
  fs.rmSync(usage, { force: true });
  const out = fs.openSync(path.join(folder, 'out.txt'), 'w');
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--require', reporter, path.resolve(__dirname, '../../cli.js'), ...args],
    { env: { ...process.env, NLP_LAB_USAGE: usage }, cwd: folder, stdio: ['ignore', out, 'pipe'], encoding: 'utf8' },
  );
  fs.closeSync(out);
  const figures = JSON.parse(fs.readFileSync(usage, 'utf-8')) as { megabytes: number; seconds: number };
  return { status, ...figures, out: headOf(path.join(folder, 'out.txt')), err: stderr };
}

function headOf(file: string): string {
  const handle = fs.openSync(file, 'r');
  const buffer = Buffer.alloc(4_000);
  const length = fs.readSync(handle, buffer);
  fs.closeSync(handle);
  return buffer.toString('utf-8', 0, length);
}
