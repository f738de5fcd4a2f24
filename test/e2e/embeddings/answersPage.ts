// Neighbours and analogies of the Embeddings view by itself: before anything is asked, of words that are not there, and after
// the view has come back.

import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { sharedBrowser } from '../ground';
import { openViewPage, type ViewPage } from '../viewPage';
import { answer, SIDE } from './pageHost';

export function describeAnswers(view: () => ViewPage): void {
  const field = (name: string): Locator => view().page.getByRole('combobox', { name });
  const press = (name: string): Promise<void> => view().page.getByRole('button', { name, exact: true }).click();
  const said = (text: string): Promise<void> => view().page.getByText(text).first().waitFor();

  describe('neighbours and answers', () => {
    const rows = (table: string): Locator => view().page.getByRole('table', { name: table }).getByRole('row');

    it('say what to do before anything is asked, and that nothing was found only after it', async () => {
      await view().page.getByRole('tab', { name: 'Neighbours' }).click();
      await said('the words nearest to it are listed here.');
      assert.equal(await view().page.getByText('No neighbours.').filter({ visible: true }).count(), 0);
      await view().page.getByRole('tab', { name: 'Analogy' }).click();
      await said('Write three words and solve, or a sum of words: the answers are listed here.');
      await press('Calculate');
      await said('Write a sum of words, such as king - man + woman.');
    });

    it('offer what may have been meant in place of a word that is not there', async () => {
      await field('Find a word').fill('xlake');
      await field('Find a word').press('Enter');
      await said('Did you mean "lake"?');
      await press('lake');
      await view().page.getByRole('heading', { name: 'lake' }).first().waitFor();
      await rows('Neighbours').nth(1).waitFor();
    });

    it('stay sorted, and are asked for again, when the view comes back', async () => {
      await view()
        .page.getByRole('group', { name: 'Neighbours' })
        .first()
        .getByRole('button', { name: 'Word' })
        .click();
      await view().page.getByRole('tab', { name: 'Analogy' }).click();
      for (const [name, word] of Object.entries({ 'A word': 'sea', 'a second': 'lake', 'a third': 'gas' }))
        await view().page.getByRole('combobox', { name, exact: true }).fill(word);
      await press('Solve');
      await said('Nearest: ice');
      const kept = await view().page.evaluate(() => (globalThis as unknown as { state: object }).state);
      const later = await openViewPage(await sharedBrowser(), { view: 'embeddings', answer, kept });
      await later.emit('overview', { version: 1, title: 'words.vec', sides: [SIDE] });
      await later.page.getByText('Nearest: ice').waitFor();
      assert.equal(await later.page.getByRole('combobox', { name: 'a second' }).inputValue(), 'lake');
      await later.page.getByRole('tab', { name: 'Neighbours' }).click();
      await later.page.getByRole('combobox', { name: 'Find a word' }).fill('sea');
      await later.page.getByRole('combobox', { name: 'Find a word' }).press('Enter');
      const sorted = later.page.getByRole('table', { name: 'Neighbours' }).first().getByRole('row');
      await sorted.nth(1).waitFor();
      assert.equal(await sorted.nth(1).getByRole('cell').first().textContent(), 'bread');
      assert.deepEqual(later.errors, []);
      await later.page.close();
    });
  });
}
