// Makes an experiment file for a table by a few questions, and the experiment for training on a table at once.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { isTableFile, tableEndings, withoutEnding } from '../../protocol/corpusFiles';
import { count } from '../../protocol/figures';
import type { ColumnsReply } from '../../protocol/engine';
import type { TokenizerType } from '../../protocol/tokenizer';
import { LabError } from '../../protocol/labError';
import { workspaceFiles } from '../editor/files';
import { exists } from '../editor/onDisk';
import type { SharedEngine } from '../engine/sharedEngine';
import { plainName } from '../editor/texts';
import { experimentText, type RecurrentType } from './experimentText';

export interface ExperimentChoice {
  text: string;
  label: string;
  tokenizer: TokenizerType;
  model: RecurrentType;
}

interface Choice<T> extends vscode.QuickPickItem {
  value: T;
}

/** The table a new experiment is about: the given or active file, else one of the workspace. */
export async function pickTable(uri?: vscode.Uri): Promise<vscode.Uri | undefined> {
  const active = vscode.window.activeTextEditor?.document.uri;
  if (uri) return uri;
  if (active && isTableFile(active.path)) return active;
  const tables = (await workspaceFiles(`**/*.{${tableEndings.join()},gz}`)).filter((file) => isTableFile(file.path));
  if (tables.length === 0)
    throw new LabError(
      'NOT_FOUND',
      vscode.l10n.t('There is no table (.csv, .tsv or .jsonl) in this folder to train on.'),
    );
  const items = tables.map((value): Choice<vscode.Uri> => ({ label: vscode.workspace.asRelativePath(value), value }));
  return pick(items, vscode.l10n.t('Which table should be learned from?'));
}

/** Asks for columns, tokenizer and model; undefined when the person gives up. */
export async function askForExperiment(reply: ColumnsReply): Promise<ExperimentChoice | undefined> {
  const text = await pick(columnItems(reply, 'text'), vscode.l10n.t('Which column holds the text?'));
  if (text === undefined) return undefined;
  const rest = columnItems(reply, 'label').filter(({ value }) => value !== text);
  const label = await pick(rest, vscode.l10n.t('Which column holds the label to predict?'));
  if (label === undefined) return undefined;
  const tokenizer = await pick<TokenizerType>(
    [
      {
        label: vscode.l10n.t('Words'),
        description: vscode.l10n.t('letters together, punctuation apart'),
        value: 'word',
      },
      {
        label: vscode.l10n.t('Characters'),
        description: vscode.l10n.t('good for Korean and misspelt text'),
        value: 'character',
      },
      {
        label: vscode.l10n.t('Between spaces'),
        description: vscode.l10n.t('text that is already cut'),
        value: 'whitespace',
      },
    ],
    vscode.l10n.t('How should the text be cut?'),
  );
  if (tokenizer === undefined) return undefined;
  const model = await pick<RecurrentType>(
    [
      { label: 'LSTM', description: vscode.l10n.t('long short-term memory'), value: 'lstm' },
      { label: 'GRU', description: vscode.l10n.t('gated recurrent unit: fewer parameters'), value: 'gru' },
      { label: 'RNN', description: vscode.l10n.t('plain recurrence: the simplest'), value: 'rnn' },
    ],
    vscode.l10n.t('Which model should read it?'),
  );
  return model === undefined ? undefined : { text, label, tokenizer, model };
}

/** Text and label as the engine guesses them; an error that names the columns when it cannot. */
export function guessExperiment(reply: ColumnsReply, file: vscode.Uri): ExperimentChoice {
  const { text, label } = reply.guess;
  if (text !== undefined && label !== undefined) return { text, label, tokenizer: 'word', model: 'lstm' };
  const columns = reply.columns.map((column) => `"${column}"`).join(', ');
  const message =
    reply.columns.length === 0
      ? vscode.l10n.t(
          '{0} has no columns. A classifier needs a text column and a label column.',
          path.basename(file.path),
        )
      : vscode.l10n.t(
          'It is not clear which of the columns {0} hold text and label. Use "New Experiment" and say which.',
          columns,
        );
  throw new LabError('INVALID_DATA', message, { file: file.fsPath });
}

export async function columnsOf(engine: SharedEngine, file: vscode.Uri, header = true): Promise<ColumnsReply> {
  return engine.call('columns', { file: file.fsPath, header });
}

/** The experiment's text for a table beside which it stands (or will stand). */
export function textFor(file: vscode.Uri, choice: ExperimentChoice, rows: number): { name: string; text: string } {
  const base = path.basename(file.path);
  const name = `${plainName(withoutEnding(base))}-${choice.model}`;
  return { name, text: experimentText({ name, dataFile: base, ...choice, rows }) };
}

/** Writes the experiment beside its table under a free name and opens it. */
export async function writeExperiment(
  table: vscode.Uri,
  { name, text }: { name: string; text: string },
): Promise<vscode.Uri> {
  const folder = path.dirname(table.fsPath);
  for (let number = 1; ; number++) {
    const file = path.join(folder, `${number === 1 ? name : `${name}-${number}`}.nlplab.json`);
    if (await exists(file)) continue;
    const uri = vscode.Uri.file(file);
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    await vscode.window.showTextDocument(uri);
    return uri;
  }
}

function columnItems({ statistics, guess, sample, columns }: ColumnsReply, use: 'text' | 'label'): Choice<string>[] {
  const items = statistics.map(({ column, distinct, meanLength }): Choice<string> => {
    const values =
      distinct > 50 ? vscode.l10n.t('more than 50 different values') : vscode.l10n.t('{0} different values', distinct);
    const length = vscode.l10n.t('{0} characters on average', count(Math.round(meanLength)));
    return {
      label: column,
      description: `${values}, ${length}`,
      detail: sample[0]?.[columns.indexOf(column)]?.slice(0, 120),
      value: column,
    };
  });
  const rank = (item: Choice<string>): number => (item.value === guess[use] ? 0 : 1);
  return items.sort((a, b) => rank(a) - rank(b));
}

async function pick<T>(items: Choice<T>[], title: string): Promise<T | undefined> {
  return (await vscode.window.showQuickPick(items, { title, matchOnDescription: true }))?.value;
}
