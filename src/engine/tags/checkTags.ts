// Tags that a scheme does not allow where they stand, the scheme that a file seems to be in, and tags repaired.

import { strictEntities, entitiesOf, type TagRepair } from './entities';
import type { Tag } from './tag';
import { SCHEMES, TAG_SCHEMES, type TagScheme } from './tagScheme';
import { tagsOf } from './writeTags';

/** Where tags belong to no entity that is written as the scheme says: one without its beginning, say. */
export function misplacedTags(tags: readonly Tag[], scheme: TagScheme): number[] {
  const isCovered = new Uint8Array(tags.length);
  for (const { start, end } of strictEntities(tags, scheme)) isCovered.fill(1, start, end);
  return tags.flatMap(({ prefix }, at) => (prefix !== 'O' && !isCovered[at] ? [at] : []));
}

/** The scheme in which the fewest tags are misplaced, of equal ones the first of the list; undefined where nothing is tagged. */
export function likelyScheme(sentences: readonly (readonly Tag[])[]): TagScheme | undefined {
  const used = new Set(sentences.flatMap((tags) => tags.map(({ prefix }) => prefix)));
  used.delete('O');
  if (used.size === 0) return undefined;
  const faults = TAG_SCHEMES.filter((scheme) => [...used].every((prefix) => SCHEMES[scheme].letters[prefix]))
    .map((scheme) => ({ scheme, count: sentences.reduce((sum, tags) => sum + misplacedTags(tags, scheme).length, 0) }))
    .sort((a, b) => a.count - b.count); // stable
  return faults.length > 0 ? faults[0].scheme : undefined;
}

/** The tags of the entities that the rule finds. */
export const repairedTags = (tags: readonly Tag[], scheme: TagScheme, rule: TagRepair): Tag[] =>
  tagsOf(entitiesOf(tags, scheme, rule), tags.length, scheme);

/** The same entities in another scheme; tags that are misplaced in their own are repaired by the rule. */
export const convertedTags = (tags: readonly Tag[], from: TagScheme, to: TagScheme, rule: TagRepair): Tag[] =>
  tagsOf(entitiesOf(tags, from, rule), tags.length, to);
