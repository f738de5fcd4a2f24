// What needs no model: each token has the tag that it mostly has in the training part, and one that never occurs there the tag that
// most tokens have which occur there once. It is the baseline of the CoNLL tasks (Tjong Kim Sang and Buchholz 2000).

import { toTranslate } from '../../../protocol/toTranslate';
import type { TaggedSentence } from '../../data/tagged/taggedSentence';
import { eachInSteps } from '../../train/inSteps';
import { entityFigures } from '../../metrics/entityFigures';
import type { SimpleModel } from '../texts/besideTable';
import { judged, type TagSet } from './tagSet';

type Sentences = readonly Pick<TaggedSentence, 'tokens' | 'tags'>[];

/** What that reaches on a part, learned from another. Fails with `CANCELLED`. */
export async function usualTags(
  train: Sentences,
  part: Sentences,
  set: TagSet,
  signal?: AbortSignal,
): Promise<SimpleModel> {
  const tagOf = await learnUsualTags(train, signal);
  const asFiles = { ...set, own: set.files };
  const found = await eachInSteps(part, (sentence) => judged(asFiles, sentence, sentence.tokens.map(tagOf)), signal);
  const { f1, precision, recall, tokenAccuracy, wordAccuracy } = entityFigures(found);
  const words = wordAccuracy !== undefined && { wordAccuracy };
  const figures = { f1, precision, recall, tokenAccuracy, ...words };
  return { name: toTranslate('Most frequent tag of each word'), figures };
}

/** The tag of a token. */
export async function learnUsualTags(train: Sentences, signal?: AbortSignal): Promise<(token: string) => string> {
  const byToken = new Map<string, Map<string, number>>();
  const add = ({ tokens, tags }: Sentences[number]): void =>
    tokens.forEach((token, i) => {
      const counts = byToken.get(token) ?? new Map<string, number>();
      byToken.set(token, counts.set(tags[i], (counts.get(tags[i]) ?? 0) + 1));
    });
  await eachInSteps(train, add, signal);
  const rare = new Map<string, number>();
  const all = new Map<string, number>();
  for (const counts of byToken.values()) {
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
    for (const [tag, count] of counts) {
      all.set(tag, (all.get(tag) ?? 0) + count);
      if (total === 1) rare.set(tag, (rare.get(tag) ?? 0) + 1);
    }
  }
  const usual = new Map(Array.from(byToken, ([token, counts]) => [token, mostFrequent(counts)]));
  const unknown = mostFrequent(rare.size > 0 ? rare : all);
  return (token) => usual.get(token) ?? unknown;
}

/** Of equals the first that was met. */
function mostFrequent(counts: ReadonlyMap<string, number>): string {
  return [...counts].reduce((best, one) => (one[1] > best[1] ? one : best), ['O', 0])[0];
}
