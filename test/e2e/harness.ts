// For each suite of browser tests an editor on a fresh workspace.

import fs from 'node:fs';
import path from 'node:path';
import { copySamples } from '../../scripts/test/workspaceCopy.mjs';
import { leaveWorkbench, restrictedServer, sharedServer, sharedWindow } from './ground';
import type { Theme } from './themes';
import { Workbench } from './workbench';

export interface EditorOptions {
  theme?: Theme;
  width?: number;
  height?: number;
  /** User settings of this suite. */
  settings?: Record<string, unknown>;
  /** The folder is not trusted: the editor is in Restricted Mode, on a server of its own. */
  restricted?: boolean;
  /** Called with the workspace's folder before the editor opens it. */
  prepare?: (folder: string) => void;
}

/** An editor on a fresh copy of the samples, in the one window. `close` leaves it and removes the copy. */
export async function openEditor(options: EditorOptions = {}): Promise<Workbench & { close(): Promise<void> }> {
  const shared = await sharedServer();
  const server = options.restricted ? await restrictedServer() : shared;
  const workspace = copySamples();
  options.prepare?.(workspace.folder);
  const { theme = 'Dark Modern', width = 1280, height = 800 } = options;
  const page = await sharedWindow();
  await page.setViewportSize({ width, height });
  const settings = { 'workbench.colorTheme': theme, ...options.settings };
  const workbench = new Workbench(page, server, workspace.folder, settings);
  await workbench.open();
  return Object.assign(workbench, {
    async close() {
      workbench.faults.stop();
      await leaveWorkbench(page, server);
      if (server !== shared) await server.stop();
      workspace.remove();
    },
  });
}

/**
 * Gives the surrounding `describe` an editor, opened before its tests and closed after them; a failing test leaves a
 * picture in test-results/, and says what the editor showed.
 */
export function useEditor(options: EditorOptions = {}): () => Workbench {
  let editor: Awaited<ReturnType<typeof openEditor>> | undefined;
  before(async () => {
    editor = await openEditor(options);
  });
  afterEach(async function () {
    if (this.currentTest?.state !== 'failed' || !editor) return;
    const name = this.currentTest
      .fullTitle()
      .replace(/[^\w]+/g, '-')
      .slice(0, 120);
    await editor.screenshot(`failed-${name}`).catch(() => undefined);
    const shown = await editor.whatIsShown().catch(() => []);
    console.error([`The editor when "${name}" failed:`, ...shown].join('\n    '));
  });
  after(async () => {
    await editor?.close();
  });
  return () => {
    if (!editor) throw new Error('The editor is open only while tests run.');
    return editor;
  };
}

/** Text of a file in the editor's workspace. */
export function readWorkspaceFile(workbench: Workbench, name: string): string {
  return fs.readFileSync(path.join(workbench.folder, name), 'utf8');
}
