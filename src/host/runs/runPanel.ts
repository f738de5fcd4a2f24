// The panel of one run: its state follows the run's files and the training of this window, if there is one.
import * as vscode from 'vscode';
import { can } from '../../protocol/ability';
import type { AttributionReply, ShareQuestion } from '../../protocol/attribution';
import { LabError } from '../../protocol/labError';
import type { Report, ReportExample } from '../../protocol/report';
import { textsOfShown } from '../../protocol/shownTexts';
import type { AnswerPair, ExamplePlace, RunCurves, RunDetails, RunHeader, RunViewContract } from '../../protocol/views';
import type { SharedEngine } from '../engine/sharedEngine';
import { showExample } from '../editor/places';
import { requireTrust } from '../editor/trust';
import { curvesOf } from './curves';
import { nameAmong, runId } from './runEntry';
import { readDetails } from './runFiles';
import { RunHistory } from './runHistory';
import type { Runs } from './runs';
import { detailsFor, headerOf, type KeptEvaluations } from './runState';
import type { Opening } from '../views/defineView';
import { sharesAsked } from '../views/shareQuestion';
import type { Answers, ViewPanel } from '../views/viewPanel';
import { setTitle } from '../editor/shown/items';
import { type Log } from '../editor/shown/log';

/** What the view's buttons do; the same as the commands. */
interface RunActions {
  stop(folder: string): Promise<void>;
  resume(folder: string): Promise<void>;
  again(folder: string): Promise<void>;
  evaluate(folder: string): Promise<void>;
  openEmbeddings(folder: string): void;
  openTags(folder: string): Promise<void>;
  openGenerate(folder: string): Promise<void>;
  /** Of an evaluation by its id; the wrong ones where no pair of answers is meant. */
  openExamples(folder: string, evaluation: string, pair?: AnswerPair): Promise<void>;
}

export interface RunNeeds {
  /** For reading the run; stays free while models are used. */
  reading: SharedEngine;
  /** For using the model. */
  working: SharedEngine;
  runs: Runs;
  actions: RunActions;
  log: Log;
}

/** What a panel is about: a run, by its folder. */
export interface ShownRun {
  folder: string;
}

type RunOpening = Opening<RunViewContract, ShownRun>;

const PULL_MS = 250;

export const openRun = (opening: RunOpening, needs: RunNeeds): RunPanel => new RunPanel(opening, needs);

export class RunPanel {
  readonly panel: vscode.WebviewPanel;
  readonly folder: string;
  private readonly history: RunHistory;
  private readonly view: ViewPanel<RunViewContract>;
  /** What the view shows now, once it was read. */
  curves?: RunCurves;
  details?: RunDetails;
  private report?: Report;
  /** The newest evaluation there was, and the one that a person looks at: the newest without an id. */
  private newest?: string;
  private evaluation = '';
  private failure?: string;
  /** Of the evaluation that was there when the files were read last. */
  private readMs?: number;
  private timer?: ReturnType<typeof setTimeout>;

  constructor(
    opening: RunOpening,
    private readonly needs: RunNeeds,
  ) {
    const { panel, life, subject } = opening;
    const { folder } = subject;
    const { runs } = needs;
    this.panel = panel;
    this.folder = folder;
    this.history = new RunHistory(needs.reading, folder);
    this.setTitle();
    life.add({ dispose: () => clearTimeout(this.timer) });
    life.add(runs.onDidChange((changed) => this.onChange(changed)));
    life.add(vscode.workspace.onDidGrantWorkspaceTrust(() => this.view.changed('header')));
    this.view = opening.connect(this.answers(), {
      notice: () => this.notice(),
      header: () => {
        const entry = runs.at(folder);
        return entry && this.withDamage(headerOf(entry, vscode.workspace.isTrusted, vscode.l10n.t));
      },
      curves: () => (this.notice() ? undefined : this.curves),
      details: () => this.details,
    });
    this.pull();
    void this.readFiles();
  }

  /** Runs of one name may come and go. */
  private setTitle(): void {
    const { runs } = this.needs;
    const entry = runs.at(this.folder);
    if (entry) setTitle(this.panel, nameAmong(entry, runs.all));
    else if (this.panel.title === '') setTitle(this.panel, runId(this.folder));
  }

  private answers(): Answers<RunViewContract> {
    const { folder } = this;
    const { actions, runs, working } = this.needs;
    const done = async (work: Promise<void>): Promise<Record<string, never>> => (await work, {});
    return {
      stop: () => done(actions.stop(folder)),
      resume: () => done(actions.resume(folder)),
      again: () => done(actions.again(folder)),
      evaluate: () => done(actions.evaluate(folder)),
      showEvaluation: ({ id }) => {
        this.evaluation = id;
        return done(this.readFiles());
      },
      ask: async ({ text: input }, { signal }) => {
        requireTrust();
        const entry = runs.at(folder);
        const request = { folder, texts: [input], explain: entry && can(entry.summary.record, 'explain') };
        const { answers } = await working.call('ask', request, { signal });
        return answers[0];
      },
      attribute: ({ text: input, ...shares }, { signal }) => this.attribute(input, shares, signal),
      attributeExample: async ({ section, block, row, ...shares }, { signal }) =>
        this.attribute(textOfExample(this.example({ section, block, row })), shares, signal),
      features: async (_, { signal }) => {
        requireTrust();
        const { classes } = await working.call('explain', { folder }, { signal });
        return { classes };
      },
      openExample: (place) => done(showExample(this.example(place))),
      openEmbeddings: () => (actions.openEmbeddings(folder), {}),
      openTags: () => (requireTrust(), done(actions.openTags(folder))),
      openGenerate: () => (requireTrust(), done(actions.openGenerate(folder))),
      openExamples: ({ pair }) => done(actions.openExamples(folder, this.evaluation, pair.at(0))),
    };
  }

  private notice(): RunViewContract['events']['notice'] | undefined {
    if (!this.needs.runs.at(this.folder)) {
      const message = vscode.l10n.t(
        'This run is no longer there. Restore it with the command "Restore Deleted Run", or close this view.',
      );
      return { kind: 'error', message };
    }
    if (this.failure) return { kind: 'error', message: this.failure };
    return this.curves ? undefined : { kind: 'working', message: vscode.l10n.t('Reading the run') };
  }

  private onChange(changed: string | undefined): void {
    if (changed !== undefined && changed !== this.folder) return;
    this.view.changed('header', 'notice');
    this.pull();
    if (changed === undefined) this.setTitle();
    if (changed === undefined || this.evaluatedMs() !== this.readMs) void this.readFiles();
  }

  private withDamage(header: RunHeader): RunHeader {
    const { damaged } = this.history;
    if (damaged === 0) return header;
    const notice = vscode.l10n.t('{0} lines of metrics.jsonl are damaged and were left out.', damaged);
    return { ...header, notices: [...header.notices, notice] };
  }

  /** Reads new metric lines, at most each quarter of a second. */
  private pull(): void {
    this.timer ??= setTimeout(
      () => {
        this.timer = undefined;
        void this.readLines();
      },
      this.curves ? PULL_MS : 0,
    );
  }

  private async readLines(): Promise<void> {
    try {
      const news = await this.history.pull();
      this.failure = undefined;
      if (news || !this.curves) this.curves = curvesOf(this.history.lines);
      if (this.history.damaged > 0) this.view.changed('header');
      this.view.changed('curves', 'notice');
    } catch (error) {
      const { code, message } = LabError.toData(error);
      if (code === 'CLOSED') return;
      this.failure = message;
      this.needs.log.error(message);
      this.view.changed('notice');
    }
  }

  private evaluatedMs(): number | undefined {
    return this.needs.runs.at(this.folder)?.summary.evaluatedMs;
  }

  private async readFiles(): Promise<void> {
    const { folder } = this;
    this.readMs = this.evaluatedMs();
    const [{ configuration, vectors }, kept] = await Promise.all([
      ...([readDetails(this.needs.reading, folder), this.readEvaluations()] as const),
    ]);
    if (kept.evaluation !== this.evaluation) return; // another one is being read
    this.report = kept.report;
    const details = detailsFor(configuration, kept, vectors);
    if (JSON.stringify(details) === JSON.stringify(this.details)) return;
    this.details = details;
    this.view.changed('details');
  }

  /** Where there is a newer evaluation than before, that one is looked at. */
  private async readEvaluations(): Promise<KeptEvaluations> {
    const { folder } = this;
    const read = (evaluation: string): Promise<Omit<KeptEvaluations, 'evaluation'>> =>
      this.needs.reading.call('report', { folder, evaluation }).catch(() => ({ evaluations: [] }));
    const asked = this.evaluation;
    const found = await read(asked);
    const newest = found.evaluations.at(0)?.at;
    const isNews = this.newest !== undefined && newest !== this.newest;
    this.newest = newest;
    if (asked === '' || (!isNews && found.report)) return { ...found, evaluation: asked };
    this.evaluation = '';
    return { ...(await read('')), evaluation: '' };
  }

  private attribute(input: string, shares: ShareQuestion, signal: AbortSignal): Promise<AttributionReply> {
    requireTrust();
    const request = { folder: this.folder, text: input, ...sharesAsked(shares) };
    return this.needs.working.call('attribute', request, { signal });
  }

  private example({ section, block, row }: ExamplePlace): ReportExample | undefined {
    const shown = this.report?.sections[section]?.blocks[block];
    return shown?.kind === 'examples' ? shown.rows[row] : undefined;
  }
}

/** The first column of examples has their texts. Fails with `NOT_FOUND` where there is no such example any more. */
function textOfExample(example: ReportExample | undefined): string {
  const text = example?.cells[0];
  if (typeof text !== 'string') throw new LabError('NOT_FOUND', vscode.l10n.t('This text is not listed any more.'));
  return textsOfShown(text);
}
