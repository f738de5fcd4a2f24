// How long this thread has computed: what other threads of the process do meanwhile, and what it waits for a busy machine, is not in it.

import fs from 'node:fs';

/** Linux: nanoseconds on a processor, nanoseconds waited for one, times begun. Renewed at every tick of the kernel, of 1 to 10 ms. */
const SCHEDULED = '/proc/thread-self/schedstat';

/** Milliseconds of this thread where the system tells them, else of the whole process, which are never less. */
export const threadMs = (): number => byThread() ?? byProcess();

const byThread = (): number | undefined => {
  if (process.platform !== 'linux') return undefined;
  try {
    const nanoseconds = Number.parseInt(fs.readFileSync(SCHEDULED, 'latin1'), 10);
    return nanoseconds > 0 ? nanoseconds / 1e6 : undefined;
  } catch {
    return undefined; // a kernel without these figures, or no file can be opened
  }
};

const byProcess = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
