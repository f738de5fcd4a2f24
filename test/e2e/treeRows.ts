// Rows of the sidebar's trees, which the editor draws anew while a person points at them.

import type { Locator } from 'playwright-core';
import { PATIENCE_MS, succeeds } from './patience';

/**
 * Clicks a row until what stands behind it is there. A list that is drawn anew lends the element of one row to another: a click
 * at that moment opens the neighbour, and is repeated.
 */
export async function openFromRow(row: Locator, opened: Locator): Promise<void> {
  for (let timeout = PATIENCE_MS; ; timeout *= 2) {
    await row.click();
    if (await succeeds(opened.waitFor({ timeout }))) return;
  }
}
