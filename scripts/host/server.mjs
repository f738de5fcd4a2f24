// Starts VS Code's own server with a profile of its own, and says where to open it. Used by the tests and by `npm start`.
import crypto from 'node:crypto';
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { startGroup } from './processGroup.mjs';

/** Settings that keep the editor still: nothing fetched, nothing offered, nothing opened by itself. */
const QUIET_SETTINGS = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'workbench.enableExperiments': false,
  'chat.disableAIFeatures': true,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  // Otherwise the server looks through the open files of all processes, every few seconds.
  'remote.autoForwardPorts': false,
};

/** Of the editor's own extensions those that a window with experiments and text needs: the others cost half of its start. */
export const FEW_EXTENSIONS = [
  ...['configuration-editing', 'json', 'json-language-features', 'markdown-basics', 'search-result', 'yaml'],
  ...['theme-defaults', 'theme-modern-icons', 'theme-seti'],
];

/** Where to begin is what a window shows first. */
export const README_FIRST = { 'workbench.startupEditor': 'readme' };

function environmentFor(host, extra) {
  const environment = { ...process.env, EXTENSIONS_GALLERY: '{}', ...extra };
  environment.PATH = path.dirname(host.node) + path.delimiter + environment.PATH;
  for (const name of Object.keys(environment)) {
    if (/^(VSCODE_|ELECTRON_|npm_)/.test(name) || name === 'NODE_OPTIONS') delete environment[name];
  }
  return environment;
}

/** Resolves with the port as soon as the server says that it listens. */
function listeningPort(child, log) {
  return new Promise((resolve, reject) => {
    let output = '';
    const read = (chunk) => {
      log.write(chunk);
      output = (output + chunk).slice(-20_000);
      const found = /Extension host agent listening on (\d+)/.exec(output);
      if (found) resolve(Number(found[1]));
    };
    child.stdout.setEncoding('utf8').on('data', read);
    child.stderr.setEncoding('utf8').on('data', read);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`VS Code's server ended with code ${code}:\n${output}`)));
  });
}

/** A folder with some of the editor's own extensions. */
function linkExtensions(host, names, folder) {
  fs.mkdirSync(folder, { recursive: true });
  const all = path.join(path.dirname(host.server), '..', 'extensions');
  for (const name of names) fs.symlinkSync(path.join(all, name), path.join(folder, name), 'dir');
  return folder;
}

/**
 * @param {object} options
 * @param {{ node: string, server: string }} options.host what `ensureHost` gave
 * @param {string[]} [options.vsix] packaged extensions to install first
 * @param {Record<string, unknown>} [options.settings] user settings, on top of the quiet ones
 * @param {{ key: string, command: string }[]} [options.keybindings] keys of the user's own
 * @param {Record<string, string>} [options.environment] variables for the server and its extension host
 * @param {string} [options.profile] a folder to keep between starts; without it a temporary one, which is also HOME
 * @param {string} [options.bind] address to listen on
 * @param {number} [options.port] 0: any free one
 * @param {boolean} [options.asksForTrust] folders are not trusted until a person says so: Restricted Mode
 * @param {boolean} [options.showsReadme] a folder's README is open in the first window
 * @param {string[]} [options.builtin] of the editor's own extensions these alone
 * @param {boolean} [options.testDriver] needed for extension tests; hides notifications
 */
export async function startServer({
  host,
  vsix = [],
  settings = {},
  keybindings = [],
  environment = {},
  profile,
  port = 0,
  builtin,
  testDriver = false,
  asksForTrust = false,
  showsReadme = false,
}) {
  const folder = profile ?? fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-vscode-'));
  const userFolder = path.join(folder, 'data', 'User');
  const settingsFile = path.join(userFolder, 'settings.json');
  fs.mkdirSync(userFolder, { recursive: true });
  fs.mkdirSync(path.join(folder, 'extensions'), { recursive: true });
  const writeSettings = (more) =>
    fs.writeFileSync(
      settingsFile,
      JSON.stringify({ ...QUIET_SETTINGS, ...(showsReadme ? README_FIRST : {}), ...settings, ...more }, null, 2),
    );
  if (!profile || !fs.existsSync(settingsFile)) writeSettings({});
  if (keybindings.length > 0)
    fs.writeFileSync(path.join(userFolder, 'keybindings.json'), JSON.stringify(keybindings, null, 2));

  const env = environmentFor(host, profile ? environment : { HOME: folder, ...environment });
  const folders = ['--server-data-dir', folder, '--user-data-dir', path.join(folder, 'data')];
  if (builtin) folders.push('--builtin-extensions-dir', linkExtensions(host, builtin, path.join(folder, 'builtin')));
  const base = [
    host.server,
    '--accept-server-license-terms',
    ...folders,
    '--extensions-dir',
    path.join(folder, 'extensions'),
  ];
  for (const file of vsix)
    await promisify(execFile)(host.node, [...base, '--install-extension', file, '--force'], { env });

  const token = crypto.randomBytes(16).toString('hex');
  const trust = asksForTrust ? [] : ['--disable-workspace-trust'];
  const welcome = showsReadme ? [] : ['--skip-welcome'];
  const quiet = ['--disable-telemetry', '--disable-experiments', ...welcome, ...trust];
  const address = ['--host', '127.0.0.1', '--port', String(port), '--connection-token', token];
  const driver = testDriver ? ['--enable-smoke-test-driver'] : [];
  const group = startGroup(host.node, [...base, ...address, ...quiet, ...driver], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log = fs.createWriteStream(path.join(folder, 'server.log'));
  const stop = async () => {
    await group.end();
    log.end();
    if (!profile) fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  let actualPort;
  try {
    actualPort = await listeningPort(group.child, log);
  } catch (error) {
    await stop();
    throw error;
  }
  const origin = `http://localhost:${actualPort}`;
  return {
    origin,
    folder,
    ended: group.ended,
    /** The address of a workspace; `payload` loads an extension under development (test driver only). */
    url(workspace, payload) {
      const query = new URLSearchParams({ tkn: token, folder: workspace });
      if (payload) query.set('payload', JSON.stringify(payload));
      return `${origin}/?${query}`;
    },
    /** A file's address as the workbench names it. */
    remote: (file) => `vscode-remote://localhost:${actualPort}${file}`,
    /** Changes user settings while the editor runs. */
    writeSettings,
    stop,
  };
}
