// Fills a folder exactly once, whoever asks and however often: the work is done in a folder of its own beside the target and
// renamed into place when whole, so an interrupted run leaves no half-made target. A lock lets two processes wait for one
// another instead of doing the work twice; the lock of a dead process is taken over.
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 500;

function isAlive(pid) {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** The process id in a lock's file; undefined when there is no lock, 0 when its owner died while writing it. */
function ownerOf(file) {
  try {
    return Number(fs.readFileSync(file, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** True when this process now holds the lock. */
function tryLock(file) {
  try {
    fs.writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  const owner = ownerOf(file);
  // Two waiters may both take over a dead owner's lock; then the work is done twice and the first rename wins.
  if (owner !== undefined && !isAlive(owner)) fs.rmSync(file, { force: true });
  return false;
}

function removeLeftovers(target) {
  const folder = path.dirname(target);
  const prefix = `${path.basename(target)}.partial-`;
  for (const name of fs.readdirSync(folder)) {
    if (name.startsWith(prefix) && !isAlive(Number(name.slice(prefix.length))))
      fs.rmSync(path.join(folder, name), { recursive: true, force: true });
  }
}

/**
 * Makes `target` by calling `fill(emptyFolder)` unless it is there already. `say` gets one line when it has to wait.
 * @param {string} target
 * @param {(folder: string) => void | Promise<void>} fill
 * @param {(line: string) => void} [say]
 */
export async function installOnce(target, fill, say = console.log) {
  if (fs.existsSync(target)) return;
  fs.mkdirSync(path.dirname(target), { recursive: true });
  const lock = `${target}.lock`;
  let told = false;
  while (!tryLock(lock)) {
    if (!told) say(`Another process is installing ${path.basename(target)}; waiting for it.`);
    told = true;
    await delay(POLL_MS);
  }
  const unfinished = `${target}.partial-${process.pid}`;
  try {
    if (fs.existsSync(target)) return; // the process waited for has made it
    removeLeftovers(target);
    fs.mkdirSync(unfinished);
    await fill(unfinished);
    if (!fs.existsSync(target)) fs.renameSync(unfinished, target);
  } finally {
    fs.rmSync(unfinished, { recursive: true, force: true });
    if (ownerOf(lock) === process.pid) fs.rmSync(lock, { force: true });
  }
}
