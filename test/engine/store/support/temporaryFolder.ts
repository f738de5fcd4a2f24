import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Runs `use` with an empty folder and removes the folder afterwards. */
export function withFolder<T>(use: (folder: string) => T): T {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-'));
  try {
    return use(folder);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** All paths under a folder, relative to it. */
export function pathsUnder(folder: string): string[] {
  return (fs.readdirSync(folder, { recursive: true }) as string[]).sort();
}
