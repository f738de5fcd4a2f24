// The browser tests' ground: one server and one browser for all suites, and for each suite an editor on a fresh workspace.
// The server is started with the packaged extension, as a user would install it.

import fs from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../scripts/host/browser.mjs';
import { ensureHost } from '../../scripts/host/ensureHost.mjs';
import { startServer, type Server } from '../../scripts/host/server.mjs';
import { copySamples } from '../../scripts/test/workspaceCopy.mjs';
import { root } from '../../scripts/root.mjs';
import { Workbench, type Theme } from './workbench';

export const RESULTS = path.join(root, 'test-results');

interface Ground {
  server: Server;
  browser: Browser;
}

let ground: Promise<Ground> | undefined;

async function lay(): Promise<Ground> {
  const vsix = process.env.NLP_LAB_VSIX;
  if (!vsix) throw new Error('NLP_LAB_VSIX is not set: run these tests with "npm run test:e2e".');
  const browser = await launchBrowser();
  const server = await startServer({ host: await ensureHost(), vsix: [vsix] });
  return { browser, server };
}

async function restrictedServer(): Promise<Server> {
  const settings = {
    'security.workspace.trust.enabled': true,
    'security.workspace.trust.startupPrompt': 'never',
    'security.workspace.trust.banner': 'never',
  };
  const vsix = [process.env.NLP_LAB_VSIX ?? ''];
  return startServer({ host: await ensureHost(), vsix, settings, asksForTrust: true });
}

/** The server and the browser, started on the first call. */
export function sharedGround(): Promise<Ground> {
  return (ground ??= lay());
}

/** Ends what `sharedGround` started, if anything. */
export async function leaveGround(): Promise<void> {
  if (!ground) return;
  const { browser, server } = await ground;
  ground = undefined;
  await browser.close();
  await server.stop();
}

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

/** An editor on a fresh copy of the samples. `close` ends it and removes the copy. */
export async function openEditor(options: EditorOptions = {}): Promise<Workbench & { close(): Promise<void> }> {
  const { browser, server: shared } = await sharedGround();
  const server = options.restricted ? await restrictedServer() : shared;
  const workspace = copySamples();
  options.prepare?.(workspace.folder);
  const { theme = 'Dark Modern', width = 1280, height = 800 } = options;
  server.writeSettings({ 'workbench.colorTheme': theme, ...options.settings });
  const context = await browser.newContext({ viewport: { width, height } });
  const workbench = new Workbench(await context.newPage(), server, workspace.folder);
  await workbench.open();
  return Object.assign(workbench, {
    async close() {
      await context.close();
      if (server !== shared) await server.stop();
      workspace.remove();
    },
  });
}

/**
 * Gives the surrounding `describe` an editor, opened before its tests and closed after them; a failing test leaves a
 * picture in test-results/.
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
