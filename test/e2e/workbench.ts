// The VS Code workbench as a page object: what a person does in it. Knows of NLP Lab the name in its activity bar alone.

import path from 'node:path';
import type { Frame, FrameLocator, Locator, Page } from 'playwright-core';
import type { Server } from '../../scripts/host/server.mjs';
import { type AxeViolation, violationsIn } from './accessibility';
import { closeWindow } from './closeWindow';
import { type KeyedCommand, keyOf } from './keys';
import { pickFromSubmenu } from './menus';
import { PageFaults } from './pageFaults';
import { PATIENCE_MS, succeeds } from './patience';
import { savePicture } from './savePicture';
import { type Theme, THEMES } from './themes';

/** In pixels. */
export const USUAL_SIZE = { width: 1280, height: 800 };

const VISIBLE_VIEW = 'iframe.webview.ready:visible';

export class Workbench {
  /** What must not happen, and has. */
  readonly faults: PageFaults;
  /** That the workbench has now. */
  theme: Theme;

  constructor(
    readonly page: Page,
    readonly server: Server,
    /** The workspace's folder. */
    readonly folder: string,
    private readonly settings: Record<string, unknown> & { 'workbench.colorTheme': Theme },
  ) {
    this.theme = settings['workbench.colorTheme'];
    this.faults = new PageFaults(page);
  }

  /** Opens the workspace and waits until the extension's contributions are there. */
  async open(): Promise<void> {
    await this.page.goto(this.server.url(this.folder));
    await this.untilReady();
  }

  /** Takes back what has been opened, moved and said in the window. */
  async clear(): Promise<void> {
    await this.page.setViewportSize(USUAL_SIZE);
    await this.page.keyboard.press('Escape');
    const panel = this.page.locator('.part.panel');
    await this.pressUntil(['closePanel'], panel, 'hidden');
    await this.closeAllEditors();
    await this.pressUntil(['clearNotifications', 'forgetFiles'], this.notification(/./).first(), 'hidden');
    const sidebar = this.page.locator('.part.sidebar');
    if (!(await sidebar.isVisible())) await this.pressUntil(['toggleSidebar'], sidebar, 'visible');
  }

  /** Closes the window and opens it again. */
  async reload(): Promise<void> {
    await closeWindow(this.page);
    await this.page.goto(this.server.url(this.folder));
    await this.untilReady();
  }

  /** The user's settings are those of this object. */
  applySettings(): void {
    this.server.writeSettings(this.settings);
  }

  private async untilReady(): Promise<void> {
    await this.page.locator('.monaco-workbench').waitFor();
    await this.activityIcon('NLP Lab').waitFor();
  }

  activityIcon(name: string): Locator {
    return this.page.locator(`.activitybar a.action-label[aria-label^="${name}"]`);
  }

  /**
   * Shows a container of the sidebar: Explorer, NLP Lab, ... A click on the one that is shown hides it, and one that is being
   * restored after a reload may be taken for hidden: then it is clicked once more.
   */
  async showSidebar(name: string): Promise<void> {
    const shown = this.page
      .locator('.activitybar .action-item.checked')
      .filter({ has: this.page.locator(`a[aria-label^="${name}"]`) });
    const title = this.page.locator('.part.sidebar .composite.title', { hasText: new RegExp(name, 'i') });
    for (let patience = PATIENCE_MS; ; patience *= 2) {
      if ((await shown.count()) === 0) await this.activityIcon(name).click();
      if (await succeeds(title.waitFor({ timeout: patience }))) return;
    }
  }

  /** Opens what a row of a tree holds until `inner` is there, or closes it; a click on a row that is just moving may be lost. */
  async setExpanded(row: Locator, isExpanded: boolean, inner?: Locator): Promise<void> {
    const wanted = row.and(this.page.locator(`[aria-expanded="${isExpanded}"]`));
    for (let patience = PATIENCE_MS; ; patience *= 2) {
      if ((await wanted.count()) === 0) await row.locator('.monaco-tl-twistie').click({ timeout: patience });
      if (await succeeds((inner ?? wanted).waitFor({ timeout: patience }))) return;
    }
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

  /**
   * Opens a file of the workspace, by its path below the folder. What comes into focus meanwhile closes the list of files: then
   * it is opened once more.
   */
  async openFile(name: string): Promise<void> {
    const label = path.basename(name);
    const row = this.quickPick(label).first();
    const line = this.page.locator('.editor-group-container.active .monaco-editor .view-line').first();
    for (let timeout = PATIENCE_MS; ; timeout *= 2) {
      await this.page.keyboard.press('Escape');
      await this.page.keyboard.press('ControlOrMeta+P');
      const picked = this.quickInput.fill(name, { timeout }).then(() => row.click({ timeout }));
      const shown = picked.then(() => this.quickInput.waitFor({ state: 'hidden', timeout }));
      if (await succeeds(shown.then(() => line.waitFor({ timeout })))) break;
    }
    await this.tab(label).waitFor();
  }

  tab(label: string | RegExp): Locator {
    return this.page.locator('.tabs-container .tab', { hasText: label });
  }

  async closeAllEditors(): Promise<void> {
    await this.pressUntil(['closeAllEditors'], this.page.locator('.tabs-container .tab').first(), 'detached');
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
    for (let patience = PATIENCE_MS; ; patience *= 2) {
      await this.typeInPalette(`>${title}`);
      if (await succeeds(row.waitFor({ timeout: patience }))) return row.click();
      await this.page.keyboard.press('Escape');
    }
  }

  /**
   * Runs commands by the keys that the tests have for them, until an element is in a state. What is pressed while a view is coming
   * into focus is lost, and pressed once more.
   */
  private async pressUntil(
    commands: KeyedCommand[],
    element: Locator,
    state: 'visible' | 'hidden' | 'detached',
  ): Promise<void> {
    for (let patience = PATIENCE_MS; ; patience *= 2) {
      for (const command of commands) await this.page.keyboard.press(keyOf(command));
      if (await succeeds(element.waitFor({ state, timeout: patience }))) return;
    }
  }

  /** Opens the palette and fills it. A view that is just coming into focus closes it again: then it is opened once more. */
  private async typeInPalette(text: string): Promise<void> {
    for (let patience = PATIENCE_MS; ; patience *= 2) {
      await this.page.keyboard.press('F1');
      if (await succeeds(this.quickInput.fill(text, { timeout: patience }))) return;
    }
  }

  /** Titles that the palette offers here and now for each of some filters, at most a screenful. */
  async commandsOffered(filters: string[]): Promise<string[][]> {
    const offered: string[][] = [];
    await this.typeInPalette('>');
    for (const filter of filters) {
      await this.quickInput.fill(`>${filter}`);
      const rows = this.page.locator(`.quick-input-list .monaco-list-row[aria-label^="${filter}"]`);
      await rows.first().waitFor();
      const labels = await rows.evaluateAll((elements) => elements.map((row) => row.getAttribute('aria-label') ?? ''));
      offered.push(labels.map((label) => label.split(',')[0]));
    }
    await this.page.keyboard.press('Escape');
    return offered;
  }

  /** Right-clicks a file in the explorer and picks what NLP Lab's submenu has for it. */
  pickFromExplorer(target: Locator, item: string): Promise<void> {
    return pickFromSubmenu(target, 'NLP Lab', item);
  }

  notification(text: string | RegExp): Locator {
    return this.page.locator('.notifications-toasts .notification-toast', { hasText: text });
  }

  async clearNotifications(): Promise<void> {
    await this.pressUntil(['clearNotifications'], this.notification(/./).first(), 'hidden');
  }

  statusBarItem(text: string | RegExp): Locator {
    return this.page.locator('.part.statusbar .statusbar-item', { hasText: text });
  }

  /** A CodeLens in the active editor. */
  codeLens(text: string): Locator {
    return this.page.locator('.editor-group-container.active .codelens-decoration a', { hasText: text });
  }

  /** The content of the one view that is visible. */
  view(): FrameLocator {
    return this.page.locator(VISIBLE_VIEW).contentFrame().locator('iframe#active-frame').contentFrame();
  }

  async viewFrame(): Promise<Frame> {
    const body = await this.view().locator('body').elementHandle();
    const frame = await body?.ownerFrame();
    if (!frame) throw new Error('No view is visible.');
    return frame;
  }

  /** What axe-core finds wrong in the visible view. */
  async axe(): Promise<AxeViolation[]> {
    return violationsIn(await this.viewFrame());
  }

  /** How many pixels the visible view's content is wider than the view. */
  async overflow(): Promise<number> {
    const frame = await this.viewFrame();
    return frame.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  }

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
    this.theme = theme;
  }

  /** Leaves only the active editor open, in one group. */
  async leaveOnly(tab: string | RegExp): Promise<void> {
    await this.tab(tab).first().click();
    await this.pressUntil(['closeOtherGroups', 'closeOtherEditors'], this.tab(/./).nth(1), 'detached');
  }

  /** Gives the editor area a width in pixels by hiding the sidebar and narrowing the window. */
  async narrowTo(width: number): Promise<void> {
    const sidebar = this.page.locator('.part.sidebar');
    if (await sidebar.isVisible()) await this.pressUntil(['toggleSidebar'], sidebar, 'hidden');
    const { height } = this.page.viewportSize() ?? USUAL_SIZE;
    const activityBar = (await this.page.locator('.part.activitybar').boundingBox())?.width ?? 0;
    await this.page.setViewportSize({ width: width + Math.round(activityBar), height });
  }

  /** Undoes `narrowTo`. */
  async widen(): Promise<void> {
    await this.page.setViewportSize({ ...USUAL_SIZE, height: this.page.viewportSize()?.height ?? USUAL_SIZE.height });
    await this.pressUntil(['toggleSidebar'], this.page.locator('.part.sidebar'), 'visible');
  }

  /** See `savePicture`. */
  screenshot(name: string): Promise<void> {
    return savePicture(this.page, name);
  }

  /** Likewise, of the visible view alone. */
  pictureOfView(name: string): Promise<void> {
    return savePicture(this.page.locator(VISIBLE_VIEW), name);
  }
}
