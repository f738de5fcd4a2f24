// Restricted Mode: a folder that nobody has said to trust. What is there can be looked at; nothing runs, nothing is written,
// and what the folder's own settings say of places and machines is ignored.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { FIXTURE_RUNS, writeFixtureRun, writeFixtureRuns } from '../support/fixtureRuns';
import { experimentText, labelledTable, writing } from './corpora';
import { useEditor } from './harness';
import { extensionHostOf, librariesOf, startedBy } from './hostProcess';
import { clickUntil } from './patience';

const DECOY = { ...FIXTURE_RUNS[0], id: '2026-11-20-reviews-decoy-00f6' };

/** Everything below a folder with its size and time of change. */
function listing(folder: string): string[] {
  const names = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return names.map((name) => {
    const { size, mtimeMs } = fs.statSync(path.join(folder, name));
    return `${name} ${size} ${mtimeMs}`;
  });
}

describe('Restricted Mode', () => {
  let before: string[] = [];
  const editor = useEditor({
    restricted: true,
    prepare: (folder) => {
      writing({
        'reviews.tsv': labelledTable(100),
        'good.nlplab.json': experimentText({ name: 'good', epochs: 2 }),
        '.vscode/settings.json': JSON.stringify({
          'nlpLab.runsFolder': 'decoys',
          'nlpLab.kiwiModelFolder': 'decoys',
          'nlpLab.kuromojiModelFolder': 'decoys',
          'nlpLab.isolation': 'process',
        }),
      })(folder);
      writeFixtureRuns(path.join(folder, '.nlplab', 'runs'), folder);
      writeFixtureRun(path.join(folder, 'decoys', DECOY.id), DECOY, folder);
      before = listing(folder);
    },
  });

  const trustPage = () => editor().page.getByText('You are in Restricted Mode');
  const leaveTrustPage = async () => {
    await editor().page.keyboard.press('Escape');
    await trustPage().waitFor({ state: 'detached' });
  };

  it('is what the editor is in', async () => {
    await editor().statusBarItem('Restricted Mode').waitFor();
  });

  it('shows runs where they are by default, whatever the folder says', async () => {
    await editor().showSidebar('NLP Lab');
    await editor()
      .treeRow(/reviews-lstm.*accuracy/)
      .waitFor();
    assert.equal(await editor().treeRow('decoy').count(), 0);
  });

  it('says of commands that they are off, with the way to trust', async () => {
    for (const title of ['Train from Experiment File', 'Open Playground', 'Delete Run']) {
      await editor().runCommand(`NLP Lab: ${title}`);
      const told = editor().notification(/off in Restricted Mode/);
      await told.getByRole('button', { name: 'Manage Workspace Trust' }).waitFor();
      await editor().clearNotifications();
      await told.waitFor({ state: 'detached' });
    }
  });

  it('says so above an experiment, and above the runs, which lead to the page of trust', async () => {
    await editor().openFile('good.nlplab.json');
    await editor().codeLens('Training is off in Restricted Mode').waitFor();
    assert.equal(
      await editor()
        .codeLens('Train')
        .filter({ hasText: /Train$/ })
        .count(),
      0,
    );
    await clickUntil(editor().treeRow('runs can only be looked at'), trustPage());
    await leaveTrustPage();
    await editor().closeAllEditors();
  });

  it('opens a run, without what would use its model', async () => {
    await clickUntil(editor().treeRow('reviews-lstm'), editor().tab(/^reviews-lstm$/));
    const view = editor().view();
    await view.locator('canvas').first().waitFor();
    await view.getByText(/epoch 10 of 10/).waitFor();
    await view.getByRole('tab', { name: 'Try' }).click();
    await view.getByText(/this folder is not trusted/).waitFor();
    await view.getByText('no model is used here until you trust this folder').waitFor();
    assert.equal(await view.getByRole('button', { name: 'Evaluate on file' }).isVisible(), false);
    await editor().screenshot('restricted-run');
    await view.getByRole('button', { name: 'Manage Workspace Trust' }).click();
    await trustPage().waitFor();
    await leaveTrustPage();
    await editor().closeAllEditors();
  });

  it('cuts text into tokens and counts corpora', async () => {
    await editor().openFile('reviews.tsv');
    await editor().runCommand('NLP Lab: Tokenize');
    await editor().view().getByText('film', { exact: true }).first().waitFor();
    await editor().closeAllEditors();
    await editor().openFile('reviews.tsv');
    await editor().runCommand('NLP Lab: Corpus Statistics');
    await editor()
      .view()
      .getByText(/100 texts, 0 empty/)
      .waitFor();
  });

  it('has written nothing into the folder', () => {
    assert.deepEqual(listing(editor().folder), before);
  });

  it('has started no process and loaded no native code', () => {
    const host = extensionHostOf(editor().server.folder);
    const isOurs = (command: string) => /\/extensions\/[^/]*nlp-lab/i.test(command);
    assert.deepEqual(startedBy(host).filter(isOurs), []);
    const libraries = librariesOf(host);
    assert.ok(libraries.length > 0);
    assert.deepEqual(
      libraries.filter((name) => name.includes('onnxruntime')),
      [],
    );
  });

  it('ends when the folder is trusted: what was off is there', async () => {
    await editor().closeAllEditors();
    await clickUntil(editor().treeRow('reviews-lstm'), editor().tab(/^reviews-lstm$/));
    const strip = editor().view().getByText('no model is used here until you trust this folder');
    await strip.waitFor();
    await clickUntil(editor().treeRow('runs can only be looked at'), trustPage());
    await editor().page.getByRole('button', { name: 'Trust', exact: true }).click();
    const trusted = editor().page.getByText('You trust this folder');
    await trusted.click(); // the button that had the focus has gone
    await editor().page.keyboard.press('Escape');
    await trusted.waitFor({ state: 'detached' });
    await editor().treeRow('decoy').waitFor();
    await editor().treeRow('runs can only be looked at').waitFor({ state: 'detached' });
    await editor()
      .tab(/^reviews-lstm$/)
      .click();
    await editor().view().locator('body').waitFor();
    assert.equal(await strip.count(), 0);
  });
});
