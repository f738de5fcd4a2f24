// Which two runs are compared, and on which pairs of texts: what the tree or another extension names, or the person picks.
import * as vscode from 'vscode';
import { can } from '../../protocol/ability';
import { LabError } from '../../protocol/labError';
import type { SharedEngine } from '../engine/sharedEngine';
import { pickRun, type RunArgument } from '../runs/pickRun';
import { canNow, isUsable, nameOf, type RunEntry } from '../runs/runEntry';
import { readDetails } from '../runs/runFiles';
import type { Runs } from '../runs/runs';
import { testSetsOf } from './testSets';
import { askForParallel, type GivenEvaluation, type ParallelRequest } from '../parallel/evaluationPairs';
import { pick } from '../editor/shown/picks';

export type TwoRuns = [first: RunEntry, other: RunEntry];

/** What other extensions and tests may say instead of being asked. */
export interface GivenComparison extends GivenEvaluation {
  /** The file with the sources, or a table. */
  file?: vscode.Uri;
}

const isCompared = (entry: RunEntry): boolean => canNow(entry, 'write');

/** The older run comes first: the other is compared with it. Undefined when the person gives up. */
export async function askForTwoRuns(runs: Runs, given: readonly RunArgument[]): Promise<TwoRuns | undefined> {
  if (given.length > 2) throw new LabError('INVALID_ARGUMENT', vscode.l10n.t('Select two runs to compare.'));
  const chosen: RunEntry[] = [];
  for (const argument of given) {
    const entry = await pickRun(runs, argument, isCompared);
    if (entry) chosen.push(requireCompared(entry));
  }
  const offered = (await runs.ready()).filter((entry) => isCompared(entry) && !chosen.some(isSame(entry)));
  if (chosen.length + offered.length < 2)
    throw new LabError(
      'NOT_FOUND',
      vscode.l10n.t('Two trained runs that write texts are needed to compare, and there are fewer here.'),
    );
  while (chosen.length < 2) {
    const title =
      chosen.length === 0
        ? vscode.l10n.t('Compare which run?')
        : vscode.l10n.t('Compare {0} with which run?', nameOf(chosen[0]));
    const entry = await pickRun(runs, undefined, (one) => isCompared(one) && !chosen.some(isSame(one)), { title });
    if (!entry) return undefined;
    chosen.push(entry);
  }
  const [one, other] = chosen;
  if (isSame(one)(other))
    throw new LabError('INVALID_ARGUMENT', vscode.l10n.t('A run cannot be compared with itself.'));
  return one.summary.record.createdAt <= other.summary.record.createdAt ? [one, other] : [other, one];
}

const isSame =
  ({ summary }: RunEntry) =>
  (other: RunEntry): boolean =>
    summary.folder === other.summary.folder;

function requireCompared(entry: RunEntry): RunEntry {
  const { name, task } = entry.summary.record;
  if (!can(entry.summary.record, 'write'))
    throw new LabError(
      'INVALID_ARGUMENT',
      vscode.l10n.t('The run {0} was trained for {1}. Only runs that write texts are compared.', name, task),
    );
  if (!isUsable(entry))
    throw new LabError('NOT_FOUND', vscode.l10n.t('The run {0} has no checkpoint yet. Train it first.', name));
  return entry;
}

/** A test set of the runs' own, or files the person chooses; undefined when they give up. */
export async function askForTestSet(
  reading: SharedEngine,
  two: TwoRuns,
  given: GivenComparison,
): Promise<ParallelRequest | undefined> {
  const [{ summary }] = two;
  const asked = { folder: summary.folder, baseFolder: summary.record.baseFolder, ...given };
  const dialog = {
    title: vscode.l10n.t('Compare on which two files, or on which table?'),
    openLabel: vscode.l10n.t('Compare'),
  };
  const sets = given.file ? [] : await testSetsOf(two, (folder) => readDetails(reading, folder));
  if (sets.length === 0) return askForParallel(reading, { ...asked, ...dialog });
  const others = { label: vscode.l10n.t('Other files…') };
  const items = sets.map((set) => ({
    label: set.name,
    description: vscode.l10n.t('test set of {0}', set.runs.join(', ')),
    set,
  }));
  const choice = await pick<{ label: string; set?: (typeof sets)[number] }>([...items, others], {
    title: vscode.l10n.t('Compare on which texts?'),
  });
  if (!choice) return undefined;
  if (!choice.set) return askForParallel(reading, { ...asked, ...dialog });
  const { name, data, baseFolder } = choice.set;
  return { name, pairs: { data, baseFolder } };
}
