// Has a run say how certain it is of the texts that nobody has labelled yet, some at a time.
import * as vscode from 'vscode';
import type { LabellingKind, Uncertainty } from '../../protocol/labelling';
import type { Notice } from '../../protocol/views';
import { requireTrust } from '../editor/trust';
import type { SharedEngine } from '../engine/sharedEngine';
import { nameAmong, type RunEntry } from '../runs/runEntry';
import { requireRun } from '../runs/pickRun';
import type { Runs } from '../runs/runs';
import { ShownWork } from '../views/shownWork';
import type { LabelledTexts } from './labelledTexts';

/** UTF-16 units in one call. */
const UNITS_A_CALL = 20_000;

export interface LeastCertainNeeds {
  working: SharedEngine;
  runs: Runs;
  log: { error(message: string): void };
}

export class LeastCertain {
  private readonly work: ShownWork;
  /** The id of the run by which the texts are ordered. */
  run?: string;

  /** @param onChange notice or order are others now */
  constructor(
    private readonly needs: LeastCertainNeeds,
    private readonly onChange: () => void,
  ) {
    this.work = new ShownWork({
      onNotice: onChange,
      cancelled: vscode.l10n.t('The run was not asked to the end; the texts stand as before.'),
      log: needs.log,
    });
  }

  get notice(): Notice | undefined {
    return this.work.notice;
  }

  get settled(): Promise<void> {
    return this.work.settled;
  }

  /** What was being found is given up. Fails where the run is not there, or may not be used. */
  async find(run: string, kind: LabellingKind, texts: LabelledTexts): Promise<void> {
    requireTrust();
    const entry = await requireRun(this.needs.runs, run);
    const name = nameAmong(entry, this.needs.runs.all);
    const asking = vscode.l10n.t('Asking {0}', name);
    this.work.start(asking, async (signal, tell) => {
      const found = await this.ask(entry, { kind, texts, signal, onFraction: (fraction) => tell(asking, fraction) });
      return () => {
        texts.orderBy(found);
        this.run = run;
        this.onChange();
      };
    });
  }

  private async ask(
    { summary: { folder } }: RunEntry,
    asked: { kind: LabellingKind; texts: LabelledTexts; signal: AbortSignal; onFraction(fraction: number): void },
  ): Promise<Map<number, Uncertainty>> {
    const { kind, texts, signal, onFraction } = asked;
    const open = texts.open();
    const found = new Map<number, Uncertainty>();
    for (let from = 0; from < open.length;) {
      let to = from;
      for (let units = 0; to < open.length && (units < UNITS_A_CALL || to === from); to++)
        units += texts.texts[open[to]].text.length;
      const part = open.slice(from, to);
      const told = ({ fraction = 0 }: { fraction?: number }): void =>
        onFraction((from + fraction * part.length) / open.length);
      told({});
      const request = { folder, kind, texts: part.map((index) => texts.texts[index].text) };
      const reply = await this.needs.working.call('uncertainty', request, { signal, onProgress: told });
      part.forEach((index, i) => found.set(index, reply.found[i]));
      from = to;
    }
    return found;
  }

  /** The order of the file again. */
  forget(texts: LabelledTexts): void {
    this.work.stop();
    texts.orderBy(new Map());
    this.run = undefined;
    this.onChange();
  }

  stop(): void {
    this.work.stop();
  }
}
