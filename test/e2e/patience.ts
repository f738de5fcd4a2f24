// Waiting for what may have been missed.

import type { Locator } from 'playwright-core';

/** How long to wait at first, before it is tried again. */
export const PATIENCE_MS = 4000;

export const succeeds = (work: Promise<unknown>): Promise<boolean> =>
  work.then(
    () => true,
    () => false,
  );

/**
 * Clicks something until what comes of it is there. A list that is drawn anew lends the element of one row to another, and a view
 * that is just coming back loses what is clicked: the click at that moment opens a neighbour, or nothing, and is repeated.
 */
export async function clickUntil(target: Locator, opened: Locator): Promise<void> {
  for (let timeout = PATIENCE_MS; ; timeout *= 2) {
    await target.click();
    if (await succeeds(opened.waitFor({ timeout }))) return;
  }
}
