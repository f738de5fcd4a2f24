// Has a run find the lines of the corpus that surprise it most, and keeps what it found for a view that comes and goes.
import * as vscode from 'vscode';
import type { ShownOddLines } from '../../protocol/corpusView';
import type { OddBy, OddLinesRequest } from '../../protocol/oddLines';
import type { Notice } from '../../protocol/views';
import { allSpoken } from '../editor/engineTexts';
import { requireTrust } from '../editor/trust';
import type { SharedEngine } from '../engine/sharedEngine';
import { requireRun } from '../runs/pickRun';
import type { Runs } from '../runs/runs';
import { ShownWork } from '../views/shownWork';

/** So many lines are listed. */
const MOST = 200;

export interface OddLinesNeeds {
  working: SharedEngine;
  runs: Runs;
  log: { error(message: string): void };
}

/** What is scored: the text of the corpus as it was counted. */
export type ScoredCorpus = Pick<OddLinesRequest, 'file' | 'column' | 'reading'> & { version: number };

export class OddLinesFinder {
  private readonly work: ShownWork;
  private found?: ShownOddLines;

  /** @param onChange notice or lines are others now */
  constructor(
    private readonly needs: OddLinesNeeds,
    private readonly onChange: () => void,
  ) {
    this.work = new ShownWork({
      onNotice: onChange,
      cancelled: vscode.l10n.t('Scoring was cancelled.'),
      log: needs.log,
    });
  }

  get notice(): Notice | undefined {
    return this.work.notice;
  }

  /** Undefined while it works, has failed, or was not asked. */
  get shown(): ShownOddLines | undefined {
    return this.work.notice ? undefined : this.found;
  }

  /** What was being found is given up. Fails where the run is not there, or may not be used. */
  async find({ run, by }: { run: string; by: OddBy }, { version, ...corpus }: ScoredCorpus): Promise<void> {
    requireTrust();
    const { working, runs } = this.needs;
    const { folder } = (await requireRun(runs, run)).summary;
    const scoring = vscode.l10n.t('Scoring lines');
    this.work.start(scoring, async (signal, tell) => {
      const onProgress = ({ fraction }: { fraction?: number }): void => tell(scoring, fraction);
      const reply = await working.call('oddLines', { ...corpus, folder, by, most: MOST }, { signal, onProgress });
      return () => {
        this.found = { ...reply, notices: allSpoken(reply.notices, vscode.l10n.t), version, run, by };
        this.onChange();
      };
    });
  }

  stop(): void {
    this.work.stop();
  }

  /** The corpus is another one now. */
  forget(): void {
    this.stop();
    this.found = undefined;
  }
}
