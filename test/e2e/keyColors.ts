// The keys of pictures, whose colours follow the theme as the pictures do.

import type { Page } from 'playwright-core';

/** Waits until the first colour of the first key is none of those seen in other themes, and adds it to them. */
export async function untilKeyIsOther(page: Page, seen: string[]): Promise<void> {
  const found = await page.waitForFunction((known) => {
    const swatch = document.querySelector('.legend .swatch');
    const color = swatch && getComputedStyle(swatch).backgroundColor;
    return color && !known.includes(color) && color;
  }, seen);
  seen.push(String(await found.jsonValue()));
}
