// The way from a table to an experiment file by a few questions, answered with what is offered first.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import * as vscode from 'vscode';
import { activated, closeEditors, eventually, inWorkspace, lensesAbove } from './lab';

describe('a new experiment', () => {
  const made: vscode.Uri[] = [];
  before(activated);
  after(async () => {
    await closeEditors();
    for (const { fsPath } of made) fs.rmSync(fsPath, { force: true });
  });

  async function newExperiment(data: vscode.Uri): Promise<vscode.Uri> {
    const asked = vscode.commands.executeCommand<vscode.Uri>('nlpLab.newExperiment', data);
    let answered = false;
    void asked.then(() => (answered = true));
    await eventually('the answers', async () => {
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return answered || undefined;
    });
    const experiment = await asked;
    made.push(experiment);
    return experiment;
  }

  async function assertSound(experiment: vscode.Uri): Promise<void> {
    await eventually('the check', async () => {
      const lenses = await lensesAbove(experiment);
      return lenses.length > 0 || undefined;
    });
    assert.deepEqual(vscode.languages.getDiagnostics(experiment), []);
  }

  it('is written beside its table, commented, and without a problem', async () => {
    const experiment = await newExperiment(inWorkspace('en', 'reviews.tsv'));
    assert.equal(experiment.path, inWorkspace('en', 'reviews-lstm-2.nlplab.json').path);
    const text = fs.readFileSync(experiment.fsPath, 'utf8');
    assert.match(text, /"text": "text",? \/\/ the column to read/);
    assert.match(text, /"label": "label" \/\/ the column to predict/);
    assert.equal(vscode.window.activeTextEditor?.document.uri.path, experiment.path);
    await assertSound(experiment);
  });

  it('sees that a text is a table without a header', async () => {
    const table = inWorkspace('en', 'headless.txt');
    made.push(table);
    const rows = ['pos\tA good film', 'neg\tA bad film', 'pos\tAs fine as ever'];
    fs.writeFileSync(table.fsPath, `${[...rows, ...rows, ...rows].join('\n')}\n`);
    const experiment = await newExperiment(table);
    const text = fs.readFileSync(experiment.fsPath, 'utf8');
    assert.match(text, /"header": false,[^]*"text": "column 2",[^]*"label": "column 1"/);
    await assertSound(experiment);
  });
});
