// What all suites inside the extension host need: the activated extension, the workspace, and waiting for what must come.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { figure } from '../../scripts/test/figures.mjs';
import { WAIT_LIMIT_MS } from '../../scripts/test/limits.mjs';
import type { Inspection } from '../../src/host/inspection';

const LOOK_MS = 20;

export function theExtension(): vscode.Extension<Inspection> {
  const extension = vscode.extensions.getExtension<Inspection>('nlp-lab.nlp-lab');
  assert.ok(extension, 'the extension is installed');
  return extension;
}

export async function activated(): Promise<Inspection> {
  return theExtension().activate();
}

/** A file of the workspace, which is a copy of samples/. */
export function inWorkspace(...names: string[]): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.at(0);
  assert.ok(folder, 'a workspace is open');
  return vscode.Uri.joinPath(folder.uri, ...names);
}

export const runsFolder = (): string => inWorkspace('.nlplab', 'runs').fsPath;

/** Looks again and again until `look` gives something; fails with `what` when it never does. */
export async function eventually<T>(what: string, look: () => T | undefined | Promise<T | undefined>): Promise<T> {
  const end = Date.now() + WAIT_LIMIT_MS;
  while (Date.now() < end) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  return assert.fail(`${what} did not happen in ${WAIT_LIMIT_MS / 1000} s`);
}

export async function closeEditors(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

export const folderOf = (id: string): string => path.join(runsFolder(), id);

/** Above the text of a file, which the editor may have let go meanwhile. */
export async function lensesAbove(file: vscode.Uri): Promise<vscode.CodeLens[]> {
  await vscode.workspace.openTextDocument(file);
  return vscode.commands.executeCommand('vscode.executeCodeLensProvider', file);
}

/** Says what was measured where the tests are run, for an extension host has no console of its own, and in the table of the night. */
export function say(words: string): void {
  const output = process.env.NLP_LAB_TEST_OUTPUT;
  if (output) fs.appendFileSync(output, `      ${words}\n`);
  figure(words);
}
