// Context menus of the workbench. One may close by itself, as when what it is about is drawn anew: then it is opened again.

import type { Locator } from 'playwright-core';
import { PATIENCE_MS, succeeds } from './patience';

const ITEM = '.monaco-menu .action-item';

/** Right-clicks `target` and picks an item of its context menu. */
export async function pickFromContextMenu(target: Locator, item: string | RegExp): Promise<void> {
  const entry = target.page().locator(ITEM, { hasText: item }).first();
  do await target.click({ button: 'right' });
  while (!(await pickMenuItem(entry)));
}

/** Right-clicks `target` and picks what a submenu of its context menu has for it. */
export async function pickFromSubmenu(target: Locator, submenu: string, item: string): Promise<void> {
  const way = target.page().locator(ITEM, { hasText: submenu }).first();
  const entry = target.page().locator('.monaco-submenu .action-item', { hasText: item }).first();
  do {
    await target.click({ button: 'right' });
    await succeeds(way.waitFor({ timeout: PATIENCE_MS }));
    while ((await way.isVisible()) && !(await entry.isVisible())) {
      await succeeds(way.hover({ timeout: PATIENCE_MS }));
      await succeeds(entry.waitFor({ timeout: PATIENCE_MS }));
    }
  } while (!(await pickMenuItem(entry)));
}

/**
 * Clicks an item of an open menu; false where the menu has closed by itself. A menu ignores clicks in its first moments and says
 * nothing of when it is ready: it is clicked until it has closed.
 */
async function pickMenuItem(entry: Locator): Promise<boolean> {
  let isClicked = false;
  await succeeds(entry.waitFor({ timeout: PATIENCE_MS }));
  while (await entry.isVisible()) {
    await entry.page().waitForTimeout(300);
    if (await succeeds(entry.click({ timeout: PATIENCE_MS }))) isClicked = true;
    await succeeds(entry.waitFor({ state: 'hidden', timeout: PATIENCE_MS }));
  }
  if (!isClicked) await entry.page().keyboard.press('Escape'); // whatever is left of the menu
  return isClicked;
}
