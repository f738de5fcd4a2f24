// A language model goes on with a text, as a person meets it: continuations that part, and all of it there when the view comes back.

import assert from 'node:assert/strict';
import { writing } from './corpora';
import { useEditor } from './harness';
import { pickFromContextMenu } from './menus';
import { clickUntil } from './patience';
import { declareViewChecks } from './viewChecks';

const LINES = [
  'the king is dead, long live the queen',
  'the queen is here, and all the court',
  'long live the king and the court',
];
const experiment = {
  ...{ name: 'letters', task: 'language-model', data: { train: 'lines.txt', validation: 0.2 } },
  ...{ tokenizer: { type: 'character' }, model: { type: 'kneser-ney', order: 4 } },
};

const network = {
  ...experiment,
  ...{ name: 'net', model: { type: 'lstm', embedding: 24, hidden: 24 } },
  training: { steps: 40, batchSize: 8, context: 32, optimizer: { type: 'adam', learningRate: 0.02 } },
};

describe('a language model that generates', () => {
  const editor = useEditor({
    prepare: writing({
      'lines.txt': `${Array.from({ length: 90 }, (_, i) => LINES[i % 3]).join('\n')}\n`,
      'letters.nlplab.json': JSON.stringify(experiment),
      'net.nlplab.json': JSON.stringify(network),
      'other.txt': 'another editor\n',
    }),
  });
  const tokens = () => editor().view().locator('.generated .token');
  const text = () =>
    editor()
      .view()
      .getByRole('group', { name: /^Continuation, coloured/ });
  const rows = () => editor().view().getByRole('list', { name: 'Continuations' }).getByRole('listitem');

  it('goes on with a prompt from the context menu of its run on', async () => {
    await editor().openFile('letters.nlplab.json');
    await editor().codeLens('Train').first().click();
    await editor().showSidebar('NLP Lab');
    const run = editor()
      .treeRow(/letters.*(perplexity|loss)/)
      .first();
    await run.waitFor();
    await editor().closeAllEditors();
    await pickFromContextMenu(run, 'Generate Text');
    await editor().tab('Generate').waitFor();
    await editor()
      .view()
      .getByRole('textbox', { name: /^Prompt/ })
      .fill('the ');
    await editor().page.keyboard.press('Enter');
    await tokens().nth(99).waitFor();
    const figures = /^100 tokens · [\d.]+ bits a token · [\d.]+ bits a character · perplexity/;
    await editor().view().locator('.figures', { hasText: figures }).waitFor();
  });

  it('goes on from another token by keys', async () => {
    await text().focus();
    for (let i = 0; i < 3; i++) await editor().page.keyboard.press('ArrowRight');
    await editor().page.keyboard.press('Enter');
    const other = editor().view().locator('.choices .link:not([aria-current])').first();
    const taken = await other.innerText();
    await other.focus();
    await editor().page.keyboard.press('Enter');
    await editor().view().locator('.generated .parts').waitFor();
    await tokens().nth(102).waitFor();
    const chosen = await editor().view().locator('.generated .chosen').innerText();
    assert.equal(chosen.replace(' ', '␣').replace(/^\n?$/, '↵'), taken);
  });

  it('has both continuations again when it comes back', async () => {
    const before = await text().innerText();
    await editor().openFile('other.txt');
    await editor().tab('Generate').click();
    await tokens().nth(102).waitFor();
    assert.equal(await text().innerText(), before);
    await editor().view().getByRole('tab', { name: 'Continuations' }).click();
    assert.equal(await rows().count(), 2);
    await rows().first().locator('.link').click();
    await tokens().nth(102).waitFor({ state: 'detached' });
    await text().focus();
    await editor().page.keyboard.press('ArrowRight');
    await editor().view().getByRole('tab', { name: 'Token' }).click();
    await editor().view().locator('.choices .bar').first().waitFor();
  });

  it('has a network go on with the same prompt beside it', async () => {
    await editor().openFile('net.nlplab.json');
    await editor().codeLens('Train').first().click();
    await editor().showSidebar('NLP Lab');
    await editor()
      .treeRow(/net.*(perplexity|loss)/)
      .first()
      .waitFor();
    await editor().tab('Generate').click();
    const net = editor().view().getByRole('option', { name: 'Beside: net' });
    await clickUntil(editor().view().getByRole('combobox', { name: 'Run beside it' }), net);
    await net.click();
    const panes = editor().view().locator('.pane');
    await panes.nth(1).waitFor();
    await editor().view().getByRole('button', { name: 'Generate', exact: true }).click();
    for (const pane of [panes.nth(0), panes.nth(1)]) {
      await pane.locator('.figures', { hasText: /^100 tokens · / }).waitFor();
      await pane.locator('.generated .token').nth(99).waitFor();
    }
    await editor().leaveOnly('Generate');
  });

  declareViewChecks({
    name: 'generate',
    editor,
    shown: async () => tokens().first().waitFor(),
    picture: '.main',
    reloads: false,
  });
});
