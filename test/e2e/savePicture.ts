// Pictures of what the browser shows.

import fs from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { root } from '../../scripts/root.mjs';

/** Saves a picture below test-results/, or under a path of its own; gives its path. */
export async function savePicture(shown: Page | Locator, name: string): Promise<string> {
  const file = path.isAbsolute(name) ? name : path.join(root, 'test-results', `${name}.png`);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  await shown.screenshot({ path: file });
  return file;
}
