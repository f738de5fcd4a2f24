// Packages the extension and runs the browser tests on the package. Expects a build in dist/.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensureChromium } from '../host/ensureChromium.mjs';
import { ensureHost } from '../host/ensureHost.mjs';
import { packageExtension } from '../package.mjs';
import { runMocha } from './mocha.mjs';

async function main() {
  ensureChromium();
  await ensureHost();
  const vsix = await packageExtension({ out: path.join(os.tmpdir(), `nlp-lab-${process.pid}.vsix`) });
  const tests = ['dist/test/e2e/*.test.mjs', '--require', 'dist/test/e2e/hooks.mjs', '--slow', '10000'];
  try {
    return await runMocha(tests, { NLP_LAB_VSIX: vsix });
  } finally {
    fs.rmSync(vsix, { force: true });
  }
}

main().then(
  (code) => process.exit(code),
  (error) => {
    console.error(error.message);
    process.exit(1);
  },
);
