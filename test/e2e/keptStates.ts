// In a browser the workbench writes what is to outlive its window every five seconds, when it has nothing else to do, and not
// when it is closed. A window that is closed before has the views as they were some seconds ago.

import type { Frame, Page } from 'playwright-core';

type Noting = typeof globalThis & { lastState?: string };

/** Runs in each document. In the frame around a view, what the view wants kept comes by. */
function noteStates(): void {
  addEventListener('message', ({ data }: MessageEvent<{ command?: string; data?: string } | undefined>) => {
    if (data?.command === 'do-update-state') (globalThis as Noting).lastState = data.data;
  });
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
  if (states.length > 0) await page.waitForFunction(areWritten, states, { polling: 250 });
}
