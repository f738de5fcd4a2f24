// The commands about what waits for its turn.
import * as vscode from 'vscode';
import { LabError } from '../../protocol/labError';
import { toTranslate } from '../../protocol/toTranslate';
import { type Commands, EXPLORER } from '../commands/command';
import { all, EXPERIMENT_FILE, EXPERIMENTS } from '../commands/when';
import type { TrainingQueue, WaitingTraining } from '../engine/trainingQueue';
import { waitingInWords } from '../runs/describeWaiting';
import { stepPlace } from '../runs/dropPlace';
import { ON_RUNS_VIEW } from '../runs/menus';
import type { RunsTree } from '../runs/runsTree';
import { pick } from '../editor/shown/picks';
import { meantExperiment } from './pickExperiment';
import type { Trainer } from './trainer';

export interface QueueCommandParts {
  queue: TrainingQueue;
  trainer: Trainer;
  tree: Pick<RunsTree, 'selection'>;
}

const QUEUED = 'nlpLab.queued';
/** Something waits, and this window does not train it, or nobody does. */
const RESTS = 'nlpLab.queueRests';
const WORKS = 'nlpLab.queueWorks';

/** On lines of what waits. */
const onWaiting = (word = ''): string => all(ON_RUNS_VIEW, `viewItem =~ /^queued\\b${word}/`);
const onFailed = onWaiting('.*\\bfailed\\b');
/** The keys of editors that move lines. */
const moving = (key: string) => ({ key, when: all('focusedView == nlpLab.runs', QUEUED) });

export const queueCommands: Commands<QueueCommandParts> = {
  addToQueue: {
    title: 'Add to Queue',
    about: toTranslate('Trains it when the trainings before it have ended.'),
    icon: 'list-ordered',
    needsTrust: true,
    palette: EXPERIMENTS,
    menus: {
      [EXPLORER]: { when: EXPERIMENT_FILE, group: '3_train@6' },
      'editor/context': { when: EXPERIMENT_FILE, group: '4_nlpLab@4' },
    },
    run: async ({ trainer }, uri?: vscode.Uri) => {
      const title = vscode.l10n.t('Which experiment is to wait for its turn?');
      const file = await meantExperiment(uri, title);
      if (!file) return;
      const isSweep = await asksForSweep(file);
      if (isSweep !== undefined) await trainer.queueFile(file, isSweep);
    },
  },
  startQueue: {
    title: 'Start Queue',
    about: toTranslate('Goes on with the trainings that wait.'),
    icon: 'run-all',
    needsTrust: true,
    palette: RESTS,
    menus: { 'view/title': { when: all(ON_RUNS_VIEW, RESTS), group: 'navigation@2' } },
    run: ({ queue }) => queue.work(),
  },
  pauseQueue: {
    title: 'Pause Queue',
    about: toTranslate('Begins no further training until the queue is started again.'),
    icon: 'debug-pause',
    needsTrust: true,
    palette: WORKS,
    menus: { 'view/title': { when: all(ON_RUNS_VIEW, WORKS), group: 'navigation@2' } },
    run: async ({ queue }) => {
      const { t } = vscode.l10n;
      const items = [
        {
          label: t('Begin nothing more'),
          description: t('what trains goes on to its end'),
          state: 'paused',
        },
        {
          label: t('Stop what trains, too'),
          description: t('it goes on where it was when the queue is started'),
          state: 'stopped',
        },
      ] as const;
      const chosen = await pick([...items], { title: t('Pause the queue') });
      if (chosen) await queue.pause(chosen.state);
    },
  },
  startQueued: {
    title: 'Start Queued Training Now',
    icon: 'play',
    needsTrust: true,
    palette: QUEUED,
    menus: { 'view/item/context': { when: onWaiting(), group: 'inline@2' } },
    run: async ({ queue }, given?: unknown) => {
      const waiting = await pickWaiting(queue, given);
      if (waiting) queue.startNow(waiting.id);
    },
  },
  retryQueued: {
    title: 'Queue Failed Training Again',
    icon: 'debug-restart',
    needsTrust: true,
    palette: QUEUED,
    menus: { 'view/item/context': { when: onFailed, group: 'inline@1' } },
    run: async ({ queue }, given?: unknown) => {
      const waiting = await pickWaiting(queue, given, ({ status }) => status === 'failed');
      if (waiting) await queue.retry(waiting.id);
    },
  },
  unqueue: {
    title: 'Remove Training from Queue',
    icon: 'close',
    palette: QUEUED,
    menus: { 'view/item/context': { when: onWaiting(), group: 'inline@3' } },
    run: async ({ queue }, given?: unknown, lines?: unknown) => {
      const ids = idsOf(lines);
      const waiting = ids.length > 1 ? undefined : await pickWaiting(queue, given);
      await queue.remove(...(waiting ? [waiting.id] : ids));
    },
  },
  moveUpInQueue: {
    title: 'Move Up in Queue',
    icon: 'arrow-up',
    needsTrust: true,
    palette: QUEUED,
    key: moving('alt+up'),
    menus: { 'view/item/context': { when: onWaiting(), group: '1_queue@1' } },
    run: (parts, given?: unknown, lines?: unknown) => step(parts, 'up', given, lines),
  },
  moveDownInQueue: {
    title: 'Move Down in Queue',
    icon: 'arrow-down',
    needsTrust: true,
    palette: QUEUED,
    key: moving('alt+down'),
    menus: { 'view/item/context': { when: onWaiting(), group: '1_queue@2' } },
    run: (parts, given?: unknown, lines?: unknown) => step(parts, 'down', given, lines),
  },
};

/** Whether the experiment is to be trained with the values of its sweep; undefined when the person gives up. */
async function asksForSweep(file: vscode.Uri): Promise<boolean | undefined> {
  const document = await vscode.workspace.openTextDocument(file);
  if (!/"sweep"\s*:/.test(document.getText())) return false;
  const { t } = vscode.l10n;
  const items = [
    { label: t('One training'), description: t('the experiment as it is, without its sweep'), isSweep: false },
    { label: t('A sweep'), description: t('a training for each trial'), isSweep: true },
  ];
  return (await pick(items, { title: t('What of the experiment is to wait for its turn?') }))?.isSweep;
}

/** Those given, else those that are selected in the tree, else one that the person picks, a place up or down. */
async function step(
  { queue, tree }: QueueCommandParts,
  where: 'up' | 'down',
  given: unknown,
  lines: unknown,
): Promise<void> {
  const listed = [idsOf(lines), idsOf([given]), idsOf(tree.selection())].find((ids) => ids.length > 0);
  const ids = (listed ?? []).filter((id) => queue.waiting.some((one) => one.id === id));
  const picked = ids.length > 0 ? undefined : await pickWaiting(queue, undefined);
  const moved = picked ? [picked.id] : ids;
  const place = stepPlace(queue.waiting, moved, where);
  if (place) await queue.move(moved, place.before);
}

/** That of the tree's line or of the given id, the only one that fits, or one that the person picks. */
async function pickWaiting(
  queue: TrainingQueue,
  given: unknown,
  fits: (waiting: WaitingTraining) => boolean = () => true,
): Promise<WaitingTraining | undefined> {
  const [id] = idsOf([given]);
  const fitting = queue.waiting.filter((waiting) => (id === undefined ? fits(waiting) : waiting.id === id));
  if (fitting.length === 0) throw new LabError('NOT_FOUND', vscode.l10n.t('No such training waits in the queue.'));
  if (fitting.length === 1) return fitting[0];
  const items = fitting.map((waiting) => ({
    ...{ label: waiting.name, description: waitingInWords(queue, waiting, vscode.l10n.t), waiting },
  }));
  return (await pick(items, { title: vscode.l10n.t('Which training?') }))?.waiting;
}

/** Of lines of the tree that wait, and of ids themselves. */
const idsOf = (given: unknown): string[] =>
  (Array.isArray(given) ? given : []).flatMap((one: unknown) => {
    if (typeof one === 'string') return [one];
    const isWaiting = typeof one === 'object' && one !== null && 'kind' in one && one.kind === 'waiting';
    return isWaiting && 'id' in one ? [String(one.id)] : [];
  });
