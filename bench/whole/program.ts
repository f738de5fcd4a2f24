// A whole program, from its start to its end, by the clock and by the processor.

import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

export interface Program {
  command: string;
  args: readonly string[];
}

export interface Taken {
  seconds: number;
  /** Of the processor, of all threads and processes. */
  cpuSeconds: number;
  /** The last lines that it printed. */
  said: readonly string[];
  /** Where the time goes, of commands of ours. */
  timings: string;
}

/** What it prints goes to a file: texts of a terminal would be measured, too. Fails where the program fails. */
export function taken({ command, args }: Program, folder: string): Taken {
  const file = path.join(folder, 'out.txt');
  const out = fs.openSync(file, 'w');
  const started = performance.now();
  const script = '"$0" "$@" || exit 1; times >&2';
  const { status, stderr } = spawnSync('sh', ['-c', script, command, ...args], {
    ...{ stdio: ['ignore', out, 'pipe'], encoding: 'utf8', maxBuffer: 1 << 28 },
  });
  const seconds = (performance.now() - started) / 1000;
  fs.closeSync(out);
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`);
  const lines = stderr.trim().split('\n');
  const children = [...(lines.at(-1) ?? '').matchAll(/(\d+)m([\d.]+)s/g)];
  return {
    seconds,
    cpuSeconds: children.reduce((sum, [, minutes, rest]) => sum + 60 * Number(minutes) + Number(rest), 0),
    said: endOf(file),
    timings: lines.find((line) => line.startsWith('timings: ')) ?? '',
  };
}

/** At most three lines. */
function endOf(file: string): string[] {
  const bytes = fs.statSync(file).size;
  const handle = fs.openSync(file, 'r');
  const buffer = Buffer.alloc(Math.min(bytes, 1000));
  fs.readSync(handle, buffer, 0, buffer.length, bytes - buffer.length);
  fs.closeSync(handle);
  return buffer.toString('utf8').trim().split('\n').slice(-3);
}

/** What a program prints of itself; undefined where it is not here. */
export function printed(command: string, ...args: string[]): string | undefined {
  const { status, stdout } = spawnSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  return status === 0 ? stdout.trim() : undefined;
}
