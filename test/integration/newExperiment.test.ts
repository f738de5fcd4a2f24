// The way from a table to an experiment file by four questions, answered with what is offered first.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import * as vscode from 'vscode';
import { activated, closeEditors, eventually, inWorkspace } from './lab';

describe('a new experiment', () => {
  let made: vscode.Uri | undefined;
  before(activated);
  after(async () => {
    await closeEditors();
    if (made) fs.rmSync(made.fsPath, { force: true });
  });

  it('is written beside its table, commented, and without a problem', async () => {
    const asked = vscode.commands.executeCommand<vscode.Uri>('nlpLab.newExperiment', inWorkspace('en', 'reviews.tsv'));
    let answered = false;
    void asked.then(() => (answered = true));
    await eventually('the answers', async () => {
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return answered || undefined;
    });
    made = await asked;
    assert.equal(made.path, inWorkspace('en', 'reviews-lstm-2.nlplab.json').path);
    const text = fs.readFileSync(made.fsPath, 'utf8');
    assert.match(text, /"text": "text",? \/\/ the column to read/);
    assert.match(text, /"label": "label" \/\/ the column to predict/);
    assert.equal(vscode.window.activeTextEditor?.document.uri.path, made.path);
    const shown = made;
    await eventually('the check', async () => {
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', shown);
      return lenses.length > 0 || undefined;
    });
    assert.deepEqual(vscode.languages.getDiagnostics(made), []);
  });
});
