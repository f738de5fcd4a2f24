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

/**
 * The scheme in which the fewest tags are misplaced, of equal ones the first of the list; undefined where one is no tag of a scheme, or
 * nothing is tagged.
 */
export function likelyScheme(sentences: readonly (readonly string[])[]): TagScheme | undefined {
  const read = sentences.map((tags) => tags.map(readTag));
  if (!read.every((tags) => tags.every((tag) => tag !== undefined))) return undefined;
  const used = new Set(sentences.flatMap((tags) => tags.map(([letter]) => letter)));
  used.delete('O');
  if (used.size === 0) return undefined;
  const isIn = (scheme: TagScheme): boolean => {
    const letters = Object.values(SCHEMES[scheme].letters);
    return [...used].every((letter) => letters.includes(letter));
  };
  const misplaced = (scheme: TagScheme): number =>
    read.reduce((sum, tags) => sum + misplacedTags(tags, scheme).length, 0);
  const [best] = TAG_SCHEMES.filter(isIn)
    .map((scheme) => ({ scheme, count: misplaced(scheme) }))
    .sort((a, b) => a.count - b.count) as Partial<{ scheme: TagScheme }[]>; // stable
  return best?.scheme;
}

/** The tags of the entities that the rule finds. */
export const repairedTags = (tags: readonly Tag[], scheme: TagScheme, rule: TagRepair): Tag[] =>
  tagsOf(entitiesOf(tags, scheme, rule), tags.length, scheme);

/** The same entities in another scheme; tags that are misplaced in their own are repaired by the rule. */
export const convertedTags = (tags: readonly Tag[], from: TagScheme, to: TagScheme, rule: TagRepair): Tag[] =>
  tagsOf(entitiesOf(tags, from, rule), tags.length, to);
