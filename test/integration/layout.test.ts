// Where views open in a window of 1,280 pixels, in which two columns have no room: gathered, and never in ever more columns.

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activated, closeEditors, eventually, inWorkspace } from './lab';

/** The names of the tabs, by column, once there are as many. */
const tabs = (most: number): Promise<string[][]> =>
  eventually(`${most} tabs`, () => {
    const names = vscode.window.tabGroups.all.map((group) => group.tabs.map(({ label }) => label));
    return names.flat().length === most ? names : undefined;
  });

describe('views beside files', () => {
  const file = inWorkspace('en', 'reviews.tsv');
  before(activated);
  afterEach(closeEditors);

  it('are tabs of the one group there is', async () => {
    await vscode.window.showTextDocument(file, { preview: false });
    await vscode.commands.executeCommand('nlpLab.tokenizeFile', file);
    await vscode.commands.executeCommand('nlpLab.corpusStatistics', file);
    assert.deepEqual(await tabs(3), [['reviews.tsv', 'Tokens of reviews.tsv', 'Corpus reviews.tsv']]);
  });

  it('gather in the second of two columns, whichever is in front', async () => {
    await vscode.window.showTextDocument(file, { preview: false, viewColumn: 1 });
    await vscode.window.showTextDocument(inWorkspace('ko', 'reviews.tsv'), { preview: false, viewColumn: 2 });
    await vscode.window.showTextDocument(file, { viewColumn: 1 });
    await vscode.commands.executeCommand('nlpLab.tokenizeFile', file);
    await vscode.window.showTextDocument(file, { viewColumn: 1 });
    await vscode.commands.executeCommand('nlpLab.corpusStatistics', file);
    await vscode.commands.executeCommand('nlpLab.corpusStatistics', inWorkspace('ko', 'reviews.tsv'));
    assert.deepEqual(
      (await tabs(5)).map((column) => column.length),
      [1, 4],
    );
  });
});
