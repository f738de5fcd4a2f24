// In which groups and in which order runs stand, and which of them. Pure, and linear in the number of runs but for the sorting.
import { byBest } from '../../protocol/bestFirst';
import { changesText } from '../../protocol/changedKeys';
import type { Translate } from '../editor/texts';
import type { Arrangement, Grouping } from './arranging';
import { bestFigure } from './describeRun';
import { isArchived, nameOf, type RunEntry, runId } from './runEntry';

export interface RunGroup {
  /** What its runs have in common. */
  key: string;
  label: string;
  /** How many runs it has, and the best figure among them where all are judged by one. */
  description: string;
  entries: RunEntry[];
}

/** The groups of a run, by their keys; the labels are said apart. */
const KEYS: Record<Exclude<Grouping, 'none'>, (entry: RunEntry) => readonly string[]> = {
  experiment: ({ summary: { record } }) => [record.name],
  task: ({ summary: { record } }) => [record.task],
  day: ({ summary: { record } }) => [dayOf(record.createdAt)],
  tag: ({ summary: { about } }) => about?.tags ?? [''],
  sweep: ({ summary: { record } }) => [record.sweep?.id ?? ''],
};

/** The day as it was here, as `2026-11-30`. */
function dayOf(time: string): string {
  const date = new Date(time);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The runs that pass, in order. */
export function chosenRuns(entries: readonly RunEntry[], { order, filter }: Omit<Arrangement, 'grouping'>): RunEntry[] {
  const passes = filterOf(filter);
  const chosen = entries.filter(passes);
  return order === 'newest' ? chosen : chosen.sort(order === 'name' ? byName : byFigure);
}

/** Groups in the order of their labels, days and sweeps (whose names begin with theirs) from the newest on; what belongs to none comes last. */
export function groupsOf(entries: readonly RunEntry[], grouping: Exclude<Grouping, 'none'>, t: Translate): RunGroup[] {
  const groups = new Map<string, RunGroup>();
  for (const entry of entries)
    for (const key of KEYS[grouping](entry)) {
      const group = groups.get(key) ?? { key, label: labelOf(grouping, key, t), description: '', entries: [] };
      group.entries.push(entry);
      groups.set(key, group);
    }
  for (const group of groups.values()) group.description = descriptionOf(group, t);
  const sign = grouping === 'day' || grouping === 'sweep' ? -1 : 1;
  const isLast = ({ key }: RunGroup): number => Number(key === '');
  return [...groups.values()].sort((a, b) => isLast(a) - isLast(b) || sign * compareTexts(a.key, b.key));
}

function labelOf(grouping: Grouping, key: string, t: Translate): string {
  if (key !== '') return key;
  if (grouping === 'tag') return t('Without a tag');
  return grouping === 'sweep' ? t('Without a sweep') : t('Unreadable');
}

function descriptionOf({ entries }: RunGroup, t: Translate): string {
  const counted = entries.length === 1 ? t('1 run') : t('{0} runs', entries.length);
  const monitors = new Set(entries.flatMap(({ summary: { record } }) => record.best?.monitor ?? []));
  const best =
    monitors.size === 1
      ? bestFigure(
          entries.reduce((best, entry) => (byFigure(entry, best) < 0 ? entry : best)),
          t,
        )
      : undefined;
  return best === undefined ? counted : `${counted} · ${best}`;
}

const texts = new Intl.Collator();

function compareTexts(a: string, b: string): number {
  return texts.compare(a, b);
}

const byName = (a: RunEntry, b: RunEntry): number => compareTexts(nameOf(a), nameOf(b));

const byFigure = (a: RunEntry, b: RunEntry): number => byBest(a.summary.record, b.summary.record);

/** What the words of a filter are looked for in; made once for each reading of a run. */
const searched = new WeakMap<object, { text: string; tags: string[] }>();

function searchedOf({ summary }: RunEntry): { text: string; tags: string[] } {
  const known = searched.get(summary);
  if (known) return known;
  const { record, about, changes = [], folder } = summary;
  const said = [about?.name, about?.note, ...(about?.tags ?? [])];
  const parts = [runId(folder), record.name, record.task, record.modelType, record.status, ...said];
  const made = {
    text: folded([...parts, changesText(changes, changes.length)].filter((part) => part !== undefined).join('\n')),
    tags: (about?.tags ?? []).map(folded),
  };
  searched.set(summary, made);
  return made;
}

/** Runs that are archived are shown where a word of the filter asks for them, and then they alone. */
const ARCHIVED = 'archived';

const folded = (text: string): string => text.normalize('NFC').toLowerCase();

function filterOf(filter: string): (entry: RunEntry) => boolean {
  const words = folded(filter)
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return (entry) => !isArchived(entry);
  return (entry) => {
    const { text, tags } = searchedOf(entry);
    if (isArchived(entry) !== words.includes(ARCHIVED)) return false;
    return words.every((word) => {
      if (word === ARCHIVED) return true;
      if (word === '*') return entry.summary.about?.starred === true;
      return word.startsWith('#') ? tags.some((tag) => tag.includes(word.slice(1))) : text.includes(word);
    });
  };
}
