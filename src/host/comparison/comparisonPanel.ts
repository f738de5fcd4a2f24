// The panel that shows two runs compared on parallel text.
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { ComparisonViewContract, RunComparison } from '../../protocol/comparisonView';
import { filesOfSource } from '../../protocol/data';
import { LabError } from '../../protocol/labError';
import type { Notice } from '../../protocol/views';
import type { SharedEngine } from '../engine/sharedEngine';
import type { Lifetime } from '../editor/lifetime';
import { requireTrust } from '../editor/trust';
import { showFileAt } from '../editor/places';
import { runId } from '../runs/runEntry';
import { type ComparisonSource, shownComparison, SHOWN_EXAMPLES } from './comparisonState';
import { integer, nothing, object } from '../views/requestChecks';
import { openViewPanel, viewIcon, type ViewPanel } from '../views/viewPanel';

export interface ComparisonPanelOptions {
  extensionUri: vscode.Uri;
  working: SharedEngine;
  log: vscode.LogOutputChannel;
}

export class ComparisonPanel {
  private readonly view: ViewPanel<ComparisonViewContract>;
  private notice?: Notice;
  private cancel = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(
    readonly panel: vscode.WebviewPanel,
    private source: ComparisonSource,
    key: string,
    private readonly options: ComparisonPanelOptions & { onSource(source: ComparisonSource): void },
    life: Lifetime,
  ) {
    panel.title = source.runs.map(({ name }) => name).join(' ↔ ');
    panel.iconPath = viewIcon(options.extensionUri);
    life.add({ dispose: () => this.cancel.abort() });
    this.view = openViewPanel<ComparisonViewContract>({
      view: 'comparison',
      ...{ extensionUri: options.extensionUri, panel, life, key },
      requests: {
        cancel: nothing,
        again: nothing,
        openRun: object({ index: integer(0, 1) }),
        reveal: object({ index: integer(0, SHOWN_EXAMPLES) }),
      },
      answers: {
        cancel: () => (this.cancel.abort(), {}),
        again: () => (this.start(), {}),
        openRun: async ({ index }) => (await openRun(source.runs[index].folder), {}),
        reveal: async ({ index }) => (await this.reveal(index), {}),
      },
      state: { notice: () => this.notice, comparison: () => (this.notice ? undefined : this.source.result) },
    });
    if (!source.result) this.start();
  }

  /** What the view shows once the comparison going on now has ended; undefined where it failed. */
  async settled(): Promise<RunComparison | undefined> {
    await this.running;
    return this.notice ? undefined : this.source.result;
  }

  private start(): void {
    this.running = this.compare();
  }

  private async compare(): Promise<void> {
    this.cancel.abort();
    const cancel = (this.cancel = new AbortController());
    const say = (notice: Notice): void => {
      if (cancel === this.cancel) this.say(notice);
    };
    const working = (fraction?: number): Notice => ({
      ...{ kind: 'working', message: vscode.l10n.t('Translating with both runs') },
      ...(fraction === undefined ? {} : { fraction }),
    });
    say(working());
    try {
      requireTrust();
      const folders = this.source.runs.map(({ folder }) => folder);
      const reply = await this.options.working.call(
        'compare',
        { folders, ...this.source.pairs },
        {
          signal: cancel.signal,
          onProgress: ({ fraction }) => cancel.signal.aborted || say(working(fraction)),
        },
      );
      if (cancel !== this.cancel) return;
      this.notice = undefined;
      this.source = { ...this.source, result: shownComparison(reply, this.source) };
      this.options.onSource(this.source);
      this.view.changed('comparison');
    } catch (error) {
      const { code, message } = LabError.toData(error);
      if (code !== 'CANCELLED') this.options.log.error(message);
      say({ kind: 'error', message: code === 'CANCELLED' ? vscode.l10n.t('The comparison was cancelled.') : message });
    }
  }

  private say(notice: Notice): void {
    this.notice = notice;
    this.view.changed('notice');
  }

  private async reveal(index: number): Promise<void> {
    const { pairs, result } = this.source;
    const example = result?.differing.examples[index];
    if (!example) throw new LabError('CANCELLED', vscode.l10n.t('The figures have changed meanwhile.'));
    const file = path.resolve(pairs.baseFolder, filesOfSource(pairs.data)[0]);
    await showFileAt(vscode.Uri.file(file), { line: (example.line ?? 1) - 1 });
  }
}

const openRun = (folder: string): Thenable<unknown> => vscode.commands.executeCommand('nlpLab.openRun', runId(folder));
