// A part of the data beside what a conditional random field makes of it.

import { addAttribute, crfChain, type CrfModel } from '../../../crf/crfModel';
import type { AttributeRows } from '../../../crf/attributes';
import type { TaggedSentence } from '../../../data/tagged/taggedSentence';
import { judgeSentences, type JudgedSentences } from '../judgeSentences';
import { allowedIn, type TagSet } from '../tagSet';

export interface RowsOfPart {
  sentences: TaggedSentence[];
  /** By sentence. */
  tags: Int32Array[];
  rows: AttributeRows;
}

/** Fails with `CANCELLED`. */
export function judgeRows(
  { sentences, tags, rows }: RowsOfPart,
  model: CrfModel,
  set: TagSet,
  signal: AbortSignal,
): Promise<JudgedSentences> {
  const { sentenceStarts, tokenStarts, attributes } = rows;
  const count = set.tags.length;
  const scoresOf = (sentence: number): Float64Array => {
    const first = sentenceStarts[sentence];
    const found = new Float64Array((sentenceStarts[sentence + 1] - first) * count);
    for (let token = first; token < sentenceStarts[sentence + 1]; token++)
      for (let i = tokenStarts[token]; i < tokenStarts[token + 1]; i++)
        addAttribute(found, (token - first) * count, attributes[i], model);
    return found;
  };
  const chain = crfChain(model, allowedIn(set));
  return judgeSentences({ sentences, tags }, scoresOf, chain, set, { signal });
}
