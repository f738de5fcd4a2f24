// Finds a Chromium for the browser tests, or installs one where that is possible without asking: as root on Debian and its kin.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];
const ADVICE =
  'No Chromium was found. Install chromium, google-chrome or microsoft-edge (Debian, Ubuntu: ' +
  '"sudo apt-get install chromium fonts-noto-cjk"), or set CHROMIUM to the path of one.';

function isFile(file) {
  try {
    return fs.statSync(file).isFile();
  } catch {
    return false; // not there, or in a folder that this user may not read
  }
}

/** The path of a program on PATH, or undefined. */
export function findOnPath(name) {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', ''] : [''];
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    for (const ending of endings) {
      const file = path.join(folder, name + ending);
      if (folder && isFile(file)) return file;
    }
  }
  return undefined;
}

function findChromium() {
  const given = process.env.CHROMIUM;
  if (given) {
    if (fs.existsSync(given)) return given;
    throw new Error(`CHROMIUM is set to ${given}, but there is no such file.`);
  }
  for (const name of NAMES) {
    const found = findOnPath(name);
    if (found) return found;
  }
  return PLACES.find((place) => fs.existsSync(place));
}

function installWithApt() {
  console.log('Installing Chromium and fonts for Korean with apt-get: about half a minute.');
  const options = {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  };
  const patience = ['-o', 'DPkg::Lock::Timeout=300'];
  execFileSync('apt-get', [...patience, 'update', '-q'], options);
  const packages = ['chromium', 'fonts-noto-cjk'];
  execFileSync('apt-get', [...patience, 'install', '-y', '-q', '--no-install-recommends', ...packages], options);
}

/** @returns {string} the path of a Chromium, Chrome or Edge; throws with what to install when there is none. */
export function ensureChromium() {
  const found = findChromium();
  if (found) return found;
  if (process.getuid?.() !== 0 || !findOnPath('apt-get')) throw new Error(ADVICE);
  try {
    installWithApt();
  } catch (error) {
    throw new Error(`apt-get could not install Chromium (${error.message.split('\n')[0]}). ${ADVICE}`);
  }
  const installed = findChromium();
  if (!installed) throw new Error(ADVICE);
  return installed;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(ensureChromium());
