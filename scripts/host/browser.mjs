// Launches headless Chromium for the VS Code host: no first-run pages, no background requests.
import { chromium } from 'playwright-core';
import { ensureChromium } from './ensureChromium.mjs';

const options = () => ({
  executablePath: ensureChromium(),
  args: [
    '--no-sandbox', // it opens nothing but this machine's own server, and containers often forbid the sandbox
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});

export const launchBrowser = () => chromium.launch(options());

/** With a profile of its own in `folder`, which is kept on disk. */
export const launchProfile = (folder) => chromium.launchPersistentContext(folder, options());

/**
 * Runs in each document. What turns for ever costs half a core while it is drawn without a graphics card: animations end at once,
 * and say so.
 */
export function endAnimations() {
  const still = new CSSStyleSheet();
  still.replaceSync(
    '*, ::before, ::after { animation-duration: 1ms !important; animation-iteration-count: 1 !important; }',
  );
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, still];
}
