// The open Embeddings panels: one for each choice of vectors, restored after a reload of the window.
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { ShowRequest } from '../../protocol/embeddingsView';
import { chooseTexts } from './evidence';
import { type EmbeddingsSource, sourceKey, type VectorsAddress } from './vectorsAddress';
import type { Lifetime } from '../editor/lifetime';
import { EmbeddingsPanel, type EmbeddingsPanelOptions } from './embeddingsPanel';
import { savedKey } from '../views/keptSources';
import { viewOptions } from '../views/viewPanel';

export const EMBEDDINGS_VIEW = 'nlpLab.embeddings';
const STATE = 'nlpLab.embeddings';
const MOST_KEPT = 30;

interface Kept {
  key: string;
  source: EmbeddingsSource;
}

export interface EmbeddingsPanelsOptions extends EmbeddingsPanelOptions {
  pickVectors(title: string): Promise<VectorsAddress | undefined>;
}

export class EmbeddingsPanels implements vscode.WebviewPanelSerializer {
  private readonly open = new Map<string, EmbeddingsPanel>();
  private active?: EmbeddingsPanel;
  private readonly opened = new vscode.EventEmitter<void>();
  /** A panel has been opened or restored. */
  readonly onDidOpen = this.opened.event;

  constructor(
    private readonly options: EmbeddingsPanelsOptions,
    private readonly memory: vscode.Memento,
    private readonly life: Lifetime,
  ) {
    life.add(this.opened);
    life.add(vscode.window.registerWebviewPanelSerializer(EMBEDDINGS_VIEW, this));
  }

  get all(): EmbeddingsPanel[] {
    return [...this.open.values()];
  }

  /** The panel that was used last, if any is open. */
  get latest(): EmbeddingsPanel | undefined {
    return this.active;
  }

  /** Shows vectors and, in them, what is asked for; a panel that is open already comes to the front. */
  show(source: EmbeddingsSource, request?: ShowRequest, options: { preserveFocus?: boolean } = {}): EmbeddingsPanel {
    const name = sourceKey(source);
    const opened = this.all.find((panel) => sourceKey(panel.source) === name);
    const panel = opened ?? this.create(source, name, options);
    if (opened) opened.panel.reveal(undefined, options.preserveFocus);
    if (request) panel.show(request);
    this.active = panel;
    return panel;
  }

  private create(
    source: EmbeddingsSource,
    name: string,
    { preserveFocus }: { preserveFocus?: boolean },
  ): EmbeddingsPanel {
    const known = this.kept().find((kept) => sourceKey(kept.source) === name);
    const entry = known ?? { key: randomUUID(), source };
    this.keep(entry);
    const place = { viewColumn: vscode.ViewColumn.Beside, preserveFocus };
    const panel = vscode.window.createWebviewPanel(EMBEDDINGS_VIEW, '', place, viewOptions(this.options.extensionUri));
    return this.adopt(panel, entry);
  }

  deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const key = savedKey(state);
    const entry = this.kept().find((kept) => kept.key === key);
    if (!entry || this.open.has(entry.key)) panel.dispose();
    else this.adopt(panel, entry);
    return Promise.resolve();
  }

  private adopt(panel: vscode.WebviewPanel, { key, source }: Kept): EmbeddingsPanel {
    const life = this.life.child();
    const parts = {
      ...this.options,
      onSource: (changed: EmbeddingsSource): void => this.keep({ key, source: changed }),
      openSentences: (of: VectorsAddress) => this.openSentences(of),
    };
    const adopted: EmbeddingsPanel = new EmbeddingsPanel(panel, source, key, parts, life);
    life.add({
      dispose: () => {
        this.open.delete(key);
        if (this.active === adopted) this.active = this.all.at(-1);
      },
    });
    life.add(panel.onDidChangeViewState(() => panel.active && (this.active = adopted)));
    this.open.set(key, adopted);
    this.active = adopted;
    this.opened.fire();
    return adopted;
  }

  /** A view of the texts of a file that the person chooses. */
  private async openSentences(of: VectorsAddress): Promise<void> {
    const [file] = (await chooseTexts(vscode.l10n.t('Which texts shall become points?'))) ?? [];
    if (!file) return;
    const column = await this.pickColumn(file);
    if (column === null) return;
    const address = {
      kind: 'sentences' as const,
      of,
      uri: file.toString(),
      ...(column === undefined ? {} : { column }),
    };
    this.show({ first: address });
  }

  /** The text column of a table; undefined for plain text, null when the person gives up. */
  private async pickColumn(file: vscode.Uri): Promise<string | undefined | null> {
    const { columns, guess } = await this.options.reading.call('columns', { file: file.fsPath });
    if (columns.length < 2) return columns.at(0);
    const first = columns.filter((column) => column === guess.text);
    const items = [...first, ...columns.filter((column) => column !== guess.text)];
    return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Which column holds the text?') })) ?? null;
  }

  private kept(): Kept[] {
    return this.memory.get(STATE, []);
  }

  private keep(entry: Kept): void {
    const others = this.kept().filter(({ key }) => key !== entry.key);
    void this.memory.update(STATE, [entry, ...others].slice(0, MOST_KEPT));
  }
}
