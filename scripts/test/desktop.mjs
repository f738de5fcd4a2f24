// Runs test/integration inside the desktop VS Code that @vscode/test-electron downloads into .vscode-test/.
// Expects a build in dist/, a display, and a network that reaches update.code.visualstudio.com.
import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { root } from '../root.mjs';
import { copySamples } from './workspaceCopy.mjs';

const workspace = copySamples();
const isRoot = process.getuid?.() === 0;
try {
  await runTests({
    extensionDevelopmentPath: root,
    extensionTestsPath: path.join(root, 'dist/test/integration/index.js'),
    launchArgs: [workspace.folder, '--disable-workspace-trust', '--skip-welcome', ...(isRoot ? ['--no-sandbox'] : [])],
  });
} catch (error) {
  console.error(`The desktop suite did not pass: ${error.message}`);
  process.exitCode = 1;
} finally {
  workspace.remove();
}
