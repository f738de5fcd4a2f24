// The Runs tree and the Run view on runs that lie in the workspace, in every state that a run can have.

import assert from 'node:assert/strict';
import path from 'node:path';
import { writeFixtureRuns } from '../support/fixtureRuns';
import { labelledTable, writing } from './corpora';
import { readWorkspaceFile, useEditor } from './harness';
import { clickUntil } from './patience';
import { declareViewChecks } from './viewChecks';

describe('the Run view', () => {
  const editor = useEditor({
    prepare: (folder) => {
      writing({ 'reviews.tsv': labelledTable(300) })(folder);
      writeFixtureRuns(path.join(folder, '.nlplab', 'runs'), folder);
    },
  });

  it('stands behind each run of the tree, whose state the tree tells', async () => {
    await editor().showSidebar('NLP Lab');
    for (const text of [
      /reviews-lstm.*accuracy/,
      /reviews-gru.*3\/8.*interrupted/,
      /reviews-rnn.*failed/,
      /stopped.*2\/6/,
    ])
      await editor().treeRow(text).waitFor();
    await editor().screenshot('tree');
  });

  it('opens on a click, with curves and status', async () => {
    await clickUntil(editor().treeRow('reviews-lstm'), editor().tab('reviews-lstm'));
    await editor().view().locator('canvas').first().waitFor();
    await editor()
      .view()
      .getByText(/epoch 10 of 10/)
      .waitFor();
  });

  it('shows the same numbers as a table', async () => {
    const table = editor().view().getByRole('button', { name: 'Table' });
    await table.click();
    await editor()
      .view()
      .getByRole('columnheader', { name: /Learning rate/ })
      .first()
      .waitFor();
    await editor().screenshot('run-table');
    await editor().view().getByRole('button', { name: 'Save…' }).click();
    await editor().page.waitForFunction(() =>
      document.querySelector<HTMLInputElement>('.quick-input-widget input.input')?.value.endsWith('/reviews-lstm.csv'),
    );
    await editor().page.keyboard.press('Enter');
    await editor().statusBarItem('Saved reviews-lstm.csv').waitFor();
    const saved = readWorkspaceFile(editor(), 'reviews-lstm.csv').split('\r\n');
    assert.deepEqual([saved[0], saved.length], ['Step,Epoch,Loss,Learning rate,Gradient norm', 1002]);
    await table.click();
    await editor().view().locator('canvas').first().waitFor();
  });

  it('leads from a mistake to its line in the data', async () => {
    await editor().view().getByRole('tab', { name: 'Mistakes' }).click();
    await editor().screenshot('run-mistakes');
    await editor().view().getByRole('row').nth(1).dblclick();
    await editor().tab('reviews.tsv').waitFor();
    assert.equal(await editor().tab('reviews.tsv').count(), 1, 'a double click opens the file once');
    await editor().leaveOnly('reviews-lstm');
    await editor().view().getByRole('tab', { name: 'Confusion' }).click();
  });

  it('leads from the mistakes to all examples, or says why this evaluation has none', async () => {
    await editor().view().getByRole('tab', { name: 'Mistakes' }).click();
    await editor().view().getByRole('button', { name: 'All examples…' }).click();
    await editor().tab('Examples: reviews-lstm').waitFor();
    await editor()
      .view()
      .getByText(/^There are no examples of this evaluation/)
      .waitFor();
    await editor().view().getByRole('button', { name: 'Evaluate on file' }).waitFor();
    await editor().screenshot('examples-none');
    await editor().leaveOnly('reviews-lstm');
    await editor().view().getByRole('tab', { name: 'Confusion' }).click();
  });

  it('is left with a section and a line of the tree open, for the reload below', async () => {
    await editor().showSidebar('NLP Lab');
    await editor().setExpanded(editor().treeRow('reviews-lstm').first(), true);
    await editor().setExpanded(editor().treeRow('Checkpoints'), true);
    await editor().treeRow('best').waitFor();
    await editor().view().getByRole('tab', { name: 'Mistakes' }).click();
  });

  declareViewChecks({
    name: 'run',
    editor,
    picture: '.picture',
    shown: async (view) => {
      await view.locator('canvas').first().waitFor();
      await view.getByText(/epoch 10 of 10/).waitFor();
    },
  });

  it('has the same section in front, and the tree the same lines open, after the reload', async () => {
    await editor().view().getByRole('tab', { name: 'Mistakes', selected: true }).waitFor();
    await editor().showSidebar('NLP Lab');
    for (const row of ['Configuration', 'Checkpoints', 'best']) await editor().treeRow(row).first().waitFor();
    await editor().setExpanded(editor().treeRow('reviews-lstm').first(), false);
  });

  it('says why a run has failed', async () => {
    await editor().showSidebar('NLP Lab');
    await clickUntil(editor().treeRow('reviews-rnn'), editor().tab('reviews-rnn'));
    await editor().leaveOnly('reviews-rnn');
    await editor()
      .view()
      .getByText(/not a number in step 61/)
      .first()
      .waitFor();
    await editor().screenshot('run-failed');
  });

  it('is found again by a star, a name and a filter, in groups', async () => {
    await editor().showSidebar('NLP Lab');
    await editor().clearNotifications();
    const row = editor().treeRow('reviews-gru').first();
    await editor().rowAction(row, 'Star Run');
    await editor().treeRow('★ reviews-gru').waitFor();
    await row.click();
    await editor().page.keyboard.press('F2');
    await editor().quickInput.fill('The one to keep');
    await editor().page.keyboard.press('Enter');
    await editor().treeRow('★ The one to keep').waitFor();
    await editor().runCommand('NLP Lab: Filter Runs');
    await editor().quickInput.fill('* gru');
    await editor().treeRow('reviews-rnn').waitFor({ state: 'detached' });
    await editor().page.keyboard.press('Enter');
    await editor().page.locator('.part.sidebar', { hasText: 'Filter: * gru' }).waitFor();
    await editor().runCommand('NLP Lab: Group Runs');
    await editor().quickPick('by task').click();
    const group = editor().treeRow(/classification.*1 run/);
    await editor().setExpanded(group, true, editor().treeRow('★ The one to keep'));
    await editor().screenshot('tree-arranged');
    await editor().runCommand('NLP Lab: Clear Filter of Runs');
    await editor()
      .treeRow(/classification.*4 runs/)
      .waitFor();
    await editor().runCommand('NLP Lab: Group Runs'); // other suites open the same window
    await editor().quickPick('in one list').click();
    await editor().treeRow('reviews-rnn').first().waitFor();
  });
});
