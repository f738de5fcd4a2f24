// The end of what holds sessions, threads or files: all of it is released, whatever becomes of a part.

/** Anything that must be released once it is no longer used. */
export interface Releasable {
  release(): Promise<void>;
}

type Held = Releasable | undefined;

/**
 * Releases all in their order, also what comes after a part that could not be. What failed to be opened holds nothing, and whoever asked
 * for it was told. Fails as the first that could not be released.
 */
export async function releaseAll(parts: Iterable<Held | Promise<Held>>): Promise<void> {
  const failures: unknown[] = [];
  for (const part of parts) {
    const opened = await Promise.resolve(part).catch(() => undefined);
    try {
      await opened?.release();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}

export interface OpenedOnce<T> extends Releasable {
  /** Opens it when it is first asked for, and anew where that has failed. */
  get(): Promise<T>;
}

/** Something that is opened when it is first needed, and kept. */
export function openedOnce<T extends Releasable>(open: () => Promise<T>): OpenedOnce<T> {
  let opened: Promise<T> | undefined;
  return {
    get() {
      if (opened) return opened;
      const opening = open();
      opened = opening;
      opening.catch(() => (opened = undefined));
      return opening;
    },
    release: () => releaseAll([opened]),
  };
}
