// The panel of the loss around a path: has the engine measure it on request.
import * as vscode from 'vscode';
import { type LossSurface, SURFACE_EXAMPLES, SURFACE_POINTS } from '../../protocol/lossSurface';
import type { LossSurfaceViewContract } from '../../protocol/lossSurfaceView';
import { spoken } from '../editor/engineTexts';
import { machineDefaults } from '../editor/settings';
import { setTitle } from '../editor/shown/items';
import type { Log } from '../editor/shown/log';
import { requireTrust } from '../editor/trust';
import type { SharedEngine } from '../engine/sharedEngine';
import { nameAmong, runId } from '../runs/runEntry';
import type { Runs } from '../runs/runs';
import type { Opening } from '../views/defineView';
import { ShownWork } from '../views/shownWork';
import type { ViewPanel } from '../views/viewPanel';

export interface LossSurfaceSource {
  folder: string;
  points?: number;
  examples?: number;
  /** What was measured last, as it can be kept: what is no number is null. */
  kept?: Omit<LossSurface, 'losses'> & { losses: (number | null)[] };
}

export interface LossSurfaceNeeds {
  memory: vscode.Memento;
  working: SharedEngine;
  runs: Runs;
  log: Log;
}

type LossSurfaceOpening = Opening<LossSurfaceViewContract, LossSurfaceSource>;

export const openLossSurface = (opening: LossSurfaceOpening, needs: LossSurfaceNeeds): LossSurfacePanel =>
  new LossSurfacePanel(opening, needs);

export class LossSurfacePanel {
  readonly panel: vscode.WebviewPanel;
  private readonly view: ViewPanel<LossSurfaceViewContract>;
  private readonly work: ShownWork;
  private readonly folder: string;
  private asked: { points: number; examples: number };
  private surface?: LossSurface;

  constructor(
    private readonly opening: LossSurfaceOpening,
    private readonly needs: LossSurfaceNeeds,
  ) {
    const { panel, life, subject } = opening;
    const { folder, points = SURFACE_POINTS.usual, examples = SURFACE_EXAMPLES.usual, kept } = subject;
    this.panel = panel;
    this.folder = folder;
    this.asked = { points, examples };
    this.surface = kept && { ...kept, losses: Float64Array.from(kept.losses, (loss) => loss ?? NaN) };
    this.work = new ShownWork({
      onNotice: () => this.view.changed('notice'),
      cancelled: vscode.l10n.t('Measuring the loss was cancelled.'),
      log: needs.log,
    });
    setTitle(panel, vscode.l10n.t('Loss around path: {0}', this.name));
    life.add({ dispose: () => this.work.stop() });
    this.view = opening.connect(
      {
        measure: (asked) => (this.measure(asked), {}),
        cancel: () => (this.work.stop(), {}),
        openRun: async () => (await vscode.commands.executeCommand('nlpLab.openRun', runId(folder)), {}),
      },
      {
        notice: () => this.work.notice,
        surface: () => ({ name: this.name, ...this.asked, ...(this.surface && { surface: this.surface }) }),
      },
    );
  }

  /** What was measured last, or is now; undefined where that failed or was cancelled. */
  async measured(): Promise<LossSurface | undefined> {
    if (!this.surface) this.measure(this.asked);
    await this.work.settled;
    return this.surface;
  }

  private get name(): string {
    const entry = this.needs.runs.at(this.folder);
    return entry ? nameAmong(entry, this.needs.runs.all) : runId(this.folder);
  }

  private measure(asked: { points: number; examples: number }): void {
    const { folder } = this;
    this.asked = asked;
    this.work.start(vscode.l10n.t('Measuring the loss around the path'), async (signal, tell) => {
      requireTrust();
      const onProgress = ({ phase, fraction }: { phase: string; fraction?: number }): void =>
        tell(spoken(phase, vscode.l10n.t), fraction);
      const request = { folder, ...asked, defaults: machineDefaults() };
      const surface = await this.needs.working.call('lossSurface', request, { signal, onProgress });
      return () => {
        this.surface = surface;
        this.view.changed('notice', 'surface');
        this.opening.keep({ folder, ...asked, kept: { ...surface, losses: Array.from(surface.losses) } });
      };
    });
  }
}
