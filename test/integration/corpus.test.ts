// The commands on a corpus, through the real engine and a real view.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import * as vscode from 'vscode';
import type { Inspection } from '../../src/host/inspection';
import { activated, closeEditors, eventually, inWorkspace } from './lab';

describe('a corpus', () => {
  let lab: Inspection;
  before(async () => (lab = await activated()));
  afterEach(closeEditors);

  const overview = async () => eventually('the figures', () => lab.views.corpus.all.at(0)?.overview());

  it('is counted, and compared with a test part', async () => {
    await vscode.commands.executeCommand('nlpLab.corpusStatistics', inWorkspace('en', 'reviews.tsv'));
    const { title, lines, columns, labels, testTitle } = await overview();
    assert.deepEqual(
      [title, lines, columns?.text, labels?.length, testTitle],
      ['reviews.tsv', 240, 'text', 2, undefined],
    );
    const [panel] = lab.views.corpus.all;
    panel.compareWith(inWorkspace('en', 'reviews.tsv').toString());
    await panel.settled;
    assert.deepEqual(
      [(await overview()).test, (await overview()).testTitle],
      [{ lines: 240, leaked: 240 }, 'reviews.tsv'],
    );
  });

  it('is read in another encoding when that is chosen', async () => {
    const file = inWorkspace('cp949.txt');
    fs.writeFileSync(file.fsPath, Buffer.from('bec8b3e7c7cfbcbcbfe42c20bfb5c8ad20b8aebae4c0d4b4cfb4d92e0a', 'hex'));
    await vscode.commands.executeCommand('nlpLab.corpusStatistics', file);
    assert.equal((await overview()).encoding, 'cp949');
    const [panel] = lab.views.corpus.all;
    panel.readAs('gb18030');
    await panel.settled;
    assert.equal((await overview()).encoding, 'gb18030');
    fs.rmSync(file.fsPath);
  });

  it('is counted again when it is saved', async () => {
    const file = inWorkspace('counted.txt');
    fs.writeFileSync(file.fsPath, 'one\n');
    await vscode.commands.executeCommand('nlpLab.corpusStatistics', file);
    assert.equal((await overview()).tokens, 1);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(file, new vscode.Position(0, 0), 'two three\n');
    await vscode.workspace.applyEdit(edit);
    await (await vscode.workspace.openTextDocument(file)).save();
    await eventually('the new count', () => lab.views.corpus.all[0].overview()?.tokens === 3 || undefined);
  });

  it('has a clean copy written beside it', async () => {
    const file = inWorkspace('dirty.txt');
    fs.writeFileSync(file.fsPath, '<b>One</b>\none\n');
    const copy = await vscode.commands.executeCommand('nlpLab.cleanToNewFile', file, [
      'html',
      'lowercase',
      'duplicates',
    ]);
    assert.equal(copy, inWorkspace('dirty.clean.txt').toString());
    assert.equal(fs.readFileSync(inWorkspace('dirty.clean.txt').fsPath, 'utf8'), 'one\n');
    assert.equal(fs.readFileSync(file.fsPath, 'utf8'), '<b>One</b>\none\n');
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), copy);
  });

  it('leaves nothing behind after 20 openings', async () => {
    const before = lab.life.count;
    for (let i = 0; i < 20; i++) {
      await vscode.commands.executeCommand('nlpLab.corpusStatistics', inWorkspace('en', 'reviews.tsv'));
      lab.views.corpus.all[0].panel.dispose();
    }
    await eventually('the end of all panels', () => lab.views.corpus.all.length === 0 || undefined);
    assert.equal(lab.life.count, before);
  });
});
