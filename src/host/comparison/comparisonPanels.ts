// The open panels of compared runs, restored after a reload of the window with what they showed.
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { Lifetime } from '../editor/lifetime';
import { ComparisonPanel, type ComparisonPanelOptions } from './comparisonPanel';
import { type ComparisonSource, currentSource } from './comparisonState';
import { KeptSources, savedKey } from '../views/keptSources';
import { viewOptions } from '../views/viewPanel';

export const COMPARISON_VIEW = 'nlpLab.comparison';
/** Results are kept with them, so few. */
const MOST_KEPT = 8;

export class ComparisonPanels implements vscode.WebviewPanelSerializer {
  private readonly open = new Map<string, ComparisonPanel>();
  private readonly kept: KeptSources<ComparisonSource>;

  constructor(
    private readonly options: ComparisonPanelOptions,
    memory: vscode.Memento,
    private readonly life: Lifetime,
  ) {
    this.kept = new KeptSources(memory, 'nlpLab.comparedRuns', MOST_KEPT);
    life.add(vscode.window.registerWebviewPanelSerializer(COMPARISON_VIEW, this));
  }

  get all(): ComparisonPanel[] {
    return [...this.open.values()];
  }

  /** Compares in a panel of its own. */
  show(source: ComparisonSource): ComparisonPanel {
    const key = randomUUID();
    this.kept.keep(key, source);
    const column = vscode.ViewColumn.Active;
    const panel = vscode.window.createWebviewPanel(COMPARISON_VIEW, '', column, viewOptions(this.options.extensionUri));
    return this.adopt(panel, key, source);
  }

  deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const entry = this.kept.at(savedKey(state));
    if (!entry || this.open.has(entry.key)) panel.dispose();
    else this.adopt(panel, entry.key, currentSource(entry.source));
    return Promise.resolve();
  }

  private adopt(panel: vscode.WebviewPanel, key: string, source: ComparisonSource): ComparisonPanel {
    const life = this.life.child();
    life.add({ dispose: () => this.open.delete(key) });
    const onSource = (changed: ComparisonSource): void => this.kept.keep(key, changed);
    const opened = new ComparisonPanel(panel, source, key, { ...this.options, onSource }, life);
    this.open.set(key, opened);
    return opened;
  }
}
