// The tags that a model learns from the training part.

import { repairOf } from '../../data/tagged/loadTagged';
import { eachInSteps } from '../../train/inSteps';
import type { TaggedDataOptions } from '../../schema/taggedData';
import type { TagScheme } from '../../tags/tagScheme';
import { tagNames, taughtTags, type TagSet } from './tagSet';
import type { TaggedDataset } from './taggedDataset';

/** Fails with `CANCELLED`. @param wanted the scheme that the model learns */
export async function learnedTags(
  { train, scheme, morphemes }: Pick<TaggedDataset, 'train' | 'scheme' | 'morphemes'>,
  wanted: TagScheme | 'as-read',
  misplaced: TaggedDataOptions['misplaced'],
  signal: AbortSignal,
): Promise<TagSet> {
  const own = wanted === 'as-read' || !scheme ? scheme : wanted;
  const schemes = { own, files: scheme, repair: repairOf(misplaced) };
  const taught = await eachInSteps(train, ({ tags }) => taughtTags(schemes, tags), signal);
  return { tags: tagNames(taught, own), ...schemes, ...(morphemes && { morphemes }) };
}
