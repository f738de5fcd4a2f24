// What the colours of a map say, how it is saved, and places on it that are kept.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { MADE_WORDS } from '../madeVectors';
import { choose } from '../inputs';
import type { EmbeddingsLab } from './lab';

/** A map is coloured, saved, and come back to. */
export function declareColorTests({ editor, view, find }: EmbeddingsLab): void {
  const colorBy = async (kind: string | RegExp): Promise<void> => {
    await view().getByRole('combobox', { name: 'Colour by' }).click();
    await view().getByRole('option', { name: kind }).click();
  };

  it('colours by rank and again by cluster, with a legend', async () => {
    await colorBy('Rank');
    await view().locator('.map-legend').getByText('Rank').waitFor();
    await colorBy('Cluster');
    await view()
      .locator('.categories li', { hasText: /^.7: \w+/ })
      .waitFor();
    await editor().screenshot('embeddings-clusters');
  });

  it('colours by a column of a file', async () => {
    await colorBy(/^Column/);
    await editor().answerFileDialog('kinds.csv');
    await choose(editor(), 'word');
    await view().locator('.categories li', { hasText: 'animal' }).waitFor();
    await editor().screenshot('embeddings-column');
  });

  it('keeps the colours when the person gives up', async () => {
    await colorBy('Cluster');
    await view().locator('.categories li').nth(6).waitFor();
    await colorBy(/^Column/);
    await editor().quickInput.waitFor();
    await editor().page.keyboard.press('Escape');
    await view()
      .locator('.categories li', { hasText: /^.7: \w+/ })
      .waitFor();
  });

  for (const kind of ['PNG', 'SVG', 'CSV'])
    it(`saves the map as ${kind}`, async () => {
      await view().getByRole('tab', { name: 'Map' }).click();
      const name = `saved.${kind.toLowerCase()}`;
      await view().getByRole('button', { name: 'Save…' }).click();
      await view().getByRole('menuitem', { name: kind }).click();
      await editor().answerFileDialog(name, `words.vec PCA.${kind.toLowerCase()}`);
      await editor().statusBarItem(`Saved ${name}`).waitFor();
      const bytes = fs.readFileSync(path.join(editor().folder, name));
      const text = bytes.toString('utf8');
      if (kind === 'PNG') assert.equal(bytes.subarray(1, 4).toString(), 'PNG');
      if (kind === 'CSV') assert.equal(text.trim().split('\n').length, MADE_WORDS + 1);
      if (kind !== 'SVG') return;
      assert.match(text, /component 1: /);
      assert.match(text, /<polygon /, 'shapes of categories');
      assert.match(text, />7: [^<]+<\/text>/, 'the legend');
    });

  it('comes back to a place that was kept', async () => {
    await find('tokyo');
    await view().getByRole('tab', { name: 'Map' }).click();
    await view().getByRole('button', { name: 'Keep this view' }).click();
    await find('cat');
    await view().getByRole('heading', { name: 'cat' }).first().waitFor();
    await view().getByRole('tab', { name: 'Map' }).click();
    await view().getByRole('button', { name: '1. PCA tokyo' }).click();
    await view().getByRole('tab', { name: 'Neighbours' }).click();
    await view().getByRole('heading', { name: 'tokyo' }).first().waitFor();
  });
}
