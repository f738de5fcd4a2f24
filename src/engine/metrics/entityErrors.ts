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

const sameBorders = (a: Entity, b: Entity): boolean => a.start === b.start && a.end === b.end;
const overlaps = (a: Entity, b: Entity): boolean => a.start < b.end && b.start < a.end;
const sameType = (a: Entity, b: Entity): boolean => a.type === b.type;

/** From the closest likeness to the weakest: who finds a partner by one has none by the next. */
const LIKENESSES: readonly [kind: EntityPair['kind'], holds: (a: Entity, b: Entity) => boolean][] = [
  ['right', (a, b) => keyOf(a) === keyOf(b)],
  ['type', (a, b) => sameBorders(a, b) && sameType(a, b)], // another form
  ['type', sameBorders],
  ['boundary', (a, b) => overlaps(a, b) && sameType(a, b)],
  ['boundary', overlaps],
];

/** In the order of their places. */
export function pairedEntities(actual: readonly Entity[], found: readonly Entity[]): EntityPair[] {
  const pairs: EntityPair[] = [];
  let alone = [...actual];
  let others = [...found];
  for (const [kind, holds] of LIKENESSES)
    for (const entity of alone) {
      const partner = others.find((other) => holds(entity, other));
      if (!partner) continue;
      pairs.push({ kind, actual: entity, found: partner });
      alone = alone.filter((each) => each !== entity);
      others = others.filter((each) => each !== partner);
    }
  for (const entity of alone) pairs.push({ kind: 'missed', actual: entity });
  for (const entity of others) pairs.push({ kind: 'invented', found: entity });
  const startOf = ({ actual: there, found: given }: EntityPair): number => (there ?? given)?.start ?? 0;
  return pairs.sort((a, b) => startOf(a) - startOf(b));
}
