// Starts trainings of word vectors: on one file with the usual settings, or from an experiment that says so.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { parse } from 'jsonc-parser';
import { LabError } from '../../protocol/labError';
import type { SharedEngine } from '../engine/sharedEngine';
import type { Training } from '../engine/trainings';
import { plainName } from '../experiments/experimentText';
import type { Trainer } from '../experiments/trainer';
import { word2vecText } from './word2vecText';

const TABLE = /\.(csv|tsv|jsonl)(\.gz)?$/i;
const TEXT = /\.(txt|md|csv|tsv|jsonl)(\.gz)?$/i;

/** Trains word2vec on the given or active file, as it lies on the disk. Undefined when the person gives up. */
export async function trainWord2Vec(
  trainer: Trainer,
  reading: SharedEngine,
  uri?: vscode.Uri,
): Promise<Training | undefined> {
  const file = await savedFile(uri);
  const column = TABLE.test(file.path) ? await textColumn(reading, file) : undefined;
  if (column === null) return undefined;
  const { size } = await vscode.workspace.fs.stat(file);
  const dataFile = path.basename(file.path);
  const name = `${plainName(dataFile.replace(TEXT, ''))}-word2vec`;
  const more = column === undefined ? {} : { column };
  return trainer.trainText(name, word2vecText({ name, dataFile, bytes: size, ...more }), file);
}

async function savedFile(uri?: vscode.Uri): Promise<vscode.Uri> {
  const file = uri ?? vscode.window.activeTextEditor?.document.uri;
  if (!file) throw new LabError('NOT_FOUND', vscode.l10n.t('Open a text file first.'));
  if (file.scheme !== 'file') throw new LabError('INVALID_ARGUMENT', vscode.l10n.t('Save the text as a file first.'));
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === file.toString());
  if (open?.isDirty && !(await open.save()))
    throw new LabError('DISK', vscode.l10n.t('{0} could not be saved.', path.basename(file.fsPath)));
  return file;
}

/** The column of the text, as the engine guesses it or the person says; null when the person gives up. */
async function textColumn(reading: SharedEngine, file: vscode.Uri): Promise<string | null> {
  const { columns, guess } = await reading.call('columns', { file: file.fsPath });
  if (guess.text !== undefined) return guess.text;
  return (await vscode.window.showQuickPick(columns, { title: vscode.l10n.t('Which column holds the text?') })) ?? null;
}

/** The given or active experiment of the task `embedding`, else one of the workspace. */
export async function pickEmbeddingExperiment(uri?: vscode.Uri): Promise<vscode.Uri | undefined> {
  const active = vscode.window.activeTextEditor?.document.uri;
  const given = uri ?? (active?.path.toLowerCase().endsWith('.nlplab.json') ? active : undefined);
  if (given && (uri || (await isEmbedding(given)))) return given;
  const files = await vscode.workspace.findFiles('**/*.nlplab.json', '**/{node_modules,.nlplab}/**', 200);
  const checked = await Promise.all(files.map(async (file) => ((await isEmbedding(file)) ? [file] : [])));
  const fitting = checked.flat().sort((a, b) => a.path.localeCompare(b.path));
  if (fitting.length === 0)
    throw new LabError(
      'NOT_FOUND',
      vscode.l10n.t(
        'There is no experiment of the task "embedding" here yet. Use "Train Word2Vec on Active File", or write "task": "embedding" in one.',
      ),
    );
  if (fitting.length === 1) return fitting[0];
  const items = fitting.map((value) => ({
    ...{ label: path.basename(value.path), description: vscode.workspace.asRelativePath(value), value },
  }));
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Train from which experiment?') }))?.value;
}

async function isEmbedding(file: vscode.Uri): Promise<boolean> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === file.toString());
  const text = open?.getText() ?? new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  const value: unknown = parse(text, [], { allowTrailingComma: true });
  return typeof value === 'object' && value !== null && (value as { task?: unknown }).task === 'embedding';
}
