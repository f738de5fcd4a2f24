// The one entry of the suite that runs inside the extension host, for `npm run test:integration` (the VS Code host) and
// `npm run test:desktop` (@vscode/test-electron) alike: VS Code loads this file and calls `run`.
// Mocha writes to NLP_LAB_TEST_OUTPUT, because an extension host has no console of its own.

import fs from 'node:fs';
import path from 'node:path';
import util from 'node:util';
import Mocha from 'mocha';
import { TEST_LIMIT_MS } from '../../scripts/test/limits.mjs';

export async function run(): Promise<void> {
  const output = process.env.NLP_LAB_TEST_OUTPUT;
  if (output) {
    Mocha.reporters.Base.consoleLog = (...parts: unknown[]) => fs.appendFileSync(output, `${util.format(...parts)}\n`);
  }
  const mocha = new Mocha({
    color: false,
    timeout: TEST_LIMIT_MS,
    grep: process.env.NLP_LAB_TEST_GREP,
    reporter: path.resolve(__dirname, '../../../scripts/test/reporter.cjs'),
  });
  for (const file of fs.readdirSync(__dirname).sort()) {
    if (file.endsWith('.test.js')) mocha.addFile(path.join(__dirname, file));
  }
  await new Promise<void>((resolve, reject) => {
    mocha.run((failures) => (failures > 0 ? reject(new Error(`${failures} test(s) failed.`)) : resolve()));
  });
}
