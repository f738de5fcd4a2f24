// Packages the extension and runs the browser tests on the package. Expects a build in dist/.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensureChromium } from '../host/ensureChromium.mjs';
import { ensureHost } from '../host/ensureHost.mjs';
import { packageExtension } from '../package.mjs';
import { runMocha, shared } from './mocha.mjs';

/** Each process that tests editors has a server, a browser and a window of its own. */
const MOST_PROCESSES = 4;

/** Views by themselves need a browser alone: one more process tests them while those with editors wait for these. */
const PAGES = '*Page|reportBlocks|runCurves';

/** The first wants an editor in which nothing has been done; then those that take longest: at the end others would wait for them. */
const FIRST = 'workbench';
const LONGEST = 'translationViews|embeddings|compareTokenizers|comparedRuns|training|tokens';
const named = (...names) => names.map((name) => `dist/test/e2e/${name}.test.mjs`);
const EDITORS = named(FIRST, `@(${LONGEST})`, `!(${FIRST}|${LONGEST}|${PAGES})`);

async function main() {
  ensureChromium();
  await ensureHost();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-e2e-'));
  try {
    const vsix = await packageExtension({ out: path.join(folder, 'nlp-lab.vsix') });
    const hooks = ['--require', 'dist/test/e2e/hooks.mjs', '--slow', '10000'];
    const environment = { NLP_LAB_VSIX: vsix, TMPDIR: folder };
    const codes = await Promise.all([
      runMocha([...EDITORS, ...shared(MOST_PROCESSES), ...hooks], environment),
      runMocha([...named(`@(${PAGES})`), ...hooks], environment),
    ]);
    return Math.max(...codes);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

main().then(
  (code) => process.exit(code),
  (error) => {
    console.error(error.message);
    process.exit(1);
  },
);
