// How a run reads in the tree: label, description, icon. Pure, so that every state can be tested.
import { changesText } from '../../protocol/changedKeys';
import { bytes, count, duration, figure } from '../../protocol/figures';
import { metricNames, metricText } from '../../protocol/metrics';
import { spoken } from '../editor/engineTexts';
import type { Translate } from '../editor/texts';
import { isResumable, isRunning, isUsable, nameOf, type RunEntry } from './runEntry';

export interface RunLook {
  label: string;
  description: string;
  tooltip: string;
  icon: string;
  /** A theme colour; undefined: the plain one. */
  color?: string;
  /** Words for `when` clauses of menus. */
  context: string;
}

const ICONS = {
  running: { icon: 'sync~spin', color: 'charts.blue' },
  completed: { icon: 'pass', color: 'charts.green' },
  stopped: { icon: 'debug-pause', color: 'charts.yellow' },
  interrupted: { icon: 'debug-disconnect', color: 'charts.yellow' },
  failed: { icon: 'error', color: 'charts.red' },
} as const;

export function stateInWords(entry: RunEntry, t: Translate): string {
  const { status } = entry.summary.record;
  if (entry.live?.phase === 'stopping') return t('stopping');
  if (entry.live?.phase === 'preparing') return t('preparing');
  if (isRunning(entry)) return t('training');
  if (entry.queued) return t('queued, number {0}', entry.queued);
  if (status === 'completed') return t('completed');
  if (status === 'stopped') return t('stopped');
  return status === 'interrupted' ? t('interrupted') : t('failed');
}

/** The best validation figure, as `84.1 % accuracy`: where there is little room the value is what must be seen. */
export function bestFigure({ summary: { record }, live }: RunEntry, t: Translate): string | undefined {
  const { best } = record;
  const names = metricNames(t);
  if (best) return `${metricText(best.monitor, best.value)} ${names.monitored(best.monitor)}`;
  const accuracy = live?.metrics['validation.accuracy'];
  return accuracy === undefined ? undefined : `${metricText('accuracy', accuracy)} ${names.label('accuracy')}`;
}

export function describeRun(entry: RunEntry, t: Translate): RunLook {
  const { record, about } = entry.summary;
  const running = isRunning(entry);
  const state = stateInWords(entry, t);
  const epoch = entry.live?.epoch ?? record.epoch;
  const epochs = entry.live?.epochs || record.epochs;
  const seconds = entry.live?.seconds ?? record.seconds;
  const isPlain = running ? entry.live?.phase === 'training' : record.status === 'completed';
  const parts = [
    running && !isPlain ? state : undefined,
    epochs > 0 && (running || record.status !== 'completed') ? `${epoch}/${epochs}` : undefined,
    bestFigure(entry, t),
    running && entry.live?.loss !== undefined ? t('loss {0}', figure(entry.live.loss)) : undefined,
    seconds > 0 ? duration(seconds) : undefined,
    running || isPlain ? undefined : state,
    about?.archived ? t('archived') : undefined,
    ...(about?.tags ?? []).map((tag) => `#${tag}`),
    entry.home,
  ];
  return {
    label: labelOf(entry),
    description: parts.filter((part) => part !== undefined).join(' · '),
    tooltip: tooltipOf(entry, state, t),
    ...ICONS[running ? 'running' : record.status],
    context: wordsOf(entry),
  };
}

/** What menus and the palette go by. */
export function wordsOf(entry: RunEntry): string {
  const { record, about } = entry.summary;
  const words = [
    'run',
    isRunning(entry) ? 'running' : 'ended',
    ...(entry.ours && entry.live ? ['ours'] : []),
    ...(isResumable(entry) ? ['resumable'] : []),
    ...(isUsable(entry) ? ['usable'] : []),
    ...(about?.starred ? ['starred'] : []),
    ...(about?.archived ? ['archived'] : []),
    ...(about?.tags ? ['tagged'] : []),
    ...record.abilities,
  ];
  return words.join(' ');
}

/** The name, and what differs from the run before where a person has not named it. */
function labelOf(entry: RunEntry): string {
  const { about, changes = [] } = entry.summary;
  const differing = about?.name === undefined ? changesText(changes) : '';
  return `${about?.starred ? '★ ' : ''}${nameOf(entry)}${differing === '' ? '' : ` · ${differing}`}`;
}

function tooltipOf(entry: RunEntry, state: string, t: Translate): string {
  const { record, about, changes = [] } = entry.summary;
  const lines = [
    `${nameOf(entry)} (${state})`,
    about?.name === undefined ? undefined : t('Experiment: {0}', record.name),
    changes.length > 0 ? t('Since the run before: {0}', changesText(changes, 8)) : undefined,
    about?.note,
    record.failure && spoken(record.failure.message, t),
    isResumable(entry) ? t('Can be resumed from epoch {0}, step {1}.', record.epoch, count(record.step)) : undefined,
    record.parameters > 0
      ? t('{0}, {1} parameters, {2}', record.modelType, count(record.parameters), record.device)
      : undefined,
    new Date(record.createdAt).toLocaleString(),
    diskText(entry, t),
    ...record.notices.map((notice) => spoken(withoutZeroShares(notice), t)),
  ];
  return lines.filter((line) => line !== undefined && line !== '').join('\n');
}

function diskText({ summary: { disk } }: RunEntry, t: Translate): string | undefined {
  if (!disk) return undefined;
  const { checkpoints, optimizer, evaluations } = disk;
  const parts = [
    checkpoints > 0 && t('checkpoints {0}', bytes(checkpoints)),
    optimizer > 0 && t('optimiser state {0}', bytes(optimizer)),
    evaluations > 0 && t('evaluations {0}', bytes(evaluations)),
  ].filter((part) => part !== false);
  const all = t('{0} on disk', bytes(disk.bytes));
  return parts.length > 0 ? `${all}: ${parts.join(', ')}` : all;
}

/** Parts without an unknown token are not worth a word in a tooltip. */
function withoutZeroShares(notice: string): string {
  const [, start, parts] = /^(Unknown [^:]*: )(.*)\.$/.exec(notice) ?? [];
  if (parts === undefined) return notice;
  const told = parts.split(', ').filter((part) => !part.endsWith(' 0.0 %'));
  return told.length > 0 ? `${start}${told.join(', ')}.` : '';
}

export interface DetailRow {
  label: string;
  value: string;
  tooltip?: string;
}

export interface DetailGroup {
  id: 'configuration' | 'metrics' | 'checkpoints' | 'notices';
  label: string;
  icon: string;
  rows: DetailRow[];
}

/** The children of a run: groups with their rows. Empty groups are left out, but for a configuration that is still to be read. */
export function detailsOf(
  entry: RunEntry,
  configuration: readonly { key: string; value: string }[] | undefined,
  t: Translate,
): DetailGroup[] {
  const { record, checkpoints } = entry.summary;
  const metrics = { ...record.metrics, ...entry.live?.metrics };
  const groups: DetailGroup[] = [
    {
      id: 'configuration',
      label: t('Configuration'),
      icon: 'settings',
      rows: configuration?.map(({ key, value }) => ({ label: key, value })) ?? [],
    },
    {
      id: 'metrics',
      label: t('Metrics'),
      icon: 'graph-line',
      rows: Object.entries(metrics).map(([name, value]) => ({ label: name, value: metricText(name, value) })),
    },
    {
      id: 'checkpoints',
      label: t('Checkpoints'),
      icon: 'save',
      rows: checkpoints.map(({ name, epoch, step, bytes: size }) => ({
        label: name === 'best' ? t('best') : t('last'),
        value: t('epoch {0}, step {1}, {2}', epoch, count(step), bytes(size)),
      })),
    },
    {
      id: 'notices',
      label: t('Notices'),
      icon: 'info',
      rows: record.notices.map((notice) => {
        const said = spoken(notice, t);
        return { label: said, value: '', tooltip: said };
      }),
    },
  ];
  return groups.filter(({ id, rows }) => rows.length > 0 || (id === 'configuration' && !configuration));
}
