// The views that ask runs about texts, put together: attention, beam search, playground.
import type * as vscode from 'vscode';
import { isExplainable } from '../../protocol/explanation';
import type { SharedEngine } from '../engine/sharedEngine';
import type { Lifetime } from '../editor/lifetime';
import { openAttentionPanel } from './attentionPanel';
import { openBeamPanel } from './beamPanel';
import { openPlaygroundPanel } from './playgroundPanel';
import { isSequenceRun, type RunEntry } from '../runs/runEntry';
import type { Runs } from '../runs/runs';
import { QuestionPanels } from './questionPanels';

export interface TranslationViews {
  attention: QuestionPanels;
  beam: QuestionPanels;
  playground: QuestionPanels;
}

export interface TranslationViewsOptions {
  extensionUri: vscode.Uri;
  working: SharedEngine;
  runs: Runs;
  memory: vscode.Memento;
}

/** Whether a run has attention is known for certain once it is opened; others are left out where it cannot be. */
export const mayAttend = (entry: RunEntry): boolean => {
  const { task, modelType } = entry.summary.record;
  if (isSequenceRun(entry)) return true;
  return task === 'classification' && !isExplainable(modelType);
};

/** Runs that make something of a text: a label, or another text. */
export const canBeAsked = (entry: RunEntry): boolean =>
  isSequenceRun(entry) || entry.summary.record.task === 'classification';

export function translationViews(options: TranslationViewsOptions, life: Lifetime): TranslationViews {
  const attention = new QuestionPanels(
    { ...options, view: 'attention', fits: mayAttend, open: (parts) => openAttentionPanel(parts, options) },
    life,
  );
  const beam = new QuestionPanels(
    { ...options, view: 'beam', fits: isSequenceRun, open: (parts) => openBeamPanel(parts, options) },
    life,
  );
  const open = (view: 'attention' | 'beam', run: string, source: string): Promise<void> =>
    (view === 'attention' ? attention : beam).show({ selected: [run], source, target: '' });
  const playground = new QuestionPanels(
    {
      ...options,
      view: 'playground',
      fits: canBeAsked,
      open: (parts) => openPlaygroundPanel(parts, { ...options, open }),
    },
    life,
  );
  return { attention, beam, playground };
}
