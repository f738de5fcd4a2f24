// The browser tests' ground: one server with the packaged extension, as a user would install it, and one window of a browser; beside
// them a browser for views by themselves. Each is started by the first that needs it.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchBrowser, launchProfile } from '../../scripts/host/browser.mjs';
import { ensureHost } from '../../scripts/host/ensureHost.mjs';
import { startServer, type Server, type ServerOptions } from '../../scripts/host/server.mjs';
import { WAIT_LIMIT_MS } from '../../scripts/test/limits.mjs';
import { KEYBINDINGS } from './keys';
import { noteStatesOf } from './keptStates';

/** Of the editor's own extensions those that a window with experiments and text needs: the others cost half of its start. */
const BUILTIN = ['configuration-editing', 'json', 'json-language-features', 'markdown-basics', 'search-result', 'yaml'];
const THEMES = ['theme-defaults', 'theme-modern-icons', 'theme-seti'];

/** Tooltips of the workbench lie over what is to be clicked next. */
const NO_TOOLTIPS = { 'workbench.hover.delay': 3_600_000 };

let server: Promise<Server> | undefined;
let browser: Promise<Browser> | undefined;
let profile: Promise<BrowserContext> | undefined;
let profileFolder: string | undefined;
let window: Promise<Page> | undefined;

async function packagedServer(options: Partial<ServerOptions> = {}): Promise<Server> {
  const vsix = process.env.NLP_LAB_VSIX;
  if (!vsix) throw new Error('NLP_LAB_VSIX is not set: run these tests with "npm run test:e2e".');
  return startServer({
    host: await ensureHost(),
    vsix: [vsix],
    keybindings: KEYBINDINGS,
    builtin: [...BUILTIN, ...THEMES],
    ...options,
    settings: { ...NO_TOOLTIPS, ...options.settings },
  });
}

/** A server on which folders are not trusted. */
export function restrictedServer(): Promise<Server> {
  const settings = {
    'security.workspace.trust.enabled': true,
    'security.workspace.trust.startupPrompt': 'never',
    'security.workspace.trust.banner': 'never',
  };
  return packagedServer({ settings, asksForTrust: true });
}

export function sharedServer(): Promise<Server> {
  return (server ??= packagedServer());
}

/** For pages that are no editor. */
export function sharedBrowser(): Promise<Browser> {
  return (browser ??= launchBrowser());
}

/** On a disk, a browser keeps what it has compiled: a workbench opens in half the time once it has been opened before. */
function sharedProfile(): Promise<BrowserContext> {
  profileFolder ??= fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-browser-'));
  return (profile ??= launchProfile(profileFolder));
}

/**
 * Runs in each document. What turns for ever costs half a core while it is drawn without a graphics card: animations end at once,
 * and say so.
 */
function endAnimations(): void {
  const still = new CSSStyleSheet();
  still.replaceSync(
    '*, ::before, ::after { animation-duration: 1ms !important; animation-iteration-count: 1 !important; }',
  );
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, still];
}

async function openWindow(): Promise<Page> {
  const page = await (await sharedProfile()).newPage();
  await page.addInitScript(endAnimations);
  await noteStatesOf(page);
  page.setDefaultTimeout(WAIT_LIMIT_MS);
  page.once('crash', () => void page.close());
  page.once('close', () => (window = undefined));
  return page;
}

/** The one window of the editors, opened on the first call and after a crash. */
export function sharedWindow(): Promise<Page> {
  return (window ??= openWindow());
}

/** Leaves a server's workbench as one does who closes the window; what it keeps in the browser is forgotten. */
export async function leaveWorkbench(page: Page, server: Server): Promise<void> {
  if (page.isClosed()) return;
  await page.goto('about:blank');
  const session = await page.context().newCDPSession(page);
  const storageTypes = 'cookies,file_systems,indexeddb,local_storage';
  await session.send('Storage.clearDataForOrigin', { origin: server.origin, storageTypes });
  await session.detach();
}

/** Ends what was started, if anything. */
export async function leaveGround(): Promise<void> {
  const [started, shown, opened] = [await server, await browser, await profile];
  server = browser = profile = window = undefined;
  await Promise.all([shown?.close(), opened?.close()]);
  await started?.stop();
  if (profileFolder) fs.rmSync(profileFolder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  profileFolder = undefined;
}
