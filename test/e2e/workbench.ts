// The VS Code workbench as a page object: what a person does in it, and what must never happen in it. Knows nothing of NLP Lab
// but the name in its activity bar.

import fs from 'node:fs';
import path from 'node:path';
import type { ConsoleMessage, Frame, FrameLocator, Locator, Page, Request } from 'playwright-core';
import type { Server } from '../../scripts/host/server.mjs';
import { root } from '../../scripts/root.mjs';

export type Theme = 'Dark Modern' | 'Light Modern' | 'Default High Contrast' | 'Default High Contrast Light';

const START_LIMIT_MS = 60_000;
const MENU_PATIENCE_MS = 15_000;
const AXE = fs.readFileSync(path.join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');

/** The themes by their settings names: the name in the theme picker, and the class that the workbench wears. */
const THEMES: Record<Theme, { label: string; kind: string }> = {
  'Dark Modern': { label: 'Dark Modern', kind: 'vs-dark' },
  'Light Modern': { label: 'Light Modern', kind: 'vs' },
  'Default High Contrast': { label: 'Dark High Contrast', kind: 'hc-black' },
  'Default High Contrast Light': { label: 'Light High Contrast', kind: 'hc-light' },
};

export interface AxeViolation {
  id: string;
  impact: string;
  help: string;
  /** The elements at fault, with axe's reason. */
  nodes: string[];
}

export class Workbench {
  /** Content-policy violations, as the browser reports them. */
  readonly policyViolations: string[] = [];
  /** Errors thrown in a page or view and caught by nobody. */
  readonly pageErrors: string[] = [];
  /** Addresses asked for outside this machine. */
  readonly foreignRequests: string[] = [];

  constructor(
    readonly page: Page,
    private readonly server: Server,
    /** The workspace's folder. */
    readonly folder: string,
  ) {
    page.on('console', (message) => this.onConsole(message));
    page.on('pageerror', (error) => this.pageErrors.push(String(error)));
    page.on('requestfinished', (request) => void this.onRequest(request));
    page.on('requestfailed', (request) => void this.onRequest(request));
  }

  /** Opens the workspace and waits until the extension's contributions are there. */
  async open(): Promise<void> {
    await this.page.goto(this.server.url(this.folder));
    await this.untilReady();
  }

  async reload(): Promise<void> {
    await this.page.reload();
    await this.untilReady();
  }

  private async untilReady(): Promise<void> {
    await this.page.locator('.monaco-workbench').waitFor({ timeout: START_LIMIT_MS });
    await this.activityIcon('NLP Lab').waitFor({ timeout: START_LIMIT_MS });
  }

  // --- the workbench's parts

  activityIcon(name: string): Locator {
    return this.page.locator(`.activitybar a.action-label[aria-label^="${name}"]`);
  }

  /** Shows a container of the sidebar: Explorer, NLP Lab, ... */
  async showSidebar(name: string): Promise<void> {
    const shown = this.page
      .locator('.activitybar .action-item.checked')
      .filter({ has: this.page.locator(`a[aria-label^="${name}"]`) });
    if ((await shown.count()) === 0) await this.activityIcon(name).click();
    await this.page.locator('.part.sidebar .composite.title', { hasText: new RegExp(name, 'i') }).waitFor();
  }

  /** A row of the tree that the sidebar shows. */
  treeRow(text: string | RegExp): Locator {
    return this.page.locator('.part.sidebar .monaco-list-row', { hasText: text });
  }

  /** Clicks an action that a row of a tree shows while the pointer is on it. */
  async rowAction(row: Locator, action: string): Promise<void> {
    await row.hover();
    await row.locator(`.actions .action-label[aria-label^="${action}"]`).click();
  }

  /** Opens a file of the workspace, by its path below the folder. */
  async openFile(name: string): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.page.keyboard.press('ControlOrMeta+P');
    const input = this.page.locator('.quick-input-widget input.input');
    await input.fill(name);
    const label = path.basename(name);
    await this.quickPick(label).first().waitFor({ timeout: START_LIMIT_MS });
    await this.quickPick(label).first().click();
    await this.tab(label).waitFor();
    await this.page.locator('.editor-group-container.active .monaco-editor .view-line').first().waitFor();
  }

  tab(label: string | RegExp): Locator {
    return this.page.locator('.tabs-container .tab', { hasText: label });
  }

  async closeAllEditors(): Promise<void> {
    await this.runCommand('View: Close All Editors');
    await this.page.locator('.tabs-container .tab').first().waitFor({ state: 'detached' });
  }

  quickPick(text: string | RegExp): Locator {
    return this.page.locator('.quick-input-widget .quick-input-list .monaco-list-row', { hasText: text });
  }

  get quickInput(): Locator {
    return this.page.locator('.quick-input-widget input.input');
  }

  /**
   * Answers the editor's own dialog for files with a path below the folder. In a browser it is a field for the path, and what
   * is typed before it has put its proposal there is lost: the folder, and in it `proposed`.
   */
  async answerFileDialog(name: string, proposed = ''): Promise<void> {
    const proposals = [path.join(this.folder, proposed), path.join(this.folder, proposed, path.sep)];
    await this.page.waitForFunction((values) => {
      const field = document.querySelector<HTMLInputElement>('.quick-input-widget input.input');
      return field?.checkVisibility() && values.includes(field.value);
    }, proposals);
    await this.quickInput.fill(path.join(this.folder, name));
    await this.page.keyboard.press('Enter');
  }

  /**
   * Runs a command by its full title in the command palette. The palette offers what fitted when it was opened: right
   * after a file has come to the front that may be too little, and it is opened again.
   */
  async runCommand(title: string): Promise<void> {
    const row = this.page.locator(`.quick-input-list .monaco-list-row[aria-label^="${title}"]`).first();
    for (let tries = 2; tries > 0; tries--) {
      await this.typeInPalette(`>${title}`);
      if (await succeeds(row.waitFor({ timeout: 5000 }))) return row.click();
      await this.page.keyboard.press('Escape');
    }
    await this.typeInPalette(`>${title}`);
    await row.waitFor({ timeout: START_LIMIT_MS });
    await row.click();
  }

  /** Opens the palette and fills it. A view that is just coming into focus closes it again: then it is opened once more. */
  private async typeInPalette(text: string): Promise<void> {
    for (let tries = 3; tries > 0; tries--) {
      await this.page.keyboard.press('F1');
      const filled = this.quickInput.fill(text, { timeout: tries > 1 ? 3000 : START_LIMIT_MS });
      if (tries === 1) await filled;
      else if (await succeeds(filled)) return;
    }
  }

  /** Titles that the palette offers here and now for a filter, at most a screenful. */
  async commandsOffered(filter: string): Promise<string[]> {
    await this.typeInPalette(`>${filter}`);
    const rows = this.page.locator(`.quick-input-list .monaco-list-row[aria-label^="${filter}"]`);
    await rows.first().waitFor();
    const labels = await rows.evaluateAll((elements) => elements.map((row) => row.getAttribute('aria-label') ?? ''));
    await this.page.keyboard.press('Escape');
    return labels.map((label) => label.split(',')[0]);
  }

  /** Right-clicks `target` and picks an item of its context menu. */
  async pickFromContextMenu(target: Locator, item: string | RegExp): Promise<void> {
    await target.click({ button: 'right' });
    const entry = this.page.locator('.monaco-menu .action-item', { hasText: item }).first();
    await entry.waitFor();
    // A menu ignores clicks in its first moments and says nothing of when it is ready: click until it has closed.
    const giveUp = Date.now() + MENU_PATIENCE_MS;
    while (await entry.isVisible()) {
      if (Date.now() > giveUp) throw new Error(`The menu item ${String(item)} did not react.`);
      await this.page.waitForTimeout(300);
      await entry.click({ timeout: 2000 }).catch(() => undefined);
      await entry.waitFor({ state: 'hidden', timeout: 1000 }).catch(() => undefined);
    }
  }

  notification(text: string | RegExp): Locator {
    return this.page.locator('.notifications-toasts .notification-toast', { hasText: text });
  }

  statusBarItem(text: string | RegExp): Locator {
    return this.page.locator('.part.statusbar .statusbar-item', { hasText: text });
  }

  /** A CodeLens in the active editor. */
  codeLens(text: string): Locator {
    return this.page.locator('.editor-group-container.active .codelens-decoration a', { hasText: text });
  }

  /** Squiggles of errors in the active editor. */
  get errorSquiggles(): Locator {
    return this.page.locator('.editor-group-container.active .squiggly-error');
  }

  /** Rows of the Problems panel. */
  problem(text: string | RegExp): Locator {
    return this.page.locator('.markers-panel .monaco-list-row', { hasText: text });
  }

  // --- views

  /** The content of the one view that is visible. */
  view(): FrameLocator {
    return this.page
      .locator('iframe.webview.ready:visible')
      .contentFrame()
      .locator('iframe#active-frame')
      .contentFrame();
  }

  private async viewFrame(): Promise<Frame> {
    const body = await this.view().locator('body').elementHandle();
    const frame = await body?.ownerFrame();
    if (!frame) throw new Error('No view is visible.');
    return frame;
  }

  /** What axe-core finds wrong in the visible view. */
  async axe(): Promise<AxeViolation[]> {
    const frame = await this.viewFrame();
    await frame.evaluate(AXE);
    return frame.evaluate(async () => {
      const { axe } = globalThis as unknown as { axe: { run(): Promise<{ violations: never[] }> } };
      // A view is transparent over the editor's background, which axe cannot see from inside the frame.
      const { style } = document.documentElement;
      const before = style.backgroundColor;
      style.backgroundColor = getComputedStyle(document.documentElement).getPropertyValue('--vscode-editor-background');
      const { violations } = await axe.run();
      style.backgroundColor = before;
      type Found = { id: string; impact: string; help: string; nodes: { html: string; failureSummary: string }[] };
      return (violations as Found[]).map(({ id, impact, help, nodes }) => ({
        id,
        impact,
        help,
        nodes: nodes
          .slice(0, 5)
          .map((node) => `${node.html.slice(0, 160)}: ${node.failureSummary.replace(/\s+/g, ' ')}`),
      }));
    });
  }

  /** How many pixels the visible view's content is wider than the view. */
  async overflow(): Promise<number> {
    const frame = await this.viewFrame();
    return frame.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  }

  // --- settings, pictures

  /** Switches the theme as a person does, and waits until it shows. */
  async setTheme(theme: Theme): Promise<void> {
    const { label, kind } = THEMES[theme];
    await this.runCommand('Preferences: Color Theme');
    await this.quickInput.fill(label);
    const row = this.page.locator(`.quick-input-list .monaco-list-row[aria-label^="${label}"]`).first();
    await row.waitFor();
    await row.click();
    await this.page.locator(`.monaco-workbench.${kind}`).waitFor();
    await this.quickInput.waitFor({ state: 'hidden' });
  }

  /** Leaves only the active editor open, in one group. */
  async leaveOnly(tab: string | RegExp): Promise<void> {
    await this.tab(tab).first().click();
    await this.runCommand('View: Close Editors in Other Groups');
    await this.runCommand('View: Close Other Editors in Group');
    await this.tab(/./).nth(1).waitFor({ state: 'detached' });
  }

  /** Gives the editor area a width in pixels by hiding the sidebar and narrowing the window. */
  async narrowTo(width: number): Promise<void> {
    const sidebar = this.page.locator('.part.sidebar');
    if (await sidebar.isVisible()) {
      await this.runCommand('View: Toggle Primary Side Bar Visibility');
      await sidebar.waitFor({ state: 'hidden' });
    }
    const { height = 800 } = this.page.viewportSize() ?? {};
    const activityBar = (await this.page.locator('.part.activitybar').boundingBox())?.width ?? 0;
    await this.page.setViewportSize({ width: width + Math.round(activityBar), height });
  }

  /** Undoes `narrowTo`. */
  async widen(): Promise<void> {
    await this.page.setViewportSize({ width: 1280, height: this.page.viewportSize()?.height ?? 800 });
    await this.runCommand('View: Toggle Primary Side Bar Visibility');
    await this.page.locator('.part.sidebar').waitFor();
  }

  /** Saves a picture below test-results/, or under a path of its own. */
  async screenshot(name: string): Promise<string> {
    const file = path.isAbsolute(name) ? name : path.join(root, 'test-results', `${name}.png`);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    await this.page.screenshot({ path: file });
    return file;
  }

  // --- what must not happen

  private onConsole(message: ConsoleMessage): void {
    if (/Content.Security.Policy/i.test(message.text()))
      this.policyViolations.push(`${message.text()} (${message.location().url})`);
  }

  private async onRequest(request: Request): Promise<void> {
    const url = new URL(request.url());
    if (!/^(https?|wss?):$/.test(url.protocol) || url.hostname === 'localhost' || url.hostname.endsWith('.localhost'))
      return;
    const response = await request.response().catch(() => null);
    // Resources of views have made-up hosts and are answered by the workbench's own service worker.
    if (!response?.fromServiceWorker()) this.foreignRequests.push(request.url());
  }
}

const succeeds = (work: Promise<unknown>): Promise<boolean> =>
  work.then(
    () => true,
    () => false,
  );
