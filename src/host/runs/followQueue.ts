// The files of queues, watched: other windows and the command line add to them and take from them.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { QUEUE_FILE, QUEUE_FOLDER } from '../../protocol/queue';
import type { Lifetime } from '../editor/lifetime';
import { exists } from '../editor/onDisk';
import { runsFolderOf, runsFolders } from '../editor/settings';
import type { TrainingQueue } from '../engine/trainingQueue';

/** Of several changes in a row one is looked at. */
const SETTLE_MS = 200;

/** The folders of runs of the workspace that have something waiting. */
export async function foldersWithQueue(): Promise<string[]> {
  const folders = [...new Set(runsFolders())];
  const are = await Promise.all(folders.map((folder) => exists(path.join(folder, QUEUE_FOLDER, QUEUE_FILE))));
  return folders.filter((_, i) => are[i]);
}

export function followQueue(queue: TrainingQueue, life: Lifetime): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let watching = life.child();
  const look = (): void => {
    timer = undefined;
    void queue.lookAgain();
  };
  const later = (): void => void (timer ??= setTimeout(look, SETTLE_MS));
  const watch = (): void => {
    for (const home of vscode.workspace.workspaceFolders ?? []) {
      const runs = runsFolderOf(home.uri);
      const pattern = new vscode.RelativePattern(
        vscode.Uri.file(path.dirname(runs)),
        `${path.basename(runs)}/${QUEUE_FOLDER}/*`,
      );
      const watcher = watching.add(vscode.workspace.createFileSystemWatcher(pattern));
      const isQueue = (file: vscode.Uri): boolean => file.path.endsWith(`/${QUEUE_FILE}`);
      const isLease = (file: vscode.Uri): boolean => /\/[0-9a-f]{8}\.lease$/.test(file.path);
      watching.add(watcher.onDidChange((file) => isQueue(file) && later())); // leases are touched all the time
      for (const event of [watcher.onDidCreate, watcher.onDidDelete])
        watching.add(event((file) => (isQueue(file) || isLease(file)) && later()));
    }
  };
  const restart = (): void => {
    watching.dispose();
    watching = life.child();
    watch();
    later();
  };
  watch();
  life.add(vscode.workspace.onDidChangeWorkspaceFolders(restart));
  life.add(vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('nlpLab') && restart()));
  life.add({ dispose: () => clearTimeout(timer) });
}
