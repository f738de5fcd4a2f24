// The tags that a model learns from the training part.

import { repairOf } from '../../data/tagged/loadTagged';
import { eachInSteps } from '../../train/inSteps';
import type { TaggedDataOptions } from '../../schema/taggedData';
import type { TagScheme } from '../../tags/tagScheme';
import { taughtTags, type TagSet } from './tagSet';
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
  const names = new Set<string>();
  const meet = ({ tags }: { tags: readonly string[] }) => taughtTags(schemes, tags).forEach((tag) => names.add(tag));
  await eachInSteps(train, meet, signal);
  return { tags: inOrder(names, own), ...schemes, ...(morphemes && { morphemes }) };
}

/** `O` is among them where there is a scheme, and comes first. */
function inOrder(names: ReadonlySet<string>, own: TagScheme | undefined): string[] {
  const all = new Set(own ? [...names, 'O'] : names);
  return [...all].sort((a, b) => Number(b === 'O') - Number(a === 'O') || (a < b ? -1 : Number(a > b)));
}
