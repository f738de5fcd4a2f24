// Gradient times input (Simonyan et al. 2014, Denil et al. 2014): the share of a token is the gradient of the score by its vector x_t,
// times that vector. It is what the score would change by for each part of the token taken away: exact where the score is linear in
// the vectors, a guess from one point elsewhere.

import type { ExplainingWork } from './inParts';
import { everyToken, type ScaledScore, type Shares } from './scaledScore';

export async function gradientTimesInput(text: ScaledScore, work?: ExplainingWork): Promise<Shares> {
  const [{ score, gradient }] = await text.at([everyToken(text, 1)], work);
  return { shares: gradient, score };
}
