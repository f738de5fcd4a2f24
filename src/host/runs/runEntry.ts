// A run as the host knows it: what its folder says, and what a training of this window adds.
import * as path from 'node:path';
import { type Ability, answers, can, isJudged } from '../../protocol/ability';
import { runName, type RunSummary } from '../../protocol/run';
import type { LiveFigures } from '../engine/liveFigures';

export interface RunEntry {
  summary: RunSummary;
  /** The name of the workspace folder it belongs to, where there are several. */
  home?: string;
  /** Present while it is trained, here or elsewhere. */
  live?: LiveFigures;
  /** Trained by this window, so that it can be stopped here. */
  ours: boolean;
  /** Its place in the queue while it waits to be resumed, from 1. */
  queued?: number;
}

/** The name of the run's folder: the only name by which views and commands speak of a run. */
export const runId = (folder: string): string => path.basename(folder);

/** What a person calls a run. */
export const nameOf = ({ summary }: RunEntry): string => runName(summary);

/** The names of runs, with the end of the id where others are called the same. */
export function namesAmong(all: readonly RunEntry[]): (entry: RunEntry) => string {
  const counts = new Map<string, number>();
  for (const entry of all) counts.set(nameOf(entry), (counts.get(nameOf(entry)) ?? 0) + 1);
  return (entry) => {
    const name = nameOf(entry);
    return (counts.get(name) ?? 0) < 2 ? name : `${name} (${runId(entry.summary.folder).split('-').at(-1)})`;
  };
}

export const nameAmong = (entry: RunEntry, all: readonly RunEntry[]): string => namesAmong(all)(entry);

/** Newest first. */
export function byAge({ summary: { record: a } }: RunEntry, { summary: { record: b } }: RunEntry): number {
  if (a.createdAt === b.createdAt) return a.id < b.id ? -1 : Number(a.id > b.id);
  return a.createdAt < b.createdAt ? 1 : -1;
}

export const isRunning = (entry: RunEntry): boolean =>
  entry.live !== undefined || entry.summary.record.status === 'running';

/** Taken out of lists by a person. */
export const isArchived = ({ summary }: RunEntry): boolean => summary.about?.archived === true;

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
