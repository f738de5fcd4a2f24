// Sentences beside what a tagger's scores say of them.

import { LabError } from '../../../protocol/labError';
import type { EncodedSentences } from '../../data/tagged/tagBatches';
import type { TaggedSentence } from '../../data/tagged/taggedSentence';
import type { TaggedSentence as JudgedSentence } from '../../metrics/entityFigures';
import type { Chain } from '../../tags/linearChain';
import { bestTags, lossIn, type Scores } from './decodeTags';
import { judged, type TagSet } from './tagSet';

export interface JudgedSentences {
  judged: JudgedSentence[];
  /** The mean over the tokens of sentences whose tags are all known; left out where there is none. */
  loss?: number;
  /** By sentence, the same over its tokens; undefined where a tag is not known. */
  losses: (number | undefined)[];
  /** By sentence, how probable all its tags together are, as they were given. */
  probabilities: number[];
}

interface JudgingWork {
  signal?: AbortSignal;
  progress?: (fraction: number) => void;
}

const PAUSE_EVERY_MS = 50;

/** Between sentences a cancellation is heard. Fails with `CANCELLED`. @param scoresOf of a sentence by its number, [tokens, tags]; asked once */
export async function judgeSentences(
  { sentences, tags }: Pick<EncodedSentences, 'tags'> & { sentences: readonly TaggedSentence[] },
  scoresOf: (sentence: number) => Scores,
  chain: Chain | undefined,
  set: TagSet,
  { signal, progress }: JudgingWork = {},
): Promise<JudgedSentences> {
  const count = set.tags.length;
  let [loss, tokens] = [0, 0];
  const losses: (number | undefined)[] = [];
  const probabilities: number[] = [];
  const found: JudgedSentence[] = [];
  let pausedMs = performance.now();
  for (const [i, sentence] of sentences.entries()) {
    const scores = scoresOf(i);
    const lossOf = lossIn(scores, count, chain);
    const own = lossOf(tags[i]);
    const { length } = sentence.tokens;
    losses.push(own === undefined ? undefined : own / Math.max(1, length));
    if (own !== undefined) {
      loss += own;
      tokens += length;
    }
    const best = bestTags(scores, set, chain);
    probabilities.push(Math.exp(-(lossOf(best) ?? Infinity)));
    const named = Array.from(best, (tag) => set.tags[tag]);
    found.push(judged(set, sentence, named));
    if (performance.now() - pausedMs < PAUSE_EVERY_MS) continue;
    progress?.(i / sentences.length);
    await new Promise((resolve) => setImmediate(resolve)); // a cancellation is heard here
    if (signal?.aborted) throw new LabError('CANCELLED', 'Tagging was cancelled.');
    pausedMs = performance.now();
  }
  return { judged: found, ...(tokens > 0 ? { loss: loss / tokens } : {}), losses, probabilities };
}
