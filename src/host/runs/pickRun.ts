// Which run a command means: that of the tree's line, that of the given name, or one the person picks.
import * as vscode from 'vscode';
import { LabError } from '../../protocol/labError';
import { describeRun } from './describeRun';
import { isArchived, type RunEntry, runId } from './runEntry';
import type { Runs } from './runs';
import type { RunNode } from './runNodes';
import { type Choice, pick } from '../editor/shown/picks';

export type RunArgument = RunNode | string;

interface Picking {
  takeOnlyOne?: boolean;
  title?: string;
  /** The id of the run that was picked the last time: it is offered first. */
  last?: string;
}

/**
 * Undefined when the person gives up. Without an argument only runs that `fits` are offered; where there is just one,
 * `takeOnlyOne` means it without asking.
 */
export async function pickRun(
  runs: Runs,
  given: unknown,
  fits: (entry: RunEntry) => boolean,
  { takeOnlyOne = false, title = vscode.l10n.t('Which run?'), last }: Picking = {},
): Promise<RunEntry | undefined> {
  const id = idOf(given);
  if (id !== undefined) return requireRun(runs, id);
  const fitting = (await runs.ready()).filter((entry) => !isArchived(entry) && fits(entry));
  if (fitting.length === 0)
    throw new LabError('NOT_FOUND', vscode.l10n.t('There is no run for which this can be done.'));
  if (takeOnlyOne && fitting.length === 1) return fitting[0];
  const isLast = ({ summary }: RunEntry): boolean => runId(summary.folder) === last;
  const ordered = [...fitting.filter(isLast), ...fitting.filter((entry) => !isLast(entry))];
  const items = ordered.map((entry) => ({ ...runItem(entry), entry }));
  return (await pick(items, { title, matchOnDetail: true }))?.entry;
}

/** The run of an id. Fails with `NOT_FOUND` where it has gone. */
export async function requireRun(runs: Runs, id: string): Promise<RunEntry> {
  const entry = await runs.find(id);
  if (!entry) throw new LabError('NOT_FOUND', vscode.l10n.t('There is no run {0} any more.', id));
  return entry;
}

/** A run as a line of a list to pick from. */
export function runItem(entry: RunEntry): Choice {
  const { icon, label, description } = describeRun(entry, vscode.l10n.t);
  return { icon, label, description, detail: runId(entry.summary.folder) };
}

/** All selected lines of the tree that are runs, where there are several; else as `pickRun`. */
export async function pickRuns(
  runs: Runs,
  given: unknown,
  selected: unknown,
  fits: (entry: RunEntry) => boolean,
): Promise<RunEntry[]> {
  const chosen = Array.isArray(selected) ? selected.filter((node) => idOf(node) !== undefined) : [];
  const picked: RunEntry[] = [];
  for (const one of chosen.length > 1 ? chosen : [given]) {
    const entry = await pickRun(runs, one, fits);
    if (entry) picked.push(entry);
  }
  return picked;
}

function idOf(given: unknown): string | undefined {
  if (typeof given === 'string') return given;
  if (typeof given !== 'object' || given === null) return undefined;
  const { kind, folder } = given as Partial<RunNode>;
  return kind === 'run' && typeof folder === 'string' ? runId(folder) : undefined;
}
