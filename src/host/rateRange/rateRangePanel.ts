// The panel of a learning-rate range test: has the engine test an experiment as it stands in the editor, tells the losses as they come, and
// writes a rate into the experiment.
import * as vscode from 'vscode';
import { RATE_KEY, RATE_RANGE, type RateRangeProgress } from '../../protocol/rateRange';
import type { AskedRange, RateRangeViewContract, TestedRange } from '../../protocol/rateRangeView';
import { spoken } from '../editor/engineTexts';
import { showFileAt } from '../editor/places';
import { machineDefaults } from '../editor/settings';
import { experimentName, experimentRequest } from '../experiments/experimentRequest';
import { setTitle } from '../editor/shown/items';
import type { Log } from '../editor/shown/log';
import { requireTrust } from '../editor/trust';
import type { SharedEngine } from '../engine/sharedEngine';
import { writeKey } from '../experiments/writeKey';
import type { Opening } from '../views/defineView';
import { ShownWork } from '../views/shownWork';
import type { ViewPanel } from '../views/viewPanel';

export interface RateRangeSource {
  /** The address of the experiment. */
  file: string;
  /** What was asked for last. */
  range?: AskedRange;
  /** What was found last. */
  tested?: TestedRange;
}

export interface RateRangeNeeds {
  memory: vscode.Memento;
  /** For places in the experiment; stays free while models are used. */
  reading: SharedEngine;
  working: SharedEngine;
  log: Log;
}

type RateRangeOpening = Opening<RateRangeViewContract, RateRangeSource>;

export const openRateRange = (opening: RateRangeOpening, needs: RateRangeNeeds): RateRangePanel =>
  new RateRangePanel(opening, needs);

export class RateRangePanel {
  readonly panel: vscode.WebviewPanel;
  private readonly view: ViewPanel<RateRangeViewContract>;
  private readonly work: ShownWork;
  private readonly file: vscode.Uri;
  private range: AskedRange;
  private tested?: TestedRange;

  constructor(
    private readonly opening: RateRangeOpening,
    private readonly needs: RateRangeNeeds,
  ) {
    const { panel, life, subject } = opening;
    this.panel = panel;
    this.file = vscode.Uri.parse(subject.file);
    this.range = subject.range ?? RATE_RANGE;
    this.tested = subject.tested;
    this.work = new ShownWork({
      onNotice: () => this.view.changed('notice'),
      cancelled: vscode.l10n.t('The test of learning rates was cancelled.'),
      log: needs.log,
    });
    setTitle(panel, vscode.l10n.t('Learning rates: {0}', this.name));
    life.add({ dispose: () => this.work.stop() });
    this.view = opening.connect(
      {
        test: (range) => {
          this.range = range;
          void this.test();
          return {};
        },
        cancel: () => (this.work.stop(), {}),
        put: async ({ rate }) => (await this.put(rate), {}),
        openExperiment: async () => (await vscode.window.showTextDocument(this.file), {}),
      },
      {
        notice: () => this.work.notice,
        range: () => ({ name: this.name, range: this.range, ...(this.tested && { tested: this.tested }) }),
      },
    );
  }

  /** Tests anew what the experiment says now, saved or not. Gives what was found; undefined where that failed or was cancelled. */
  async test(): Promise<TestedRange | undefined> {
    let found: TestedRange | undefined;
    this.tell({ points: [] });
    this.work.start(vscode.l10n.t('Testing learning rates'), async (signal, tell) => {
      requireTrust();
      const request = { ...(await this.request()), ...this.range };
      const onProgress = ({ phase, fraction, point }: RateRangeProgress): void => {
        tell(spoken(phase, vscode.l10n.t), fraction);
        if (point && !signal.aborted) this.tell({ points: [...(this.tested?.points ?? []), point] });
      };
      const reply = await this.needs.working.call('rateRange', request, { signal, onProgress });
      return () => {
        found = reply;
        this.tell(reply);
        this.view.changed('notice');
        this.opening.keep({ file: this.file.toString(), range: this.range, tested: reply });
      };
    });
    await this.work.settled;
    return found;
  }

  private get name(): string {
    return experimentName(this.file.path);
  }

  private async request() {
    return { ...(await experimentRequest(this.file)), defaults: machineDefaults() };
  }

  private async put(rate: number): Promise<void> {
    const document = await vscode.workspace.openTextDocument(this.file);
    const range = await writeKey(this.needs.reading, document, { key: RATE_KEY, value: rate });
    if (range) await showFileAt(this.file, { line: range.start.line });
  }

  private tell(tested: TestedRange): void {
    this.tested = tested;
    this.view.changed('range');
  }
}
