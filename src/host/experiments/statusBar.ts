// One item while something trains: `reviews 3/10 loss 0.312`; a click opens the run.
import * as vscode from 'vscode';
import { figure } from '../../protocol/figures';
import type { Training, Trainings } from '../engine/trainings';
import type { Lifetime } from '../editor/lifetime';
import { runId } from '../runs/runEntry';

const INTERVAL_MS = 400;

export function showTrainingsInStatusBar(trainings: Trainings, life: Lifetime): void {
  const item = life.add(vscode.window.createStatusBarItem('nlpLab.training', vscode.StatusBarAlignment.Left, 10));
  item.name = vscode.l10n.t('NLP Lab Training');
  let timer: ReturnType<typeof setTimeout> | undefined;
  let shown = 0;
  const show = (): void => {
    timer = undefined;
    const { all } = trainings;
    if (all.length !== shown) void vscode.commands.executeCommand('setContext', 'nlpLab.training', all.length > 0);
    shown = all.length;
    const latest = all.at(-1);
    if (!latest) return item.hide();
    item.text = `$(sync~spin) ${textOf(latest)}${all.length > 1 ? ` +${all.length - 1}` : ''}`;
    item.tooltip = vscode.l10n.t('Open Run');
    item.command = latest.folder
      ? { command: 'nlpLab.openRun', title: vscode.l10n.t('Open Run'), arguments: [runId(latest.folder)] }
      : undefined;
    item.show();
  };
  life.add({ dispose: () => clearTimeout(timer) });
  life.add(trainings.onChange(() => (timer ??= setTimeout(show, INTERVAL_MS))));
}

function textOf({ name, live }: Training): string {
  if (live.phase === 'preparing') return live.detail ? `${name} ${live.detail}` : vscode.l10n.t('{0} preparing', name);
  if (live.phase === 'stopping') return vscode.l10n.t('{0} stopping', name);
  const loss = live.loss === undefined ? '' : ` ${vscode.l10n.t('loss {0}', figure(live.loss))}`;
  return `${name} ${live.epoch}/${live.epochs}${loss}`;
}
