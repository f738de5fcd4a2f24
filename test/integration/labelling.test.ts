// Labelling in a real editor: what is said stands in the file at once, what others write is seen, and two files are compared.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import * as vscode from 'vscode';
import type { Inspection } from '../../src/host/inspection';
import type { LabellingOverview } from '../../src/protocol/labellingView';
import type { ShownAgreement } from '../../src/protocol/agreementView';
import { activated, closeEditors, eventually, inWorkspace } from './lab';

describe('labelling', () => {
  let lab: Inspection;
  const files = ['films.txt', 'films.kim.tsv', 'films.lee.tsv'].map((name) => () => inWorkspace(name));
  const [texts, kim, lee] = files;
  before(async () => (lab = await activated()));
  afterEach(closeEditors);
  after(() => files.forEach((file) => fs.rmSync(file().fsPath, { force: true })));

  const names = ['good', 'bad'];
  const open = async (annotator: string): Promise<LabellingOverview> =>
    vscode.commands.executeCommand('nlpLab.labelTexts', texts(), { annotator, names });

  it('keeps what is said in a table beside the texts, which stay as they are', async () => {
    const content = 'A fine film.\nA dull one.\nA fine film.\nNeither.\n';
    fs.writeFileSync(texts().fsPath, content);
    const { count, repeated, labelled, labels } = await open('kim');
    assert.deepEqual([count, repeated, labelled, labels], [3, 1, 0, 'films.kim.tsv']);
    const [panel] = lab.views.labelling.all;
    panel.judge(0, { label: 'good' });
    panel.judge(1, { label: 'bad' });
    assert.equal((await panel.settled())?.labelled, 2);
    assert.equal(fs.readFileSync(kim().fsPath, 'utf8'), 'text\tlabel\nA fine film.\tgood\nA dull one.\tbad\n');
    assert.equal(fs.readFileSync(texts().fsPath, 'utf8'), content);
  });

  it('goes on where it was left, and sees what others write', async () => {
    assert.equal((await open('kim')).labelled, 2);
    fs.appendFileSync(kim().fsPath, 'Neither.\tgood\n');
    const [panel] = lab.views.labelling.all;
    await eventually('the label of somebody else', async () => (await panel.settled())?.labelled === 3 || undefined);
  });

  it('compares two files', async () => {
    fs.writeFileSync(lee().fsPath, 'text\tlabel\nNeither.\tbad\nA dull one.\tbad\nA fine film.\tgood\n');
    const found: ShownAgreement = await vscode.commands.executeCommand('nlpLab.compareLabels', kim(), [kim(), lee()]);
    assert.deepEqual([found.count, found.apart, found.files], [3, 1, ['films.kim.tsv', 'films.lee.tsv']]);
    assert.equal(found.disagreements[0].text, 'Neither.');
  });
});
