// What must hold for every view, whatever it shows: in each theme, at 400 px, after a reload of the window.

import assert from 'node:assert/strict';
import type { FrameLocator } from 'playwright-core';
import { CHECKED_THEMES } from './themes';
import { showInTheme } from './themeColors';
import { layoutOf } from './viewLayout';
import type { Workbench } from './workbench';

const NARROW_PX = 400;
/** Here toolbars have two rows at most. */
const ROOMY_PX = 800;
const MOST_CONTROLS_PX = 80;
const LEAST_PICTURE = 0.6;

export interface ViewUnderTest {
  /** For names of tests and pictures: `tokens`, `run`. */
  name: string;
  editor: () => Workbench;
  /** Waits until the view shows its content. */
  shown: (view: FrameLocator) => Promise<void>;
  /** A CSS selector of what the view is about; left out where the view is measured by another suite in its usual state. */
  picture?: string;
  /** False where another reload is one of this view, too. */
  reloads?: boolean;
}

async function assertAccessible(editor: Workbench): Promise<void> {
  const violations = await editor.axe();
  assert.deepEqual(
    violations.map(({ id, impact, help, nodes }) => `${id} (${impact}): ${help}\n  ${nodes.join('\n  ')}`),
    [],
  );
}

/** Declares the tests; the view is expected to be open and shown. */
export function declareViewChecks({ name, editor, shown, picture, reloads = true }: ViewUnderTest): void {
  if (picture !== undefined)
    it(`leaves ${LEAST_PICTURE * 100} % of its area to its picture at 1280 × 800 with the sidebar open`, async () => {
      await editor().showSidebar('NLP Lab');
      await shown(editor().view());
      const { controlsPx, pictureShare } = await layoutOf(editor().view(), picture);
      assert.ok(controlsPx > 0 && controlsPx <= MOST_CONTROLS_PX, `the controls take ${controlsPx} px`);
      assert.ok(pictureShare >= LEAST_PICTURE, `the picture takes ${(100 * pictureShare).toFixed(1)} %`);
    });

  for (const theme of CHECKED_THEMES) {
    it(`follows the theme ${theme} and passes axe-core in it`, async () => {
      await showInTheme(editor(), theme);
      await shown(editor().view());
      await editor().pictureOfView(`${name}-${theme.replace(/\s+/g, '-').toLowerCase()}`);
      await assertAccessible(editor());
    });
  }

  it(`works at ${NARROW_PX} px`, async () => {
    await showInTheme(editor(), 'Dark Modern');
    if (picture !== undefined) {
      await editor().narrowTo(ROOMY_PX);
      const { controlsPx } = await layoutOf(editor().view(), picture);
      assert.ok(controlsPx <= MOST_CONTROLS_PX, `at ${ROOMY_PX} px the controls take ${controlsPx} px`);
    }
    await editor().narrowTo(NARROW_PX);
    await shown(editor().view());
    await editor().screenshot(`${name}-narrow`);
    assert.ok((await editor().overflow()) <= 0, 'nothing hangs over the side');
    await assertAccessible(editor());
    await editor().widen();
  });

  if (reloads)
    it('is there again after a reload of the window', async () => {
      await editor().reload();
      await shown(editor().view());
      await editor().screenshot(`${name}-reloaded`);
    });

  it('breaks no content policy, throws nothing, asks nothing of other machines', () => {
    assert.deepEqual(editor().faults.policyViolations, []);
    assert.deepEqual(editor().faults.pageErrors, []);
    assert.deepEqual(editor().faults.foreignRequests, []);
  });
}
