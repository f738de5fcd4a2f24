// A view's page in the three kinds of themes: legible, without findings of axe-core, and kept as pictures where they are asked for.

import assert from 'node:assert/strict';
import { violationsIn } from './accessibility';
import { assertLegible } from './legible';
import { savePicture } from './savePicture';
import type { ViewPage } from './viewPage';

/** @param inTheme what else holds in each */
export async function assertDrawnInEveryTheme(
  view: ViewPage,
  name: string,
  inTheme: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const { page } = view;
  for (const theme of ['contrast', 'light', 'dark'] as const) {
    await view.setTheme(theme);
    await assertLegible(page);
    const wrong = await violationsIn(page.mainFrame());
    assert.deepEqual(
      wrong.filter(({ id }) => id !== 'document-title'), // the editor gives it
      [],
    );
    await inTheme();
    await savePicture(page, `${name}-${theme}`);
  }
}
