// The views that ask runs about texts, put together: attention, beam search, playground.
import type * as vscode from 'vscode';
import type { SharedEngine } from '../engine/sharedEngine';
import type { Lifetime } from '../editor/lifetime';
import { openAttentionPanel } from './attentionPanel';
import { openBeamPanel } from './beamPanel';
import { openPlaygroundPanel } from './playgroundPanel';
import { answersNow, canNow, type RunEntry } from '../runs/runEntry';
import type { Runs } from '../runs/runs';
import { QuestionPanels } from './questionPanels';

export interface AskingViews {
  attention: QuestionPanels;
  beam: QuestionPanels;
  playground: QuestionPanels;
}

export interface AskingViewsOptions {
  extensionUri: vscode.Uri;
  working: SharedEngine;
  runs: Runs;
  memory: vscode.Memento;
}

export const canAttend = (entry: RunEntry): boolean => canNow(entry, 'attend');

const canSearch = (entry: RunEntry): boolean => canNow(entry, 'search');

export function askingViews(options: AskingViewsOptions, life: Lifetime): AskingViews {
  const attention = new QuestionPanels(
    { ...options, view: 'attention', fits: canAttend, open: (parts) => openAttentionPanel(parts, options) },
    life,
  );
  const beam = new QuestionPanels(
    { ...options, view: 'beam', fits: canSearch, open: (parts) => openBeamPanel(parts, options) },
    life,
  );
  const open = (view: 'attention' | 'beam', run: string, source: string): Promise<void> =>
    (view === 'attention' ? attention : beam).show({ selected: [run], source, target: '' });
  const playground = new QuestionPanels(
    {
      ...options,
      view: 'playground',
      fits: answersNow,
      open: (parts) => openPlaygroundPanel(parts, { ...options, open }),
    },
    life,
  );
  return { attention, beam, playground };
}
