import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Runs `use` with an empty folder and removes the folder afterwards, where `use` is asynchronous when it has ended. */
export function withFolder<T>(use: (folder: string) => T): T {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-'));
  const remove = (): void => fs.rmSync(folder, { recursive: true, force: true });
  let result: T;
  try {
    result = use(folder);
  } catch (error) {
    remove();
    throw error;
  }
  if (result instanceof Promise) return result.finally(remove) as T;
  remove();
  return result;
}

/** All paths under a folder, relative to it. */
export function pathsUnder(folder: string): string[] {
  return (fs.readdirSync(folder, { recursive: true }) as string[]).sort();
}
