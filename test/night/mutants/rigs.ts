// Processes that run tests (`rig.ts`), with a folder of their own for what the tests leave behind.

import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startGroup } from '../../../scripts/host/processGroup.mjs';

export interface Rig {
  /** What it answers; undefined where it has ended, or does not answer for so long. */
  ask<Answer>(message: object | string, limitMs: number): Promise<Answer | undefined>;
  /** Settles when it has ended by itself. */
  ended: Promise<unknown>;
  end(): Promise<void>;
}

/** @param built the folder of the tests @param environment what `switch.ts` reads */
export function startRig(built: string, environment: Record<string, string> = {}): Rig {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-mutants-'));
  const preload = `--require ${JSON.stringify(path.join(__dirname, 'switch.js'))}`;
  const env = { ...process.env, ...environment, NODE_OPTIONS: preload, TMPDIR: folder };
  const { child, ended, end } = startGroup(process.execPath, [path.join(__dirname, 'rig.js'), built], {
    ...{ stdio: ['ignore', 'ignore', 'ignore', 'ipc'], env },
  });
  const gone = ended.then(() => undefined);
  return {
    ended,
    async ask<Answer>(message: object | string, limitMs: number) {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<undefined>((resolve) => (timer = setTimeout(() => resolve(undefined), limitMs)));
      const answer = once(child, 'message').then(([told]) => told as Answer);
      if (child.connected) child.send(message);
      try {
        return await Promise.race([answer, gone, late]);
      } finally {
        clearTimeout(timer);
      }
    },
    async end() {
      await end();
      fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

/** Does this with each, so many at a time. */
export async function withEach<T>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const left = items.values();
  const one = async (): Promise<void> => {
    for (const item of left) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, one));
}
