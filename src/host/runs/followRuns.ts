// Whether there is a run that fits: menus offer what is for such runs only then. Known from before until the runs have been read.
import * as vscode from 'vscode';
import type { Lifetime } from '../editor/lifetime';
import type { RunEntry } from './runEntry';
import type { Runs } from './runs';

/** @param key of `when` clauses */
export function followRuns(
  { key, fits }: { key: string; fits(entry: RunEntry): boolean },
  { runs, memory, life }: { runs: Pick<Runs, 'all' | 'onDidChange'>; memory: vscode.Memento; life: Lifetime },
): void {
  let told = false;
  const tell = (are: boolean): void => {
    if (are === told) return;
    told = are;
    void vscode.commands.executeCommand('setContext', key, are);
    void memory.update(key, are);
  };
  tell(memory.get(key, false));
  life.add(runs.onDidChange((folder) => folder === undefined && tell(runs.all.some(fits))));
}
