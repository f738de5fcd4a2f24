// The panel that shows runs compared on the same data.
import * as vscode from 'vscode';
import type { ComparisonViewContract, RunComparison } from '../../protocol/comparisonView';
import { LabError } from '../../protocol/labError';
import { showFileAt } from '../editor/places';
import { requireTrust } from '../editor/trust';
import type { SharedEngine } from '../engine/sharedEngine';
import { runId } from '../runs/runEntry';
import type { Opening } from '../views/defineView';
import { ShownWork } from '../views/shownWork';
import type { ViewPanel } from '../views/viewPanel';
import { type ComparisonSource, shownComparison } from './comparisonState';
import { setTitle } from '../editor/shown/items';
import { type Log } from '../editor/shown/log';

export interface ComparisonNeeds {
  memory: vscode.Memento;
  working: SharedEngine;
  log: Log;
}

type ComparisonOpening = Opening<ComparisonViewContract, ComparisonSource>;

export const openComparison = (opening: ComparisonOpening, needs: ComparisonNeeds): ComparisonPanel =>
  new ComparisonPanel(opening, needs);

export class ComparisonPanel {
  readonly panel: vscode.WebviewPanel;
  private readonly view: ViewPanel<ComparisonViewContract>;
  private readonly work: ShownWork;
  private source: ComparisonSource;

  constructor(
    private readonly opening: ComparisonOpening,
    private readonly needs: ComparisonNeeds,
  ) {
    const { panel, life, subject } = opening;
    this.panel = panel;
    this.source = subject;
    this.work = new ShownWork({
      onNotice: () => this.view.changed('notice'),
      cancelled: vscode.l10n.t('The comparison was cancelled.'),
      log: needs.log,
    });
    setTitle(panel, titleOf(subject));
    life.add({ dispose: () => this.work.stop() });
    this.view = opening.connect(
      {
        cancel: () => (this.work.stop(), {}),
        again: () => (this.compare(), {}),
        openRun: async ({ index }) => (await openRun(subject, index), {}),
        reveal: async ({ index }) => (await this.reveal(index), {}),
      },
      { notice: () => this.work.notice, comparison: () => this.shown },
    );
    if (!subject.result) this.compare();
  }

  private get shown(): RunComparison | undefined {
    return this.work.notice ? undefined : this.source.result;
  }

  /** What the view shows once the comparison going on now has ended; undefined where it failed. */
  async settled(): Promise<RunComparison | undefined> {
    await this.work.settled;
    return this.shown;
  }

  private compare(): void {
    const comparing = vscode.l10n.t('Comparing the runs');
    this.work.start(comparing, async (signal, tell) => {
      requireTrust();
      const folders = this.source.runs.map(({ folder }) => folder);
      const request = { folders, ...this.source.pairs };
      const onProgress = ({ fraction }: { fraction?: number }): void => tell(comparing, fraction);
      const reply = await this.needs.working.call('compare', request, { signal, onProgress });
      return () => {
        this.source = { ...this.source, ...shownComparison(reply) };
        this.opening.keep(this.source);
        this.view.changed('comparison');
      };
    });
  }

  private async reveal(index: number): Promise<void> {
    const { file, line = 1 } = this.source.places?.at(index) ?? {};
    if (file === undefined) throw new LabError('CANCELLED', vscode.l10n.t('The figures have changed meanwhile.'));
    await showFileAt(vscode.Uri.file(file), { line: line - 1 });
  }
}

const MOST_NAMED = 2;

/** Of two runs their names, of more the first and how many others. */
function titleOf({ runs }: ComparisonSource): string {
  const names = runs.map(({ name }) => name);
  return runs.length <= MOST_NAMED
    ? names.join(' ↔ ')
    : vscode.l10n.t('{0} ↔ {1} other runs', names[0], runs.length - 1);
}

async function openRun({ runs }: ComparisonSource, index: number): Promise<void> {
  if (index < runs.length) await vscode.commands.executeCommand('nlpLab.openRun', runId(runs[index].folder));
}
