// The open tokens panels: one for each source, restored after a reload of the window.
import * as vscode from 'vscode';
import type { Lifetime } from '../lifetime';
import { savedKey } from './runPanels';
import { type TokenSource, TokenSources } from './tokenSource';
import { TokensPanel, type TokensPanelOptions } from './tokensPanel';
import { viewOptions } from './viewPanel';

export const TOKENS_VIEW = 'nlpLab.tokens';

export class TokensPanels implements vscode.WebviewPanelSerializer {
  private readonly open = new Map<string, TokensPanel>();
  private readonly sources: TokenSources;

  constructor(
    private readonly options: TokensPanelOptions,
    memory: vscode.Memento,
    private readonly life: Lifetime,
  ) {
    this.sources = new TokenSources(memory);
    life.add(vscode.window.registerWebviewPanelSerializer(TOKENS_VIEW, this));
  }

  get all(): TokensPanel[] {
    return [...this.open.values()];
  }

  show(source: TokenSource): void {
    const key = this.sources.keep(source);
    const known = this.open.get(key);
    if (known) return known.panel.reveal();
    const { extensionUri } = this.options;
    const panel = vscode.window.createWebviewPanel(
      TOKENS_VIEW,
      '',
      vscode.ViewColumn.Beside,
      viewOptions(extensionUri),
    );
    this.adopt(panel, source, key);
  }

  deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const key = savedKey(state);
    const source = key === undefined ? undefined : this.sources.find(key);
    if (key === undefined || !source || this.open.has(key)) panel.dispose();
    else this.adopt(panel, source, key);
    return Promise.resolve();
  }

  private adopt(panel: vscode.WebviewPanel, source: TokenSource, key: string): void {
    const life = this.life.child();
    life.add({ dispose: () => this.open.delete(key) });
    this.open.set(key, new TokensPanel(panel, source, key, this.options, life));
  }
}
