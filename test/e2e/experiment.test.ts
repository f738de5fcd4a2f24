// Experiment files in the editor: the CodeLens above them, errors at the key that is wrong, help while typing.

import assert from 'node:assert/strict';
import { experimentText, labelledTable, writing } from './corpora';
import { useEditor } from './harness';
import { clickUntil } from './patience';
import { CHECKED_THEMES } from './themes';

const good = experimentText({ name: 'good', epochs: 2 });
const wrongKey = good.replace('"hidden"', '"hiden"');
const wrongValue = good.replace('"gru"', '"gruu"');
const halfWritten = good.replace('"label": "label"', '"label": ');

describe('an experiment file in the editor', () => {
  const editor = useEditor({
    prepare: writing({
      'reviews.tsv': labelledTable(100),
      'good.nlplab.json': good,
      'wrong-key.nlplab.json': wrongKey,
      'wrong-value.nlplab.json': wrongValue,
      'half-written.nlplab.json': halfWritten,
    }),
  });

  const squiggles = () => editor().page.locator('.editor-group-container.active .squiggly-error');
  const problem = (text: RegExp) => editor().page.locator('.markers-panel .monaco-list-row', { hasText: text }).first();

  it('has a CodeLens that trains', async () => {
    await editor().openFile('good.nlplab.json');
    await editor().codeLens('Train').waitFor();
  });

  it('has no problems when it is right', async () => {
    await editor().openFile('good.nlplab.json');
    await editor().codeLens('Train').waitFor();
    assert.equal(await squiggles().count(), 0);
  });

  it('says what follows from it between the words, in every theme', async () => {
    await editor().openFile('good.nlplab.json');
    const hint = editor().page.locator('.view-line', { hasText: 'steps an epoch' });
    await hint.waitFor();
    const shown = ((await hint.textContent()) ?? '').replace(/\s/g, ' ');
    assert.match(shown, /[kM]B a step · 3 steps an epoch/);
    for (const theme of CHECKED_THEMES) {
      await editor().setTheme(theme);
      await hint.waitFor();
      await editor().screenshot(`experiment-figures-${theme.replaceAll(' ', '-')}`);
    }
    await editor().setTheme(CHECKED_THEMES[0]);
  });

  it('completes keys, with their descriptions', async () => {
    await editor().openFile('good.nlplab.json');
    await editor().page.locator('.view-line', { hasText: '"epochs"' }).click();
    await editor().page.keyboard.press('End');
    await editor().page.keyboard.press('Enter');
    await editor().page.keyboard.type('"clip');
    await editor().page.locator('.suggest-widget .monaco-list-row', { hasText: 'clipNorm' }).waitFor();
  });

  it('shows an error at a wrong key, with the nearest right one', async () => {
    await editor().openFile('wrong-key.nlplab.json');
    await squiggles().first().waitFor();
    await editor().runCommand('Problems: Focus on Problems View');
    await problem(/hiden.*hidden/).waitFor();
    await editor().screenshot('experiment-wrong-key');
  });

  it('completes the columns of the table, with what stands in them', async () => {
    await editor().openFile('half-written.nlplab.json');
    const { page } = editor();
    await page.locator('.view-line', { hasText: '"label":' }).click();
    await page.keyboard.press('End');
    await page.keyboard.type('"la');
    const column = page.locator('.suggest-widget .monaco-list-row', { hasText: 'positive' });
    await column.waitFor();
    await editor().screenshot('experiment-columns');
    await page.keyboard.press('Enter');
    await page.locator('.view-line', { hasText: '"label": "label"' }).waitFor();
  });

  it('puts right a wrong key, which can be undone', async () => {
    await editor().openFile('wrong-key.nlplab.json');
    const { page } = editor();
    const line = (text: string) => page.locator('.view-line', { hasText: text });
    await squiggles().first().waitFor();
    await line('"hiden"').getByText('"hiden"').click();
    const fix = page.locator('.action-widget .monaco-list-row', { hasText: 'Rename to "hidden"' });
    // The editor's own check may draw its line before ours, and a list that is open closes when ours comes: then it is asked for again.
    for (let tries = 0; tries < 30 && !(await fix.isVisible()); tries++) {
      await editor().runCommand('Quick Fix...');
      await fix.waitFor({ timeout: 6000 }).catch(() => page.keyboard.press('Escape'));
    }
    await fix.waitFor();
    await editor().screenshot('experiment-fix');
    await clickUntil(fix, line('"hidden"'));
    await page.keyboard.press('Control+z');
    await line('"hiden"').waitFor();
  });

  it('is listed with what can be done with it, a sentence each', async () => {
    await editor().openFile('good.nlplab.json');
    await editor().runCommand('NLP Lab: What Can I Do Here');
    await editor()
      .quickPick(/Estimate Training.*how long the training would take/)
      .waitFor();
    assert.equal(await editor().quickPick('Train Tokenizer').count(), 0);
    await editor().screenshot('what-can-i-do');
    await editor().page.keyboard.press('Escape');
  });

  it('shows an error at a wrong value', async () => {
    await editor().openFile('wrong-value.nlplab.json');
    await squiggles().first().waitFor();
    await problem(/gruu/).waitFor();
  });
});
