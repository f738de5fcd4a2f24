// Pairs of texts as a model is given them.

import type { EncodedPairs } from '../../data/pairBatches';
import type { TextPair } from '../../data/parallelText';
import { tokensOfEach, unknownIn, type CountedTokens } from '../../data/unknownTokens';
import { encodeSide, type SequenceText } from '../../sequence/sequenceText';
import type { SequenceExperiment } from './schema';

/** A model that knows only small letters is compared with references in small letters. */
export const writesLowercase = ({ tokenizer, targetTokenizer }: SequenceExperiment): boolean =>
  (targetTokenizer ?? tokenizer).lowercase;

export function encodePairs(
  pairs: readonly TextPair[],
  text: Pick<SequenceText, 'source' | 'target'>,
  { maxLength, truncation }: { maxLength: number; truncation: 'end' | 'start' },
): EncodedPairs {
  const side = (name: 'source' | 'target') =>
    encodeSide(
      pairs.map((pair) => pair[name]),
      text[name],
      { maxLength, truncation, isSource: name === 'source' },
    );
  return { source: side('source'), target: side('target') };
}

/** Of the sources; the end symbol of each is none of its tokens. */
export const sourceTokens = ({ source }: EncodedPairs): CountedTokens => ({
  ...unknownIn(source, source.starts.length - 1),
  examples: tokensOfEach(source, { added: 1 }),
});
