// Where tests keep their files. What a training saves is on the disk before it goes on, and so are most tests of one: on a disk they
// wait for it longer than they compute.
import fs from 'node:fs';
import os from 'node:os';

const IN_MEMORY = '/dev/shm';
/** More than all tests keep at a time. */
const ROOM = 4 * 2 ** 30;

/** Files of a test may be programs. */
function mayRunPrograms(mounts) {
  const [, , , options] = mounts.map((line) => line.split(' ')).findLast(([, folder]) => folder === IN_MEMORY) ?? [];
  return options !== undefined && !options.split(',').some((option) => option === 'noexec' || option === 'ro');
}

/** A folder in memory where this machine has one with room, else the system's for temporary files. */
export function quickFolder() {
  try {
    const { bavail, bsize } = fs.statfsSync(IN_MEMORY);
    const hasRoom = Math.min(bavail * bsize, os.freemem()) >= ROOM;
    if (hasRoom && mayRunPrograms(fs.readFileSync('/proc/mounts', 'utf8').split('\n'))) return IN_MEMORY;
  } catch {
    // another system
  }
  return os.tmpdir();
}
