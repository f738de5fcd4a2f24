// What commands make of a file that is learned from: the experiment that the person asks for, or the usual one.
import * as vscode from 'vscode';
import type { ColumnsReply } from '../../protocol/columns';
import { allSpoken } from '../editor/engineTexts';
import { tell } from '../editor/shown/messages';
import type { SharedEngine } from '../engine/sharedEngine';
import { askForExperiment, askForFolders } from './askForExperiment';
import { columnsOf, type NamedText, usualExperiment, writeExperiment } from './newExperiment';
import { pickData } from './pickData';

/** Asks for all that is not given, and writes the experiment beside its data. Undefined when the person gives up. */
export async function newExperiment(engine: SharedEngine, given?: vscode.Uri): Promise<vscode.Uri | undefined> {
  const file = await pickData(given);
  if (!file) return undefined;
  const made = (await isFolder(file))
    ? await askForFolders(file)
    : await askForExperiment(file, await toldColumns(engine, file));
  return made && writeExperiment(file, made);
}

async function isFolder(uri: vscode.Uri): Promise<boolean> {
  return (await vscode.workspace.fs.stat(uri)).type === vscode.FileType.Directory;
}

/** Asks nothing. */
export const usualExperimentOn = async (engine: SharedEngine, table: vscode.Uri): Promise<NamedText> =>
  usualExperiment(await toldColumns(engine, table), table);

/** Tells what was assumed about how the file is written. */
async function toldColumns(engine: SharedEngine, file: vscode.Uri): Promise<ColumnsReply> {
  const columns = await columnsOf(engine, file);
  const { notices } = columns;
  if (notices.length > 0) void tell.information(allSpoken(notices, vscode.l10n.t).join(' '));
  return columns;
}
