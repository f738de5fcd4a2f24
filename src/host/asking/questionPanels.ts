// The one panel of a view that asks runs about texts: opened by commands, restored after a reload of the window. A command
// that finds it open asks its question there.
import * as vscode from 'vscode';
import type { RunQuestion } from '../../protocol/attentionView';
import type { Lifetime } from '../editor/lifetime';
import { viewOptions } from '../views/viewPanel';
import type { RunEntry } from '../runs/runEntry';
import type { Runs } from '../runs/runs';
import { isRunQuestion, Question } from './question';

export interface QuestionPanelParts {
  panel: vscode.WebviewPanel;
  key: string;
  question: Question;
  life: Lifetime;
}

export interface QuestionPanelsOptions {
  view: 'attention' | 'beam' | 'playground';
  extensionUri: vscode.Uri;
  runs: Runs;
  memory: vscode.Memento;
  fits(entry: RunEntry): boolean;
  /** Fills the panel; what it gives is called when the offer has changed. */
  open(parts: QuestionPanelParts): { changed(): void };
}

const NOTHING: RunQuestion = { selected: [], source: '', target: '' };

export class QuestionPanels implements vscode.WebviewPanelSerializer {
  private current?: QuestionPanelParts & { changed(): void };

  constructor(
    private readonly options: QuestionPanelsOptions,
    private readonly life: Lifetime,
  ) {
    life.add(vscode.window.registerWebviewPanelSerializer(this.viewType, this));
  }

  private get viewType(): string {
    return `nlpLab.${this.options.view}`;
  }

  private get kept(): RunQuestion {
    const kept: unknown = this.options.memory.get(this.viewType);
    return isRunQuestion(kept) ? kept : NOTHING;
  }

  /** The open panel; for tests. */
  get open(): vscode.WebviewPanel | undefined {
    return this.current?.panel;
  }

  /** Shows the view; what `asked` leaves out is as it was last time. */
  async show(asked: Partial<RunQuestion> = {}): Promise<void> {
    await this.options.runs.ready();
    if (!this.current) {
      const { view, extensionUri } = this.options;
      const column = vscode.ViewColumn.Beside;
      this.adopt(vscode.window.createWebviewPanel(`nlpLab.${view}`, '', column, viewOptions(extensionUri)));
    }
    this.current?.question.ask(asked);
    this.current?.changed();
    this.current?.panel.reveal();
  }

  async deserializeWebviewPanel(panel: vscode.WebviewPanel): Promise<void> {
    if (this.current) return panel.dispose();
    await this.options.runs.ready();
    this.adopt(panel);
  }

  private adopt(panel: vscode.WebviewPanel): void {
    const { runs, fits, memory, view, open } = this.options;
    const life = this.life.child();
    const onKeep = (question: RunQuestion): void => void memory.update(this.viewType, question);
    const question = new Question({ ...NOTHING, ...this.kept }, { runs, fits, onKeep, t: vscode.l10n.t }, life, () =>
      this.current?.changed(),
    );
    const parts = { panel, key: view, question, life };
    life.add({ dispose: () => (this.current = undefined) });
    this.current = { ...parts, ...open(parts) };
  }
}
