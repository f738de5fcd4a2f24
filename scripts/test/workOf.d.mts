/** Processors' time of a process and all that it has started, in milliseconds; undefined where the system does not say. */
export function workMs(pid: number): number | undefined;
