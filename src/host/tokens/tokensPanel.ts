// The panel that shows how a file or a selection is cut into tokens, by up to four tokenizers side by side.
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { LabError } from '../../protocol/labError';
import { columnOf } from '../../protocol/tokenColumns';
import type { AskedColumn, ChosenKind, TokensOverview, TokensViewContract } from '../../protocol/views';
import type { SharedEngine } from '../engine/sharedEngine';
import type { Lifetime } from '../editor/lifetime';
import { showFileAt } from '../editor/places';
import { linesShown } from '../editor/settings';
import { isColumns, tokenizerOf } from './columnOptions';
import { ColumnWork } from './columnWork';
import type { TokenizerFiles } from './tokenizerFiles';
import type { WordFiles } from './wordFiles';
import { flag, integer, nothing, object, oneOf, text } from '../views/requestChecks';
import { contentOf, isCompressed, placeOf, type TokenSource } from './tokenSource';
import { openViewPanel, viewIcon, type ViewPanel } from '../views/viewPanel';

export interface TokensPanelOptions {
  extensionUri: vscode.Uri;
  /** A thread of its own: large texts must not hold up what other views ask. */
  tokenizing: SharedEngine;
  files: TokenizerFiles;
  words: WordFiles;
  /** Where tokenizers learned for a view lie as long as it is open. */
  storage: string;
  log: vscode.LogOutputChannel;
}

export interface TokensPanelState {
  columns: AskedColumn[];
  onColumns(columns: AskedColumn[]): void;
  /** The active column or its tokens have changed. */
  onTokens(): void;
  showsBorders(): boolean;
  onBorders(on: boolean): void;
}

const LONGEST_SAMPLE = 20_000;
const id = integer(0, 1e9);

export class TokensPanel {
  private readonly view: ViewPanel<TokensViewContract>;
  private readonly folder: string;
  private columns: ColumnWork[] = [];
  private active = 0;
  private wordCount: number | null = null;
  /** Columns are worked on one after the other, so that their times can be compared. */
  private queue: Promise<void> = Promise.resolve();
  private isClosed = false;

  constructor(
    readonly panel: vscode.WebviewPanel,
    readonly source: TokenSource,
    key: string,
    private readonly options: TokensPanelOptions,
    private readonly state: TokensPanelState,
    life: Lifetime,
  ) {
    this.folder = path.join(options.storage, key);
    if (source.uris.length > 0) panel.title = vscode.l10n.t('Tokens of {0}', source.title);
    panel.iconPath = viewIcon(options.extensionUri);
    life.add({ dispose: () => this.close() });
    life.add(vscode.workspace.onDidSaveTextDocument((document) => this.onSave(document)));
    const column = object({ column: id });
    this.view = openViewPanel<TokensViewContract>({
      view: 'tokens',
      extensionUri: options.extensionUri,
      panel,
      life,
      key,
      requests: {
        setColumns: object({ columns: isColumns }),
        again: column,
        cancel: nothing,
        activate: column,
        showBorders: object({ on: flag }),
        chooseFile: object({ kind: oneOf<ChosenKind>('tokenizer', 'words') }),
        remedy: column,
        vocabulary: object({ column: id, version: id, from: id }),
        dropped: object({ column: id, version: id }),
        lines: object({ column: id, version: id, from: id }),
        sample: object({ column: id, version: id, text: text(LONGEST_SAMPLE) }),
        reveal: object({ column: id, index: id, start: id, end: id }),
      },
      answers: {
        setColumns: ({ columns }) => (this.setColumns(columns), {}),
        again: (request) => (this.enqueue(this.column(request.column)), {}),
        cancel: () => (this.columns.forEach((each) => each.notice && each.abort()), {}),
        activate: (request) => this.activate(request.column),
        showBorders: ({ on }) => (state.onBorders(on), {}),
        chooseFile: ({ kind }) => this.chooseFile(kind),
        remedy: async (request) => (await this.remedy(request.column), {}),
        vocabulary: ({ column: of, version, from }) => this.column(of).vocabulary(version, from),
        dropped: ({ column: of, version }) => this.column(of).dropped(version),
        lines: ({ column: of, version, from }) => this.column(of).linesFrom(version, from),
        sample: async ({ column: of, text: sample }) => ({ lines: await this.column(of).sample(sample) }),
        reveal: (place) => this.reveal(place),
      },
      state: { overview: () => this.overview() },
    });
    this.setColumns(state.columns);
    void options.files.look().then((news) => news && this.view.changed('overview'));
  }

  /** Settles when all tokenisations going on now have ended. */
  get settled(): Promise<void> {
    return this.queue;
  }

  /** The column whose borders the editor shows; undefined before its tokens are there. */
  get activeColumn(): ColumnWork | undefined {
    const found = this.columns.find((column) => column.id === this.active) ?? this.columns.at(0);
    return found?.isReady ? found : undefined;
  }

  /** Makes what is new, keeps what is as before. */
  setColumns(asked: readonly AskedColumn[]): void {
    const before = new Map(this.columns.map((column) => [column.id, column]));
    this.columns = asked.map((column) => {
      const same = before.get(column.id);
      return same && sameTokens(same, column) ? same : this.newColumn(column, same);
    });
    for (const column of before.values()) if (!this.columns.includes(column)) column.abort();
    for (const column of this.columns) if (before.get(column.id) !== column) this.enqueue(column);
    this.state.onColumns(this.columns.map(({ id: of, options }) => ({ id: of, options })));
    this.changed();
  }

  private newColumn({ id: of, options }: AskedColumn, before?: ColumnWork): ColumnWork {
    const { source } = this;
    return new ColumnWork(
      {
        id: of,
        options,
        engine: this.options.tokenizing,
        content: () => contentOf(source),
        fileOf: (key) => this.options.files.pathOf(key),
        wordsOf: (key) => this.options.words.pathOf(key),
        learnedFile: path.join(this.folder, `${of}.json`),
        severalFiles: source.uris.length > 1,
        hasText: source.uris.length > 0,
        changed: () => this.changed(),
      },
      before,
    );
  }

  private enqueue(column: ColumnWork): void {
    this.queue = this.queue.then(async () => {
      if (this.isClosed || !this.columns.includes(column)) return;
      await column.run();
      await this.countWords();
    });
  }

  /** What stands between white space is what tokens are counted against. */
  private async countWords(): Promise<void> {
    if (this.wordCount !== null || this.isClosed) return;
    const request = {
      ...(await contentOf(this.source).catch(() => ({ text: '' }))),
      tokenizer: tokenizerOf(columnOf('whitespace')),
      maxLines: 0,
    };
    const reply = await this.options.tokenizing.call('tokenize', request).catch((error: unknown) => {
      this.options.log.warn(LabError.toData(error).message);
      return undefined;
    });
    this.wordCount = reply?.tokenCount ?? null;
    this.changed();
  }

  private onSave(document: vscode.TextDocument): void {
    if (!this.source.uris.includes(document.uri.toString())) return;
    this.wordCount = null;
    this.again();
  }

  /** Does what helps against the error of a column. */
  remedy(of: number): Promise<void> {
    return this.column(of).remedy();
  }

  /** Offers a file of words in the columns; gives its key. */
  addWordFile(file: string): string {
    const key = this.options.words.add(file);
    this.changed();
    return key;
  }

  /** Cuts everything anew, as when a file behind it has changed. */
  again(): void {
    this.columns.forEach((column) => this.enqueue(column));
  }

  private activate(of: number): Record<string, never> {
    this.active = of;
    this.state.onTokens();
    return {};
  }

  private async chooseFile(kind: ChosenKind): Promise<{ key: string | null }> {
    const key = await (kind === 'words' ? this.options.words : this.options.files).choose();
    this.changed();
    return { key: key ?? null };
  }

  /** Something outside has changed that the view tells: borders, files. */
  changed(): void {
    this.view?.changed('overview');
    this.state.onTokens();
  }

  /** What the view shows now. */
  overview(): TokensOverview {
    return {
      title: this.source.title,
      columns: this.columns.map((column) => column.state(this.wordCount)),
      files: this.options.files.all,
      wordFiles: this.options.words.all,
      showsBorders: this.state.showsBorders(),
      hasText: this.source.uris.length > 0,
      linesAtOnce: linesShown(),
      canReveal: !isCompressed(this.source),
    };
  }

  private column(of: number): ColumnWork {
    const found = this.columns.find((column) => column.id === of);
    if (!found) throw new LabError('CANCELLED', vscode.l10n.t('The tokens have changed meanwhile.'));
    return found;
  }

  private async reveal(place: {
    column: number;
    index: number;
    start: number;
    end: number;
  }): Promise<Record<string, never>> {
    const line = this.column(place.column).lineAt(place.index);
    if (!line) throw new LabError('NOT_FOUND', vscode.l10n.t('This line is not shown.'));
    const { start, end } = place;
    const { uri, ...at } = placeOf(this.source, { line: line.line, file: line.file, start, end });
    await showFileAt(uri, at);
    return {};
  }

  private close(): void {
    this.isClosed = true;
    this.columns.forEach((column) => column.abort());
    void this.queue.then(() => fs.rm(this.folder, { recursive: true, force: true })).catch(() => undefined);
  }
}

const sameTokens = (column: ColumnWork, { options }: AskedColumn): boolean =>
  JSON.stringify(column.options) === JSON.stringify(options);
