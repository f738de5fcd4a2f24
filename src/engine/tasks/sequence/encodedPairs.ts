// Pairs of texts as a model is given them.

import type { EncodedPairs } from '../../data/pairBatches';
import type { TextPair } from '../../data/parallelText';
import { tokensOfEach, unknownIn, type CountedTokens } from '../../data/unknownTokens';
import type { SequenceText } from '../../sequence/decodeTexts';
import { encodeSide } from '../../sequence/sequenceText';
import { tokensOf } from '../../store/tokenStore';
import type { SourceReading } from '../../sequence/sourceSide';
import type { SequenceExperiment } from './schema';

/** A model that knows only small letters is compared with references in small letters. */
export const writesLowercase = ({ tokenizer, targetTokenizer }: SequenceExperiment): boolean =>
  (targetTokenizer ?? tokenizer).lowercase;

/** Fails as `SourceSide.encode`. */
export async function encodePairs(
  pairs: readonly TextPair[],
  text: SequenceText,
  reading: SourceReading,
): Promise<EncodedPairs> {
  const targets = pairs.map(({ target }) => target);
  return {
    source: await text.source.encode(pairs, reading),
    target: encodeSide(targets, text.target, { ...reading, isSource: false }),
  };
}

/** Of the sources; the end symbol of each is none of its tokens. Pictures have none. */
export function sourceTokens({ source }: EncodedPairs): CountedTokens | undefined {
  const { ids } = source;
  if (source.numbered || !(ids instanceof Int32Array)) return undefined;
  const texts = { ...source, ids };
  return {
    ...unknownIn(texts, texts.starts.length - 1),
    examples: tokensOfEach({ ...texts, ids: tokensOf(ids) }, { added: 1 }),
  };
}
