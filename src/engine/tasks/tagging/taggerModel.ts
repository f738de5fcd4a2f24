// The model of a run that tags, and how it sees tokens: the same when it is trained and when it is asked.

import { CAPITALS_COUNT } from '../../data/tagged/tokenLooks';
import type { TokenAlphabets } from '../../data/tagged/wordTable';
import { createTagger, type Tagger } from '../../models/tagger';
import { allowedTransitions } from '../../tags/transitions';
import type { Tokenizer } from '../../text/tokenizer';
import { UNK, type Vocabulary } from '../../text/vocabulary';
import type { TaggerModel } from './neuralSchemas';
import type { TagSet } from './tagSet';

export function taggerOf(
  model: TaggerModel,
  { tags, own }: TagSet,
  { characters, shapes }: TokenAlphabets,
  { vocabulary, longest }: { vocabulary: number; longest: number },
): Tagger {
  return createTagger(model, {
    ...{ vocabulary, longest, padding: 'after', tags: tags.length, allowed: allowedTransitions(tags, own) },
    features: { characters: characters.length + 1, capitals: CAPITALS_COUNT, shape: shapes.length + 1 },
  });
}

/** The id of a token as a whole: what the tokenizer would cut is not known. */
export function wholeTokens(tokenizer: Pick<Tokenizer, 'encode'>, vocabulary: Vocabulary): (token: string) => number {
  return (token) => {
    const ids = tokenizer.encode(vocabulary, token);
    return ids.length === 1 ? ids[0] : UNK;
  };
}
