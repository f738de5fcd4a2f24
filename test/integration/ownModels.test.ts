// Models of one's own in the editor: what is wrong shows in their file, at the line, and gradients are checked.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import * as vscode from 'vscode';
import type { GradientCheck } from '../../src/protocol/gradientCheck';
import { activated, closeEditors, eventually, inWorkspace } from './lab';

describe("models of one's own", () => {
  const experiment = inWorkspace('custom', 'gated-convolution.nlplab.json');
  const model = inWorkspace('custom', 'gated-convolution.ts');
  const text = fs.readFileSync(model.fsPath, 'utf8');
  before(async () => {
    await activated();
    await vscode.window.showTextDocument(experiment);
  });
  after(async () => {
    await closeEditors();
    fs.writeFileSync(model.fsPath, text);
  });

  const ours = (file: vscode.Uri): vscode.Diagnostic[] =>
    vscode.languages.getDiagnostics(file).filter(({ source }) => source === 'NLP Lab');

  async function saved(from: string, to: string): Promise<vscode.TextDocument> {
    const document = await vscode.workspace.openTextDocument(model);
    const start = document.positionAt(document.getText().indexOf(from));
    const edit = new vscode.WorkspaceEdit();
    edit.replace(model, new vscode.Range(start, start.translate(0, from.length)), to);
    assert.ok(await vscode.workspace.applyEdit(edit));
    assert.ok(await document.save());
    return document;
  }

  it('show a wrong shape at its line until it is corrected', async () => {
    const document = await saved('filters: width, window', 'filters: width + 1, window');
    const [fault] = await eventually('the diagnostic', () => (ours(model).length > 0 ? ours(model) : undefined));
    assert.match(fault.message, /broadcast/);
    assert.match(document.lineAt(fault.range.start.line).text, /gate|mul|add/);
    assert.match(ours(experiment)[0]?.message ?? '', /^gated-convolution\.ts:\d+:\d+: /);
    await saved('filters: width + 1, window', 'filters: width, window');
    await eventually('its end', () => (ours(model).length + ours(experiment).length === 0 ? true : undefined));
  });

  it('have gradients that are right', async () => {
    const checked = await vscode.commands.executeCommand<GradientCheck>('nlpLab.checkGradients', experiment);
    assert.ok([...checked.operators, ...checked.parameters].every(({ isRight }) => isRight));
    assert.ok(checked.operators.length > 0);
  });
});
