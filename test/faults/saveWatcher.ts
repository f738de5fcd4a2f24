// Watches a folder tree that does not exist yet for the traces of a save: temporary files, and changes in checkpoints.

import * as fs from 'node:fs';
import * as path from 'node:path';

export interface SaveWatcher {
  /** Traces seen so far. */
  readonly seen: number;
  close(): void;
}

/** `onTrace` is told each trace, numbered from 1, by its path below `root`. `root` must exist. */
export function watchSaves(root: string, onTrace: (number: number, name: string) => void): SaveWatcher {
  const watchers = new Map<string, fs.FSWatcher>();
  let seen = 0;

  const watch = (folder: string): void => {
    if (watchers.has(folder)) return;
    try {
      const watcher = fs.watch(folder, (_, name) => notice(folder, name));
      watcher.on('error', () => unwatch(folder));
      watchers.set(folder, watcher);
      for (const entry of fs.readdirSync(folder, { withFileTypes: true }))
        if (entry.isDirectory()) watch(path.join(folder, entry.name));
    } catch {
      unwatch(folder); // gone again, or not a folder
    }
  };
  const unwatch = (folder: string): void => {
    watchers.get(folder)?.close();
    watchers.delete(folder);
  };
  const notice = (folder: string, name: string | null): void => {
    if (name === null) return;
    const changed = path.join(folder, name);
    if (fs.statSync(changed, { throwIfNoEntry: false })?.isDirectory()) watch(changed);
    const below = path.relative(root, changed);
    if (name.includes('.tmp') || below.split(path.sep).includes('checkpoints')) onTrace(++seen, below);
  };
  watch(root);
  return {
    get seen() {
      return seen;
    },
    close() {
      for (const folder of [...watchers.keys()]) unwatch(folder);
    },
  };
}
