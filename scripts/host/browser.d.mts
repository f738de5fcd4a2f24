import type { Browser, BrowserContext } from 'playwright-core';

/** Headless Chromium; installs one where that is possible, else throws with what to install. */
export function launchBrowser(): Promise<Browser>;
/** The same with a profile of its own in `folder`, which is kept on disk. */
export function launchProfile(folder: string): Promise<BrowserContext>;
export function endAnimations(): void;
