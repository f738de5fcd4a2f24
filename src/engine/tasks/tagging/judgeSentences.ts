// Sentences beside what a tagger's scores say of them.

import type { EncodedSentences } from '../../data/tagged/tagBatches';
import type { TaggedSentence } from '../../data/tagged/taggedSentence';
import type { TaggedSentence as JudgedSentence } from '../../metrics/entityFigures';
import type { Chain } from '../../tags/linearChain';
import { bestTags, lossIn, type Scores } from './decodeTags';
import { judged, type TagSet } from './tagSet';

export interface JudgedSentences {
  judged: JudgedSentence[];
  /** The mean over the tokens of sentences whose tags are all known. */
  loss: number;
  /** By sentence, the same over its tokens; undefined where a tag is not known. */
  losses: (number | undefined)[];
  /** By sentence, how probable all its tags together are, as they were given. */
  probabilities: number[];
}

/** @param scores by sentence, [tokens, tags] */
export function judgeSentences(
  { sentences, tags }: Pick<EncodedSentences, 'tags'> & { sentences: readonly TaggedSentence[] },
  scores: readonly Scores[],
  chain: Chain | undefined,
  set: TagSet,
): JudgedSentences {
  const count = set.tags.length;
  let [loss, tokens] = [0, 0];
  const losses: (number | undefined)[] = [];
  const probabilities: number[] = [];
  const found = sentences.map((sentence, i) => {
    const lossOf = lossIn(scores[i], count, chain);
    const own = lossOf(tags[i]);
    const { length } = sentence.tokens;
    losses.push(own === undefined ? undefined : own / Math.max(1, length));
    if (own !== undefined) {
      loss += own;
      tokens += length;
    }
    const best = bestTags(scores[i], set, chain);
    probabilities.push(Math.exp(-(lossOf(best) ?? Infinity)));
    return judged(
      set,
      sentence,
      Array.from(best, (tag) => set.tags[tag]),
    );
  });
  return { judged: found, loss: loss / Math.max(1, tokens), losses, probabilities };
}
