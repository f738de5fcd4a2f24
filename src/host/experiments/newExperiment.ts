// What is in a table or text that is learned from, and the experiment file beside it.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { isTableFile, withoutEnding } from '../../protocol/corpusFiles';
import type { ColumnsReply } from '../../protocol/columns';
import { LabError } from '../../protocol/labError';
import { exists } from '../editor/onDisk';
import { plainName } from '../editor/texts';
import type { SharedEngine } from '../engine/sharedEngine';
import { classificationText } from './classificationText';
import { MODEL_FILE } from './encoderText';
import { writeModel } from './modelFile';

export interface NamedText {
  name: string;
  text: string;
}

/**
 * Columns, rows and a sample. Text with a tab in each of its first lines, as Tatoeba and Anki write pairs, is looked at as a table
 * without a header. @param header of tables; left out: guessed
 */
export async function columnsOf(engine: SharedEngine, file: vscode.Uri, header?: boolean): Promise<ColumnsReply> {
  const request = { file: file.fsPath };
  const found = await engine.call('columns', isTableFile(file.path) ? { ...request, header } : request);
  const isTabbed = found.sample.length > 0 && found.sample.every(([line]) => line.includes('\t'));
  return found.columns.length === 0 && isTabbed ? engine.call('columns', { ...request, header: false }) : found;
}

/** An LSTM over words, for text and label as the engine guesses them; an error that names the columns when it cannot. */
export function usualExperiment(reply: ColumnsReply, file: vscode.Uri): NamedText {
  const { text, label } = reply.guess;
  if (text === undefined || label === undefined) throw unclear(reply, file);
  const { rows, header } = reply;
  const tokenizer = { type: 'word' } as const;
  const dataFile = path.basename(file.path);
  const name = nameFor(dataFile, 'lstm');
  return { name, text: classificationText({ name, dataFile, header, text, label, tokenizer, model: 'lstm', rows }) };
}

function unclear(reply: ColumnsReply, file: vscode.Uri): LabError {
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
  return new LabError('INVALID_DATA', message, { file: file.fsPath });
}

/** Of an experiment on a file of this name: `reviews-lstm` for `reviews.tsv.gz`. */
export const nameFor = (file: string, model: string): string =>
  `${plainName(withoutEnding(file).replace(/\.json$/i, ''))}-${model}`;

/** Writes the experiment beside its table under a free name and opens it. */
export async function writeExperiment(table: vscode.Uri, { name, text }: NamedText): Promise<vscode.Uri> {
  const folder = path.dirname(table.fsPath);
  for (let number = 1; ; number++) {
    const file = path.join(folder, `${number === 1 ? name : `${name}-${number}`}.nlplab.json`);
    if (await exists(file)) continue;
    const uri = vscode.Uri.file(file);
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    if (text.includes(`"file": ${JSON.stringify(MODEL_FILE)}`)) await writeModel(vscode.Uri.file(folder));
    await vscode.window.showTextDocument(uri);
    return uri;
  }
}
