// Pictures of what the browser shows.

import fs from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { root } from '../../scripts/root.mjs';

/** Saves a picture under a path, or, with NLP_LAB_TEST_PICTURES=1, under a name below test-results/: most runs look at none. */
export async function savePicture(shown: Page | Locator, name: string): Promise<void> {
  if (path.isAbsolute(name)) await takePicture(shown, name);
  else if (process.env.NLP_LAB_TEST_PICTURES) await takePicture(shown, pictureIn(name));
}

/** Where the tests' pictures lie. */
export const pictureIn = (name: string): string => path.join(root, 'test-results', `${name}.png`);

async function takePicture(shown: Page | Locator, file: string): Promise<void> {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  await shown.screenshot({ path: file });
}
