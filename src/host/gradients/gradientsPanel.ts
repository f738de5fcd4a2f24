// The panel that shows what trainings saw inside their networks, run beside run; of runs that recorded nothing one batch at the best
// checkpoint.
import * as vscode from 'vscode';
import type { TypedText, WatchLine } from '../../protocol/gradients';
import { type GradientsViewContract, MOST_RUNS, type WatchedRun, type WatchedRuns } from '../../protocol/gradientsView';
import { spoken } from '../editor/engineTexts';
import { machineDefaults } from '../editor/settings';
import { setTitle } from '../editor/shown/items';
import type { Log } from '../editor/shown/log';
import { requireTrust } from '../editor/trust';
import type { SharedEngine } from '../engine/sharedEngine';
import { pickRun } from '../runs/pickRun';
import { canNow, nameAmong, runId } from '../runs/runEntry';
import type { Runs } from '../runs/runs';
import type { Opening } from '../views/defineView';
import { ShownWork } from '../views/shownWork';
import type { ViewPanel } from '../views/viewPanel';

export interface GradientsSource {
  folders: string[];
}

export interface GradientsNeeds {
  memory: vscode.Memento;
  /** For reading what was recorded; stays free while models are used. */
  reading: SharedEngine;
  working: SharedEngine;
  runs: Runs;
  log: Log;
}

type GradientsOpening = Opening<GradientsViewContract, GradientsSource>;

export const openGradients = (opening: GradientsOpening, needs: GradientsNeeds): GradientsPanel =>
  new GradientsPanel(opening, needs);

/** A look at a batch of a run that recorded nothing, or at any run with a text. */
interface Look {
  asked: number | TypedText;
  line: WatchLine;
}

/** As the view is told of it. */
const shownLook = ({ asked, line }: Look): Pick<WatchedRun, 'lines' | 'batch' | 'typed'> => ({
  lines: [line],
  ...(typeof asked === 'number' ? { batch: asked } : { typed: asked }),
});

export class GradientsPanel {
  readonly panel: vscode.WebviewPanel;
  private readonly view: ViewPanel<GradientsViewContract>;
  private readonly work: ShownWork;
  private folders: string[];
  private readonly looks = new Map<string, Look>();
  private shown?: WatchedRuns;
  /** What was recorded up to which step, by the runs' records. */
  private seen = '';

  constructor(
    private readonly opening: GradientsOpening,
    private readonly needs: GradientsNeeds,
  ) {
    const { panel, life, subject } = opening;
    this.panel = panel;
    this.folders = subject.folders;
    this.work = new ShownWork({
      onNotice: () => this.view.changed('notice'),
      cancelled: vscode.l10n.t('The look inside was cancelled.'),
      log: needs.log,
    });
    this.retitle();
    life.add({ dispose: () => this.work.stop() });
    life.add(needs.runs.onDidChange(() => this.onRuns()));
    this.view = opening.connect(
      {
        add: async () => (await this.add(), {}),
        remove: ({ index }) => (this.show(this.folders.filter((_, i) => i !== index)), {}),
        openRun: async ({ index }) => {
          const folder = this.folders.at(index);
          if (folder !== undefined) await vscode.commands.executeCommand('nlpLab.openRun', runId(folder));
          return {};
        },
        look: ({ index, batch }) => (this.look(index, batch), {}),
        lookAt: ({ index, ...typed }) => (this.look(index, typed), {}),
        cancel: () => (this.work.stop(), {}),
        again: () => (this.read(), {}),
      },
      { notice: () => this.work.notice, watched: () => (this.work.notice ? undefined : this.shown) },
    );
    this.read();
  }

  /** What the view shows once the work going on now has ended; undefined where it failed. */
  async settled(): Promise<WatchedRuns | undefined> {
    await this.work.settled;
    return this.work.notice ? undefined : this.shown;
  }

  private nameOf(folder: string): string {
    const entry = this.needs.runs.at(folder);
    return entry ? nameAmong(entry, this.needs.runs.all) : runId(folder);
  }

  private retitle(): void {
    const names = this.folders.map((folder) => this.nameOf(folder)).join(' ↔ ');
    setTitle(this.panel, vscode.l10n.t('Gradients: {0}', names));
  }

  private async add(): Promise<void> {
    const { runs } = this.needs;
    const fits = (entry: Parameters<typeof canNow>[0]): boolean =>
      canNow(entry, 'trace') && !this.folders.includes(entry.summary.folder);
    const entry = await pickRun(runs, undefined, fits, { title: vscode.l10n.t('Which run beside it?') });
    if (entry && this.folders.length < MOST_RUNS) this.show([...this.folders, entry.summary.folder]);
  }

  private show(folders: string[]): void {
    if (folders.length === 0) return;
    this.folders = folders;
    this.opening.keep({ folders });
    this.retitle();
    this.read();
  }

  /** A run has come further. */
  private onRuns(): void {
    const now = this.folders.map((folder) => this.needs.runs.at(folder)?.summary.record.epoch).join();
    if (now === this.seen || this.work.notice) return;
    this.read();
  }

  private read(): void {
    const { reading, runs } = this.needs;
    const folders = [...this.folders];
    this.seen = folders.map((folder) => runs.at(folder)?.summary.record.epoch).join();
    this.work.start(vscode.l10n.t('Reading what was recorded'), async (signal) => {
      const found: WatchedRun[] = [];
      for (const folder of folders) {
        const { lines, total } = await reading.call('watched', { folder }, { signal });
        const look = lines.length === 0 ? this.looks.get(folder) : undefined;
        const named = { id: runId(folder), name: this.nameOf(folder), total, reads: this.readsOf(folder) };
        found.push({ ...named, ...(look ? shownLook(look) : { lines }) });
      }
      return () => this.take({ runs: found, canAdd: found.length < MOST_RUNS });
    });
  }

  /** What a text needs to be looked at. */
  private readsOf(folder: string): WatchedRun['reads'] {
    const abilities = this.needs.runs.at(folder)?.summary.record.abilities ?? [];
    if (abilities.includes('continue') || abilities.includes('fill')) return 'texts';
    return abilities.includes('label') || abilities.includes('number') ? 'answered texts' : undefined;
  }

  private look(index: number, asked: number | TypedText): void {
    const folder = this.folders.at(index);
    if (folder === undefined) return;
    const message =
      typeof asked === 'number'
        ? vscode.l10n.t('Computing the gradients of one batch')
        : vscode.l10n.t('Computing the gradients of a text');
    this.work.start(message, async (signal, tell) => {
      requireTrust();
      const onProgress = ({ phase, fraction }: { phase: string; fraction?: number }): void =>
        tell(spoken(phase, vscode.l10n.t), fraction);
      const request = { folder, batch: asked, defaults: machineDefaults() };
      const line = await this.needs.working.call('lookInside', request, { signal, onProgress });
      return () => {
        const look = { asked, line };
        this.looks.set(folder, look);
        const runs = (this.shown?.runs ?? []).map(({ batch, typed, ...run }) =>
          run.id === runId(folder) ? { ...run, ...shownLook(look) } : { ...run, batch, typed },
        );
        this.take({ runs, canAdd: runs.length < MOST_RUNS });
      };
    });
  }

  private take(shown: WatchedRuns): void {
    this.shown = shown;
    this.view.changed('notice', 'watched');
  }
}
