// The panel in which a person labels texts, or marks spans in sentences: it holds the texts, and has what is said of them kept at once.
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { LabellingKind, LabellingSource, LabellingTextsReply, Mark } from '../../protocol/labelling';
import type {
  LabellingList,
  LabellingOverview,
  LabellingViewContract,
  ShownLabelling,
} from '../../protocol/labellingView';
import { LabError } from '../../protocol/labError';
import { allSpoken, spoken } from '../editor/engineTexts';
import { fileWatcher } from '../editor/fileWatcher';
import { exists } from '../editor/onDisk';
import { showFileAt } from '../editor/places';
import { setTitle } from '../editor/shown/items';
import { tell } from '../editor/shown/messages';
import type { Log } from '../editor/shown/log';
import { requireTrust } from '../editor/trust';
import type { SharedEngine } from '../engine/sharedEngine';
import { offeredRuns } from '../runs/offeredRuns';
import { canNow } from '../runs/runEntry';
import type { Opening } from '../views/defineView';
import { ShownWork } from '../views/shownWork';
import type { Answers, ViewPanel } from '../views/viewPanel';
import { askForNames } from './askForNames';
import { KeptLabels } from './keptLabels';
import { isMarkOf, LabelledTexts, shownText } from './labelledTexts';
import { LeastCertain, type LeastCertainNeeds } from './leastCertain';

export interface LabellingSubject extends LabellingSource {
  /** The file of labels; absolute. */
  labels: string;
  /** Labels, or types of spans, in the order of their keys. */
  names: string[];
}

export interface LabellingNeeds extends LeastCertainNeeds {
  memory: vscode.Memento;
  reading: SharedEngine;
  log: Log;
}

type LabellingOpening = Opening<LabellingViewContract, LabellingSubject>;
type Calls = LabellingViewContract['calls'];

/** What runs must do to be asked. */
const ABILITY = { texts: 'label', spans: 'tag' } as const satisfies Record<LabellingKind, string>;

export const openLabelling = (opening: LabellingOpening, needs: LabellingNeeds): LabellingPanel =>
  new LabellingPanel(opening, needs);

export class LabellingPanel {
  readonly panel: vscode.WebviewPanel;
  private readonly view: ViewPanel<LabellingViewContract>;
  private readonly work: ShownWork;
  private readonly kept: KeptLabels;
  private readonly certain: LeastCertain;
  private subject: LabellingSubject;
  private read?: { facts: Omit<LabellingTextsReply, 'texts' | 'next'>; texts: LabelledTexts };
  private version = 0;
  private elsewhere = 0;
  private notKept?: string;
  private isClosed = false;

  constructor(
    private readonly opening: LabellingOpening,
    private readonly needs: LabellingNeeds,
  ) {
    const { panel, life, subject, connect } = opening;
    const { runs, reading } = needs;
    this.panel = panel;
    this.subject = subject;
    this.work = new ShownWork({
      onNotice: () => this.view.changed('notice'),
      cancelled: vscode.l10n.t('The reading was cancelled.'),
      log: needs.log,
    });
    this.certain = new LeastCertain(needs, () => this.view.changed('orderNotice', 'overview'));
    this.kept = new KeptLabels({
      ...{ engine: reading, file: subject.labels, kind: subject.kind },
      onKept: (failure) => this.onKept(failure),
      onOthers: (entries) => {
        this.read?.texts.read(entries);
        this.elsewhere++;
        this.view.changed('overview');
      },
    });
    setTitle(panel, vscode.l10n.t('Label {0}', path.basename(subject.labels)));
    life.add({ dispose: () => this.close() });
    life.add(runs.onDidChange((folder) => folder === undefined && this.view.changed('overview')));
    const watcher = life.add(fileWatcher(vscode.Uri.file(subject.labels)));
    for (const event of [watcher.onDidCreate, watcher.onDidChange, watcher.onDidDelete])
      life.add(event(() => this.read && this.kept.look()));
    this.view = connect(this.answers(), {
      notice: () => this.work.notice,
      overview: () => this.overview(),
      orderNotice: () => this.certain.notice ?? { kind: 'none' },
    });
    this.open();
  }

  /** What the view shows once all is read and kept; undefined where it failed. */
  async settled(): Promise<LabellingOverview | undefined> {
    await this.work.settled;
    await this.certain.settled;
    await this.kept.settled;
    return this.overview();
  }

  private answers(): Answers<LabellingViewContract> {
    return {
      cancel: () => (this.work.stop(), {}),
      again: () => (this.again(), {}),
      page: ({ from, ...list }) => this.textsOf(list).page(list, from),
      text: (request) => this.shown(request, this.placeOf(request.index)),
      step: ({ index, to, ...list }) => this.shownOrNone(list, this.textsOf(list).step(index, to)),
      mark: (request) => this.mark(request),
      undo: (list) => this.undo(list),
      orderBy: async ({ run }) => {
        const { texts } = this.required();
        if (run === '') this.certain.forget(texts);
        else await this.certain.find(run, this.subject.kind, texts);
        return {};
      },
      stopOrdering: () => (this.certain.stop(), {}),
      changeNames: async () => (await this.changeNames(), {}),
      reveal: async ({ version, index }) => {
        const { line } = this.textsOf({ version }).texts[index] ?? {};
        if (line !== undefined) await showFileAt(vscode.Uri.file(this.subject.file), { line: line - 1 });
        return {};
      },
      openLabels: async () => (await showFileAt(await this.labelsFile(), { line: 0 }), {}),
      compare: async () => {
        await vscode.commands.executeCommand('nlpLab.compareLabels', await this.labelsFile());
        return {};
      },
    };
  }

  private close(): void {
    this.isClosed = true;
    this.work.stop();
    this.certain.stop();
    if (this.notKept !== undefined) this.kept.again();
  }

  /** Fails with `NOT_FOUND` before anything was labelled. */
  private async labelsFile(): Promise<vscode.Uri> {
    const { labels } = this.subject;
    await this.kept.settled;
    if (await exists(labels)) return vscode.Uri.file(labels);
    const message = vscode.l10n.t('Nothing is labelled yet: {0} is made with the first label.', path.basename(labels));
    throw new LabError('NOT_FOUND', message, { file: labels });
  }

  again(): void {
    if (this.notKept === undefined) this.open();
    else this.kept.again();
  }

  private open(): void {
    const source = sourceOf(this.subject);
    const reading = vscode.l10n.t('Reading {0}', path.basename(source.file));
    this.work.start(reading, async (signal) => {
      requireTrust(vscode.l10n.t('Trust this folder to label texts in it: labels are written into files.'));
      const { texts, next: first, ...facts } = await this.needs.reading.call('labellingTexts', source, { signal });
      const labelled = new LabelledTexts(texts);
      for (let next = first; next !== undefined;) {
        const more = await this.needs.reading.call('labellingTexts', { ...source, from: next }, { signal });
        labelled.add(more.texts);
        ({ next } = more);
      }
      const { entries, notices } = await this.kept.read();
      labelled.read(entries);
      return () => {
        this.version++;
        this.certain.stop();
        this.certain.run = undefined;
        this.read = { facts: { ...facts, notices: [...facts.notices, ...notices] }, texts: labelled };
        this.view.changed('overview');
      };
    });
  }

  private overview(): LabellingOverview | undefined {
    if (!this.read || this.work.notice) return undefined;
    const { facts, texts } = this.read;
    const { file, kind, labels } = this.subject;
    const counts = texts.counts();
    const names = [...new Set([...this.subject.names, ...counts.keys()])];
    return {
      ...{ version: this.version, kind, source: path.basename(file), labels: path.basename(labels) },
      names: names.map((name) => ({ name, count: counts.get(name) ?? 0 })),
      ...{ count: texts.texts.length, all: facts.count, repeated: facts.repeated, labelled: texts.labelled },
      ...(this.certain.run === undefined ? {} : { order: this.certain.run }),
      runs: offeredRuns(this.needs.runs.all, (entry) => canNow(entry, ABILITY[kind]), vscode.l10n.t),
      ...{ canUndo: texts.canUndo, canReveal: !/\.gz$/i.test(file), elsewhere: this.elsewhere },
      ...(this.notKept === undefined ? {} : { notKept: this.notKept }),
      notices: allSpoken(facts.notices, vscode.l10n.t),
    };
  }

  private required(): { texts: LabelledTexts } {
    if (this.read) return this.read;
    throw new LabError('CANCELLED', vscode.l10n.t('The texts have changed meanwhile.'));
  }

  private textsOf({ version }: { version: number }): LabelledTexts {
    if (version === this.version) return this.required().texts;
    throw new LabError('CANCELLED', vscode.l10n.t('The texts have changed meanwhile.'));
  }

  /** −1 means the first without a label, the first of all where each has one. */
  private placeOf(index: number): number {
    const { texts } = this.required();
    return index >= 0 && index < texts.texts.length ? index : (texts.step(-1, 'open') ?? texts.step(-1, 'next') ?? 0);
  }

  private shown(list: LabellingList, index: number): ShownLabelling {
    const texts = this.textsOf(list);
    const { text, line } = texts.texts[index];
    const [mark, suggestion] = [texts.markOf(index), texts.suggestionOf(index)];
    return {
      ...{ index, text: shownText(text), line },
      ...(this.subject.kind === 'spans' ? { tokens: text.split('\n') } : {}),
      ...(mark && { mark }),
      ...(suggestion && { suggestion }),
      place: texts.passing(list).indexOf(index),
    };
  }

  private shownOrNone(list: LabellingList, index: number | undefined): { shown?: ShownLabelling } {
    return index === undefined ? {} : { shown: this.shown(list, index) };
  }

  private mark({ index, marks, goesOn, ...list }: Calls['mark']['request']): { shown?: ShownLabelling } {
    const texts = this.textsOf(list);
    this.judge(index, marks.at(0));
    return this.shownOrNone(list, goesOn ? texts.step(index, 'open') : index);
  }

  /**
   * Says something of a text, or with no mark takes back what was said; it is kept at once. Fails with `INVALID_ARGUMENT` where the text is
   * not there, or its tokens are not, and in Restricted Mode.
   */
  judge(index: number, mark: Mark | undefined): void {
    requireTrust();
    const { texts } = this.required();
    if (!isMarkOf(texts.texts.at(index)?.text, mark, this.subject.kind))
      throw new LabError('INVALID_ARGUMENT', 'This is no label of the text.');
    const change = texts.change(index, mark);
    if (change) this.kept.keep(change);
    this.view.changed('overview');
  }

  private undo(list: LabellingList): { shown?: ShownLabelling } {
    requireTrust();
    const undone = this.textsOf(list).undo();
    if (!undone) return {};
    this.kept.keep(undone.change);
    this.view.changed('overview');
    return this.shownOrNone(list, undone.index);
  }

  private onKept(failure: unknown): void {
    const before = this.notKept;
    this.notKept = failure === undefined ? undefined : spoken(LabError.toData(failure).message, vscode.l10n.t);
    if (this.notKept !== undefined) this.needs.log.error(this.notKept);
    if (this.notKept !== undefined && this.isClosed) void this.tellNotKept(this.notKept);
    if (before !== this.notKept) this.view.changed('overview');
  }

  /** Where the panel is closed, it can no longer be seen there. */
  private async tellNotKept(why: string): Promise<void> {
    const again = vscode.l10n.t('Try Again');
    const message = vscode.l10n.t('The labels given last are not kept in {0}: {1}', path.basename(this.subject.labels), why); // prettier-ignore
    if ((await tell.error(message, again)) === again) this.kept.again();
  }

  private async changeNames(): Promise<void> {
    const names = await askForNames(this.subject.kind, this.overview()?.names.map(({ name }) => name) ?? []);
    if (!names) return;
    this.subject = { ...this.subject, names };
    this.opening.keep(this.subject);
    this.view.changed('overview');
  }
}

const sourceOf = ({ file, kind, column, units, reading }: LabellingSource): LabellingSource => ({
  ...{ file, kind, column, units, reading },
});
