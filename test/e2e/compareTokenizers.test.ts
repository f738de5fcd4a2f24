// Several tokenizers side by side on one file: the Tokens view at its fullest, token borders, a tokenizer.json.

import assert from 'node:assert/strict';
import { labelledTable, writing } from './corpora';
import { useEditor } from './harness';
import { pickFromContextMenu } from './menus';
import { declareViewChecks } from './viewChecks';

const LETTERS = ['[UNK]', ...'abcdefghijklmnopqrstuvwxyz.'];
const PIECES = ['th', 'the', 'ar', 'wa', 'war'];

/** A small BPE by hand: letters, and few joined pieces. */
const TOKENIZER = {
  version: '1.0',
  truncation: null,
  padding: null,
  added_tokens: [],
  normalizer: { type: 'Lowercase' },
  pre_tokenizer: { type: 'Whitespace' },
  post_processor: null,
  decoder: null,
  model: {
    type: 'BPE',
    dropout: null,
    unk_token: '[UNK]',
    continuing_subword_prefix: null,
    end_of_word_suffix: null,
    fuse_unk: false,
    byte_fallback: false,
    vocab: Object.fromEntries([...LETTERS, ...PIECES].map((piece, id) => [piece, id])),
    merges: ['t h', 'th e', 'a r', 'w ar'],
  },
};
TOKENIZER.model.merges.splice(2, 0, 'w a');

describe('comparing tokenizers', () => {
  const editor = useEditor({
    prepare: writing({
      'compared.tsv': labelledTable(30),
      'small/tokenizer.json': JSON.stringify(TOKENIZER),
      'torn/tokenizer.json': '{\n  "version": "1.0",\n  "model": {\n',
    }),
  });
  const view = () => editor().view();
  const chooseTokenizer = async (letter: string, name: string) => {
    await head(letter).getByRole('combobox', { name: 'Tokenizer' }).click();
    await head(letter).getByRole('option', { name }).click();
  };
  const select = (letter: string) =>
    head(letter)
      .getByRole('button', { name: /details of tokenizer/ })
      .click();
  const head = (letter: string) => view().getByRole('group', { name: `Tokenizer ${letter}`, exact: true });

  it('opens with those that were picked', async () => {
    await editor().openFile('compared.tsv');
    await editor().runCommand('NLP Lab: Compare Tokenizers');
    for (const name of ['BPE', 'Characters']) {
      await editor().quickInput.fill(name); // the list draws only what fits
      await editor()
        .quickPick(new RegExp(`^${name}`))
        .first()
        .click();
    }
    await editor().page.keyboard.press('Enter');
    await head('B').waitFor();
    await view()
      .getByText(/tokens · .* per word/)
      .first()
      .waitFor();
    const cells = view().locator('.line').first().locator('.cell');
    await cells.nth(1).waitFor(); // lines are drawn in a frame of their own
    assert.equal(await cells.count(), 2);
  });

  it('marks the borders that only one of them has', async () => {
    const marked = view().locator('.scroller .ownStart');
    await marked.first().waitFor();
    await view().getByRole('button', { name: 'Differences' }).click();
    await marked.first().waitFor({ state: 'detached' });
    await view().getByRole('button', { name: 'Differences' }).click();
    await marked.first().waitFor();
  });

  it('adds a third, and changes it', async () => {
    await view().getByRole('button', { name: 'Add tokenizer' }).click();
    await head('C').waitFor();
    await chooseTokenizer('C', 'Between spaces');
    await view()
      .getByText(/tokens · 1.00 per word/)
      .waitFor();
    await view().locator('.line').nth(1).locator('.cell').nth(2).getByText('The', { exact: true }).first().waitFor();
  });

  it('learns a fourth from the text', async () => {
    await view().getByRole('button', { name: 'Add tokenizer' }).click();
    await view()
      .getByText(/learned in/)
      .waitFor();
    await view().locator('.line').nth(1).locator('.cell').nth(3).locator('.token').first().waitFor();
    await view().getByRole('button', { name: 'Add tokenizer' }).waitFor({ state: 'hidden' });
  });

  it('cuts a sample while it is typed', async () => {
    await view().getByRole('textbox', { name: 'Try a text of your own' }).fill('The warm zebra');
    await view().locator('.sample .cell').nth(0).getByText('zebra', { exact: true }).waitFor();
    const unknown = view().locator('.sample .cell').nth(0).locator('.unknown');
    assert.deepEqual(await unknown.allTextContents(), ['zebra']);
    await view().locator('.sample .cell').nth(1).getByText('z', { exact: true }).waitFor();
    await view().locator('.sample .cell').nth(2).getByText('warm', { exact: true }).waitFor();
    await editor().screenshot('compare-sample');
  });

  it('says why words were dropped', async () => {
    await select('A');
    await view().getByRole('button', { name: 'Options' }).click();
    const field = head('A').getByRole('textbox', { name: 'Seen at least' });
    await field.fill('20');
    await field.press('Tab');
    await view().getByRole('tab', { name: 'Dropped' }).click();
    await view()
      .getByRole('row', { name: /frequency/ })
      .first()
      .waitFor();
    await view().getByRole('textbox', { name: 'Search dropped words' }).fill('gracef');
    await view()
      .getByRole('row', { name: /graceful/ })
      .waitFor();
    await editor().screenshot('compare-dropped');
    await view().getByRole('textbox', { name: 'Search dropped words' }).fill('');
  });

  it('has the same as a table', async () => {
    await view().getByRole('button', { name: 'Table', exact: true }).first().click();
    await view().getByRole('columnheader', { name: 'Tokens of C' }).waitFor();
    await editor().screenshot('compare-table');
    await view().getByRole('button', { name: 'Table', exact: true }).first().click();
    await view().getByRole('tab', { name: 'Figures' }).click();
    const figures = view().getByRole('table', { name: 'Figures' });
    await figures.getByRole('cell', { name: 'Between spaces' }).waitFor();
    const cells = figures.getByRole('row', { name: /^Tokens/ }).getByRole('cell');
    await cells.nth(3).waitFor();
    assert.equal(await cells.count(), 4);
    await editor().screenshot('compare-figures');
  });

  it('shows borders and ids in the editor', async () => {
    await view().getByRole('button', { name: 'Borders in editor' }).click();
    const borders = editor().page.locator('.view-overlays .cdr[class*="ced-"]');
    await borders.first().waitFor();
    const film = editor().page.locator('.view-line', { hasText: 'film' }).first();
    await film.hover({ position: { x: 45, y: 8 } });
    await editor()
      .page.locator('.monaco-hover', { hasText: /Token\s.*film.*id\s.*times/ })
      .first()
      .waitFor();
    await editor().screenshot('compare-borders');
    await editor().tab('Tokens of compared.tsv').click();
    await view().getByRole('button', { name: 'Borders in editor' }).click();
    await editor()
      .tab(/^compared\.tsv/)
      .click();
    await film.waitFor();
    await borders.first().waitFor({ state: 'detached' });
    await editor().tab('Tokens of compared.tsv').click();
    await view().getByRole('button', { name: 'Options' }).click();
    await head('A').getByRole('textbox', { name: 'Seen at least' }).waitFor({ state: 'hidden' });
    await editor().leaveOnly('Tokens of compared.tsv');
  });

  it('shows one head at a time where four have no room', async () => {
    await editor().narrowTo(400);
    await select('A');
    await head('A').getByRole('combobox', { name: 'Tokenizer', exact: true }).waitFor();
    await head('D').getByRole('combobox', { name: 'Tokenizer', exact: true }).waitFor({ state: 'hidden' });
    await select('D');
    await head('D').getByRole('combobox', { name: 'Tokenizer', exact: true }).waitFor();
    await head('A').getByRole('combobox', { name: 'Tokenizer', exact: true }).waitFor({ state: 'hidden' });
    await editor().screenshot('compare-heads-narrow');
    await editor().widen();
    await view().getByRole('button', { name: 'Details', exact: true }).click();
    await head('A').getByRole('combobox', { name: 'Tokenizer', exact: true }).waitFor({ state: 'hidden' });
    await editor().page.setViewportSize({ width: 1500, height: 800 });
    await head('A').getByRole('combobox', { name: 'Tokenizer', exact: true }).waitFor();
    await editor().screenshot('compare-heads-wide');
    await editor().page.setViewportSize({ width: 1280, height: 800 });
    await view().getByRole('button', { name: 'Details', exact: true }).click();
  });

  declareViewChecks({
    name: 'compare',
    editor,
    shown: (shown) => shown.locator('.line .cell').nth(5).locator('.token').first().waitFor(),
  });

  it('keeps its columns and the sample over the reload', async () => {
    await head('C').waitFor();
    await view().locator('.sample .cell').nth(0).getByText('zebra', { exact: true }).waitFor();
    await editor().closeAllEditors();
  });

  it("opens a tokenizer.json from the explorer's menu, with its stages and a field to try it", async () => {
    await editor().showSidebar('Explorer');
    await editor().setExpanded(editor().treeRow('small').first(), true, editor().treeRow('tokenizer.json').first());
    await pickFromContextMenu(editor().treeRow('tokenizer.json'), 'Open in Tokens View');
    await view().getByRole('tab', { name: 'Stages' }).click();
    await view().getByText('Lowercase').first().waitFor();
    await view().getByRole('textbox', { name: 'Try a text of your own' }).fill('The war');
    await view().locator('.sample .cell').getByText('wa', { exact: true }).waitFor();
    await editor().screenshot('tokenizer-file');
    assert.deepEqual(
      (await editor().axe()).map(({ id }) => id),
      [],
    );
    await editor().closeAllEditors();
  });

  it('opens a tokenizer.json by a double click, and as text again', async () => {
    await editor().treeRow('tokenizer.json').first().dblclick();
    await view().getByRole('tab', { name: 'Stages' }).waitFor();
    await editor().runCommand('View: Reopen Editor with Text Editor');
    await editor().page.locator('.monaco-editor .view-line').first().waitFor();
    await editor().closeAllEditors();
  });

  it('says where a torn tokenizer.json is torn, and opens that line', async () => {
    await editor().setExpanded(editor().treeRow('small').first(), false);
    await editor().setExpanded(editor().treeRow('torn').first(), true, editor().treeRow('tokenizer.json').first());
    await editor().treeRow('tokenizer.json').first().dblclick();
    await view()
      .getByText(/tokenizer\.json is not JSON: line 4/)
      .waitFor();
    await editor().screenshot('tokenizer-torn');
    await view().getByRole('button', { name: 'Open as text' }).click();
    await editor()
      .statusBarItem(/Ln 4, Col 1/)
      .waitFor();
  });
});
