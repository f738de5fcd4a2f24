// Experiment files in the editor: their language, their diagnostics and their CodeLens.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import * as vscode from 'vscode';
import { activated, closeEditors, eventually, inWorkspace, lensesAbove } from './lab';

describe('experiment files', () => {
  let document: vscode.TextDocument;
  before(async () => {
    await activated();
    document = await vscode.workspace.openTextDocument(inWorkspace('en', 'reviews-lstm.nlplab.json'));
    await vscode.window.showTextDocument(document);
  });
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await closeEditors();
  });

  const ours = (): vscode.Diagnostic[] =>
    vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === 'NLP Lab');

  async function replace(from: string, to: string): Promise<void> {
    const start = document.positionAt(document.getText().indexOf(from));
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(start, start.translate(0, from.length)), to);
    assert.ok(await vscode.workspace.applyEdit(edit));
  }

  it('are JSON with comments', () => assert.equal(document.languageId, 'jsonc'));

  it('have no problems as they come', () => assert.deepEqual(ours(), []));

  it('show a wrong key at the key until it is corrected', async () => {
    await replace('"epochs"', '"epoch"');
    const [problem] = await eventually('the diagnostic', () => (ours().length > 0 ? ours() : undefined));
    assert.equal(document.getText(problem.range).replace(/"/g, ''), 'epoch');
    assert.equal(problem.severity, vscode.DiagnosticSeverity.Error);
    assert.match(problem.message, /epochs/);
    await replace('"epoch"', '"epochs"');
    await eventually('the end of the diagnostic', () => (ours().length === 0 ? true : undefined));
  });

  it('have what is wrong in Problems after a task, also while they are closed', async () => {
    const wrong = inWorkspace('en', 'wrong-key.nlplab.json');
    fs.writeFileSync(wrong.fsPath, document.getText().replace('"epochs"', '"epoch"'));
    try {
      const tasks = await vscode.tasks.fetchTasks({ type: 'nlp-lab' });
      const check = tasks.find(({ name }) => name === 'check en/wrong-key.nlplab.json');
      assert.ok(check, tasks.map(({ name }) => name).join());
      await vscode.tasks.executeTask(check);
      const [problem] = await eventually('the problem', () => {
        const found = vscode.languages.getDiagnostics(wrong);
        return found.length > 0 ? found : undefined;
      });
      assert.match(problem.message, /epochs/);
      assert.match(document.lineAt(problem.range.start.line).text, /"epochs"/);
    } finally {
      fs.rmSync(wrong.fsPath);
    }
  });

  it('can be trained by a CodeLens', async () => {
    const lenses = await lensesAbove(document.uri);
    const train = lenses.find(({ command }) => command?.command === 'nlpLab.train');
    assert.match(train?.command?.title ?? '', /Train$/);
    assert.equal(train?.range.start.line, 0);
  });
});
