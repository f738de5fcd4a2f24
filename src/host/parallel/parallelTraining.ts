// Trains a model on parallel text: asks which files belong together, writes the experiment beside them, trains.
import { readdir } from 'node:fs/promises';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { ColumnsReply } from '../../protocol/engine';
import { isTableFile } from '../../protocol/corpusFiles';
import { LabError } from '../../protocol/labError';
import type { SharedEngine } from '../engine/sharedEngine';
import { plainName } from '../editor/texts';
import { columnsOf, writeExperiment } from '../experiments/newExperiment';
import type { Trainer } from '../experiments/trainer';
import {
  type ParallelFiles,
  partnersOf,
  type SequenceModel,
  sequenceExperimentText,
  stemOf,
  validationOf,
} from './parallelExperiment';

export interface SequenceTrainingParts {
  reading: SharedEngine;
  trainer: Trainer;
}

/** What other extensions and tests may say instead of being asked. */
export interface GivenParallel {
  /** The other file; the one clicked is the source. */
  target?: vscode.Uri;
  /** Columns of a table. */
  columns?: { source: string; target: string };
  overrides?: string[];
}

/** The run's id, or undefined when the person gives up. */
export async function trainOnParallel(
  { reading, trainer }: SequenceTrainingParts,
  model: SequenceModel,
  uris: readonly vscode.Uri[],
  given: GivenParallel = {},
): Promise<string | undefined> {
  const [first] = uris;
  const survey = await surveyPairs(reading, first);
  const isAlone = uris.length === 1 && !given.target;
  const takesTable = isTableFile(first.path) || (isAlone && survey.columns.length > 0);
  const files = takesTable ? await ofTable(survey, given) : await ofFiles(uris, given);
  if (!files) return undefined;
  const name = `${plainName(stemOf(files))}-${model}`;
  const text = sequenceExperimentText({ name, files, model, pairs: survey.rows });
  const experiment = await writeExperiment(first, { name, text });
  const training = await trainer.trainFile(experiment, given.overrides);
  return training.folder && path.basename(training.folder);
}

/** What is in a file; without columns it is one text a line. */
export interface PairsSurvey extends ColumnsReply {
  file: vscode.Uri;
  /** The first line of a table names the columns. */
  header: boolean;
}

/**
 * Reads the file once; plain text whose first lines all have a tab, as Tatoeba and Anki write pairs, once more, as a table
 * without a header. @param header of tables
 */
export async function surveyPairs(reading: SharedEngine, file: vscode.Uri, header = true): Promise<PairsSurvey> {
  const survey = await columnsOf(reading, file, header || !isTableFile(file.path));
  if (isTableFile(file.path)) return { ...survey, file, header };
  const isTabbed = survey.sample.length > 0 && survey.sample.every(([line]) => line.includes('\t'));
  return { ...(isTabbed ? await columnsOf(reading, file, false) : survey), file, header: false };
}

export async function ofTable(
  { file, columns, sample, header }: PairsSurvey,
  { columns: given }: GivenParallel,
): Promise<ParallelFiles | undefined> {
  const name = path.basename(file.path);
  if (columns.length < 2)
    throw new LabError('INVALID_DATA', vscode.l10n.t('{0} needs two columns: one to read and one to write.', name), {
      file: file.fsPath,
    });
  if (given) return { table: name, columns: given, header };
  const items = columns.map((label, index) => ({ label, description: sample[0]?.[index] }));
  const source = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Which column is read (source)?') });
  if (source === undefined) return undefined;
  const rest = items.filter((item) => item !== source);
  const target = await vscode.window.showQuickPick(rest, { title: vscode.l10n.t('Which column is written (target)?') });
  return target && { table: name, columns: { source: source.label, target: target.label }, header };
}

/** Two files in the order of reading and writing; asks for what is not given. */
export async function ofFiles(
  uris: readonly vscode.Uri[],
  { target: given, openLabel = vscode.l10n.t('Train') }: GivenParallel & { openLabel?: string },
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

interface PairItem extends vscode.QuickPickItem {
  pair?: [vscode.Uri, vscode.Uri];
}

const pairItem = (source: vscode.Uri, target: vscode.Uri): PairItem => ({
  label: `${path.basename(source.path)} → ${path.basename(target.path)}`,
  pair: [source, target],
});

async function direction(one: vscode.Uri, other: vscode.Uri): Promise<[vscode.Uri, vscode.Uri] | undefined> {
  const title = vscode.l10n.t('Which way should be learned?');
  return (await vscode.window.showQuickPick([pairItem(one, other), pairItem(other, one)], { title }))?.pair;
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
  const chosen = partners.length === 0 ? items[0] : await vscode.window.showQuickPick(items, { title });
  if (!chosen || chosen.pair) return chosen?.pair;
  const [target] =
    (await vscode.window.showOpenDialog({
      defaultUri: folder,
      title: vscode.l10n.t('Which file has the target of each line of {0}?', path.basename(file.path)),
      openLabel,
    })) ?? [];
  return target && [file, target];
}
