// The texts of a file as points: which file, and which of its columns.
import * as vscode from 'vscode';
import type { SharedEngine } from '../engine/sharedEngine';
import { chooseTexts } from './evidence';
import type { VectorsAddress } from './vectorsAddress';
import { AMONG_OTHERS, pickText } from '../editor/shown/picks';

/** @param of the vectors of the words. Undefined when the person gives up */
export async function chooseSentences(reading: SharedEngine, of: VectorsAddress): Promise<VectorsAddress | undefined> {
  const [file] = (await chooseTexts(vscode.l10n.t('Which texts shall become points?'))) ?? [];
  if (!file) return undefined;
  const column = await pickColumn(reading, file);
  if (column === null) return undefined;
  return { kind: 'sentences', of, uri: file.toString(), ...(column === undefined ? {} : { column }) };
}

/** The text column of a table; undefined for plain text, null when the person gives up. */
async function pickColumn(reading: SharedEngine, file: vscode.Uri): Promise<string | undefined | null> {
  const { columns, guess } = await reading.call('columns', { file: file.fsPath });
  if (columns.length < 2) return columns.at(0);
  const first = columns.filter((column) => column === guess.text);
  const items = [...first, ...columns.filter((column) => column !== guess.text)];
  return (await pickText(items, { title: vscode.l10n.t('Which column holds the text?'), ...AMONG_OTHERS })) ?? null;
}
