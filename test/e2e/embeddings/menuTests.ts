// The menu of a point of the map.

import assert from 'node:assert/strict';
import { MADE_WORDS } from '../madeVectors';
import { PATIENCE_MS, succeeds } from '../patience';
import type { EmbeddingsLab } from './lab';

/** By keys and by the mouse. */
export function declareMenuTests({ editor, view, map, status, find, drawBox }: EmbeddingsLab): void {
  it('offers what a word is good for in a menu, by keys as by the pointer', async () => {
    const menu = view().getByRole('menu', { name: 'What to do with tokyo' });
    await map().focus();
    await editor().page.keyboard.press('Shift+F10');
    await menu.waitFor();
    await editor().screenshot('embeddings-menu');
    await editor().page.keyboard.press('End');
    await editor().page.keyboard.press('Enter');
    await menu.waitFor({ state: 'hidden' });
    assert.equal(await view().getByRole('combobox', { name: 'a third' }).inputValue(), 'tokyo');
    await map().focus();
    await editor().page.keyboard.press('Shift+F10');
    await menu.getByRole('menuitem', { name: 'Isolate with Neighbours' }).click();
    await view()
      .locator('.facts')
      .filter({ hasText: `· 21 of ${MADE_WORDS} words` })
      .waitFor();
    await view()
      .getByRole('button', { name: /Back to all/ })
      .click();
    await status(`${MADE_WORDS} of ${MADE_WORDS} words`).waitFor();
    await map().focus();
    await editor().page.keyboard.press('Shift+F10');
    await menu.waitFor();
    await editor().page.keyboard.press('Escape');
    await menu.waitFor({ state: 'hidden' });
    assert.ok(await map().evaluate((node) => node === document.activeElement));
  });

  it('offers the same menu by a right click of the mouse on a point', async () => {
    const menu = view().getByRole('menu', { name: 'What to do with tokyo' });
    const items = (): Promise<string[]> => menu.getByRole('menuitem').allTextContents();
    await map().focus();
    await editor().page.keyboard.press('Shift+F10');
    await menu.waitFor();
    const byKeys = await items();
    const place = await menu.boundingBox(); // by keys the menu opens at the point
    assert.ok(place);
    await editor().page.keyboard.press('Escape');
    await menu.waitFor({ state: 'hidden' });
    const { mouse } = editor().page;
    await mouse.click(place.x, place.y, { button: 'right' });
    await menu.waitFor();
    assert.deepEqual(await items(), byKeys);
    await menu.getByRole('menuitem', { name: 'Use as First Word of an Analogy' }).click();
    await menu.waitFor({ state: 'hidden' });
    assert.equal(await view().getByRole('combobox', { name: 'A word', exact: true }).inputValue(), 'tokyo');
  });

  it('compares what is selected, from the menu of a point', async () => {
    await drawBox(1);
    await view().getByText(`${MADE_WORDS} selected`).waitFor();
    await map().focus();
    await editor().page.keyboard.press('Shift+F10');
    await view()
      .getByRole('menuitem', { name: `Odd One out of ${MADE_WORDS} Selected Words` })
      .click();
    await view()
      .getByText(/^Odd one out: \w+\.$/)
      .waitFor();
  });

  it('opens the lines of a word from the map', async () => {
    await find('cat');
    await view().getByRole('heading', { name: 'cat' }).first().waitFor();
    await view()
      .getByText(`Of all ${MADE_WORDS - 1} other words`)
      .first()
      .waitFor();
    const line = view().getByRole('button', { name: /A dog and a cat ran/ });
    for (let timeout = PATIENCE_MS; ; timeout *= 2) {
      await map().focus(); // the workbench may take it
      await editor().page.keyboard.press('Enter');
      if (await succeeds(line.waitFor({ timeout }))) break;
    }
    await view().getByRole('combobox', { name: 'What is looked up' }).click();
    await view().getByRole('option', { name: 'Co-occurrence' }).click();
  });
}
