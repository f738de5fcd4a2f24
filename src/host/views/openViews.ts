// The panels of all views, made from their definitions.
import type { Lifetime } from '../editor/lifetime';

/** A view, as far as the list of all needs to know it. */
interface Listed<Needs> {
  readonly name: string;
  start: (needs: Needs, life: Lifetime) => unknown;
}

/** What all of several views need. @param V the union of their types */
export type NeedsOf<V> = [V] extends [Listed<infer Needs>] ? Needs : never;

/** The panels of each, by its name. */
export type OpenViews<V extends Listed<never>> = { [One in V as One['name']]: ReturnType<One['start']> };

export function openViews<Needs, V extends Listed<Needs>>(
  views: readonly V[],
  needs: Needs,
  life: Lifetime,
): OpenViews<V> {
  return Object.fromEntries(views.map((view) => [view.name, view.start(needs, life)])) as OpenViews<V>;
}
