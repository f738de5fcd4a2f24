// Which runs are compared, and on what: what the tree or another extension names, or the person picks.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { can, isJudged } from '../../protocol/ability';
import { LabError } from '../../protocol/labError';
import type { SharedEngine } from '../engine/sharedEngine';
import { openDialog } from '../editor/shown/dialogs';
import { pick, pickMany } from '../editor/shown/picks';
import { pickRun, type RunArgument, runItem } from '../runs/pickRun';
import { isUsable, judgedNow, nameOf, type RunEntry } from '../runs/runEntry';
import { readDetails } from '../runs/runFiles';
import type { Runs } from '../runs/runs';
import type { ComparisonSource } from './comparisonState';
import { testSetsOf } from './testSets';
import { askForParallel, type GivenEvaluation } from '../parallel/evaluationPairs';

/** What other extensions and tests may say instead of being asked. */
export interface GivenComparison extends GivenEvaluation {
  /** The file with the sources, or a table, or a text. */
  file?: vscode.Uri;
}

/** The oldest run comes first: the others are compared with it. Undefined when the person gives up. */
export async function askForRuns(runs: Runs, given: readonly RunArgument[]): Promise<RunEntry[] | undefined> {
  const chosen: RunEntry[] = [];
  for (const argument of given) {
    const entry = await pickRun(runs, argument, judgedNow);
    if (entry) chosen.push(requireJudged(entry));
  }
  if (chosen.some((entry, i) => chosen.slice(0, i).some(isSame(entry))))
    throw new LabError('INVALID_ARGUMENT', vscode.l10n.t('A run cannot be compared with itself.'));
  if (chosen.length < 2) {
    const others = await askForOthers(runs, chosen);
    if (!others) return undefined;
    chosen.push(...others);
  }
  const byTime = ({ summary: one }: RunEntry, { summary: other }: RunEntry): number =>
    one.record.createdAt.localeCompare(other.record.createdAt);
  return chosen.sort(byTime);
}

/** Those that answer as the first one does; one to begin with where none is chosen. */
async function askForOthers(runs: Runs, chosen: readonly RunEntry[]): Promise<RunEntry[] | undefined> {
  const all = (await runs.ready()).filter(judgedNow);
  if (all.length < 2)
    throw new LabError(
      'NOT_FOUND',
      vscode.l10n.t('Two trained runs that can be measured are needed to compare, and there are fewer here.'),
    );
  const [first = await pickRun(runs, undefined, judgedNow, { title: vscode.l10n.t('Compare which run?') })] = chosen;
  if (!first) return undefined;
  const { task } = first.summary.record;
  const name = nameOf(first);
  const offered = all.filter((entry) => !isSame(first)(entry) && entry.summary.record.task === task);
  if (offered.length === 0)
    throw new LabError('NOT_FOUND', vscode.l10n.t('There is no other run that answers as {0} does.', name));
  const title = vscode.l10n.t('Compare {0} with which runs?', name);
  const items = offered.map((entry) => ({ ...runItem(entry), entry }));
  const picked = await pickMany(items, { title, matchOnDetail: true });
  if (!picked || picked.length === 0) return undefined;
  return [...(chosen.length === 0 ? [first] : []), ...picked.map(({ entry }) => entry)];
}

const isSame =
  ({ summary }: RunEntry) =>
  (other: RunEntry): boolean =>
    summary.folder === other.summary.folder;

function requireJudged(entry: RunEntry): RunEntry {
  const { name } = entry.summary.record;
  if (!isJudged(entry.summary.record))
    throw new LabError(
      'INVALID_ARGUMENT',
      vscode.l10n.t('The run {0} has learned vectors alone, which are not measured on data.', name),
    );
  if (!isUsable(entry))
    throw new LabError('NOT_FOUND', vscode.l10n.t('The run {0} has no checkpoint yet. Train it first.', name));
  return entry;
}

type Compared = ComparisonSource['pairs'];

/** Evaluations that the runs have, a test set of theirs, or files the person chooses; undefined when they give up. */
export async function askForTestSet(
  reading: SharedEngine,
  entries: readonly RunEntry[],
  given: GivenComparison,
): Promise<Compared | undefined> {
  const [{ summary }] = entries;
  if (given.file) return askForFiles(reading, entries, given);
  const { baseFolder } = summary.record;
  const sets = await testSetsOf(entries, (folder) => readDetails(reading, folder));
  const items: { label: string; description?: string; pairs?: Compared }[] = [
    ...(entries.every((entry) => entry.summary.evaluatedMs !== undefined)
      ? [
          {
            label: vscode.l10n.t('Their latest evaluations'),
            description: vscode.l10n.t('without asking the models again'),
            pairs: { baseFolder },
          },
        ]
      : []),
    ...sets.map((set) => ({
      label: set.name,
      description: vscode.l10n.t('test set of {0}', set.runs.join(', ')),
      pairs: { data: set.data, baseFolder: set.baseFolder },
    })),
  ];
  if (items.length === 0) return askForFiles(reading, entries, given);
  const choice = await pick([...items, { label: vscode.l10n.t('Other files…') }], {
    title: vscode.l10n.t('Compare on which texts?'),
  });
  if (!choice) return undefined;
  return 'pairs' in choice ? choice.pairs : askForFiles(reading, entries, given);
}

async function askForFiles(
  reading: SharedEngine,
  [{ summary }]: readonly RunEntry[],
  given: GivenComparison,
): Promise<Compared | undefined> {
  const { baseFolder } = summary.record;
  const openLabel = vscode.l10n.t('Compare');
  if (can(summary.record, 'write')) {
    const title = vscode.l10n.t('Compare on which two files, or on which table?');
    const parallel = await askForParallel(reading, { folder: summary.folder, baseFolder, ...given, title, openLabel });
    return parallel?.pairs;
  }
  const title = vscode.l10n.t('Compare on which file?');
  const dialog = { defaultUri: vscode.Uri.file(baseFolder), title, openLabel };
  const file = given.file ?? (await openDialog(dialog)).at(0);
  return file && { data: file.fsPath, baseFolder: path.dirname(file.fsPath) };
}
