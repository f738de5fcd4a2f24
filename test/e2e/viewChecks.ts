// What must hold for every view, whatever it shows: in each theme, at 400 px, after a reload of the window.

import assert from 'node:assert/strict';
import type { FrameLocator } from 'playwright-core';
import { type Theme, THEMES } from './themes';
import type { Workbench } from './workbench';

const NARROW_PX = 400;

export interface ViewUnderTest {
  /** For names of tests and pictures: `tokens`, `run`. */
  name: string;
  editor: () => Workbench;
  /** Waits until the view shows its content. */
  shown: (view: FrameLocator) => Promise<void>;
}

async function assertAccessible(editor: Workbench): Promise<void> {
  const violations = await editor.axe();
  assert.deepEqual(
    violations.map(({ id, impact, help, nodes }) => `${id} (${impact}): ${help}\n  ${nodes.join('\n  ')}`),
    [],
  );
}

/** Declares the tests; the view is expected to be open and shown. */
export function declareViewChecks({ name, editor, shown }: ViewUnderTest): void {
  for (const theme of Object.keys(THEMES) as Theme[]) {
    it(`follows the theme ${theme} and passes axe-core in it`, async () => {
      await editor().setTheme(theme);
      await shown(editor().view());
      await editor().screenshot(`${name}-${theme.replace(/\s+/g, '-').toLowerCase()}`);
      await assertAccessible(editor());
    });
  }

  it(`works at ${NARROW_PX} px`, async () => {
    await editor().setTheme('Dark Modern');
    await editor().narrowTo(NARROW_PX);
    await shown(editor().view());
    await editor().screenshot(`${name}-narrow`);
    assert.ok((await editor().overflow()) <= 0, 'nothing hangs over the side');
    await assertAccessible(editor());
    await editor().widen();
  });

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
