// An editor on a fresh copy of the samples, in a window of its own.

import type { Page } from 'playwright-core';
import type { Server } from '../../scripts/host/server.mjs';
import { copySamples, type WorkspaceCopy } from '../../scripts/test/workspaceCopy.mjs';
import { leaveWorkbench, openWindow, restrictedServer, sharedServer } from './ground';
import type { Theme } from './themes';
import { USUAL_SIZE, Workbench } from './workbench';

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

export type OpenEditor = Workbench & {
  workspace: WorkspaceCopy;
  /** Closes the window and removes the copy. */
  close(): Promise<void>;
};

/** The editor that a page shows or is to show, with the settings and the size that are asked for. */
export async function editorIn(
  page: Page,
  server: Server,
  workspace: WorkspaceCopy,
  { theme = 'Dark Modern', settings, ...size }: EditorOptions,
): Promise<OpenEditor> {
  const { width, height } = { ...USUAL_SIZE, ...size };
  await page.setViewportSize({ width, height });
  const workbench = new Workbench(page, server, workspace.folder, { 'workbench.colorTheme': theme, ...settings });
  workbench.applySettings();
  return Object.assign(workbench, {
    workspace,
    async close() {
      workbench.faults.stop();
      await leaveWorkbench(page, server);
      if (server !== (await sharedServer())) await server.stop();
      workspace.remove();
    },
  });
}

export async function openEditor(options: EditorOptions = {}): Promise<OpenEditor> {
  const server = await (options.restricted ? restrictedServer() : sharedServer());
  const workspace = copySamples();
  options.prepare?.(workspace.folder);
  const editor = await editorIn(await openWindow(), server, workspace, options);
  await editor.open();
  return editor;
}
