// Training in the packaged editor: the CodeLens starts it, the tree follows it, it can be stopped and resumed, the Run view shows it.

import assert from 'node:assert/strict';
import { experimentText, labelledTable, writing } from './corpora';
import { useEditor } from './harness';
import { epochOf, trainByCodeLens, untilEpochAfter } from './trainings';

const ENDLESS = 100_000;
/** A file's name that messages would make a link of, which runs a command. */
const LINKED = '[x](command:workbench.action.files.newUntitledFile) nowhere.tsv';

describe('training in the editor', () => {
  const editor = useEditor({
    prepare: writing({
      'reviews.tsv': labelledTable(400),
      'quick.nlplab.json': experimentText({ name: 'quick', epochs: 3 }),
      'endless.nlplab.json': experimentText({ name: 'endless', epochs: ENDLESS }),
      'broken.nlplab.json': experimentText({ name: 'broken', epochs: 3, data: LINKED }),
    }),
  });

  it('starts from the CodeLens, and the run stands in the tree with its figures when it has ended', async () => {
    await trainByCodeLens(editor(), 'quick.nlplab.json');
    const row = editor().treeRow(/quick.*\d.% accuracy/);
    await row.first().waitFor();
    await editor().tab('quick').last().waitFor();
  });

  it('shows configuration, metrics and checkpoints below the run', async () => {
    await editor().showSidebar('NLP Lab');
    await editor().setExpanded(editor().treeRow('quick').first(), true);
    for (const group of ['Configuration', 'Metrics', 'Checkpoints']) await editor().treeRow(group).waitFor();
    await editor().setExpanded(editor().treeRow('Configuration'), true);
    await editor().treeRow('data.train').waitFor();
    await editor().setExpanded(editor().treeRow('Configuration'), false);
    await editor().screenshot('tree-details');
    await editor().setExpanded(editor().treeRow('quick').first(), false);
  });

  it('moves the tree and the status bar while it trains', async () => {
    await trainByCodeLens(editor(), 'endless.nlplab.json');
    const first = await untilEpochAfter(editor(), 'endless', 0);
    await editor()
      .statusBarItem(/endless \d+\/\d+ loss/)
      .waitFor();
    assert.ok((await untilEpochAfter(editor(), 'endless', first)) > first);
    await editor().screenshot('training');
  });

  it('lets a second training wait, as tree and status bar say', async () => {
    await trainByCodeLens(editor(), 'quick.nlplab.json');
    await editor().treeRow('queued, number 1').waitFor();
    await editor()
      .statusBarItem(/1 queued/)
      .waitFor();
    await editor()
      .notification(/quick waits until the training before it has ended/)
      .waitFor();
    await editor().screenshot('training-queued');
    await editor().clearNotifications();
    await editor().rowAction(editor().treeRow('queued, number 1'), 'Remove Training from Queue');
    await editor().treeRow('queued, number 1').waitFor({ state: 'detached' });
    await editor().openFile('endless.nlplab.json');
  });

  it('stops between two steps and can be resumed from there', async () => {
    await editor().rowAction(editor().treeRow('endless').first(), 'Stop Run');
    await editor()
      .treeRow(/endless.*stopped/)
      .first()
      .waitFor();
    const stoppedAt = await epochOf(editor(), 'endless');
    assert.ok(stoppedAt > 0);
    await editor().rowAction(editor().treeRow('endless').first(), 'Resume Run');
    await untilEpochAfter(editor(), 'endless', stoppedAt);
    assert.equal(await editor().treeRow('endless').count(), 1, 'the run goes on in its own folder');
  });

  it('is interrupted when the window is reloaded in the middle of it, and what waited is offered again', async () => {
    await trainByCodeLens(editor(), 'quick.nlplab.json');
    await editor().treeRow('queued, number 1').waitFor();
    await editor()
      .statusBarItem(/1 queued/)
      .waitFor();
    await editor().clearNotifications();
    await editor().reload();
    await editor()
      .notification(/These trainings wait in the queue: quick\./)
      .waitFor();
    await editor().showSidebar('NLP Lab');
    await editor().screenshot('training-left-over');
    await editor()
      .treeRow(/quick.*queued, number 1/)
      .waitFor();
    await editor().clearNotifications();
    await editor()
      .treeRow(/endless.*(stopped|interrupted)/)
      .first()
      .waitFor();
  });

  it('can be resumed after that, and what waited has its turn once the queue is started', async () => {
    const before = await epochOf(editor(), 'endless');
    await editor().rowAction(editor().treeRow('endless').first(), 'Resume Run');
    await untilEpochAfter(editor(), 'endless', before);
    const runs = await editor()
      .treeRow(/quick.*accuracy/)
      .count();
    await editor().runCommand('NLP Lab: Start Queue');
    await editor()
      .treeRow(/quick.*queued, number 1/)
      .waitFor();
    await editor().rowAction(
      editor()
        .treeRow(/endless.*loss/)
        .first(),
      'Stop Run',
    );
    await editor()
      .treeRow(/endless.*stopped/)
      .first()
      .waitFor();
    await editor()
      .treeRow(/quick.*accuracy/)
      .nth(runs)
      .waitFor();
  });

  it('says what is wrong when the data is missing, and the editor goes on', async () => {
    await trainByCodeLens(editor(), 'broken.nlplab.json');
    const told = editor()
      .notification(/nowhere\.tsv/)
      .first();
    await told.waitFor();
    await editor().screenshot('training-error');
    assert.equal(await told.locator('.notification-list-item-message a').count(), 0);
    await editor().clearNotifications();
  });
});

describe('the Run view of a training', () => {
  const editor = useEditor({
    prepare: writing({
      'reviews.tsv': labelledTable(400),
      'quick.nlplab.json': experimentText({ name: 'quick', epochs: 8 }),
    }),
  });

  it('shows the curves of a run that trains', async () => {
    await trainByCodeLens(editor(), 'quick.nlplab.json');
    await editor()
      .treeRow(/quick.*\d.% accuracy/)
      .first()
      .waitFor();
    await editor().leaveOnly(/^quick$/);
    await editor().view().locator('canvas, svg').first().waitFor();
  });

  it('tries the model on a text of the person', async () => {
    await editor().view().getByRole('tab', { name: 'Try' }).click();
    const field = editor().view().getByRole('textbox').first();
    await field.fill('The film was warm and witty as a whole.');
    await field.press('Enter');
    await editor().view().getByText('positive').filter({ visible: true }).first().waitFor();
    await editor().screenshot('run-try');
  });
});
