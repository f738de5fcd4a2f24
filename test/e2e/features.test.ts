// What speaks for each label: the features of a classical model in the Run view, and those of one text.

import assert from 'node:assert/strict';
import { useEditor } from './harness';
import { declareViewChecks } from './viewChecks';

describe('features of a classical model', () => {
  const editor = useEditor();
  const table = () => editor().view().getByRole('group', { name: 'Features' }).locator('tbody tr[data-index]');
  const feature = (index: number) => table().nth(index).locator('td').nth(1);

  it('are there when a training of one has ended', async () => {
    await editor().openFile('en/reviews-nb-svm.nlplab.json');
    await editor().codeLens('Train').first().click();
    await editor().showSidebar('NLP Lab');
    await editor()
      .treeRow(/reviews-nb-svm.*\d.% accuracy/)
      .first()
      .waitFor();
    await editor().leaveOnly(/^reviews-nb-svm$/);
    await editor().view().getByRole('tab', { name: 'Features' }).click();
    await table().first().waitFor();
    const weights = await table().locator('td:nth-child(3)').allTextContents();
    const numbers = weights.slice(0, 10).map(Number);
    assert.ok(
      numbers.every((weight, i) => weight > 0 && (i === 0 || weight <= numbers[i - 1])),
      weights.join(' '),
    );
  });

  it('are those of the label that is chosen', async () => {
    const before = await feature(0).textContent();
    const choice = editor().view().getByRole('combobox', { name: 'Label' });
    await choice.click();
    await choice.getByRole('option').nth(1).click();
    await feature(0)
      .filter({ hasNotText: before ?? '' })
      .waitFor();
  });

  it('are found by a part of them', async () => {
    const wanted = ((await feature(2).textContent()) ?? '').trim();
    await editor().view().getByRole('textbox', { name: 'Find a feature' }).fill(wanted);
    await feature(0).getByText(wanted).waitFor();
    assert.ok((await table().allTextContents()).every((text) => text.includes(wanted)));
    await editor().view().getByRole('textbox', { name: 'Find a feature' }).fill('');
  });

  it('say of one text what spoke for and against its label', async () => {
    const wanted = ((await feature(0).textContent()) ?? '').trim();
    await editor().view().getByRole('tab', { name: 'Try' }).click();
    await editor().view().getByRole('textbox', { name: 'A text to classify' }).fill(`It was ${wanted}.`);
    await editor().view().getByRole('button', { name: 'Predict' }).click();
    await editor().view().getByRole('heading', { name: 'What spoke for and against it' }).waitFor();
    await editor().view().getByRole('rowheader', { name: wanted, exact: true }).waitFor();
    await editor().screenshot('run-contributions');
    await editor().view().getByRole('tab', { name: 'Features' }).click();
  });

  it('say of a line of the open file which words made its label', async () => {
    const { page } = editor();
    await editor().openFile('en/reviews.tsv');
    await page.keyboard.press('ControlOrMeta+Home');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ControlOrMeta+L');
    await editor().runCommand('NLP Lab: Explain Active File or Selection');
    await page.getByRole('button', { name: /(positive|negative) · Exact weights/ }).waitFor();
    await editor().screenshot('explained-line');
    await editor().runCommand('NLP Lab: Clear Explanation');
    await page.getByRole('button', { name: /Exact weights/ }).waitFor({ state: 'detached' });
    await editor().leaveOnly(/^reviews-nb-svm$/);
  });

  declareViewChecks({ name: 'run-features', editor, shown: async () => table().first().waitFor(), reloads: false });

  it('lead to the single examples that the run was judged on', async () => {
    await editor().view().getByRole('tab', { name: 'Mistakes' }).click();
    await editor().view().getByRole('button', { name: 'All examples…' }).click();
    await editor()
      .tab(/^Examples: /)
      .waitFor();
    await editor().leaveOnly(/^Examples: /);
    await editor()
      .view()
      .getByRole('button', { name: /^All examples/ })
      .click();
    await editor().view().getByRole('tab', { name: 'Groups' }).click();
  });

  declareViewChecks({
    name: 'examples',
    editor,
    shown: (view) => view.getByRole('table', { name: 'Examples' }).locator('tbody tr[data-index]').first().waitFor(),
    reloads: false,
  });
});
