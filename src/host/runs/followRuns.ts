// Whether there is a run that fits: menus offer what is for such runs only then. Known from before until the runs have been read.
import type * as vscode from 'vscode';
import { contextValue, tellContext } from '../editor/contextKeys';
import type { Lifetime } from '../editor/lifetime';
import { wordsOf } from './describeRun';
import { RUN_WORDS } from './menus';
import type { RunEntry } from './runEntry';
import type { Runs } from './runs';

interface Followed {
  runs: Pick<Runs, 'all' | 'onDidChange'>;
  memory: vscode.Memento;
  life: Lifetime;
}

/** @param key of `when` clauses */
export function followRuns(
  { key, fits }: { key: string; fits(entry: RunEntry): boolean },
  { runs, memory, life }: Followed,
): void {
  let told = false;
  const tell = (are: boolean): void => {
    if (are === told) return;
    told = are;
    void tellContext(key, are);
    void memory.update(key, are);
  };
  tell(memory.get(key, false));
  life.add(runs.onDidChange((folder) => folder === undefined && tell(runs.all.some(fits))));
}

/** Keeps the words of all runs, which the palette goes by. */
export function followRunWords({ runs, memory, life }: Followed): void {
  const tell = (words: string): void => {
    if (words === memory.get(RUN_WORDS) && words === contextValue(RUN_WORDS)) return;
    void tellContext(RUN_WORDS, words);
    void memory.update(RUN_WORDS, words);
  };
  tell(memory.get(RUN_WORDS, ''));
  life.add(runs.onDidChange((folder) => folder === undefined && tell(linesOf(runs.all))));
}

const linesOf = (all: readonly RunEntry[]): string => [...new Set(all.map(wordsOf))].sort().join('\n');
