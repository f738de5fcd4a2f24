// Leave one out (Li, Monroe and Jurafsky 2016 call it erasure): the share of a token is the score less that of the text without the token.
// It asks nothing of a model but answers.

import type { ExplainingWork } from './inParts';
import type { Shares } from './scaledScore';

export interface ErasableText {
  /** How many tokens the text has. */
  readonly tokens: number;
  /**
   * The score of the whole text, then that without each of its tokens, `[1 + tokens]`; not a number for what cannot be left
   * out. Fails with `CANCELLED`.
   */
  erased(work?: ExplainingWork): Promise<Float64Array>;
}

/** Of a token that cannot be left out the share is 0. */
export async function leaveOneOut(text: ErasableText, work?: ExplainingWork): Promise<Shares> {
  const [score, ...without] = await text.erased(work);
  return { shares: Float64Array.from(without, (left) => (Number.isNaN(left) ? 0 : score - left)), score };
}
