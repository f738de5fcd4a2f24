// The browser tests' ground: one server with the packaged extension, as a user would install it, and one browser with one window.
// A workbench opens several times as fast where the browser has read the workbench's programs before.

import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../../scripts/host/browser.mjs';
import { ensureHost } from '../../scripts/host/ensureHost.mjs';
import { startServer, type Server, type ServerOptions } from '../../scripts/host/server.mjs';
import { WAIT_LIMIT_MS } from '../../scripts/test/limits.mjs';
import { KEYBINDINGS } from './keys';

export interface Ground {
  server: Server;
  browser: Browser;
}

let ground: Promise<Ground> | undefined;
let window: Promise<Page> | undefined;

async function packagedServer(options: Partial<ServerOptions> = {}): Promise<Server> {
  const vsix = process.env.NLP_LAB_VSIX;
  if (!vsix) throw new Error('NLP_LAB_VSIX is not set: run these tests with "npm run test:e2e".');
  return startServer({ host: await ensureHost(), vsix: [vsix], keybindings: KEYBINDINGS, ...options });
}

async function lay(): Promise<Ground> {
  return { browser: await launchBrowser(), server: await packagedServer() };
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

/** The server and the browser, started on the first call. */
export function sharedGround(): Promise<Ground> {
  return (ground ??= lay());
}

async function openWindow(): Promise<Page> {
  const { browser } = await sharedGround();
  const page = await (await browser.newContext()).newPage();
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
  if (!ground) return;
  const { browser, server } = await ground;
  ground = undefined;
  window = undefined;
  await browser.close();
  await server.stop();
}
