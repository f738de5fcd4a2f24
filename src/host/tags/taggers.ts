// Whether there is a run that tags: menus offer what is for such runs only then. Known from before until the runs have been read.
import * as vscode from 'vscode';
import type { Lifetime } from '../editor/lifetime';
import { canNow, type RunEntry } from '../runs/runEntry';
import type { Runs } from '../runs/runs';

export const CAN_TAG = 'nlpLab.canTag';

export const tags = (entry: RunEntry): boolean => canNow(entry, 'tag');

export function followTaggers(runs: Pick<Runs, 'all' | 'onDidChange'>, memory: vscode.Memento, life: Lifetime): void {
  let told = false;
  const tell = (are: boolean): void => {
    if (are === told) return;
    told = are;
    void vscode.commands.executeCommand('setContext', CAN_TAG, are);
    void memory.update(CAN_TAG, are);
  };
  tell(memory.get(CAN_TAG, false));
  life.add(runs.onDidChange((folder) => folder === undefined && tell(runs.all.some(tags))));
}
