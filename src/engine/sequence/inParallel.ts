// Several workers at one list of things to do.

/**
 * Every worker takes the next item as soon as it is done with one. After a failure nothing new is begun, the others are told
 * by the signal, and the first failure is thrown when all have come to rest.
 */
export async function inParallel<T, W>(
  items: readonly T[],
  workers: readonly W[],
  work: (item: T, worker: W, signal: AbortSignal) => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  const failing = new AbortController();
  const either = signal ? AbortSignal.any([signal, failing.signal]) : failing.signal;
  const failures: unknown[] = [];
  const queue = items.values();
  const loops = workers.map(async (worker) => {
    for (const item of queue) {
      if (failures.length > 0) return;
      try {
        await work(item, worker, either);
      } catch (error) {
        failures.push(error);
        failing.abort();
      }
    }
  });
  await Promise.all(loops);
  if (failures.length > 0) throw failures[0];
}
