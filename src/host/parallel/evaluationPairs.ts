// Which pairs of texts a run that writes is measured on: two files with a line for each pair, or a table.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { isTableFile } from '../../protocol/corpusFiles';
import type { ParallelSource } from '../../protocol/data';
import type { JudgeRequest } from '../../protocol/report';
import type { SharedEngine } from '../engine/sharedEngine';
import { ofFiles, ofTable, type PairsSurvey, surveyPairs } from '../experiments/pairFiles';
import { readDetails } from '../runs/runFiles';
import { openDialog } from '../editor/shown/dialogs';

/** What other extensions and tests may say instead of being asked. */
export interface GivenEvaluation {
  /** The file with the references; the other one is the source. */
  target?: vscode.Uri;
  /** Columns of a table. */
  columns?: { source: string; target: string };
}

export const isGivenEvaluation = (value: unknown): value is GivenEvaluation =>
  typeof value === 'object' && value !== null;

export interface AskedEvaluation extends GivenEvaluation {
  /** Of the run whose columns are tried first. */
  folder: string;
  baseFolder?: string;
  file?: vscode.Uri;
  /** What the dialog for files is for. */
  title?: string;
  openLabel?: string;
}

export interface ParallelRequest {
  /** Of the files, for people. */
  name: string;
  pairs: Pick<JudgeRequest, 'baseFolder' | 'columns' | 'header'> & { data: ParallelSource };
}

/** Undefined when the person gives up. */
export async function askForParallel(
  reading: SharedEngine,
  { folder, baseFolder, file, title, openLabel = vscode.l10n.t('Evaluate'), ...given }: AskedEvaluation,
): Promise<ParallelRequest | undefined> {
  const files = file ? [file] : await chooseFiles({ baseFolder, title, openLabel });
  if (files.length === 0) return undefined;
  const [first] = files;
  const base = path.dirname(first.fsPath);
  const isAlone = files.length === 1 && (isTableFile(first.path) || !given.target);
  const survey = isAlone ? await surveyPairs(reading, first, await headerOf(reading, folder)) : undefined;
  if (survey && (isTableFile(first.path) || survey.columns.length > 0)) {
    const columns = given.columns ?? (await trainedColumns(reading, folder, survey));
    const table = await ofTable(survey, columns ? { columns } : {});
    if (!table || !('table' in table)) return undefined;
    const { header } = survey;
    return { name: table.table, pairs: { data: table.table, baseFolder: base, columns: table.columns, header } };
  }
  const two = await ofFiles(files, { ...given, openLabel });
  if (!two || !('source' in two)) return undefined;
  const { source, target } = two;
  const name = [source, target].map((each) => path.basename(each)).join(', ');
  return { name, pairs: { data: { source, target }, baseFolder: base } };
}

/** A value of the run's experiment, as text. */
async function valueOf(reading: SharedEngine, folder: string, key: string): Promise<string | undefined> {
  const { configuration } = await readDetails(reading, folder);
  return configuration.find((row) => row.key === key)?.value;
}

/** A run learned from tables whose first line is a pair is measured on such tables. */
const headerOf = async (reading: SharedEngine, folder: string): Promise<false | undefined> =>
  (await valueOf(reading, folder, 'data.header')) === 'false' ? false : undefined;

/** The columns of the run's experiment, where the table has them too. */
async function trainedColumns(reading: SharedEngine, folder: string, { columns }: PairsSurvey) {
  const valueAt = (key: string) => valueOf(reading, folder, key);
  const named = [
    valueAt('data.source'),
    valueAt('data.source.image'),
    valueAt('data.source.column'),
    valueAt('data.target'),
  ];
  const [text, picture, features, target] = await Promise.all(named);
  const source = text ?? picture ?? features;
  if (source === undefined || target === undefined) return undefined;
  return columns.includes(source) && columns.includes(target) ? { source, target } : undefined;
}

async function chooseFiles({
  baseFolder,
  title = vscode.l10n.t('Evaluate on which two files, or on which table?'),
  openLabel,
}: Pick<AskedEvaluation, 'baseFolder' | 'title' | 'openLabel'>): Promise<vscode.Uri[]> {
  const chosen = await openDialog({
    defaultUri: baseFolder === undefined ? undefined : vscode.Uri.file(baseFolder),
    canSelectMany: true,
    ...{ title, openLabel },
  });
  return chosen.slice(0, 2);
}
