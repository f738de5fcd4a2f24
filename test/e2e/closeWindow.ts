// The workbench's window is closed as by a reload: by the editor's own command, which first writes all that is to outlive it. A page
// that is left otherwise has its views as they were some seconds ago.

import type { Page, Request } from 'playwright-core';
import { keyOf } from './keys';
import { PATIENCE_MS, succeeds } from './patience';

/** Leaves the page empty: opened anew, it takes the editor's code from what the browser has compiled; a reload would not. */
export async function closeWindow(page: Page): Promise<void> {
  const isLetGo = (request: Request): boolean => request.isNavigationRequest() && request.frame() === page.mainFrame();
  for (let patience = PATIENCE_MS; ; patience *= 2) {
    const letGo = page.waitForRequest(isLetGo, { timeout: patience });
    await page.keyboard.press(keyOf('reloadWindow'));
    if (await succeeds(letGo)) break;
  }
  // Sent elsewhere while it is about to reload, a page may stand still: then it is sent once more.
  for (let patience = PATIENCE_MS / 4; ; patience *= 2)
    if (await succeeds(page.goto('about:blank', { timeout: patience }))) return;
}
