// The panel of a metrics.jsonl: its curves, read on whenever the file grows.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { LabError } from '../../protocol/labError';
import type { MetricsViewContract, ShownMetrics } from '../../protocol/metricsView';
import type { Notice } from '../../protocol/views';
import type { SharedEngine } from '../engine/sharedEngine';
import { setTitle } from '../editor/shown/items';
import type { Log } from '../editor/shown/log';
import { curvesOf } from '../runs/curves';
import { RunHistory } from '../runs/runHistory';
import type { RunPanels } from '../runs/runView';
import type { Runs } from '../runs/runs';
import type { Opening } from '../views/defineView';
import type { OpenPanel } from '../views/panels';

export interface MetricsFile {
  /** Its path. */
  file: string;
}

export interface MetricsNeeds {
  memory: vscode.Memento;
  reading: SharedEngine;
  runs: Runs;
  views: { run: RunPanels };
  log: Log;
}

export function openMetrics(
  { panel, life, subject: { file }, connect }: Opening<MetricsViewContract, MetricsFile>,
  { reading, runs, log, ...needs }: MetricsNeeds,
): OpenPanel {
  const folder = path.dirname(file);
  const name = path.basename(folder);
  const history = new RunHistory(reading, folder);
  let shown: Omit<ShownMetrics, 'canOpenRun'> | undefined;
  let notice: Notice | undefined = { kind: 'working', message: vscode.l10n.t('Reading the file') };
  setTitle(panel, vscode.l10n.t('Curves: {0}', name));
  const canOpenRun = (): boolean => runs.at(folder) !== undefined;
  let couldOpenRun = canOpenRun();
  const lookForRun = (): void => {
    if (canOpenRun() === couldOpenRun) return;
    couldOpenRun = !couldOpenRun;
    view.changed('metrics');
  };
  life.add(runs.onDidChange((changed) => changed === undefined && lookForRun()));

  async function read(): Promise<void> {
    try {
      await history.pull();
      shown = { name, damaged: history.damaged, curves: curvesOf(history.lines) };
      notice = undefined;
    } catch (error) {
      const { code, message } = LabError.toData(error);
      if (code === 'CLOSED') return;
      log.error(message);
      notice = { kind: 'error', message };
    }
    view.changed('notice', 'metrics');
  }

  /** One reading after the other: what was written while the file was being read is in none that had begun by then. */
  let turn = Promise.resolve();
  const again = (): void => void (turn = turn.then(read));
  const view = connect(
    {
      again: () => (again(), {}),
      openRun: async () => {
        if (canOpenRun()) await needs.views.run.show({ folder });
        return {};
      },
    },
    {
      notice: () => notice,
      metrics: () => (notice ? undefined : shown && { ...shown, canOpenRun: canOpenRun() }),
    },
  );
  again();
  return { panel, again };
}
