// Tokenizing from the editor, through the real engine and a real view.

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Inspection } from '../../src/host/inspection';
import { activated, closeEditors, eventually, inWorkspace } from './lab';

describe('tokenizing', () => {
  let lab: Inspection;
  before(async () => (lab = await activated()));
  afterEach(closeEditors);

  const overview = async () => eventually('the tokens', () => lab.tokens.all.at(0)?.overview());

  it('shows the active file', async () => {
    await vscode.window.showTextDocument(inWorkspace('en', 'reviews.tsv'));
    await vscode.commands.executeCommand('nlpLab.tokenizeFile');
    const { title, lineCount, tokenCount, unknownCount, vocabularySize } = await overview();
    assert.equal(title, 'reviews.tsv');
    assert.equal(lineCount, 241);
    assert.ok(tokenCount > 2000 && vocabularySize > 300, `${tokenCount} tokens, ${vocabularySize} words`);
    assert.equal(unknownCount, 0);
  });

  it('shows a selection only', async () => {
    const editor = await vscode.window.showTextDocument(inWorkspace('en', 'reviews.tsv'));
    editor.selection = new vscode.Selection(1, 0, 3, 0);
    await vscode.commands.executeCommand('nlpLab.tokenizeSelection');
    assert.equal((await overview()).lineCount, 3);
  });

  it('shows all text files of a folder', async () => {
    await vscode.commands.executeCommand('nlpLab.tokenizeFile', inWorkspace('ko'));
    const { title, lineCount } = await overview();
    assert.equal(title, 'ko');
    assert.equal(lineCount, 241);
  });

  it('shows what is not saved yet', async () => {
    const document = await vscode.workspace.openTextDocument({ content: 'one two\nthree' });
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('nlpLab.tokenizeFile');
    const { lineCount, tokenCount } = await overview();
    assert.deepEqual([lineCount, tokenCount], [2, 3]);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('leaves nothing behind after 50 openings', async () => {
    const file = inWorkspace('en', 'reviews.tsv');
    const before = lab.life.count;
    for (let i = 0; i < 50; i++) {
      await vscode.commands.executeCommand('nlpLab.tokenizeFile', file);
      assert.equal(lab.tokens.all.length, 1);
      lab.tokens.all[0].panel.dispose();
    }
    await eventually('the end of all panels', () => (lab.tokens.all.length === 0 ? true : undefined));
    assert.equal(lab.life.count, before);
  });
});
