// The open run panels: one for each run, restored after a reload of the window.
import * as vscode from 'vscode';
import type { Lifetime } from '../editor/lifetime';
import { RunPanel, type RunPanelOptions } from './runPanel';
import { savedKey } from '../views/keptSources';
import { viewOptions } from '../views/viewPanel';

export const RUN_VIEW = 'nlpLab.run';

export class RunPanels implements vscode.WebviewPanelSerializer {
  private readonly open = new Map<string, RunPanel>();

  constructor(
    private readonly options: RunPanelOptions,
    private readonly life: Lifetime,
  ) {
    life.add(vscode.window.registerWebviewPanelSerializer(RUN_VIEW, this));
  }

  get all(): RunPanel[] {
    return [...this.open.values()];
  }

  show(folder: string, options: { preserveFocus?: boolean } = {}): void {
    const known = this.open.get(folder);
    if (known) return known.panel.reveal(undefined, options.preserveFocus);
    const place = { viewColumn: vscode.ViewColumn.Active, preserveFocus: options.preserveFocus };
    this.adopt(vscode.window.createWebviewPanel(RUN_VIEW, '', place, viewOptions(this.options.extensionUri)), folder);
  }

  /** Closes the panel of a run that goes away. */
  close(folder: string): void {
    this.open.get(folder)?.panel.dispose();
  }

  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const key = savedKey(state);
    const entry = key === undefined ? undefined : await this.options.runs.find(key);
    if (!entry || this.open.has(entry.summary.folder)) return panel.dispose();
    this.adopt(panel, entry.summary.folder);
  }

  private adopt(panel: vscode.WebviewPanel, folder: string): void {
    const life = this.life.child();
    life.add({ dispose: () => this.open.delete(folder) });
    this.open.set(folder, new RunPanel(panel, folder, this.options, life));
  }
}
