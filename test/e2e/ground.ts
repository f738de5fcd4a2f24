// The browser tests' ground: one server with the packaged extension, as a user would install it, and one browser for its windows; beside
// them a browser for views by themselves. Each is started by the first that needs it.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { endAnimations, launchBrowser, launchProfile } from '../../scripts/host/browser.mjs';
import { ensureHost } from '../../scripts/host/ensureHost.mjs';
import { FEW_EXTENSIONS, startServer, type Server, type ServerOptions } from '../../scripts/host/server.mjs';
import { WAIT_LIMIT_MS } from '../../scripts/test/limits.mjs';
import { KEYBINDINGS } from './keys';

/** Tooltips of the workbench lie over what is to be clicked next. */
const NO_TOOLTIPS = { 'workbench.hover.delay': 3_600_000 };

let server: Promise<Server> | undefined;
let browser: Promise<Browser> | undefined;
let profile: Promise<BrowserContext> | undefined;
let profileFolder: string | undefined;

async function packagedServer(options: Partial<ServerOptions> = {}): Promise<Server> {
  const vsix = process.env.NLP_LAB_VSIX;
  if (!vsix) throw new Error('NLP_LAB_VSIX is not set: run these tests with "npm run test:e2e".');
  return startServer({
    host: await ensureHost(),
    vsix: [vsix],
    keybindings: KEYBINDINGS,
    builtin: FEW_EXTENSIONS,
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

/** A window of the editors, closed when it crashes. */
export async function openWindow(): Promise<Page> {
  const page = await (await sharedProfile()).newPage();
  await page.addInitScript(endAnimations);
  page.setDefaultTimeout(WAIT_LIMIT_MS);
  page.once('crash', () => void page.close());
  return page;
}

/** Closes the window of a server's workbench; what it keeps in the browser is forgotten. */
export async function leaveWorkbench(page: Page, server: Server): Promise<void> {
  if (page.isClosed()) return;
  await page.goto('about:blank');
  const session = await page.context().newCDPSession(page);
  const storageTypes = 'cookies,file_systems,indexeddb,local_storage';
  await session.send('Storage.clearDataForOrigin', { origin: server.origin, storageTypes });
  await page.close();
}

/** Ends what was started, if anything. */
export async function leaveGround(): Promise<void> {
  const [started, shown, opened] = [await server, await browser, await profile];
  server = browser = profile = undefined;
  await Promise.all([shown?.close(), opened?.close()]);
  await started?.stop();
  if (profileFolder) fs.rmSync(profileFolder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  profileFolder = undefined;
}
