// The Corpus view from the places that offer it, and a clean copy made in the editor.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { labelledTable, writing } from './corpora';
import { useEditor } from './harness';
import { declareViewChecks } from './viewChecks';

const TEXT = 'the cat sat\nthe <b>dog</b> sat\n\nThe  cat sat\n';

describe('the Corpus view', () => {
  const editor = useEditor({ prepare: writing({ 'reviews.tsv': labelledTable(300), 'texts/plain.txt': TEXT }) });

  const tokensShow = () => editor().view().getByText('film', { exact: true }).first().waitFor();

  it("opens from a file's context menu in the explorer", async () => {
    await editor().showSidebar('Explorer');
    await editor().pickFromExplorer(editor().treeRow('reviews.tsv'), 'Corpus Statistics');
    await editor()
      .view()
      .getByText(/300 texts, 0 empty/)
      .waitFor();
    await editor().closeAllEditors();
  });

  it('opens from the palette and leads from a finding to its line', async () => {
    await editor().openFile('texts/plain.txt');
    await editor().runCommand('NLP Lab: Corpus Statistics');
    const row = editor().view().getByText('Repeats line 1 · 2 ×');
    await row.waitFor();
    await row.click();
    await editor()
      .statusBarItem(/Ln 4, Col \d+ \(12 selected\)/)
      .waitFor();
  });

  it('finds n-grams', async () => {
    await editor().tab('Corpus plain.txt').click();
    await editor().view().getByRole('tab', { name: 'N-grams' }).click();
    await editor().view().getByRole('textbox', { name: 'Search n-grams' }).fill('cat s');
    await editor().view().getByText('the cat sat', { exact: true }).waitFor();
    await editor().closeAllEditors();
  });

  it('writes a clean copy and opens it', async () => {
    await editor().openFile('texts/plain.txt');
    await editor().runCommand('NLP Lab: Clean to New File');
    const pick = editor().page.locator('.quick-input-widget');
    await pick.getByText('1 of 4 lines, characters: 7').first().waitFor();
    await editor().screenshot('clean-steps');
    for (const name of ['lowercase', 'html']) await pick.locator('.monaco-list-row').filter({ hasText: name }).click();
    await pick.getByText('lowercase → html').waitFor();
    await editor().page.keyboard.press('Enter');
    await editor().tab('plain.clean.txt').waitFor();
    const copy = fs.readFileSync(path.join(editor().folder, 'texts', 'plain.clean.txt'), 'utf8');
    assert.equal(copy, 'the cat sat\nthe dog sat\n\nthe  cat sat\n');
    assert.equal(fs.readFileSync(path.join(editor().folder, 'texts', 'plain.txt'), 'utf8'), TEXT);
    await editor().closeAllEditors();
  });

  it('opens for a table, for the checks below, and its tokens with it', async () => {
    await editor().openFile('reviews.tsv');
    await editor().runCommand('NLP Lab: Tokenize');
    await tokensShow();
    await editor()
      .tab(/^reviews\.tsv/)
      .click();
    await editor().runCommand('NLP Lab: Corpus Statistics');
    await editor()
      .view()
      .getByText(/300 texts, 0 empty/)
      .waitFor();
  });

  declareViewChecks({
    name: 'corpus',
    editor,
    shown: (view) => view.getByText(/300 texts, 0 empty/).waitFor(),
    picture: '.charts',
  });

  it('is not alone in coming back after the reload', async () => {
    await editor().tab('Tokens of reviews.tsv').click();
    await tokensShow();
  });
});
