// An experiment file as the engine is asked about it.
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { TrainRequest } from '../../protocol/engine';
import { homeOf, runsFolderOf } from '../editor/settings';

export type ExperimentRequest = Required<
  Pick<TrainRequest, 'experimentText' | 'experimentFile' | 'baseFolder' | 'runsFolder'>
>;

/** What a person calls the experiment of a file: `reviews` for `reviews.nlplab.json`. */
export const experimentName = (file: string): string => path.basename(file).replace(/\.nlplab\.json$/iu, '');

/** As it is in the editor, saved or not. */
export async function experimentRequest(uri: vscode.Uri): Promise<ExperimentRequest> {
  return requestOf(await vscode.workspace.openTextDocument(uri));
}

/** The same, saved first. */
export async function savedExperimentRequest(uri: vscode.Uri): Promise<ExperimentRequest> {
  const document = await vscode.workspace.openTextDocument(uri);
  if (document.isDirty) await document.save();
  return requestOf(document);
}

export function requestOf(document: vscode.TextDocument): ExperimentRequest {
  const { uri } = document;
  const [experimentFile, baseFolder] = [uri.fsPath, path.dirname(uri.fsPath)];
  return { experimentText: document.getText(), experimentFile, baseFolder, runsFolder: runsFolderOf(homeOf(uri)) };
}
