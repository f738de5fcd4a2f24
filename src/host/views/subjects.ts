// What the views of one kind are about, by the keys that they are restored by after a reload of the window. Views know no
// paths, only keys.

/** A subject with its key. */
export interface Keyed<S> {
  key: string;
  subject: S;
}

export interface Subjects<S> {
  /** Names what one panel shows; subjects of one name share a panel. Undefined: each has a panel of its own. */
  nameOf(subject: S): string | undefined;
  /** The key for a subject, and the subject with what is known of it from before. */
  add(subject: S): Keyed<S>;
  /** What a view that has saved this key is about; undefined where it is not known any more. */
  at(key: string | undefined): Keyed<S> | undefined | Promise<Keyed<S> | undefined>;
  /** What a view is about has changed. */
  keep(key: string, subject: S): void;
}

/** The key a view has saved, if its state is what a view of ours saves. */
export function savedKey(state: unknown): string | undefined {
  if (typeof state !== 'object' || state === null) return undefined;
  const { key } = state as { key?: unknown };
  return typeof key === 'string' && key.length < 300 ? key : undefined;
}
