// Precision, recall and F1 of entities as conlleval counts them: an entity is right when both its borders and its type are; a morpheme
// when its form is, too.

import type { Entity } from '../tags/tag';

/** A sentence as it is and as it was tagged. */
export interface TaggedSentence {
  tags: readonly string[];
  predicted: readonly string[];
  /** In order, none overlapping another but morphemes that are one syllable; so are those found. */
  entities: readonly Entity[];
  found: readonly Entity[];
  /** Where entities are morphemes: words between spaces, and those of them whose morphemes are all right. */
  words?: { right: number; count: number };
}

export interface EntityCounts {
  right: number;
  actual: number;
  predicted: number;
}

export interface EntityScores {
  precision: number;
  recall: number;
  f1: number;
}

interface TypeFigures extends EntityScores {
  type: string;
  /** Entities that there are. */
  support: number;
}

export interface EntityFigures extends EntityScores, EntityCounts {
  /** By name. */
  types: TypeFigures[];
  /** The mean of the types' F1. */
  macroF1: number;
  /** Share of the tokens with the right tag, whole tags compared. */
  tokenAccuracy: number;
  tokens: number;
  /** Where entities are morphemes: share of the words of which all are right. */
  wordAccuracy?: number;
}

const ratio = (part: number, whole: number): number => (whole > 0 ? part / whole : 0);

/** F1 = 2·precision·recall / (precision + recall); what would be a share of nothing is 0, as in conlleval. */
export const scoresOf = ({ right, actual, predicted }: EntityCounts): EntityScores => ({
  precision: ratio(right, predicted),
  recall: ratio(right, actual),
  f1: ratio(2 * right, actual + predicted),
});

export function rightTokens({ tags, predicted }: Pick<TaggedSentence, 'tags' | 'predicted'>): number {
  return tags.reduce((count, tag, at) => count + Number(tag === predicted[at]), 0);
}

export const keyOf = ({ type, start, end, form = '' }: Entity): string => `${start} ${end} ${type} ${form}`;

/** Of a sentence, by type. */
export function countEntities({ entities, found }: Pick<TaggedSentence, 'entities' | 'found'>) {
  const counts = new Map<string, EntityCounts>();
  const of = (type: string): EntityCounts => {
    const known = counts.get(type) ?? { right: 0, actual: 0, predicted: 0 };
    counts.set(type, known);
    return known;
  };
  const there = new Set(entities.map(keyOf));
  for (const { type } of entities) of(type).actual++;
  for (const entity of found) {
    of(entity.type).predicted++;
    if (there.has(keyOf(entity))) of(entity.type).right++;
  }
  return counts;
}

/** @param counted by sentence, where that is known already */
export function entityFigures(
  sentences: readonly TaggedSentence[],
  counted?: readonly ReadonlyMap<string, EntityCounts>[],
): EntityFigures {
  const byType = new Map<string, EntityCounts>();
  const all: EntityCounts = { right: 0, actual: 0, predicted: 0 };
  let [right, tokens] = [0, 0];
  const words = { right: 0, count: 0 };
  for (const [i, sentence] of sentences.entries()) {
    words.right += sentence.words?.right ?? 0;
    words.count += sentence.words?.count ?? 0;
    right += rightTokens(sentence);
    tokens += sentence.tags.length;
    for (const [type, counts] of counted?.[i] ?? countEntities(sentence)) {
      const sum = byType.get(type) ?? { right: 0, actual: 0, predicted: 0 };
      byType.set(type, sum);
      for (const key of ['right', 'actual', 'predicted'] as const) {
        sum[key] += counts[key];
        all[key] += counts[key];
      }
    }
  }
  const types = [...byType]
    .sort(([a], [b]) => (a < b ? -1 : Number(a > b)))
    .map(([type, counts]) => ({ type, ...scoresOf(counts), support: counts.actual }));
  return {
    ...scoresOf(all),
    ...all,
    types,
    macroF1: ratio(
      types.reduce((sum, { f1 }) => sum + f1, 0),
      types.length,
    ),
    tokenAccuracy: ratio(right, tokens),
    tokens,
    ...(sentences.some((sentence) => sentence.words) && { wordAccuracy: ratio(words.right, words.count) }),
  };
}

/** Those by which a checkpoint may be chosen, or that are drawn while a model learns. */
export function followedFigures(sentences: readonly TaggedSentence[]) {
  const { f1, macroF1, tokenAccuracy, wordAccuracy } = entityFigures(sentences);
  return { f1, macroF1, tokenAccuracy, ...(wordAccuracy !== undefined && { wordAccuracy }) };
}
