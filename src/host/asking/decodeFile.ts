// Decodes a file: each line by beam search, the outputs in a file beside it, line by line.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { textOf } from '../../protocol/answer';
import { isTableFile } from '../../protocol/corpusFiles';
import { count } from '../../protocol/figures';
import { LabError } from '../../protocol/labError';
import type { SharedEngine } from '../engine/sharedEngine';
import { mayWrite } from '../editor/files';
import { withProgress } from '../editor/shown/progress';
import { plainName } from '../editor/texts';
import type { RunEntry } from '../runs/runEntry';
import { tell } from '../editor/shown/messages';

/** Lines in one call: enough for whole batches, few enough to be cancelled between. */
const LINES_A_CALL = 2000;

/** `test.de` by the run `multi30k-gru` gives `test.multi30k-gru.de`. */
function decodedName(file: string, run: string): string {
  const { dir, name, ext } = path.parse(file);
  return path.join(dir, `${name}.${plainName(run)}${ext || '.txt'}`);
}

/** The address of the written file; undefined where the person cancelled or would not replace one. */
export async function decodeFile(
  working: SharedEngine,
  entry: RunEntry,
  file: vscode.Uri,
): Promise<string | undefined> {
  if (isTableFile(file.path) || file.path.toLowerCase().endsWith('.gz'))
    throw new LabError(
      'INVALID_ARGUMENT',
      vscode.l10n.t('{0} is no plain text. Decode a text file with one text a line.', path.basename(file.path)),
    );
  const { record, folder } = entry.summary;
  const target = vscode.Uri.file(decodedName(file.fsPath, record.name));
  if (!(await mayWrite(target))) return undefined;
  const lines = linesOf((await vscode.workspace.openTextDocument(file)).getText());
  const outputs = await withProgress(vscode.l10n.t('Decoding {0}', path.basename(file.path)), (signal, onProgress) =>
    decodeLines(working, folder, lines, signal, (fraction) => onProgress({ fraction })),
  );
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(outputs.map((line) => `${line}\n`).join('')));
  await vscode.window.showTextDocument(target, { preview: false, viewColumn: vscode.ViewColumn.Beside });
  const name = path.basename(target.fsPath);
  void tell.information(vscode.l10n.t('{0} lines were written to {1}.', count(outputs.length), name));
  return target.toString();
}

/** Lines of a text; a line end at the very end begins none. */
const linesOf = (text: string): string[] => text.replace(/\r?\n$/, '').split(/\r?\n/);

/** Empty lines stay empty, so that line k of the output belongs to line k of the file. */
async function decodeLines(
  working: Pick<SharedEngine, 'call'>,
  folder: string,
  lines: readonly string[],
  signal: AbortSignal,
  onProgress: (fraction: number) => void,
): Promise<string[]> {
  const outputs = lines.map(() => '');
  const filled = lines.flatMap((line, i) => (line.trim() === '' ? [] : [i]));
  if (filled.length === 0) throw new LabError('INVALID_DATA', vscode.l10n.t('There is no text in this file.'));
  for (let at = 0; at < filled.length; at += LINES_A_CALL) {
    const part = filled.slice(at, at + LINES_A_CALL);
    const { answers } = await working.call(
      'ask',
      { folder, texts: part.map((i) => lines[i]) },
      { signal, onProgress: ({ fraction = 0 }) => onProgress((at + fraction * part.length) / filled.length) },
    );
    part.forEach((line, i) => (outputs[line] = textOf(answers[i]).outputs[0].text.replace(/\s*\n\s*/g, ' ')));
  }
  return outputs;
}
