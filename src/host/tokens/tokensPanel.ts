// The panel that shows how a file or a selection is cut into tokens, by up to four tokenizers side by side.
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { titleOfEncoding } from '../../protocol/encodings';
import { LabError } from '../../protocol/labError';
import { columnOf } from '../../protocol/tokenColumns';
import type { AskedColumn, ChosenKind, TokensOverview, TokensViewContract } from '../../protocol/tokensView';
import type { SharedEngine } from '../engine/sharedEngine';
import { allSpoken } from '../editor/engineTexts';
import { bringIntoSight, showFileAt } from '../editor/places';
import { linesShown } from '../editor/settings';
import type { Opening } from '../views/defineView';
import type { Answers, ViewPanel } from '../views/viewPanel';
import { keptColumns } from './columnOptions';
import { ColumnWork } from './columnWork';
import type { TokenizerFiles } from './tokenizerFiles';
import type { WordFiles } from './wordFiles';
import type { TokenBorders } from './tokenBorders';
import { chooseReading, keptReading, type TextReading } from './textReading';
import { contentOf, isCompressed, placeOf, type ShownTokens, type TokenSource } from './tokenSource';
import { setTitle } from '../editor/shown/items';

export interface TokensNeeds {
  memory: vscode.Memento;
  /** A thread of its own: large texts must not hold up what other views ask. */
  tokenizing: SharedEngine;
  files: TokenizerFiles;
  words: WordFiles;
  borders: TokenBorders;
  /** Where tokenizers learned for a view lie as long as it is open. */
  storage: string;
}

type TokensOpening = Opening<TokensViewContract, ShownTokens>;

export const openTokens = (opening: TokensOpening, needs: TokensNeeds): TokensPanel => new TokensPanel(opening, needs);

export class TokensPanel {
  readonly panel: vscode.WebviewPanel;
  readonly source: TokenSource;
  private readonly view: ViewPanel<TokensViewContract>;
  private readonly folder: string;
  private columns: ColumnWork[] = [];
  private active = 0;
  private reading: TextReading;
  /** The columns of a table, also while its lines are read whole. */
  private tableColumns: readonly string[] = [];
  /** Columns are worked on one after the other, so that their times can be compared. */
  private queue: Promise<void> = Promise.resolve();
  /** Aborted when the panel is closed. */
  private readonly closing = new AbortController();

  constructor(
    private readonly opening: TokensOpening,
    private readonly needs: TokensNeeds,
  ) {
    const { panel, life, subject, key } = opening;
    const { columns, first = columnOf('word'), reading, ...source } = subject;
    this.panel = panel;
    this.reading = keptReading(reading);
    this.source = source;
    this.folder = path.join(needs.storage, key);
    if (source.uris.length > 0) setTitle(panel, vscode.l10n.t('Tokens of {0}', source.title));
    life.add({ dispose: () => this.close() });
    life.add(vscode.workspace.onDidSaveTextDocument((document) => this.onSave(document)));
    life.add(needs.borders.onDidSwitch(() => this.changed()));
    this.view = opening.connect(this.answers(), { overview: () => this.overview() });
    this.setColumns(keptColumns(columns) ?? [{ id: 0, options: first }]);
    void needs.files.look().then((news) => news && this.view.changed('overview'));
  }

  private answers(): Answers<TokensViewContract> {
    return {
      setColumns: ({ columns }) => (this.setColumns(columns), {}),
      again: (request) => (this.enqueue(this.column(request.column)), {}),
      cancel: () => (this.columns.forEach((each) => each.notice && each.abort()), {}),
      activate: (request) => this.activate(request.column),
      showBorders: async ({ on }) => (await this.showBorders(on), {}),
      chooseFile: ({ kind }) => this.chooseFile(kind),
      chooseReading: () => this.chooseReading(),
      remedy: async (request) => (await this.remedy(request.column), {}),
      vocabulary: ({ column: of, version, from }) => this.column(of).vocabulary(version, from),
      dropped: ({ column: of, version }) => this.column(of).dropped(version),
      lines: ({ column: of, version, from }) => this.column(of).linesFrom(version, from),
      sample: async ({ column: of, text: sample }) => ({ lines: await this.column(of).sample(sample) }),
      reveal: (place) => this.reveal(place),
    };
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
    this.keep();
    this.changed();
  }

  private keep(): void {
    const columns = this.columns.map(({ id, options }) => ({ id, options }));
    this.opening.keep({ ...this.source, columns, reading: this.reading });
  }

  /** Reads the files in another way from now on. */
  setReading(reading: TextReading): void {
    this.reading = reading;
    this.keep();
    this.again();
  }

  private newColumn({ id: of, options }: AskedColumn, before?: ColumnWork): ColumnWork {
    const { source } = this;
    return new ColumnWork(
      {
        id: of,
        options,
        engine: this.needs.tokenizing,
        content: () => contentOf(source),
        reading: () => this.reading,
        fileOf: (key) => this.needs.files.pathOf(key),
        wordsOf: (key) => this.needs.words.pathOf(key),
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
      if (this.closing.signal.aborted || !this.columns.includes(column)) return;
      await column.run();
    });
  }

  private onSave(document: vscode.TextDocument): void {
    if (!this.source.uris.includes(document.uri.toString())) return;
    this.again();
  }

  /** Does what helps against the error of a column. */
  remedy(of: number): Promise<void> {
    return this.column(of).remedy();
  }

  /** Offers a file of words in the columns; gives its key. */
  addWordFile(file: string): string {
    const key = this.needs.words.add(file);
    this.changed();
    return key;
  }

  /** Cuts everything anew, as when a file behind it has changed. */
  again(): void {
    this.columns.forEach((column) => this.enqueue(column));
  }

  private activate(of: number): Record<string, never> {
    this.active = of;
    this.needs.borders.refresh();
    return {};
  }

  private async chooseFile(kind: ChosenKind): Promise<{ key: string | null }> {
    const key = await (kind === 'words' ? this.needs.words : this.needs.files).choose();
    this.changed();
    return { key: key ?? null };
  }

  private async chooseReading(): Promise<Record<string, never>> {
    const found = this.found();
    const reading = await chooseReading(this.reading, this.tableColumns, found);
    if (reading) this.setReading(reading);
    return {};
  }

  private found(): ColumnWork['found'] {
    const found = this.columns.find((column) => column.isReady)?.found;
    if (found?.columns) this.tableColumns = found.columns.all;
    return found;
  }

  /** Something outside has changed that the view tells: borders, files. */
  changed(): void {
    this.view.changed('overview');
    this.needs.borders.refresh();
  }

  /** What the view shows now. */
  overview(): TokensOverview {
    return {
      title: this.source.title,
      columns: this.columns.map((column) => column.state),
      files: this.needs.files.all,
      wordFiles: this.needs.words.all,
      showsBorders: this.needs.borders.isOn,
      hasText: this.source.uris.length > 0,
      linesAtOnce: linesShown(),
      canReveal: !isCompressed(this.source),
      ...(this.source.uris.length > 0 && !this.source.range ? { reading: this.shownReading() } : {}),
    };
  }

  private shownReading(): TokensOverview['reading'] {
    const { columns, encoding, notices = [] } = this.found() ?? {};
    return {
      ...(columns ? { column: columns.text } : {}),
      ...(encoding === undefined ? {} : { encoding: titleOfEncoding(encoding) }),
      notices: allSpoken(notices, vscode.l10n.t),
    };
  }

  private column(of: number): ColumnWork {
    const found = this.columns.find((column) => column.id === of);
    if (!found) throw new LabError('CANCELLED', vscode.l10n.t('The tokens have changed meanwhile.'));
    return found;
  }

  /** Borders are seen in the editor alone: where none of the texts is in sight, the first one is shown. */
  async showBorders(on: boolean): Promise<void> {
    this.needs.borders.set(on);
    if (on && !isCompressed(this.source)) await bringIntoSight(this.source.uris.map((uri) => vscode.Uri.parse(uri)));
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
    const isCell = this.column(place.column).found?.columns !== undefined; // where in its line a cell stands is not known
    await showFileAt(uri, isCell ? { line: at.line } : at);
    return {};
  }

  private close(): void {
    this.closing.abort();
    this.needs.borders.refresh();
    this.columns.forEach((column) => column.abort());
    void this.queue.then(() => fs.rm(this.folder, { recursive: true, force: true })).catch(() => undefined);
  }
}

const sameTokens = (column: ColumnWork, { options }: AskedColumn): boolean =>
  JSON.stringify(column.options) === JSON.stringify(options);
