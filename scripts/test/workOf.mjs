// How much processors have worked for a process and all that it has started: what a stage does, however busy the machine is otherwise.
import fs from 'node:fs';

/** Of the times in /proc, the same on all machines. */
const TICK_MS = 10;

/** What /proc says of a process: who started it, and its time with that of its children that have ended. */
function readProcess(pid) {
  let stat;
  try {
    stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined; // it has ended meanwhile
  }
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' '); // its name may hold anything
  return {
    parent: Number(fields[1]),
    ms: TICK_MS * fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0),
  };
}

/**
 * @param {number} pid
 * @returns {number | undefined} milliseconds of processors' time; undefined where the system does not say
 */
export function workMs(pid) {
  if (process.platform !== 'linux') return undefined;
  const all = new Map();
  for (const name of fs.readdirSync('/proc')) {
    const found = /^\d+$/.test(name) ? readProcess(name) : undefined;
    if (found) all.set(Number(name), found);
  }
  const isOfIt = (each) => each === pid || (all.has(each) && isOfIt(all.get(each).parent));
  return [...all].reduce((sum, [each, { ms }]) => (isOfIt(each) ? sum + ms : sum), 0);
}
