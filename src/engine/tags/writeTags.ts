// Entities written as tags of a scheme.

import { OUTSIDE, type Entity, type Prefix, type Tag } from './tag';
import type { TagScheme } from './tagScheme';

interface Place {
  isFirst: boolean;
  isLast: boolean;
  /** An entity of the same type ends right before this one, or begins right behind it. */
  followsItsType: boolean;
  precedesItsType: boolean;
}

const marked = ({ isFirst, isLast }: Place): Prefix => (isFirst ? (isLast ? 'S' : 'B') : isLast ? 'E' : 'I');

const PREFIX_AT: Readonly<Record<TagScheme, (place: Place) => Prefix>> = {
  IOB2: ({ isFirst }) => (isFirst ? 'B' : 'I'),
  IOB1: ({ isFirst, followsItsType }) => (isFirst && followsItsType ? 'B' : 'I'),
  IOE: ({ isLast }) => (isLast ? 'E' : 'I'),
  IOE1: ({ isLast, precedesItsType }) => (isLast && precedesItsType ? 'E' : 'I'),
  BIOES: marked,
  BILOU: marked,
};

/** @param entities in order, none overlapping another @param length of the sentence, in tokens */
export function tagsOf(entities: readonly Entity[], length: number, scheme: TagScheme): Tag[] {
  const tags = new Array<Tag>(length).fill(OUTSIDE);
  entities.forEach(({ type, start, end }, i) => {
    const [before, behind] = [entities[i - 1], entities[i + 1]] as (Entity | undefined)[];
    const around = {
      followsItsType: before?.end === start && before.type === type,
      precedesItsType: behind?.start === end && behind.type === type,
    };
    for (let at = start; at < end; at++)
      tags[at] = { prefix: PREFIX_AT[scheme]({ isFirst: at === start, isLast: at === end - 1, ...around }), type };
  });
  return tags;
}
