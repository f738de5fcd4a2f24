// The tags that a model learns from the training part.

import { repairOf } from '../../data/tagged/loadTagged';
import type { TaggedDataOptions } from '../../schema/taggedData';
import type { TagScheme } from '../../tags/tagScheme';
import { tagNames, taughtTags, type TagSet } from './tagSet';
import type { TaggedDataset } from './taggedDataset';

/** @param wanted the scheme that the model learns */
export function learnedTags(
  { train, scheme, morphemes }: Pick<TaggedDataset, 'train' | 'scheme' | 'morphemes'>,
  wanted: TagScheme | 'as-read',
  misplaced: TaggedDataOptions['misplaced'],
): TagSet {
  const own = wanted === 'as-read' || !scheme ? scheme : wanted;
  const schemes = { own, files: scheme, repair: repairOf(misplaced) };
  const taught = train.map(({ tags }) => taughtTags(schemes, tags));
  return { tags: tagNames(taught, own), ...schemes, ...(morphemes && { morphemes }) };
}
