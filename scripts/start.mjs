// `npm start`: opens VS Code with the extension on a copy of the sample workspace. The first way that works here is taken:
//   local    the `code` on PATH
//   desktop  the desktop VS Code that @vscode/test-electron downloads
//   browser  VS Code served to the browser on localhost
// `npm start -- --way=browser` takes that way only; `--port=8000` fixes the port of the browser way.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { findOnPath } from './host/ensureChromium.mjs';
import { ensureHost } from './host/ensureHost.mjs';
import { README_FIRST, startServer } from './host/server.mjs';
import { root } from './root.mjs';

const STATE = path.join(root, '.vscode-test', 'start');
const WORKSPACE = path.join(root, '.vscode-test', 'sample-workspace');

const option = (name) => process.argv.find((part) => part.startsWith(`--${name}=`))?.slice(name.length + 3);
const say = (line) => console.log(`NLP Lab: ${line}`);

/** Copies samples into the workspace; what is already there, perhaps edited, stays. */
function fillWorkspace() {
  fs.mkdirSync(WORKSPACE, { recursive: true });
  fs.cpSync(path.join(root, 'samples'), WORKSPACE, { recursive: true, force: false });
  say(`the workspace is ${path.relative(process.cwd(), WORKSPACE)}, a copy of samples/; your changes in it are kept.`);
}

function buildForDevelopment() {
  say('building the extension.');
  execFileSync(process.execPath, ['esbuild.js'], { cwd: root, stdio: 'inherit' });
}

/** Why no window can be opened here, or undefined when one can. */
function noDisplay() {
  const isGraphical = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  return isGraphical ? undefined : 'there is no display';
}

/** Runs a program with a window until it ends; throws when it could not start or ended with an error. */
async function runWindow(command, args, options) {
  const child = spawn(command, args, { stdio: 'inherit', ...options });
  const [code, signal] = await once(child, 'exit');
  if (code && !signal) throw new Error(`it ended with code ${code}`);
}

/** A profile of ours shows the README when its window opens; settings that were changed in it stay. */
function fillProfile(profile) {
  const settings = path.join(profile, 'User', 'settings.json');
  if (fs.existsSync(settings)) return;
  fs.mkdirSync(path.dirname(settings), { recursive: true });
  fs.writeFileSync(settings, JSON.stringify(README_FIRST, null, 2));
}

/** Without a profile of ours the README is opened as a file. */
const desktopArguments = (profile) => [
  WORKSPACE,
  ...(profile ? [] : [path.join(WORKSPACE, 'README.md')]),
  `--extensionDevelopmentPath=${root}`,
  ...(profile ? [`--user-data-dir=${profile}`, `--extensions-dir=${path.join(profile, 'extensions')}`] : []),
  ...(profile && process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

async function startLocal() {
  const code = findOnPath('code');
  if (!code) throw new Error('there is no "code" on the PATH');
  if (process.env.VSCODE_IPC_HOOK_CLI)
    throw new Error('"code" here belongs to a remote window, which loads no extension from a folder');
  const missing = noDisplay();
  if (missing) throw new Error(missing);
  buildForDevelopment();
  say(`opening ${code}; it may stay open, this command ends when its window is closed or with Ctrl+C.`);
  const profile = process.getuid?.() === 0 ? path.join(STATE, 'local') : undefined;
  if (profile) fillProfile(profile);
  const args = ['--new-window', '--wait', ...desktopArguments(profile)];
  await runWindow(code, args, { shell: process.platform === 'win32' });
}

async function startDesktop() {
  const missing = noDisplay();
  if (missing) throw new Error(missing);
  say('downloading the desktop VS Code into .vscode-test (once).');
  const { downloadAndUnzipVSCode } = await import('@vscode/test-electron');
  const executable = await downloadAndUnzipVSCode({ cachePath: path.join(root, '.vscode-test', 'desktop') });
  buildForDevelopment();
  const profile = path.join(STATE, 'desktop');
  fillProfile(profile);
  say('opening it; this command ends when its window is closed or with Ctrl+C.');
  await runWindow(executable, desktopArguments(profile));
}

/** Resolves with the number of the first signal that asks this process to end. */
function interrupted() {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, resolve);
  });
}

async function startInBrowser() {
  const asked = interrupted();
  say('serving VS Code to the browser.');
  const host = await ensureHost();
  say('building and packaging the extension.');
  const vsix = path.join(STATE, `nlp-lab-${process.pid}.vsix`);
  fs.mkdirSync(STATE, { recursive: true });
  let server;
  try {
    const args = ['scripts/package.mjs', `--out=${vsix}`];
    execFileSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
    const port = Number(option('port') ?? 0);
    server = await startServer({ host, vsix: [vsix], profile: path.join(STATE, 'browser'), port, showsReadme: true });
  } finally {
    fs.rmSync(vsix, { force: true });
  }
  console.log(`\n  Open  ${server.url(WORKSPACE)}\n`);
  say('the address is good for this start only and for this machine only. Ctrl+C ends it.');
  const reason = await Promise.race([asked, server.ended.then(() => 'server')]);
  await server.stop();
  if (reason === 'server')
    throw new Error(`the server has ended by itself; see ${path.join(server.folder, 'server.log')}`);
  say('ended.');
}

const WAYS = {
  local: { title: 'the VS Code of this machine', start: startLocal },
  desktop: { title: 'the desktop VS Code, downloaded', start: startDesktop },
  browser: { title: 'VS Code in the browser', start: startInBrowser },
};

async function main() {
  const asked = option('way');
  if (asked && !WAYS[asked]) throw new Error(`--way is one of ${Object.keys(WAYS).join(', ')}, not "${asked}".`);
  fillWorkspace();
  say(
    'its README says where to begin; runs and new experiments stand in the sidebar "NLP Lab", the flask at the edge.',
  );
  for (const name of asked ? [asked] : Object.keys(WAYS)) {
    try {
      return await WAYS[name].start();
    } catch (error) {
      say(`not with ${WAYS[name].title}: ${error.message.trim()}.`);
    }
  }
  throw new Error('VS Code could not be started in any of the ways above.');
}

main().then(
  () => process.exit(0),
  (error) => {
    console.error(`NLP Lab: ${error.message}`);
    process.exit(1);
  },
);
