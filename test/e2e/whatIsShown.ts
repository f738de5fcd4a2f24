// What an editor shows, for those who have no picture of it.

import type { Page } from 'playwright-core';

const PARTS = {
  'row of the sidebar': '.part.sidebar .monaco-list-row',
  tab: '.tabs-container .tab',
  notification: '.notifications-toasts .notification-toast',
  'status bar': '.part.statusbar .left-items .statusbar-item',
  'quick input': '.quick-input-widget:visible .monaco-list-row',
};

/** The texts of the workbench's parts that change most. */
export async function whatIsShown(page: Page): Promise<string[]> {
  const texts = await Promise.all(
    Object.entries(PARTS).map(async ([part, selector]) =>
      (await page.locator(selector).allInnerTexts()).map((text) => `${part}: ${text.replace(/\s+/g, ' ')}`),
    ),
  );
  return texts.flat();
}
