// Runs test/integration inside the extension host of the VS Code host; exits with 0 when every test passed.
// Expects a build in dist/. NLP_LAB_TEST_GREP picks tests by name.
import fs from 'node:fs';
import path from 'node:path';
import { root } from '../root.mjs';
import { endAnimations, launchBrowser } from '../host/browser.mjs';
import { ensureHost } from '../host/ensureHost.mjs';
import { FEW_EXTENSIONS, startServer } from '../host/server.mjs';
import { WAIT_LIMIT_MS } from './limits.mjs';
import { copySamples } from './workspaceCopy.mjs';

const FAILURE_PICTURE = path.join(root, 'test-results', 'integration-failure.png');

/** Prints a file's new text as it grows; `stop` prints what is left. */
function follow(file) {
  let position = 0;
  const print = () => {
    const text = fs.readFileSync(file);
    process.stdout.write(text.subarray(position));
    position = text.length;
  };
  const watcher = fs.watch(file, print);
  return { stop: () => (watcher.close(), print()) };
}

/** Resolves with what the suite ended with: the exit code that VS Code reports, or in words what has ended in its place. */
function endOf(page, server) {
  return new Promise((resolve) => {
    void page.exposeFunction('codeAutomationExit', resolve);
    page.once('crash', () => resolve('a crash of the page'));
    void server.ended.then(() => resolve("the end of VS Code's server"));
  });
}

/** Opens the workspace with the suite in the address; resolves with what it ended with. */
async function runSuite(browser, server, workspace) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.setDefaultTimeout(WAIT_LIMIT_MS);
  await page.addInitScript(endAnimations);
  const end = endOf(page, server);
  await page.exposeFunction('codeAutomationLog', (kind, parts) => {
    if (process.env.NLP_LAB_VERBOSE) console.log(`[${kind}]`, ...parts);
  });
  await page.goto(
    server.url(workspace, [
      ['extensionDevelopmentPath', server.remote(root)],
      ['extensionTestsPath', server.remote(path.join(root, 'dist/test/integration/index.js'))],
      ['skipWelcome', 'true'],
    ]),
  );
  const code = await end;
  if (code !== 0) {
    fs.mkdirSync(path.dirname(FAILURE_PICTURE), { recursive: true });
    await page.screenshot({ path: FAILURE_PICTURE }).catch(() => undefined);
  }
  return code;
}

async function main() {
  const host = await ensureHost();
  const browser = await launchBrowser();
  const workspace = copySamples();
  const output = `${workspace.folder}.txt`;
  fs.writeFileSync(output, '');
  const environment = { NLP_LAB_TEST_OUTPUT: output };
  for (const name of ['NLP_LAB_RESULTS', 'NLP_LAB_TEST_GREP', 'NLP_LAB_TEST_TIER'])
    if (process.env[name]) environment[name] = process.env[name];

  const server = await startServer({ host, testDriver: true, environment, builtin: FEW_EXTENSIONS });
  const following = follow(output);
  try {
    return await runSuite(browser, server, workspace.folder);
  } finally {
    await browser.close();
    await server.stop();
    following.stop();
    fs.rmSync(output, { force: true });
    workspace.remove();
  }
}

main().then(
  (code) => {
    if (code !== 0)
      console.error(`The extension host ended with: ${code}. See ${path.relative(root, FAILURE_PICTURE)}.`);
    process.exit(code === 0 ? 0 : 1);
  },
  (error) => {
    console.error(error.message);
    process.exit(1);
  },
);
