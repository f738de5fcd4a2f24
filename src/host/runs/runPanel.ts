// The panel of one run: its state follows the run's files and the training of this window, if there is one.
import * as vscode from 'vscode';
import { can } from '../../protocol/ability';
import { LabError } from '../../protocol/labError';
import type { Report } from '../../protocol/report';
import type { ExamplePlace, RunCurves, RunDetails, RunViewContract } from '../../protocol/views';
import type { SharedEngine } from '../engine/sharedEngine';
import type { Lifetime } from '../editor/lifetime';
import { showFileAt } from '../editor/places';
import { requireTrust } from '../editor/trust';
import { curvesOf } from './curves';
import { runId } from './runEntry';
import { readConfiguration, readVectorsShape } from './runFiles';
import { RunHistory } from './runHistory';
import type { Runs } from './runs';
import { integer, nothing, object, text } from '../views/requestChecks';
import { detailsFor, headerOf } from './runState';
import { openViewPanel, viewIcon, type ViewPanel } from '../views/viewPanel';

/** What the view's buttons do; the same as the commands. */
export interface RunActions {
  stop(folder: string): Promise<void>;
  resume(folder: string): Promise<void>;
  evaluate(folder: string): Promise<void>;
  openEmbeddings(folder: string): void;
}

export interface RunPanelOptions {
  extensionUri: vscode.Uri;
  /** For reading the run; stays free while models are used. */
  reading: SharedEngine;
  /** For using the model. */
  working: SharedEngine;
  runs: Runs;
  actions: RunActions;
  log: vscode.LogOutputChannel;
}

const LONGEST_TEXT = 100_000;
const PULL_MS = 250;

export class RunPanel {
  private readonly history: RunHistory;
  private readonly view: ViewPanel<RunViewContract>;
  /** What the view shows now, once it was read. */
  curves?: RunCurves;
  details?: RunDetails;
  private report?: Report;
  private failure?: string;
  private timer?: ReturnType<typeof setTimeout>;

  constructor(
    readonly panel: vscode.WebviewPanel,
    readonly folder: string,
    private readonly options: RunPanelOptions,
    private readonly life: Lifetime,
  ) {
    const { runs } = options;
    this.history = new RunHistory(options.reading, folder);
    panel.title = runs.at(folder)?.summary.record.name ?? runId(folder);
    panel.iconPath = viewIcon(options.extensionUri);
    life.add({ dispose: () => clearTimeout(this.timer) });
    life.add(runs.onDidChange((changed) => this.onChange(changed)));
    life.add(vscode.workspace.onDidGrantWorkspaceTrust(() => this.view.changed('header')));
    this.view = this.openView();
    this.pull();
    void this.readFiles();
  }

  private openView(): ViewPanel<RunViewContract> {
    const { folder, life, panel } = this;
    const { actions, extensionUri, runs } = this.options;
    const done = async (work: Promise<void>): Promise<Record<string, never>> => (await work, {});
    return openViewPanel<RunViewContract>({
      view: 'run',
      extensionUri,
      panel,
      life,
      key: runId(folder),
      requests: {
        stop: nothing,
        resume: nothing,
        evaluate: nothing,
        ask: object({ text: text(LONGEST_TEXT) }),
        features: nothing,
        openExample: object({ section: integer(0, 100), block: integer(0, 100), row: integer(0, 1e6) }),
        openEmbeddings: nothing,
      },
      answers: {
        stop: () => done(actions.stop(folder)),
        resume: () => done(actions.resume(folder)),
        evaluate: () => done(actions.evaluate(folder)),
        ask: async ({ text: input }, { signal }) => {
          requireTrust();
          const entry = runs.at(folder);
          const request = { folder, texts: [input], explain: entry && can(entry.summary.record, 'explain') };
          const { answers } = await this.options.working.call('ask', request, { signal });
          return answers[0];
        },
        features: async (_, { signal }) => {
          requireTrust();
          const { classes } = await this.options.working.call('explain', { folder }, { signal });
          return { classes };
        },
        openExample: (place) => done(this.openExample(place)),
        openEmbeddings: () => (actions.openEmbeddings(folder), {}),
      },
      state: {
        notice: () => this.notice(),
        header: () => {
          const entry = runs.at(folder);
          return entry && headerOf(entry, vscode.workspace.isTrusted, vscode.l10n.t);
        },
        curves: () => (this.notice() ? undefined : this.curves),
        details: () => this.details,
      },
    });
  }

  private notice(): RunViewContract['events']['notice'] | undefined {
    if (!this.options.runs.at(this.folder)) {
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
    if (changed === undefined) void this.readFiles();
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
      this.view.changed('curves', 'notice');
    } catch (error) {
      const { code, message } = LabError.toData(error);
      if (code === 'CLOSED') return;
      this.failure = message;
      this.options.log.error(message);
      this.view.changed('notice');
    }
  }

  private async readFiles(): Promise<void> {
    const { folder } = this;
    const latest = this.options.reading.call('report', { folder }).catch(() => ({ report: undefined }));
    const [configuration, { report }, vectors] = await Promise.all([
      ...([readConfiguration(folder), latest, readVectorsShape(folder)] as const),
    ]);
    this.report = report;
    const details = detailsFor(configuration, report, vectors);
    if (JSON.stringify(details) === JSON.stringify(this.details)) return;
    this.details = details;
    this.view.changed('details');
  }

  private async openExample({ section, block, row }: ExamplePlace): Promise<void> {
    const shown = this.report?.sections[section]?.blocks[block];
    const example = shown?.kind === 'examples' ? shown.rows[row] : undefined;
    if (!example?.file)
      throw new LabError('NOT_FOUND', vscode.l10n.t('It is not known in which file this text stands.'));
    await showFileAt(vscode.Uri.file(example.file), { line: Math.max(0, (example.line ?? 1) - 1) });
  }
}
