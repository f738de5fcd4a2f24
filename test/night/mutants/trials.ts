// Tries mutants out, many in a process and each with the programs loaded anew. What one leaves behind might harm the next: so after
// some of them the tests are run without any, and where they fail then, these mutants are tried again, each in a process of its own.

import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startGroup } from '../../../scripts/host/processGroup.mjs';
import type { Trial } from './rig';

/** Whatever a test's limit is: what takes so long hangs without hearing it. */
const LIMIT_MS = 60_000;

type Rig = ReturnType<typeof startGroup> & { folder: string };

function startRig(): Rig {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-mutants-'));
  const preload = `--require ${JSON.stringify(path.join(__dirname, 'switch.js'))}`;
  const env = { ...process.env, NODE_OPTIONS: preload, TMPDIR: folder };
  const group = startGroup(process.execPath, [path.join(__dirname, 'rig.js')], {
    ...{ stdio: ['ignore', 'ignore', 'ignore', 'ipc'], env },
  });
  return { ...group, folder };
}

async function endRig({ end, folder }: Rig): Promise<void> {
  await end();
  fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

/** Whether a test failed, or the process ended or hung. */
async function fails({ child, ended }: Rig, trial: Trial): Promise<'passed' | 'failed' | 'gone'> {
  let timer: NodeJS.Timeout | undefined;
  const hung = new Promise<'gone'>((resolve) => (timer = setTimeout(() => resolve('gone'), LIMIT_MS + trial.testMs)));
  const answer = once(child, 'message').then(([failures]): 'passed' | 'failed' =>
    failures === 0 ? 'passed' : 'failed',
  );
  if (child.connected) child.send(trial);
  try {
    return await Promise.race([answer, ended.then(() => 'gone' as const), hung]);
  } finally {
    clearTimeout(timer);
  }
}

/** The numbers of the mutants that a test noticed. */
export async function noticedOf(trials: readonly Trial[]): Promise<Set<number>> {
  const together = await tryTogether(trials);
  if (together) return together;
  const noticed = new Set<number>();
  for (const trial of trials) if (await tryAlone(trial)) noticed.add(trial.number);
  return noticed;
}

async function tryAlone(trial: Trial): Promise<boolean> {
  const rig = startRig();
  try {
    return (await fails(rig, trial)) !== 'passed';
  } finally {
    await endRig(rig);
  }
}

/** Undefined where the tests fail without a mutant afterwards. */
async function tryTogether(trials: readonly Trial[]): Promise<Set<number> | undefined> {
  const noticed = new Set<number>();
  let rig = startRig();
  try {
    for (const trial of trials) {
      const ending = await fails(rig, trial);
      if (ending !== 'passed') noticed.add(trial.number);
      if (ending !== 'gone') continue;
      await endRig(rig);
      rig = startRig();
    }
    const files = [...new Set(trials.flatMap((trial) => trial.files.slice(0, 1)))];
    const testMs = Math.max(...trials.map((trial) => trial.testMs));
    return (await fails(rig, { number: -1, limit: Infinity, testMs, files })) === 'passed' ? noticed : undefined;
  } finally {
    await endRig(rig);
  }
}
