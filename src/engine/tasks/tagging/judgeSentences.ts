// Sentences beside what a tagger's scores say of them.

import type { EncodedSentences } from '../../data/tagged/tagBatches';
import type { TaggedSentence } from '../../data/tagged/taggedSentence';
import type { TaggedSentence as JudgedSentence } from '../../metrics/entityFigures';
import type { Chain } from '../../tags/linearChain';
import { bestTags, lossOf, type Scores } from './decodeTags';
import { judged, type TagSet } from './tagSet';

export interface JudgedSentences {
  judged: JudgedSentence[];
  /** The mean over the tokens of sentences whose tags are all known. */
  loss: number;
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
  const found = sentences.map((sentence, i) => {
    const own = lossOf(scores[i], tags[i], count, chain);
    if (own !== undefined) {
      loss += own;
      tokens += sentence.tokens.length;
    }
    const output = Array.from(bestTags(scores[i], count, chain), (tag) => set.tags[tag]);
    return judged(set, sentence.tags, output);
  });
  return { judged: found, loss: loss / Math.max(1, tokens) };
}
