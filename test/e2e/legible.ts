// What must hold for a view by itself in a window that is small or zoomed: nothing lies on anything else, nothing hangs over the
// side, no word is cut in two, and no figure of a table is cut off.

import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';

/** What an editor without its sidebar leaves to a view; the zoomed ones are of a window of 1280 × 800. */
const WINDOWS = {
  'full width': { width: 1200, height: 760 },
  '150 %': { width: 805, height: 453 },
  '200 %': { width: 592, height: 322 },
  '400 px': { width: 400, height: 700 },
};

const CONTROLS = '.toolbar > *, .facts, .working, .notices, p.status, vscode-panel-tab';
const WORDS = '.plain :is(th, td), .tokens .token';
const FIGURES = '.table :is(td.number, th.number button)';
/** Longer ones may have no room at all. */
const LONGEST_WORD = 12;

/** @param texts a CSS selector of what else must not be written over, beside controls and what is said above the picture */
export async function assertLegible(page: Page, texts?: string): Promise<void> {
  for (const [name, size] of Object.entries(WINDOWS)) {
    await page.setViewportSize(size);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))); // what follows the size is drawn
    const faults = await page.evaluate(faultsOf, {
      ...{ boxes: texts ? `${CONTROLS}, ${texts}` : CONTROLS, words: WORDS, figures: FIGURES },
      ...{ longest: LONGEST_WORD },
    });
    assert.deepEqual(faults, [], `at ${name}`);
  }
  await page.setViewportSize(WINDOWS['full width']);
}

/** CSS selectors, and characters of a word. */
type Looked = Record<'boxes' | 'words' | 'figures', string> & { longest: number };

/** Runs in the page. */
function faultsOf({ boxes, words, figures, longest }: Looked): string[] {
  const faults: string[] = [];
  const shown = [...document.querySelectorAll<HTMLElement>(boxes)]
    .map((node) => ({ node, what: (node.textContent ?? '').trim(), box: node.getBoundingClientRect() }))
    .filter(({ node, box }) => node.checkVisibility() && box.width > 1 && box.height > 1);
  if (shown.length < 2) faults.push(`there are ${shown.length} things to see`);
  for (const [i, { node, what, box: a }] of shown.entries())
    for (const { node: other, what: under, box: b } of shown.slice(0, i)) {
      const isApart = a.left >= b.right || b.left >= a.right || a.top >= b.bottom || b.top >= a.bottom;
      if (!isApart && !node.contains(other) && !other.contains(node)) faults.push(`“${what}” lies on “${under}”`);
    }
  for (const node of document.querySelectorAll<HTMLElement>(words)) {
    if (!node.checkVisibility()) continue;
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    for (let text = walker.nextNode(); text; text = walker.nextNode())
      for (const { 0: word, index } of (text.textContent ?? '').matchAll(/\S+/g)) {
        const range = document.createRange();
        range.setStart(text, index);
        range.setEnd(text, index + word.length);
        const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
        if (word.length <= longest && lines.size > 1) faults.push(`“${word}” is cut in two`);
      }
  }
  for (const node of document.querySelectorAll<HTMLElement>(figures))
    if (node.checkVisibility() && node.scrollWidth > node.clientWidth) faults.push(`“${node.textContent}” is cut off`);
  for (const { tagName, scrollWidth, clientWidth } of document.querySelectorAll('html, .side vscode-panel-view'))
    if (scrollWidth > clientWidth) faults.push(`${scrollWidth - clientWidth} px hang over the side of ${tagName}`);
  return faults;
}
