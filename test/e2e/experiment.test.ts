// Experiment files in the editor: the CodeLens above them, errors at the key that is wrong, help while typing.

import assert from 'node:assert/strict';
import { experimentText, labelledTable, writing } from './corpora';
import { useEditor } from './harness';

const good = experimentText({ name: 'good', epochs: 2 });
const wrongKey = good.replace('"hidden"', '"hiden"');
const wrongValue = good.replace('"gru"', '"gruu"');

describe('an experiment file in the editor', () => {
  const editor = useEditor({
    prepare: writing({
      'reviews.tsv': labelledTable(100),
      'good.nlplab.json': good,
      'wrong-key.nlplab.json': wrongKey,
      'wrong-value.nlplab.json': wrongValue,
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

  it('shows an error at a wrong value', async () => {
    await editor().openFile('wrong-value.nlplab.json');
    await squiggles().first().waitFor();
    await problem(/gruu/).waitFor();
  });
});
