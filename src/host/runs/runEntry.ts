// A run as the host knows it: what its folder says, and what a training of this window adds.
import * as path from 'node:path';
import { type Ability, answers, can, isJudged } from '../../protocol/ability';
import type { RunSummary } from '../../protocol/run';
import type { LiveFigures } from '../engine/liveFigures';

export interface RunEntry {
  summary: RunSummary;
  /** The name of the workspace folder it belongs to, where there are several. */
  home?: string;
  /** Present while it is trained, here or elsewhere. */
  live?: LiveFigures;
  /** Trained by this window, so that it can be stopped here. */
  ours: boolean;
  /** Its place in the queue of this window while it waits to be resumed; 0 where it was left over from before a reload. */
  queued?: number;
}

/** The name of the run's folder: the only name by which views and commands speak of a run. */
export const runId = (folder: string): string => path.basename(folder);

/** The name of a run, with the end of its id where others are called the same. */
export function nameAmong({ summary: { record, folder } }: RunEntry, all: readonly RunEntry[]): string {
  const isAlone = all.filter(({ summary }) => summary.record.name === record.name).length < 2;
  return isAlone ? record.name : `${record.name} (${runId(folder).split('-').at(-1)})`;
}

/** Newest first. */
export function byAge(a: RunEntry, b: RunEntry): number {
  return b.summary.record.createdAt.localeCompare(a.summary.record.createdAt);
}

export const isRunning = (entry: RunEntry): boolean =>
  entry.live !== undefined || entry.summary.record.status === 'running';

/** A checkpoint exists from which the model can be used. */
export const isUsable = (entry: RunEntry): boolean => entry.summary.checkpoints.length > 0;

export const isResumable = ({ summary, live, queued }: RunEntry): boolean =>
  summary.resumable && live === undefined && queued === undefined;

/** A model that can be used now, for one of these. */
export const canNow = (entry: RunEntry, ...any: readonly Ability[]): boolean =>
  isUsable(entry) && can(entry.summary.record, ...any);

/** A model that can be asked about texts now. */
export const answersNow = (entry: RunEntry): boolean => isUsable(entry) && answers(entry.summary.record);

/** A model that can be measured on data now. */
export const judgedNow = (entry: RunEntry): boolean => isUsable(entry) && isJudged(entry.summary.record);

/** What else than the figures of a run hangs on: whether it can be used, resumed, compared, and by which name. */
const standingOf = ({ home, summary: { folder, record, checkpoints, resumable } }: RunEntry): string =>
  JSON.stringify([folder, home, record.name, record.status, checkpoints.map(({ name }) => name), resumable]);

/**
 * The folders of the runs whose records differ between two readings; or undefined, for the whole list, where runs came or went or
 * one has got another standing.
 */
export function whatChanged(before: readonly RunEntry[], after: readonly RunEntry[]): (string | undefined)[] {
  const isSameList =
    after.length === before.length && after.every((one, i) => standingOf(one) === standingOf(before[i]));
  if (!isSameList) return [undefined];
  return after
    .filter(({ summary }, i) => JSON.stringify(summary) !== JSON.stringify(before[i].summary))
    .map(({ summary }) => summary.folder);
}
