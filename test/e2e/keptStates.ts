// In a browser the workbench writes what is to outlive its window every five seconds, when it has nothing else to do, and not
// when it is closed. A window that is closed before has the views as they were some seconds ago.

import type { Frame, Page } from 'playwright-core';

const POLL_MS = 250;

type Noting = typeof globalThis & { lastState?: string };

/** Runs in each document. In the frame around a view, what the view wants kept goes to the workbench through a port. */
function noteStates(): void {
  const post = MessagePort.prototype.postMessage;
  MessagePort.prototype.postMessage = function (message: unknown, ...transfer) {
    const { channel, data } = (message ?? {}) as { channel?: string; data?: string };
    if (channel === 'do-update-state') (globalThis as Noting).lastState = data;
    return post.apply(this, [message, ...transfer] as Parameters<typeof post>);
  };
}

/** To be called on a page before it opens a workbench. */
export const noteStatesOf = (page: Page): Promise<unknown> => page.addInitScript(noteStates);

const noted = (frame: Frame): Promise<string | undefined> =>
  frame.evaluate(() => (globalThis as Noting).lastState).catch(() => undefined);

/** Runs in the workbench: whether each of the states stands in what is kept of its editors. */
async function areWritten(states: string[]): Promise<boolean> {
  const answer = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error('The browser gives no reason.'));
    });
  const bare = (text: string): string => text.replaceAll('\\', ''); // a state is quoted once more at each level
  const kept: string[] = [];
  for (const { name } of await indexedDB.databases()) {
    if (!name?.startsWith('vscode-web-state-db')) continue;
    const database = await answer(indexedDB.open(name));
    const [table] = database.objectStoreNames;
    const value = await answer<unknown>(
      database.transaction(table).objectStore(table).get('memento/workbench.parts.editor'),
    );
    if (typeof value === 'string') kept.push(bare(value));
    database.close();
  }
  return states.every((state) => kept.some((text) => text.includes(bare(state))));
}

/** Waits until the workbench has written what its open views want kept. */
export async function untilStatesAreKept(page: Page): Promise<void> {
  const states = (await Promise.all(page.frames().map(noted))).filter((state) => state !== undefined);
  const isViewOpen = await page.locator('iframe.webview.ready').first().isVisible();
  if (isViewOpen && states.length === 0) throw new Error('What open views want kept goes another way than expected.');
  while (!(await page.evaluate(areWritten, states))) await page.waitForTimeout(POLL_MS);
}
