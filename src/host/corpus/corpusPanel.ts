// The panel that shows what is in a corpus file.
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { CorpusStatistics } from '../../protocol/corpus';
import type { CorpusOverview, CorpusViewContract } from '../../protocol/corpusView';
import { LabError } from '../../protocol/labError';
import { allSpoken } from '../editor/engineTexts';
import { pickEncoding } from '../editor/pickEncoding';
import { showFileAt } from '../editor/places';
import type { SharedEngine } from '../engine/sharedEngine';
import { offeredRuns } from '../runs/offeredRuns';
import { canNow } from '../runs/runEntry';
import type { Opening } from '../views/defineView';
import { ShownWork } from '../views/shownWork';
import type { ViewPanel } from '../views/viewPanel';
import { openDialog } from '../editor/shown/dialogs';
import { setTitle } from '../editor/shown/items';
import { type Log } from '../editor/shown/log';
import { OddLinesFinder, type OddLinesNeeds } from './oddLinesFinder';

/** The files a view is about, by their addresses. */
export interface CorpusSource {
  file: string;
  test?: string;
  /** As the person has said; guessed otherwise. */
  encoding?: string;
}

export interface CorpusNeeds extends OddLinesNeeds {
  memory: vscode.Memento;
  counting: SharedEngine;
  log: Log;
}

type CorpusOpening = Opening<CorpusViewContract, CorpusSource>;

type Calls = CorpusViewContract['calls'];

const nameOf = (address: string): string => path.posix.basename(vscode.Uri.parse(address).path);
const isCompressed = (address: string): boolean => /\.gz$/i.test(vscode.Uri.parse(address).path);

export const openCorpus = (opening: CorpusOpening, needs: CorpusNeeds): CorpusPanel => new CorpusPanel(opening, needs);

export class CorpusPanel {
  readonly panel: vscode.WebviewPanel;
  private readonly view: ViewPanel<CorpusViewContract>;
  private readonly work: ShownWork;
  private readonly odd: OddLinesFinder;
  private source: CorpusSource;
  private columns = { text: '', label: '' };
  private version = 0;
  private reply?: CorpusStatistics;

  constructor(
    private readonly opening: CorpusOpening,
    private readonly needs: CorpusNeeds,
  ) {
    const { panel, life, subject } = opening;
    this.panel = panel;
    this.source = subject;
    this.work = new ShownWork({
      onNotice: () => this.view.changed('notice'),
      cancelled: vscode.l10n.t('Counting was cancelled.'),
      log: needs.log,
    });
    this.odd = new OddLinesFinder(needs, () => this.view.changed('oddNotice', 'oddLines'));
    setTitle(panel, vscode.l10n.t('Corpus {0}', nameOf(subject.file)));
    life.add({ dispose: () => this.stop() });
    life.add(needs.runs.onDidChange((folder) => folder === undefined && this.view.changed('scorers')));
    life.add(vscode.workspace.onDidSaveTextDocument((document) => this.onSave(document)));
    this.view = opening.connect(
      {
        count: (columns) => (this.start(columns), {}),
        cancel: () => (this.work.stop(), {}),
        again: () => (this.count(), {}),
        chooseTest: () => this.chooseTest(),
        chooseEncoding: () => this.chooseEncoding(),
        clearTest: () => (this.compareWith(undefined), {}),
        reveal: (request) => this.reveal(request),
        findOddLines: (request) => this.findOddLines(request),
        stopOddLines: () => (this.odd.stop(), {}),
      },
      {
        notice: () => this.work.notice,
        overview: () => this.overview(),
        scorers: () => ({
          runs: offeredRuns(needs.runs.all, (entry) => canNow(entry, 'score'), vscode.l10n.t),
        }),
        oddNotice: () => this.odd.notice,
        oddLines: () => this.odd.shown,
      },
    );
  }

  /** Settles when the count going on now has ended. */
  get settled(): Promise<void> {
    return this.work.settled;
  }

  /** Compares with another file, or with none. */
  compareWith(test: string | undefined): void {
    const { file, encoding } = this.source;
    this.change({ file, ...(test === undefined ? {} : { test }), ...(encoding === undefined ? {} : { encoding }) });
  }

  /** Reads the files in another encoding, or in the one that is guessed. */
  readAs(encoding: string | undefined): void {
    const { file, test } = this.source;
    this.change({ file, ...(test === undefined ? {} : { test }), ...(encoding === undefined ? {} : { encoding }) });
  }

  private change(source: CorpusSource): void {
    this.source = source;
    this.opening.keep(source);
    this.count();
  }

  private async chooseEncoding(): Promise<Record<string, never>> {
    const chosen = await pickEncoding(this.source.encoding);
    if (chosen) this.readAs(chosen.encoding);
    return {};
  }

  /** A view that comes back from hiding gets what is there. */
  private start(columns: { text: string; label: string }): void {
    const same = columns.text === this.columns.text && columns.label === this.columns.label;
    if (same && (this.reply !== undefined || this.work.notice?.kind === 'working')) return;
    this.columns = columns;
    this.count();
  }

  private onSave(document: vscode.TextDocument): void {
    const address = document.uri.toString();
    if (this.reply && (address === this.source.file || address === this.source.test)) this.count();
  }

  private stop(): void {
    this.work.stop();
    this.odd.stop();
  }

  private count(): void {
    this.odd.forget();
    const { file, test, encoding } = this.source;
    const { text, label } = this.columns;
    const request = {
      file: vscode.Uri.parse(file).fsPath,
      ...(test === undefined ? {} : { test: vscode.Uri.parse(test).fsPath }),
      ...(text === '' ? {} : { text }),
      ...(label === '' ? {} : { label }),
      ...(encoding === undefined ? {} : { reading: { encoding } }),
    };
    const counting = vscode.l10n.t('Counting');
    this.work.start(counting, async (signal, tell) => {
      const onProgress = ({ fraction }: { fraction?: number }): void => tell(counting, fraction);
      const reply = await this.needs.counting.call('corpusStatistics', request, { signal, onProgress });
      return () => {
        this.version++;
        this.reply = reply;
        this.view.changed('overview');
      };
    });
  }

  /** What the view shows now; undefined while it works or has failed. */
  overview(): CorpusOverview | undefined {
    if (!this.reply || this.work.notice) return undefined;
    const { file, test } = this.source;
    return {
      ...this.reply,
      notices: allSpoken(this.reply.notices, vscode.l10n.t),
      title: nameOf(file),
      ...(test === undefined ? {} : { testTitle: nameOf(test) }),
      version: this.version,
      canReveal: !isCompressed(file),
      canRevealTest: test !== undefined && !isCompressed(test),
    };
  }

  private async chooseTest(): Promise<Record<string, never>> {
    const folder = vscode.Uri.joinPath(vscode.Uri.parse(this.source.file), '..');
    const [picked] = await openDialog({
      defaultUri: folder,
      title: vscode.l10n.t('Which file is the test part?'),
      openLabel: vscode.l10n.t('Compare'),
    });
    if (picked) this.compareWith(picked.toString());
    return {};
  }

  private async findOddLines(asked: Calls['findOddLines']['request']): Promise<Record<string, never>> {
    const { file, encoding } = this.source;
    await this.odd.find(asked, {
      ...{ version: this.version, file: vscode.Uri.parse(file).fsPath },
      ...(this.reply?.columns ? { column: this.reply.columns.text } : {}),
      ...(encoding === undefined ? {} : { reading: { encoding } }),
    });
    return {};
  }

  private async reveal({ version, list, index }: Calls['reveal']['request']): Promise<Record<string, never>> {
    if (!this.reply || version !== this.version)
      throw new LabError('CANCELLED', vscode.l10n.t('The figures have changed meanwhile.'));
    const entry = list === 'oddLines' ? this.odd.shown?.lines[index] : this.reply[list]?.[index];
    if (entry?.line === undefined) throw new LabError('NOT_FOUND', vscode.l10n.t('This does not stand on one line.'));
    const isOfTest = 'part' in entry && entry.part === 'test';
    const address = isOfTest ? (this.source.test ?? this.source.file) : this.source.file;
    await showFileAt(vscode.Uri.parse(address), { line: entry.line - 1 });
    return {};
  }
}
