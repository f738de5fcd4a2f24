import type { Browser } from 'playwright-core';

/** Headless Chromium; installs one where that is possible, else throws with what to install. */
export function launchBrowser(): Promise<Browser>;
