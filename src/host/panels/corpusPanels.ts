// The open corpus panels: one for each file, restored after a reload of the window.
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { Lifetime } from '../lifetime';
import { CorpusPanel, type CorpusPanelOptions, type CorpusSource } from './corpusPanel';
import { savedKey } from './runPanels';
import { viewOptions } from './viewPanel';

export const CORPUS_VIEW = 'nlpLab.corpus';
const STATE = 'nlpLab.corpora';
const MOST_KEPT = 30;

interface Kept {
  key: string;
  source: CorpusSource;
}

export class CorpusPanels implements vscode.WebviewPanelSerializer {
  private readonly open = new Map<string, CorpusPanel>();

  constructor(
    private readonly options: CorpusPanelOptions,
    private readonly memory: vscode.Memento,
    private readonly life: Lifetime,
  ) {
    life.add(vscode.window.registerWebviewPanelSerializer(CORPUS_VIEW, this));
  }

  get all(): CorpusPanel[] {
    return [...this.open.values()];
  }

  /** Shows a file's panel; one that is open already comes to the front as it is. */
  show(file: vscode.Uri): void {
    const known = this.kept().find(({ source }) => source.file === file.toString());
    const entry = known ?? { key: randomUUID(), source: { file: file.toString() } };
    this.keep(entry);
    const panel = this.open.get(entry.key);
    if (panel) return panel.panel.reveal();
    const { extensionUri } = this.options;
    const column = vscode.ViewColumn.Beside;
    this.adopt(vscode.window.createWebviewPanel(CORPUS_VIEW, '', column, viewOptions(extensionUri)), entry);
  }

  deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const key = savedKey(state);
    const entry = this.kept().find((kept) => kept.key === key);
    if (!entry || this.open.has(entry.key)) panel.dispose();
    else this.adopt(panel, entry);
    return Promise.resolve();
  }

  private adopt(panel: vscode.WebviewPanel, { key, source }: Kept): void {
    const life = this.life.child();
    life.add({ dispose: () => this.open.delete(key) });
    const onSource = (changed: CorpusSource): void => this.keep({ key, source: changed });
    this.open.set(key, new CorpusPanel(panel, source, key, { ...this.options, onSource }, life));
  }

  private kept(): Kept[] {
    return this.memory.get(STATE, []);
  }

  private keep(entry: Kept): void {
    const others = this.kept().filter(({ key }) => key !== entry.key);
    void this.memory.update(STATE, [entry, ...others].slice(0, MOST_KEPT));
  }
}
