// Tokenising from every place that offers it, and the Tokens view.

import assert from 'node:assert/strict';
import { labelledTable, writing } from './corpora';
import { useEditor } from './harness';
import { pickFromContextMenu } from './menus';
import { declareViewChecks } from './viewChecks';
import type { Workbench } from './workbench';

const KOREAN = '영화가 정말 재미있었다.\n배우들의 연기가 아쉬웠다.\n';

async function untilTokensShow(editor: Workbench, token: string): Promise<void> {
  await editor.view().getByText(token, { exact: true }).first().waitFor();
}

describe('the Tokens view', () => {
  const editor = useEditor({
    prepare: writing({
      'reviews.tsv': labelledTable(300),
      'texts/korean.txt': KOREAN,
      'texts/english.txt': 'A plain sentence.\nAnother plain sentence with an emoji 🎬 in it.\n',
    }),
  });

  const columns = () => editor().page.locator('.editor-group-container');

  it('opens from the palette, as a tab where a second column has no room', async () => {
    await editor().openFile('texts/korean.txt');
    await editor().runCommand('NLP Lab: Tokenize');
    await untilTokensShow(editor(), '영화가');
    assert.equal(await columns().count(), 1);
    await editor().closeAllEditors();
  });

  it('opens beside the file where both have room, and the next views as tabs of that group', async () => {
    await editor().page.setViewportSize({ width: 1920, height: 800 });
    await editor().openFile('texts/english.txt');
    await editor().runCommand('NLP Lab: Tokenize');
    await untilTokensShow(editor(), 'sentence');
    assert.equal(await columns().count(), 2);
    await editor().page.locator('.monaco-editor .view-line', { hasText: 'emoji' }).click();
    await editor().runCommand('NLP Lab: Corpus Statistics');
    await editor()
      .view()
      .getByText(/2 texts/)
      .first()
      .waitFor();
    assert.equal(await columns().count(), 2);
    await editor().screenshot('beside');
    await editor().closeAllEditors();
    await editor().page.setViewportSize({ width: 1280, height: 800 });
  });

  it("opens from a file's context menu in the explorer", async () => {
    await editor().showSidebar('Explorer');
    await editor().pickFromExplorer(editor().treeRow('reviews.tsv'), 'Tokenize');
    await untilTokensShow(editor(), 'film');
    await editor().closeAllEditors();
  });

  it("opens from a folder's context menu, over all its text files", async () => {
    await editor().showSidebar('Explorer');
    await editor().pickFromExplorer(editor().treeRow('texts').first(), 'Tokenize');
    await untilTokensShow(editor(), 'plain');
    await untilTokensShow(editor(), '정말');
    await editor().closeAllEditors();
  });

  it("opens from an editor's context menu", async () => {
    await editor().openFile('texts/english.txt');
    const text = editor().page.locator('.editor-group-container.active .view-line').first();
    await pickFromContextMenu(text, 'Tokenize');
    await untilTokensShow(editor(), 'sentence');
    await editor().closeAllEditors();
  });

  it('opens from the context menu of an editor tab', async () => {
    await editor().openFile('texts/english.txt');
    await pickFromContextMenu(editor().tab('english.txt'), 'Tokenize');
    await untilTokensShow(editor(), 'sentence');
  });

  it('leads from a token to its place in the editor', async () => {
    await editor()
      .view()
      .getByText('Another', { exact: true })
      .or(editor().view().getByText('another', { exact: true }))
      .first()
      .dblclick();
    await editor()
      .statusBarItem(/Ln 2, Col \d+ \(7 selected\)/)
      .waitFor();
    await editor().closeAllEditors();
  });

  it('opens for a table, for the checks below', async () => {
    await editor().openFile('reviews.tsv');
    await editor().runCommand('NLP Lab: Tokenize');
    await untilTokensShow(editor(), 'film');
    await editor().leaveOnly('Tokens of reviews.tsv');
  });

  declareViewChecks({
    name: 'tokens',
    editor,
    shown: (view) => view.getByText('film', { exact: true }).first().waitFor(),
    picture: '.scroller',
    reloads: false, // with the Corpus view, and with all that can be in it where tokenizers are compared
  });
});
