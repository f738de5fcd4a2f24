// What went wrong with the entities of a sentence, sorted into four kinds, each entity in one of them at most.

import type { EntityErrorKind } from '../../protocol/judgedTags';
import type { Entity } from '../tags/tag';
import { keyOf } from './entityFigures';

/** An entity that is there beside the one that was found in its place. */
export interface EntityPair {
  kind: 'right' | EntityErrorKind;
  actual?: Entity;
  found?: Entity;
}

/** The tokens of both, half-open. */
export function placeOf({ actual, found }: EntityPair): { start: number; end: number } {
  const both = [actual, found].filter((entity) => entity !== undefined);
  return { start: Math.min(...both.map(({ start }) => start)), end: Math.max(...both.map(({ end }) => end)) };
}

const sameType = (a: Entity, b: Entity): boolean => a.type === b.type;
const sameBorders = (a: Entity, b: Entity): boolean => a.start === b.start && a.end === b.end;

/** From the closest likeness to the weakest: who finds a partner by one has none by the next. */
const LIKENESSES: readonly [kind: EntityPair['kind'], holds: (a: Entity, b: Entity) => boolean][] = [
  ['right', (a, b) => keyOf(a) === keyOf(b)],
  ['type', (a, b) => sameBorders(a, b) && sameType(a, b)], // another form
  ['type', sameBorders],
  ['boundary', sameType],
  ['boundary', () => true],
];

/**
 * In the order of their places. Partners overlap, so that each looks only at those beside it.
 * @param actual in order, none overlapping another; so are those found
 */
export function pairedEntities(actual: readonly Entity[], found: readonly Entity[]): EntityPair[] {
  const pairs: EntityPair[] = [];
  const [taken, used] = [new Uint8Array(actual.length), new Uint8Array(found.length)];
  for (const [kind, holds] of LIKENESSES) {
    let first = 0;
    actual.forEach((entity, i) => {
      while (first < found.length && found[first].end <= entity.start) first++;
      if (taken[i]) return;
      for (let j = first; j < found.length && found[j].start < entity.end; j++) {
        if (used[j] || !holds(entity, found[j])) continue;
        pairs.push({ kind, actual: entity, found: found[j] });
        taken[i] = used[j] = 1;
        return;
      }
    });
  }
  actual.forEach((entity, i) => !taken[i] && pairs.push({ kind: 'missed', actual: entity }));
  found.forEach((entity, j) => !used[j] && pairs.push({ kind: 'invented', found: entity }));
  const startOf = ({ actual: there, found: given }: EntityPair): number => (there ?? given)?.start ?? 0;
  return pairs.sort((a, b) => startOf(a) - startOf(b));
}
