// Entities of a sentence of tags, by one of two rules for tags that do not belong together.

import { isAmong, SCHEMES, type TagScheme } from './tagScheme';
import { OUTSIDE, readTags, type Entity, type Tag } from './tag';

/**
 * What becomes of a tag that its scheme does not allow where it stands: `begin` lets it begin an entity, as conlleval and seqeval by
 * default do; `discard` drops the entity, as seqeval in its strict mode does.
 */
export const TAG_REPAIRS = ['begin', 'discard'] as const;

export type TagRepair = (typeof TAG_REPAIRS)[number];

export const entitiesOf = (tags: readonly Tag[], scheme: TagScheme, rule: TagRepair): Entity[] =>
  rule === 'begin' ? begunEntities(tags) : strictEntities(tags, scheme);

/**
 * Each entity from where one may be seen to begin to where one may be seen to end, whatever the scheme: the rule of conlleval (Tjong Kim
 * Sang 2000), with the S of BIOES as seqeval adds it.
 */
export function begunEntities(tags: readonly Tag[]): Entity[] {
  const entities: Entity[] = [];
  let start = 0;
  let before = OUTSIDE;
  for (let at = 0; at <= tags.length; at++) {
    const tag = at < tags.length ? tags[at] : OUTSIDE;
    const { prefix, type } = tag;
    const isOther = type !== before.type;
    const isCut = 'BSO'.includes(prefix) || isOther || 'ES'.includes(before.prefix);
    if (before.prefix !== 'O' && isCut) entities.push({ type: before.type, start, end: at });
    if (prefix !== 'O' && (before.prefix === 'O' || isCut)) start = at;
    before = tag;
  }
  return entities;
}

/** Only what is written as the scheme says. */
export function strictEntities(tags: readonly Tag[], scheme: TagScheme): Entity[] {
  const { starts, inside, ends } = SCHEMES[scheme];
  const entities: Entity[] = [];
  const tagAt = (at: number): Tag => tags[at] ?? OUTSIDE; // also before the first and behind the last
  for (let start = 0; start < tags.length;) {
    if (!isAmong(starts, tagAt(start - 1), tagAt(start))) {
      start++;
      continue;
    }
    let end = start + 1;
    while (isAmong(inside, tagAt(end - 1), tagAt(end))) end++;
    if (isAmong(ends, tagAt(end - 1), tagAt(end))) entities.push({ type: tags[start].type, start, end });
    start = end;
  }
  return entities;
}

/** As tags stand in files. Without a scheme each tag is a thing by itself: a part of speech. */
export function entitiesIn(texts: readonly string[], scheme: TagScheme | undefined, rule: TagRepair): Entity[] {
  if (scheme === undefined) return texts.map((type, start) => ({ type, start, end: start + 1 }));
  return entitiesOf(readTags(texts), scheme, rule);
}
