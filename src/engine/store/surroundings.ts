// Which process this is, where it runs, and which others can be seen: by this, what others left is told from what they use.

import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';

/** Who asks and what time it is; tests give their own. */
export interface LeaseWorld {
  pid: number;
  /** Sixteen hexadecimal digits: processes of one host see each other by their numbers. */
  host: string;
  nowMs(): number;
  isAlive(pid: number): boolean;
}

export const processWorld: LeaseWorld = {
  pid: process.pid,
  host: hostId(),
  nowMs: () => Date.now(),
  isAlive: isProcessAlive,
};

/** Of the machine, since it was started, and of the container: another container does not see the same processes. */
function hostId(): string {
  const started = Math.round((Date.now() / 1000 - os.uptime()) / 600);
  const boot = told(() => fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')) ?? String(started);
  const processes = told(() => fs.readlinkSync('/proc/self/ns/pid')) ?? '';
  return createHash('sha256').update([os.hostname(), boot, processes].join('\n')).digest('hex').slice(0, 16);
}

/** What Linux says that the processor can do, by its names; empty on systems that do not tell. */
export function processorFlags(): string[] {
  const [, flags = ''] =
    /^(?:flags|Features)\s*:(.*)$/m.exec(told(() => fs.readFileSync('/proc/cpuinfo', 'utf8')) ?? '') ?? [];
  return flags.trim().split(/\s+/);
}

/** Undefined on systems that do not tell. */
function told(ask: () => string): string | undefined {
  try {
    return ask();
  } catch {
    return undefined;
  }
}

function isProcessAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
