// The panel that shows what is in a corpus file.
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { CorpusStatistics } from '../../protocol/corpus';
import type { CorpusOverview, CorpusViewContract } from '../../protocol/corpusView';
import { LabError } from '../../protocol/labError';
import type { Notice } from '../../protocol/views';
import type { SharedEngine } from '../engine/sharedEngine';
import type { Lifetime } from '../editor/lifetime';
import { showFileAt } from '../editor/places';
import { integer, nothing, object, oneOf, text } from '../views/requestChecks';
import { openViewPanel, viewIcon, type ViewPanel } from '../views/viewPanel';

/** The files a view is about, by their addresses. */
export interface CorpusSource {
  file: string;
  test?: string;
}

export interface CorpusPanelOptions {
  extensionUri: vscode.Uri;
  counting: SharedEngine;
  log: vscode.LogOutputChannel;
}

type Reveal = CorpusViewContract['calls']['reveal']['request'];

const nameOf = (address: string): string => path.posix.basename(vscode.Uri.parse(address).path);
const isCompressed = (address: string): boolean => /\.gz$/i.test(vscode.Uri.parse(address).path);

export class CorpusPanel {
  private readonly view: ViewPanel<CorpusViewContract>;
  private columns = { text: '', label: '' };
  private version = 0;
  private reply?: CorpusStatistics;
  private notice?: Notice;
  private cancel = new AbortController();
  private running?: Promise<void>;

  constructor(
    readonly panel: vscode.WebviewPanel,
    private source: CorpusSource,
    key: string,
    private readonly options: CorpusPanelOptions & { onSource(source: CorpusSource): void },
    life: Lifetime,
  ) {
    panel.title = vscode.l10n.t('Corpus {0}', nameOf(source.file));
    panel.iconPath = viewIcon(options.extensionUri);
    life.add({ dispose: () => this.cancel.abort() });
    life.add(vscode.workspace.onDidSaveTextDocument((document) => this.onSave(document)));
    this.view = openViewPanel<CorpusViewContract>({
      view: 'corpus',
      extensionUri: options.extensionUri,
      panel,
      life,
      key,
      requests: {
        count: object({ text: text(1000), label: text(1000) }),
        cancel: nothing,
        again: nothing,
        chooseTest: nothing,
        clearTest: nothing,
        reveal: object<Reveal>({
          version: integer(0, 1e9),
          list: oneOf('findings', 'ngrams', 'labels'),
          index: integer(0, 1e6),
        }),
      },
      answers: {
        count: (columns) => (this.start(columns), {}),
        cancel: () => (this.cancel.abort(), {}),
        again: () => ((this.running = this.count()), {}),
        chooseTest: () => this.chooseTest(),
        clearTest: () => (this.compareWith(undefined), {}),
        reveal: (request) => this.reveal(request),
      },
      state: { notice: () => this.notice, overview: () => this.overview() },
    });
  }

  /** Settles when the count going on now has ended. */
  get settled(): Promise<void> {
    return this.running ?? Promise.resolve();
  }

  /** Compares with another file, or with none. */
  compareWith(test: string | undefined): void {
    this.source = { file: this.source.file, ...(test === undefined ? {} : { test }) };
    this.options.onSource(this.source);
    this.running = this.count();
  }

  /** A view that comes back from hiding gets what is there. */
  private start(columns: { text: string; label: string }): void {
    const same = columns.text === this.columns.text && columns.label === this.columns.label;
    if (same && (this.reply !== undefined || this.notice?.kind === 'working')) return;
    this.columns = columns;
    this.running = this.count();
  }

  private onSave(document: vscode.TextDocument): void {
    const address = document.uri.toString();
    if (this.reply && (address === this.source.file || address === this.source.test)) this.running = this.count();
  }

  private async count(): Promise<void> {
    this.cancel.abort();
    const cancel = (this.cancel = new AbortController());
    const { file, test } = this.source;
    const { text, label } = this.columns;
    const onProgress = ({ fraction }: { fraction?: number }): void => {
      if (cancel === this.cancel && !cancel.signal.aborted)
        this.say({ kind: 'working', message: vscode.l10n.t('Counting'), fraction });
    };
    this.say({ kind: 'working', message: vscode.l10n.t('Counting') });
    try {
      const request = {
        file: vscode.Uri.parse(file).fsPath,
        ...(test === undefined ? {} : { test: vscode.Uri.parse(test).fsPath }),
        ...(text === '' ? {} : { text }),
        ...(label === '' ? {} : { label }),
      };
      const reply = await this.options.counting.call('corpusStatistics', request, {
        signal: cancel.signal,
        onProgress,
      });
      if (cancel !== this.cancel) return;
      this.version++;
      this.reply = reply;
      this.notice = undefined;
      this.view.changed('overview');
    } catch (error) {
      if (cancel !== this.cancel) return;
      const { code, message } = LabError.toData(error);
      if (code !== 'CANCELLED') this.options.log.error(message);
      this.say({ kind: 'error', message: code === 'CANCELLED' ? vscode.l10n.t('Counting was cancelled.') : message });
    }
  }

  private say(notice: Notice): void {
    this.notice = notice;
    this.view.changed('notice');
  }

  /** What the view shows now; undefined while it works or has failed. */
  overview(): CorpusOverview | undefined {
    if (!this.reply || this.notice) return undefined;
    const { file, test } = this.source;
    return {
      ...this.reply,
      title: nameOf(file),
      ...(test === undefined ? {} : { testTitle: nameOf(test) }),
      version: this.version,
      canReveal: !isCompressed(file),
      canRevealTest: test !== undefined && !isCompressed(test),
    };
  }

  private async chooseTest(): Promise<Record<string, never>> {
    const folder = vscode.Uri.joinPath(vscode.Uri.parse(this.source.file), '..');
    const [picked] =
      (await vscode.window.showOpenDialog({
        defaultUri: folder,
        title: vscode.l10n.t('Which file is the test part?'),
        openLabel: vscode.l10n.t('Compare'),
      })) ?? [];
    if (picked) this.compareWith(picked.toString());
    return {};
  }

  private async reveal({ version, list, index }: Reveal): Promise<Record<string, never>> {
    if (!this.reply || version !== this.version)
      throw new LabError('CANCELLED', vscode.l10n.t('The figures have changed meanwhile.'));
    const entry = this.reply[list]?.[index];
    if (entry?.line === undefined) throw new LabError('NOT_FOUND', vscode.l10n.t('This does not stand on one line.'));
    const isOfTest = 'part' in entry && entry.part === 'test';
    const address = isOfTest ? (this.source.test ?? this.source.file) : this.source.file;
    await showFileAt(vscode.Uri.parse(address), { line: entry.line - 1 });
    return {};
  }
}
