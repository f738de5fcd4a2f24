// The tags that a tagger writes, and how they stand to those of files.

import { entitiesIn, type TagRepair } from '../../tags/entities';
import { convertedTags } from '../../tags/checkTags';
import { readTags } from '../../tags/tag';
import { tagText, type TagScheme } from '../../tags/tagScheme';
import type { TaggedSentence as JudgedSentence } from '../../metrics/entityFigures';

export interface TagSet {
  /** By number, as the model writes them. */
  tags: readonly string[];
  /** The scheme that the model writes, and that of the files; undefined where each tag stands for itself. */
  own?: TagScheme;
  files?: TagScheme;
  /** How outputs that break the scheme are read. */
  repair: TagRepair;
}

/** Tags of a file as the model is taught them. */
export function taughtTags({ own, files }: Pick<TagSet, 'own' | 'files'>, tags: readonly string[]): readonly string[] {
  if (!own || !files || own === files) return tags;
  return convertedTags(readTags(tags), files, own, 'begin').map((tag) => tagText(own, tag));
}

/** Gives tags of a file the model's numbers; −1 where it does not have the tag. */
export function tagNumbers(set: TagSet): (tags: readonly string[]) => Int32Array {
  const numbers = new Map(set.tags.map((tag, i) => [tag, i]));
  return (tags) => Int32Array.from(taughtTags(set, tags), (tag) => numbers.get(tag) ?? -1);
}

/** Tags of the model as the files would have them. */
export function writtenTags({ own, files, repair }: TagSet, tags: readonly string[]): readonly string[] {
  if (!own || !files || own === files) return tags;
  return convertedTags(readTags(tags), own, files, repair).map((tag) => tagText(files, tag));
}

/** A sentence as it is beside what the model wrote, for the figures. */
export function judged(set: TagSet, tags: readonly string[], output: readonly string[]): JudgedSentence {
  return {
    ...{ tags, predicted: writtenTags(set, output) },
    entities: entitiesIn(tags, set.files, set.repair),
    found: entitiesIn(output, set.own, set.repair),
  };
}

/** All that stand in the sentences as the model is taught them, `O` among them where there is a scheme; in order. */
export function tagNames(sentences: readonly (readonly string[])[], own: TagScheme | undefined): string[] {
  const names = new Set(sentences.flat());
  if (own) names.add('O');
  return [...names].sort((a, b) => Number(b === 'O') - Number(a === 'O') || (a < b ? -1 : Number(a > b)));
}
