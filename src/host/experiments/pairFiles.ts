// Which files and columns hold the two sides of parallel text: looked at, and asked for where that does not tell.
import { readdir } from 'node:fs/promises';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { ColumnsReply } from '../../protocol/columns';
import { LabError } from '../../protocol/labError';
import type { SharedEngine } from '../engine/sharedEngine';
import { columnsOf } from './newExperiment';
import { partnersOf, validationOf } from './pairNames';
import type { ParallelFiles } from './sequenceText';
import { openDialog } from '../editor/shown/dialogs';
import { AMONG_OTHERS, type Choice, pick } from '../editor/shown/picks';

/** What other extensions and tests may say instead of being asked. */
export interface GivenPairs {
  /** The other file; the one clicked is the source. */
  target?: vscode.Uri;
  /** Columns of a table. */
  columns?: { source: string; target: string };
}

/** What is in a file; without columns it is one text a line. */
export interface PairsSurvey extends ColumnsReply {
  file: vscode.Uri;
  /** The first line of a table names the columns. */
  header: boolean;
}

/** Tatoeba and Anki write pairs as text with a tab in each line. @param header of tables; left out: guessed */
export async function surveyPairs(reading: SharedEngine, file: vscode.Uri, header?: boolean): Promise<PairsSurvey> {
  const survey = await columnsOf(reading, file, header);
  return { ...survey, file, header: survey.header ?? false };
}

export async function ofTable(
  { file, columns, sample, header }: PairsSurvey,
  { columns: given }: Pick<GivenPairs, 'columns'>,
): Promise<ParallelFiles | undefined> {
  const name = path.basename(file.path);
  if (columns.length < 2)
    throw new LabError('INVALID_DATA', vscode.l10n.t('{0} needs two columns: one to read and one to write.', name), {
      file: file.fsPath,
    });
  if (given) return { table: name, columns: given, header };
  const items = columns.map((label, index) => ({ label, description: sample[0]?.[index] }));
  const source = await pick(items, { title: vscode.l10n.t('Which column is read (source)?'), ...AMONG_OTHERS });
  if (source === undefined) return undefined;
  const rest = items.filter((item) => item !== source);
  const target = await pick(rest, { title: vscode.l10n.t('Which column is written (target)?'), ...AMONG_OTHERS });
  return target && { table: name, columns: { source: source.label, target: target.label }, header };
}

/** Two files in the order of reading and writing; asks for what is not given. */
export async function ofFiles(
  uris: readonly vscode.Uri[],
  { target: given, openLabel = vscode.l10n.t('Train') }: Pick<GivenPairs, 'target'> & { openLabel?: string },
): Promise<ParallelFiles | undefined> {
  const [first, second] = uris;
  const pair = given ? [first, given] : second ? await direction(first, second) : await withPartner(first, openLabel);
  if (!pair) return undefined;
  const folder = path.dirname(first.fsPath);
  const [source, target] = pair.map((uri) => path.relative(folder, uri.fsPath).split(path.sep).join('/'));
  const validation = validationOf({ source, target }, await namesIn(folder));
  return { source, target, ...(validation ? { validation } : {}) };
}

const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(() => []);

interface PairItem extends Choice {
  pair?: [vscode.Uri, vscode.Uri];
}

const pairItem = (source: vscode.Uri, target: vscode.Uri): PairItem => ({
  label: `${path.basename(source.path)} → ${path.basename(target.path)}`,
  pair: [source, target],
});

async function direction(one: vscode.Uri, other: vscode.Uri): Promise<[vscode.Uri, vscode.Uri] | undefined> {
  const title = vscode.l10n.t('Which way should be learned?');
  return (await pick([pairItem(one, other), pairItem(other, one)], { title, ...AMONG_OTHERS }))?.pair;
}

/** Looks beside the file for its other side; asks which way, or for a file. */
async function withPartner(file: vscode.Uri, openLabel: string): Promise<[vscode.Uri, vscode.Uri] | undefined> {
  const folder = vscode.Uri.joinPath(file, '..');
  const partners = partnersOf(path.basename(file.path), await namesIn(folder.fsPath)).map((name) =>
    vscode.Uri.joinPath(folder, name),
  );
  const items = [
    ...partners.flatMap((partner) => [pairItem(file, partner), pairItem(partner, file)]),
    { label: vscode.l10n.t('Another file…') } satisfies PairItem as PairItem,
  ];
  const title = vscode.l10n.t('Which way should be learned?');
  const chosen = partners.length === 0 ? items[0] : await pick(items, { title, ...AMONG_OTHERS });
  if (!chosen || chosen.pair) return chosen?.pair;
  const [target] = await openDialog({
    defaultUri: folder,
    title: vscode.l10n.t('Which file has the target of each line of {0}?', path.basename(file.path)),
    openLabel,
  });
  return target && [file, target];
}
