// The tags that a tagger writes, and how they stand to those of files.

import { byWord, morphemesIn, wordsIn, type PlacedMorpheme } from '../../morphemes/morphemesIn';
import { morphemeTransitions } from '../../morphemes/morphemeTags';
import { entitiesIn, type TagRepair } from '../../tags/entities';
import { convertedTags } from '../../tags/checkTags';
import { readTags, type Entity } from '../../tags/tag';
import { tagText, type TagScheme } from '../../tags/tagScheme';
import { allowedTransitions, type AllowedTransitions } from '../../tags/transitions';
import type { TaggedSentence } from '../../data/tagged/taggedSentence';
import { keyOf, type TaggedSentence as JudgedSentence } from '../../metrics/entityFigures';

export interface TagSet {
  /** By number, as the model writes them. */
  tags: readonly string[];
  /** The scheme that the model writes, and that of the files; undefined where each tag stands for itself. */
  own?: TagScheme;
  files?: TagScheme;
  /** How outputs that break the scheme are read. */
  repair: TagRepair;
  /** The tags are of characters, and say which morphemes are written there; they are in no scheme. */
  morphemes?: boolean;
}

export const allowedIn = ({ tags, own, morphemes }: Pick<TagSet, 'tags' | 'own' | 'morphemes'>): AllowedTransitions =>
  morphemes ? morphemeTransitions(tags) : allowedTransitions(tags, own);

/** Whether the tags name things of several tokens; else each stands for itself. */
export const namesEntities = ({ files, morphemes }: TagSet): boolean => files !== undefined || morphemes === true;

/** @param tags as the files have them */
export const entitiesOf = (
  { files, repair, morphemes }: TagSet,
  tokens: readonly string[],
  tags: readonly string[],
): (Entity & Pick<PlacedMorpheme, 'unfit'>)[] =>
  morphemes ? morphemesIn(tokens, tags) : entitiesIn(tags, files, repair);

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
export function judged(
  set: TagSet,
  { tokens, tags }: Pick<TaggedSentence, 'tokens' | 'tags'>,
  output: readonly string[],
): JudgedSentence {
  const predicted = writtenTags(set, output);
  const entities = entitiesOf(set, tokens, tags);
  const found = set.morphemes ? morphemesIn(tokens, predicted) : entitiesIn(output, set.own, set.repair);
  return { tags, predicted, entities, found, ...(set.morphemes && { words: rightWords(tokens, entities, found) }) };
}

function rightWords(tokens: readonly string[], entities: readonly Entity[], found: readonly Entity[]) {
  const words = wordsIn(tokens);
  const [there, given] = [entities, found].map((all) => byWord(words, all).map((of) => of.map(keyOf).join('\n')));
  return { right: words.filter((_, i) => there[i] === given[i]).length, count: words.length };
}
