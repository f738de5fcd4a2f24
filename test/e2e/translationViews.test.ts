// From parallel files to a model and into it: training, attention, playground and beam search, as a person meets them.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { writing } from './corpora';
import { useEditor } from './harness';
import { pickFromContextMenu } from './menus';
import { reversedLines } from './parallelText';
import { declareViewChecks } from './viewChecks';
import { choose } from './inputs';
import type { Workbench } from './workbench';

const showsAttention = (view: FrameLocator) => view.locator('.heads button').first().waitFor();
const showsPlayground = (view: FrameLocator) => view.getByText('Tokens of the best output').waitFor();

const { source, target } = reversedLines(160);
const RUN = 'train-src-tgt-transformer';
describe('a sequence-to-sequence run in the editor', () => {
  const editor = useEditor({
    prepare: writing({ 'pairs/train.src': source, 'pairs/train.tgt': target, 'new.txt': 'red blue\n\ngold one two\n' }),
    settings: { 'files.associations': { '*.src': 'plaintext', '*.tgt': 'plaintext' } },
  });
  const sourceField = () => editor().view().getByRole('textbox', { name: 'Source text' });

  it('is trained on two files that lie together', async () => {
    await editor().openFile('pairs/train.src');
    await editor().runCommand('NLP Lab: Train Transformer on Parallel Files');
    await choose(editor(), 'train.src → train.tgt');
    await editor().showSidebar('NLP Lab');
    await editor()
      .treeRow(/train-src-tgt-transformer.*(validation loss|BLEU|bleu)/)
      .first()
      .waitFor();
    const text = fs.readFileSync(path.join(editor().folder, 'pairs', `${RUN}.nlplab.json`), 'utf8');
    assert.match(text, /"train": \{ "source": "train.src", "target": "train.tgt" \}/);
    await editor().statusBarItem(RUN).waitFor({ state: 'detached' }); // it tells of the training as long as that goes on
    await editor().closeAllEditors();
  });

  it('offers in its context menu what can be done with it', async () => {
    await editor().showSidebar('NLP Lab');
    await pickFromContextMenu(editor().treeRow(RUN).first(), 'Show Attention Maps');
    await sourceField().waitFor();
    await sourceField().fill('red blue gold one');
    await sourceField().press('Enter');
    await heads(editor()).nth(7).waitFor();
    assert.equal(await heads(editor()).count(), 8, 'two layers of four heads');
  });

  it('shows where it looks, by keys', async () => {
    const map = editor()
      .view()
      .getByRole('img', { name: /Heat map/ });
    await map.focus();
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight']) await editor().page.keyboard.press(key);
    await editor()
      .view()
      .getByText(/row 2, column 2/)
      .waitFor();
    await editor().view().getByRole('tab', { name: 'Row' }).click();
    await editor()
      .view()
      .getByText(/^\w+ looks at$/)
      .waitFor();
    await editor().view().getByRole('tab', { name: 'Heads' }).click();
    await heads(editor()).nth(5).click();
    await editor().view().getByRole('button', { name: 'Lines' }).click();
    await editor().view().getByRole('img', { name: /Lines/ }).waitFor();
    await editor().screenshot('attention-lines');
    await editor().view().getByRole('button', { name: 'Heat map' }).click();
    await editor().leaveOnly('Attention');
  });

  declareViewChecks({
    name: 'attention',
    editor,
    shown: showsAttention,
    picture: '.pictures',
    reloads: false,
  });

  it('follows a text in the playground', async () => {
    await editor().runCommand('NLP Lab: Open Playground');
    await editor().tab('Playground').waitFor();
    await editor().view().getByRole('textbox').first().fill('gold two red');
    await editor().view().getByText('Tokens of the best output').waitFor();
    await editor().view().locator('.outputs tbody tr').nth(2).waitFor();
  });

  declareViewChecks({
    name: 'playground',
    editor,
    shown: showsPlayground,
    picture: '.result',
    reloads: false,
  });

  it('shows its beam search, and another tree under a rule', async () => {
    await editor().view().getByRole('button', { name: 'Beam search' }).click();
    await editor().tab('Beam Search').waitFor();
    await editor()
      .view()
      .getByText(/kept, \d+ dropped/)
      .waitFor();
    const tree = editor().view().getByRole('img', { name: /Tree/ });
    await tree.focus();
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowDown']) await editor().page.keyboard.press(key);
    await editor().view().getByRole('tab', { name: 'Node' }).click();
    await editor().view().getByRole('button', { name: 'Force here' }).click();
    await editor()
      .view()
      .getByRole('button', { name: /^× force “/ })
      .waitFor();
  });

  declareViewChecks({
    name: 'beam',
    editor,
    shown: (view) => view.getByRole('img', { name: /Tree/ }).waitFor(),
    picture: '.tree',
  });

  it('still has the rule and the section after the reload', async () => {
    await editor()
      .view()
      .getByRole('button', { name: /^× force “/ })
      .waitFor();
    await editor().view().getByRole('tab', { name: 'Node', selected: true }).waitFor();
  });

  it('is not alone in coming back', async () => {
    await editor().tab('Playground').click();
    await showsPlayground(editor().view());
    await editor().tab('Attention').click();
    await showsAttention(editor().view());
  });

  it('decodes a file beside it, line by line', async () => {
    await editor().closeAllEditors();
    await editor().openFile('new.txt');
    await editor().runCommand('NLP Lab: Decode with Beam Search');
    await choose(editor(), 'All lines of new.txt');
    const name = `new.${RUN}.txt`;
    await editor().tab(name).waitFor();
    const lines = fs.readFileSync(path.join(editor().folder, name), 'utf8').split('\n');
    assert.equal(lines.length, 4);
    assert.equal(lines[1], '');
    assert.ok(lines[0] !== '' && lines[2] !== '');
  });
});

const heads = (editor: Workbench) => editor.view().locator('.heads button');
