// Packages the extension and runs the browser tests on the package. Expects a build in dist/.
import fs from 'node:fs';
import path from 'node:path';
import { root } from '../root.mjs';
import { ensureChromium } from '../host/ensureChromium.mjs';
import { ensureHost } from '../host/ensureHost.mjs';
import { packageExtension } from '../package.mjs';
import { runMocha } from './mocha.mjs';

ensureChromium();
await ensureHost();
const vsix = await packageExtension({ out: path.join(root, '.vscode-test', `test-${process.pid}.vsix`) });
let code = 1;
try {
  code = await runMocha(
    ['dist/test/e2e/*.test.mjs', '--require', 'dist/test/e2e/hooks.mjs', '--timeout', '120000', '--slow', '10000'],
    { NLP_LAB_VSIX: vsix },
  );
} finally {
  fs.rmSync(vsix, { force: true });
}
process.exit(code);
