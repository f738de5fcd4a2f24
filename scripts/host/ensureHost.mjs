// Installs the VS Code host used by `npm start` and the tests where no desktop VS Code can be had: the npm package
// `code-server` (VS Code's own built server, extension host and workbench) and the Node it runs on, once, into .vscode-test/.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../root.mjs';
import { installOnce } from './installOnce.mjs';

const VSCODE = '1.139.1';
const CODE_SERVER = '4.139.1';
const NODE = '24.21.0';
const PLATFORMS = ['linux-x64', 'linux-arm64'];

/** npm as a fresh process: without the variables that the surrounding `npm run` sets for this project. */
function npm(folder, args, extraEnvironment = {}) {
  const environment = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_(package|lifecycle|config_(local_)?prefix)/.test(name)),
  );
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  execFileSync('npm', [...args, ...quiet], {
    cwd: folder,
    env: { ...environment, ...extraEnvironment },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}

/** Output channels of the host write through this native module; without it they stay empty, all else works. */
function compileLogModule(serverFolder, nodeFolder) {
  const environment = {
    PATH: path.join(nodeFolder, 'bin') + path.delimiter + process.env.PATH,
    npm_config_nodedir: nodeFolder,
  };
  try {
    npm(serverFolder, ['rebuild', '@vscode/spdlog', '--ignore-scripts=false'], environment);
  } catch {
    console.warn(
      'The log module was not compiled (it needs a C++ compiler, make and Python): output channels stay empty.',
    );
  }
}

/**
 * @returns {Promise<{ node: string, server: string, version: string }>} the host's Node and server script; installs them first
 * where they are missing.
 */
export async function ensureHost() {
  const platform = `${process.platform}-${process.arch}`;
  if (!PLATFORMS.includes(platform))
    throw new Error(`The VS Code host for tests runs on ${PLATFORMS.join(' and ')}, not on ${platform}.`);
  const folder = path.join(root, '.vscode-test', `host-${VSCODE}-${platform}`);
  await installOnce(folder, (empty) => {
    console.log(
      `Installing VS Code ${VSCODE} (npm package code-server ${CODE_SERVER}, with Node ${NODE}) into .vscode-test,`,
    );
    console.log('once: about 800 MB and a minute.');
    fs.writeFileSync(path.join(empty, 'package.json'), JSON.stringify({ name: 'vscode-host', private: true }));
    const packages = [`node-${platform}@${NODE}`, `code-server@${CODE_SERVER}`];
    npm(empty, ['install', '--ignore-scripts', '--save-exact', ...packages]);
    const serverFolder = path.join(empty, 'node_modules/code-server/lib/vscode');
    npm(serverFolder, ['install', '--omit=dev', '--ignore-scripts']);
    compileLogModule(serverFolder, path.join(empty, `node_modules/node-${platform}`));
  });
  return {
    node: path.join(folder, `node_modules/node-${platform}/bin/node`),
    server: path.join(folder, 'node_modules/code-server/lib/vscode/out/server-main.js'),
    version: VSCODE,
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(await ensureHost());
