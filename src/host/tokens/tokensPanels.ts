// The open tokens panels: one for each source, restored after a reload of the window with the columns it had.
import * as vscode from 'vscode';
import { columnOf } from '../../protocol/tokenColumns';
import type { AskedColumn, ColumnOptions } from '../../protocol/views';
import type { Lifetime } from '../editor/lifetime';
import { keptColumns } from './columnOptions';
import { TokenBorders } from './tokenBorders';
import { type TokenSource, TokenSources } from './tokenSource';
import { TokensPanel, type TokensPanelOptions } from './tokensPanel';
import { savedKey } from '../views/keptSources';
import { viewOptions } from '../views/viewPanel';

export const TOKENS_VIEW = 'nlpLab.tokens';

export class TokensPanels implements vscode.WebviewPanelSerializer {
  private readonly open = new Map<string, TokensPanel>();
  private readonly sources: TokenSources;
  readonly borders: TokenBorders;

  constructor(
    private readonly options: TokensPanelOptions,
    memory: vscode.Memento,
    private readonly life: Lifetime,
  ) {
    this.sources = new TokenSources(memory);
    this.borders = new TokenBorders((uri) => this.of(uri), life);
    life.add(vscode.window.registerWebviewPanelSerializer(TOKENS_VIEW, this));
  }

  get all(): TokensPanel[] {
    return [...this.open.values()];
  }

  /** The panel opened last that shows a document. */
  of(uri: vscode.Uri): TokensPanel | undefined {
    return this.all.findLast(({ source }) => source.uris.includes(uri.toString()));
  }

  /** Shows the view of a source, with `columns` in place of those it had last. */
  show(source: TokenSource, columns?: ColumnOptions[]): TokensPanel {
    const asked = columns?.map((options, id): AskedColumn => ({ id, options }));
    const key = this.sources.keep(source, asked);
    const known = this.open.get(key);
    if (known) {
      if (asked) known.setColumns(asked);
      known.panel.reveal();
      return known;
    }
    const { extensionUri } = this.options;
    const panel = vscode.window.createWebviewPanel(
      TOKENS_VIEW,
      '',
      vscode.ViewColumn.Beside,
      viewOptions(extensionUri),
    );
    return this.adopt(panel, source, key);
  }

  /** Fills a panel that the editor has opened for a `tokenizer.json`, with the columns it had last. */
  showTokenizer(panel: vscode.WebviewPanel, file: vscode.Uri): TokensPanel {
    const source: TokenSource = { uris: [], title: vscode.workspace.asRelativePath(file) };
    const column = columnOf('file', { file: this.options.files.add(file.fsPath) });
    const kept = keptColumns(this.sources.find(this.sources.keep(source))?.columns);
    return this.adopt(panel, source, this.sources.keep(source, kept ?? [{ id: 0, options: column }]));
  }

  setBorders(on: boolean): void {
    this.borders.set(on);
    this.all.forEach((panel) => panel.changed());
  }

  deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const key = savedKey(state);
    const kept = key === undefined ? undefined : this.sources.find(key);
    if (key === undefined || !kept || this.open.has(key)) panel.dispose();
    else this.adopt(panel, kept.source, key);
    return Promise.resolve();
  }

  private adopt(panel: vscode.WebviewPanel, source: TokenSource, key: string): TokensPanel {
    const life = this.life.child();
    life.add({ dispose: () => (this.open.delete(key), this.borders.refresh()) });
    const state = {
      columns: keptColumns(this.sources.find(key)?.columns) ?? [{ id: 0, options: columnOf('word') }],
      onColumns: (columns: AskedColumn[]) => void this.sources.keep(source, columns),
      onTokens: () => this.borders.refresh(),
      showsBorders: () => this.borders.isOn,
      onBorders: (on: boolean) => this.setBorders(on),
    };
    const opened = new TokensPanel(panel, source, key, this.options, state, life);
    this.open.set(key, opened);
    return opened;
  }
}
