// Waiting for what may have been missed.

/** How long to wait at first, before it is tried again. */
export const PATIENCE_MS = 4000;

export const succeeds = (work: Promise<unknown>): Promise<boolean> =>
  work.then(
    () => true,
    () => false,
  );
