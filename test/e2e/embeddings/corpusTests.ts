// Which words stand beside which in a corpus.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { CHECKED_THEMES } from '../themes';
import { type EmbeddingsLab, TEXT } from './lab';

/** More text than is counted while a hand moves to a button. */
const manyLines = (): string => 'the sun shines by day and the moon by night over land and sea\n'.repeat(1_000_000);

/** Counting in texts that are chosen. */
export function declareCooccurrenceTests({ editor, view, askForCooccurrence }: EmbeddingsLab): void {
  it('says what to do where no corpus is known, and counts in the texts that are chosen', async () => {
    await view().getByRole('tab', { name: 'Corpus' }).click();
    await view().getByRole('combobox', { name: 'What is looked up' }).click();
    await view().getByRole('option', { name: 'Co-occurrence' }).click();
    await askForCooccurrence({ 'First word': 'cat', 'Second word': 'dog', 'Probe words': 'sat ran horse' });
    await view().getByText('It is not known in which texts these words stand.').last().waitFor();
    await view().getByRole('button', { name: 'Choose texts…' }).click();
    await editor().answerFileDialog('text.txt');
    await view().getByRole('button', { name: 'Choose texts…' }).waitFor({ state: 'hidden' });
    await view().getByRole('button', { name: 'Count in the corpus' }).click();
    await view().getByText('Probes that stand nowhere: horse.').waitFor();
    const rows = view().getByRole('table', { name: 'Words beside cat and dog' }).getByRole('row');
    const cells = async (row: number): Promise<string[]> => rows.nth(row).getByRole('cell').allTextContents();
    // cat: the, sat; a, dog, and, a, ran. dog: a, and, a, cat, ran.
    assert.deepEqual(await cells(1), ['sat', '0.143', '0', '∞', '1']);
    assert.deepEqual(await cells(2), ['ran', '0.143', '0.200', '0.714', '1']);
    await editor().screenshot('embeddings-cooccurrence');
  });

  it('saves the table of co-occurrence', async () => {
    await view().getByRole('button', { name: 'CSV', exact: true }).click();
    await editor().answerFileDialog('beside.csv', 'Words beside cat and dog.csv');
    await editor().statusBarItem('Saved beside.csv').waitFor();
    const text = fs.readFileSync(path.join(editor().folder, 'beside.csv'), 'utf8');
    assert.match(text, /^Probe k,P\(k\|cat\),P\(k\|dog\),Ratio,Count\r\nsat,0\.14285\d+,0,Infinity,1\r\n/);
  });
}

/** How it looks, and how counting is stopped. */
export function declareCountingTests({ editor, view, askForCooccurrence }: EmbeddingsLab): void {
  const PARTS: [tab: string, shown: string][] = [
    ['Similarity', 'Three words or more'],
    ['Corpus', 'What is looked up'],
  ];
  const seeParts = async (name: string): Promise<void> => {
    for (const [tab, shown] of PARTS) {
      await view().getByRole('tab', { name: tab }).click();
      await view().getByRole('combobox', { name: shown }).waitFor();
      await editor().screenshot(`embeddings-${tab.toLowerCase()}-${name}`);
      assert.deepEqual(await editor().axe(), [], tab);
    }
  };
  for (const theme of [...CHECKED_THEMES].reverse())
    it(`shows similarity and co-occurrence in the theme ${theme}, passing axe-core`, async () => {
      await editor().setTheme(theme);
      await seeParts(theme.replace(/\s+/g, '-').toLowerCase());
    });

  it('shows them at 400 px', async () => {
    await editor().leaveOnly('Embeddings words.vec');
    await editor().narrowTo(400);
    await seeParts('narrow');
    assert.ok((await editor().overflow()) <= 0, 'nothing hangs over the side');
    await editor().widen();
  });

  it('counts in a corpus of many lines, says how far it is, and can be stopped', async () => {
    await askForCooccurrence({ 'First word': 'sun', 'Second word': 'moon', 'Probe words': 'day' });
    await view().getByText('Nowhere in the corpus: sun, moon; what stands beside is not defined.').waitFor();
    fs.writeFileSync(path.join(editor().folder, 'text.txt'), manyLines());
    await askForCooccurrence({});
    await view().getByText('Counting in the corpus').waitFor();
    await view().getByRole('button', { name: 'Cancel' }).click();
    await view().getByText('Counting was stopped.').waitFor();
    fs.writeFileSync(path.join(editor().folder, 'text.txt'), TEXT);
  });

  it('counts again when it was stopped', async () => {
    await askForCooccurrence({ 'First word': 'cat', 'Second word': 'dog', 'Probe words': 'sat ran' });
    await view().getByText('Occurrences: “cat” 2, “dog” 1; window 10.').waitFor();
  });
}

/** After a reload. */
export function declareKeptTests({ view }: EmbeddingsLab): void {
  it('has kept questions and answers over that reload', async () => {
    await view().getByRole('tab', { name: 'Corpus' }).click();
    await view().getByRole('table', { name: 'Words beside cat and dog' }).waitFor();
    assert.equal(await view().getByRole('combobox', { name: 'Probe words' }).inputValue(), 'sat ran');
    await view().getByRole('tab', { name: 'Similarity' }).click();
    await view()
      .getByText(/“cat” and “the dog and a horse”: cosine/)
      .waitFor();
    await view().getByRole('tab', { name: 'Analogy' }).click();
    await view().getByText('Nearest: seoul').waitFor();
    const sorted = view().getByRole('columnheader', { name: /^Word/ }).first();
    await view().getByRole('button', { name: 'Table' }).click();
    assert.equal(await sorted.getAttribute('aria-sort'), 'ascending');
  });
}
