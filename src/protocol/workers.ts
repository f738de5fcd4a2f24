// How many trainings side by side a machine takes.

const BYTES_EACH = 2 * 2 ** 30;

/** One for each core, as far as there is memory for each; at least one. */
export const fittingWorkers = ({ cores, freeBytes }: { cores: number; freeBytes: number }): number =>
  Math.max(1, Math.min(cores, Math.floor(freeBytes / BYTES_EACH)));

/** Of each of them. */
export const threadsEach = (cores: number, workers: number): number => Math.max(1, Math.floor(cores / workers));
