// Packages the extension and runs the browser tests on the package. Expects a build in dist/.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensureChromium } from '../host/ensureChromium.mjs';
import { ensureHost } from '../host/ensureHost.mjs';
import { packageExtension } from '../package.mjs';
import { runMocha, shared } from './mocha.mjs';

/** Each process has a server and a browser of its own. */
const MOST_PROCESSES = 4;

/** Those that take longest first: at the end the other processes would wait for them. */
const LONGEST = 'translationViews|embeddings|compareTokenizers|comparedRuns|training|tokens';
const FILES = [`dist/test/e2e/@(${LONGEST}).test.mjs`, `dist/test/e2e/!(${LONGEST}).test.mjs`];

async function main() {
  ensureChromium();
  await ensureHost();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-e2e-'));
  try {
    const vsix = await packageExtension({ out: path.join(folder, 'nlp-lab.vsix') });
    const hooks = ['--require', 'dist/test/e2e/hooks.mjs', '--slow', '10000'];
    const environment = { NLP_LAB_VSIX: vsix, TMPDIR: folder };
    return await runMocha([...FILES, ...shared(MOST_PROCESSES), ...hooks], environment);
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
