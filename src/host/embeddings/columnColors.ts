// Colours by a column of a table: which table, which of its columns holds the words, and which the values.
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Coloring } from '../../protocol/embeddingsView';
import { LabError } from '../../protocol/labError';
import { chooseFiles, tableFilter } from '../editor/files';
import type { SharedEngine } from '../engine/sharedEngine';
import type { ChosenColumn } from './vectorsAddress';
import type { VectorsEngine } from './vectorsEngine';
import { AMONG_OTHERS, pickText } from '../editor/shown/picks';

/** Asks for a table and two of its columns; undefined when the person gives up. */
export async function chooseColumn(reading: SharedEngine): Promise<ChosenColumn | undefined> {
  const [file] = await chooseFiles({
    title: vscode.l10n.t('Which table holds values for the words?'),
    filters: tableFilter(),
  });
  if (!file) return undefined;
  const { columns } = await reading.call('columns', { file: file.fsPath });
  if (columns.length < 2)
    throw new LabError(
      'INVALID_DATA',
      vscode.l10n.t('{0} needs two columns: one of words, one of values.', path.basename(file.fsPath)),
    );
  const wordColumn = await pickText(columns, {
    title: vscode.l10n.t('Which column holds the words?'),
    ...AMONG_OTHERS,
  });
  if (wordColumn === undefined) return undefined;
  const rest = columns.filter((column) => column !== wordColumn);
  const title = vscode.l10n.t('Which column holds the values to colour by?');
  const valueColumn = rest.length === 1 ? rest[0] : await pickText(rest, { title, ...AMONG_OTHERS });
  return valueColumn === undefined ? undefined : { file: file.fsPath, wordColumn, valueColumn };
}

export async function readColumn(engine: VectorsEngine, vectors: number, chosen: ChosenColumn): Promise<Coloring> {
  const column = await engine.call('columnValues', { vectors, ...chosen });
  if (column.known === 0)
    throw new LabError('INVALID_DATA', vscode.l10n.t('None of the words stand in the column {0}.', chosen.wordColumn));
  return { kind: 'column', column: { ...column, title: chosen.valueColumn } };
}
