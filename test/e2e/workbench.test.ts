// The packaged extension in a fresh editor, before anything is trained.

import assert from 'node:assert/strict';
import { labelledTable, writing } from './corpora';
import { useEditor } from './harness';
import { clickUntil } from './patience';

const COMMANDS = [
  'Tokenize',
  'New Experiment',
  'Train from Experiment File',
  'Train RNN Classifier on Active File',
  'Corpus Statistics',
  'Import Run',
  'Show Experiments',
  'What Can I Do Here',
];

describe('the packaged extension in the editor', () => {
  const editor = useEditor({ fresh: true, prepare: writing({ 'reviews.tsv': labelledTable(100) }) });

  it('shows its tree with a way to start', async () => {
    await editor().showSidebar('NLP Lab');
    await editor().page.locator('.part.sidebar').getByText('New Experiment').waitFor();
    await editor().screenshot('workbench');
  });

  it('lists the corpora of the workspace, with their columns', async () => {
    const sidebar = editor().page.locator('.part.sidebar');
    const line = (text: string) => sidebar.locator('.monaco-list-row', { hasText: text }).first();
    await editor().showSidebar('NLP Lab');
    await clickUntil(sidebar.locator('.pane-header', { hasText: 'Corpora' }), line('reviews.tsv'));
    await clickUntil(line('reviews.tsv').locator('.monaco-tl-twistie'), line('Encoding'));
    assert.match((await line('label').textContent()) ?? '', /labels, 2 values/);
    await editor().screenshot('corpora');
  });

  it('offers its commands in the palette', async () => {
    await editor().openFile('reviews.tsv');
    const titles = COMMANDS.map((each) => `NLP Lab: ${each}`);
    const offered = await editor().commandsOffered(titles);
    for (const [i, title] of titles.entries())
      assert.ok(offered[i].includes(title), `${title} is not among ${offered[i].join(', ')}`);
  });

  it('was activated, as the editor lists it with the time it took', async () => {
    await editor().showSidebar('NLP Lab');
    await editor().runCommand('Developer: Show Running Extensions');
    const row = editor().page.locator('.editor-instance .monaco-list-row', { hasText: 'NLP Lab' });
    const time = row.locator('.activation-time');
    await time.getByText(/\d+\s*ms/).waitFor();
    // How long depends on the machine: test/e2e/package.test.ts holds what it depends on besides.
    console.log(`      ${(await time.textContent())?.trim()}`);
  });

  it('asks nothing of any other machine and breaks no policy', () => {
    assert.deepEqual(editor().faults.foreignRequests, []);
    assert.deepEqual(editor().faults.policyViolations, []);
    assert.deepEqual(editor().faults.pageErrors, []);
  });
});
