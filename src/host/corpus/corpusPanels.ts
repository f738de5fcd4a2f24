// The open corpus panels: one for each file, restored after a reload of the window.
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { Lifetime } from '../editor/lifetime';
import { CorpusPanel, type CorpusPanelOptions, type CorpusSource } from './corpusPanel';
import { KeptSources, savedKey } from '../views/keptSources';
import { viewOptions } from '../views/viewPanel';

export const CORPUS_VIEW = 'nlpLab.corpus';
const STATE = 'nlpLab.corpora';
const MOST_KEPT = 30;

export class CorpusPanels implements vscode.WebviewPanelSerializer {
  private readonly open = new Map<string, CorpusPanel>();
  private readonly kept: KeptSources<CorpusSource>;

  constructor(
    private readonly options: CorpusPanelOptions,
    memory: vscode.Memento,
    private readonly life: Lifetime,
  ) {
    this.kept = new KeptSources(memory, STATE, MOST_KEPT);
    life.add(vscode.window.registerWebviewPanelSerializer(CORPUS_VIEW, this));
  }

  get all(): CorpusPanel[] {
    return [...this.open.values()];
  }

  /** Shows a file's panel; one that is open already comes to the front as it is. */
  show(file: vscode.Uri): void {
    const address = file.toString();
    const known = this.kept.find((source) => source.file === address);
    const entry = known ?? { key: randomUUID(), source: { file: address } };
    this.kept.keep(entry.key, entry.source);
    const panel = this.open.get(entry.key);
    if (panel) return panel.panel.reveal();
    const { extensionUri } = this.options;
    const column = vscode.ViewColumn.Beside;
    this.adopt(vscode.window.createWebviewPanel(CORPUS_VIEW, '', column, viewOptions(extensionUri)), entry);
  }

  deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const entry = this.kept.at(savedKey(state));
    if (!entry || this.open.has(entry.key)) panel.dispose();
    else this.adopt(panel, entry);
    return Promise.resolve();
  }

  private adopt(panel: vscode.WebviewPanel, { key, source }: { key: string; source: CorpusSource }): void {
    const life = this.life.child();
    life.add({ dispose: () => this.open.delete(key) });
    const onSource = (changed: CorpusSource): void => this.kept.keep(key, changed);
    this.open.set(key, new CorpusPanel(panel, source, key, { ...this.options, onSource }, life));
  }
}
