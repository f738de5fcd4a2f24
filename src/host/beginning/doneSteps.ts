// Tells the walkthrough what has been done in this window: its steps are complete by that, not by the press of a button.
import type * as vscode from 'vscode';
import type { Ability } from '../../protocol/ability';
import { tellContext } from '../editor/contextKeys';
import type { Lifetime } from '../editor/lifetime';
import { followRuns } from '../runs/followRuns';
import { canNow } from '../runs/runEntry';
import type { Runs } from '../runs/runs';
import { DONE } from './done';

interface Opened {
  onDidOpen: vscode.Event<unknown>;
}

interface DoneParts {
  runs: Pick<Runs, 'all' | 'onDidChange'>;
  views: { tokens: Opened; attention: Opened };
  memory: vscode.Memento;
}

const LEARNED: readonly (readonly [key: string, ability: Ability])[] = [
  [DONE.vectors, 'vectors'],
  [DONE.labels, 'label'],
  [DONE.attention, 'attend'],
];

export function followSteps({ runs, views, memory }: DoneParts, life: Lifetime): void {
  for (const [key, ability] of LEARNED)
    followRuns({ key, fits: (entry) => canNow(entry, ability) }, { runs, memory, life });
  const done = (key: string) => () => void tellContext(key, true);
  life.add(views.tokens.onDidOpen(done(DONE.tokens)));
  life.add(views.attention.onDidOpen(done(DONE.maps)));
}
