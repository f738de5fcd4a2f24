// How long work takes this process by its own processors: another process beside it does not change the figure much.

/** The time in milliseconds that `work`, which must not wait for anything, keeps processors busy. */
export function processorMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
