// One item while something trains or waits: `reviews 3/10 loss 0.312 · 1 queued`; a click opens the run, or the tree.
import * as vscode from 'vscode';
import { figure } from '../../protocol/figures';
import { tellContext } from '../editor/contextKeys';
import type { TrainingQueue } from '../engine/trainingQueue';
import type { Training, Trainings } from '../engine/trainings';
import type { Lifetime } from '../editor/lifetime';
import { StatusItem } from '../editor/shown/items';
import { waitingInWords } from '../runs/describeWaiting';
import { runId } from '../runs/runEntry';

const INTERVAL_MS = 400;

export function showTrainingsInStatusBar(trainings: Trainings, queue: TrainingQueue, life: Lifetime): void {
  const item = life.add(new StatusItem('nlpLab.training', vscode.l10n.t('NLP Lab Training'), 10));
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tellMenus = menuTeller();
  const show = (): void => {
    timer = undefined;
    const { all } = trainings;
    const { waiting } = queue;
    tellMenus('nlpLab.training', all.length > 0);
    const isWaiting = waiting.some(({ status }) => status === 'waiting');
    const works = queue.isWorking && !waiting.some((one) => queue.isPaused(one));
    tellMenus('nlpLab.queued', waiting.length > 0);
    tellMenus('nlpLab.queueRests', isWaiting && !works);
    tellMenus('nlpLab.queueWorks', isWaiting && works);
    const latest = all.at(-1);
    if (!latest && waiting.length === 0) return item.hide();
    const more = all.length > 1 ? ` +${all.length - 1}` : '';
    const running = latest ? [{ icon: 'sync~spin', text: `${textOf(latest)}${more}` }] : [];
    const icon = isWaiting && !works ? 'debug-pause' : 'clock';
    const queued = waiting.length > 0 ? [{ icon, text: vscode.l10n.t('{0} queued', waiting.length) }] : [];
    const lines = waiting.map((one) => `${one.name} (${waitingInWords(queue, one, vscode.l10n.t)})`);
    const open = latest?.folder ? vscode.l10n.t('Open Run') : vscode.l10n.t('Show Runs');
    const command = latest?.folder
      ? { command: 'nlpLab.openRun', title: open, arguments: [runId(latest.folder)] }
      : { command: 'nlpLab.runs.focus', title: open };
    item.show([...running, ...queued], [open, ...lines].join('\n'), command);
  };
  life.add({ dispose: () => clearTimeout(timer) });
  const later = (): void => void (timer ??= setTimeout(show, INTERVAL_MS));
  life.add(trainings.onChange(later));
  life.add(queue.onChange(later));
  later();
}

/** Sets contexts of menus where they have changed. */
function menuTeller(): (name: string, value: boolean) => void {
  const told = new Map<string, boolean>();
  return (name, value) => {
    if ((told.get(name) ?? false) === value) return;
    told.set(name, value);
    void tellContext(name, value);
  };
}

function textOf({ name, live }: Training): string {
  if (live.phase === 'preparing') return live.detail ? `${name} ${live.detail}` : vscode.l10n.t('{0} preparing', name);
  if (live.phase === 'stopping') return vscode.l10n.t('{0} stopping', name);
  const loss = live.loss === undefined ? '' : ` ${vscode.l10n.t('loss {0}', figure(live.loss))}`;
  return `${name} ${live.epoch}/${live.epochs}${loss}`;
}
