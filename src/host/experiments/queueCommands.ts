// The commands about trainings that wait for their turn.
import * as vscode from 'vscode';
import { LabError } from '../../protocol/labError';
import type { Commands } from '../commands/command';
import { all } from '../commands/when';
import type { TrainingQueue, WaitingTraining } from '../engine/trainingQueue';
import { waitingInWords } from '../runs/describeWaiting';
import { ON_RUNS_VIEW } from '../runs/menus';
import { pick } from '../editor/shown/picks';

export interface QueueCommandParts {
  queue: TrainingQueue;
}

const QUEUED = 'nlpLab.queued';

/** On lines of waiting trainings. */
const onWaiting = (word: string): string => all(ON_RUNS_VIEW, `viewItem =~ /^queued\\b${word}/`);

export const queueCommands: Commands<QueueCommandParts> = {
  startQueued: {
    title: 'Start Queued Training Now',
    icon: 'play',
    needsTrust: true,
    palette: QUEUED,
    menus: { 'view/item/context': { when: onWaiting(''), group: 'inline@2' } },
    run: async ({ queue }, given?: unknown) => {
      const waiting = await pickWaiting(queue, given);
      if (waiting) queue.startNow(waiting.id);
    },
  },
  queueAgain: {
    title: 'Queue Training Again',
    icon: 'debug-continue',
    needsTrust: true,
    palette: QUEUED,
    menus: { 'view/item/context': { when: onWaiting('.*\\bheld\\b'), group: 'inline@1' } },
    run: async ({ queue }, given?: unknown) => {
      const waiting = await pickWaiting(queue, given, ({ isHeld }) => isHeld);
      if (waiting) queue.release(waiting.id);
    },
  },
  unqueue: {
    title: 'Remove Training from Queue',
    icon: 'close',
    palette: QUEUED,
    menus: { 'view/item/context': { when: onWaiting(''), group: 'inline@3' } },
    run: async ({ queue }, given?: unknown) => {
      const waiting = await pickWaiting(queue, given);
      if (waiting) queue.remove(waiting.id);
    },
  },
};

/** That of the tree's line or of the given id, the only one that fits, or one that the person picks. */
async function pickWaiting(
  queue: TrainingQueue,
  given: unknown,
  fits: (waiting: WaitingTraining) => boolean = () => true,
): Promise<WaitingTraining | undefined> {
  const id = idOf(given);
  const fitting = queue.waiting.filter((waiting) => (id === undefined ? fits(waiting) : waiting.id === id));
  if (fitting.length === 0) throw new LabError('NOT_FOUND', vscode.l10n.t('No such training waits in the queue.'));
  if (fitting.length === 1) return fitting[0];
  const items = fitting.map((waiting) => ({
    ...{ label: waiting.name, description: waitingInWords(queue, waiting, vscode.l10n.t), waiting },
  }));
  return (await pick(items, { title: vscode.l10n.t('Which training?') }))?.waiting;
}

function idOf(given: unknown): string | undefined {
  if (typeof given === 'string') return given;
  return typeof given === 'object' && given !== null && 'id' in given ? String(given.id) : undefined;
}
