// Tags that a scheme does not allow where they stand, the scheme that a file seems to be in, and tags repaired.

import { strictEntities, entitiesOf, type TagRepair } from './entities';
import { readTag, type Tag } from './tag';
import { SCHEMES, TAG_SCHEMES, type TagScheme } from './tagScheme';
import { tagsOf } from './writeTags';

/** Where tags belong to no entity that is written as the scheme says: one without its beginning, say. */
export function misplacedTags(tags: readonly Tag[], scheme: TagScheme): number[] {
  const isCovered = new Uint8Array(tags.length);
  for (const { start, end } of strictEntities(tags, scheme)) isCovered.fill(1, start, end);
  return tags.flatMap(({ prefix }, at) => (prefix !== 'O' && !isCovered[at] ? [at] : []));
}

/** Tags that are looked at between two pauses. */
const TAGS_A_STEP = 16_384;

/**
 * The scheme in which the fewest tags are misplaced, of equal ones the first of the list; undefined where one is no tag of a scheme, or
 * nothing is tagged.
 */
export function* likelyScheme(
  sentences: readonly (readonly string[])[],
): Generator<number, TagScheme | undefined, void> {
  const read: Tag[][] = [];
  const used = new Set<string>();
  let looked = 0;
  /** Whether it is time for others. */
  function isTurn(tags: number): boolean {
    looked = looked + tags < TAGS_A_STEP ? looked + tags : 0;
    return looked === 0;
  }
  for (const tags of sentences) {
    const known = tags.map(readTag).filter((tag) => tag !== undefined);
    if (known.length < tags.length) return undefined;
    for (const [letter] of tags) used.add(letter);
    read.push(known);
    if (isTurn(tags.length)) yield 0;
  }
  used.delete('O');
  if (used.size === 0) return undefined;
  const isIn = (scheme: TagScheme): boolean => {
    const letters = Object.values(SCHEMES[scheme].letters);
    return [...used].every((letter) => letters.includes(letter));
  };
  let best: { scheme: TagScheme; count: number } | undefined;
  for (const scheme of TAG_SCHEMES.filter(isIn)) {
    let count = 0;
    for (const tags of read) {
      count += misplacedTags(tags, scheme).length;
      if (isTurn(tags.length)) yield 0;
    }
    if (!best || count < best.count) best = { scheme, count };
  }
  return best?.scheme;
}

/** The tags of the entities that the rule finds. */
export const repairedTags = (tags: readonly Tag[], scheme: TagScheme, rule: TagRepair): Tag[] =>
  tagsOf(entitiesOf(tags, scheme, rule), tags.length, scheme);

/** The same entities in another scheme; tags that are misplaced in their own are repaired by the rule. */
export const convertedTags = (tags: readonly Tag[], from: TagScheme, to: TagScheme, rule: TagRepair): Tag[] =>
  tagsOf(entitiesOf(tags, from, rule), tags.length, to);
