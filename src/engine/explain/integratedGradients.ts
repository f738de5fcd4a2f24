// Integrated gradients (Sundararajan, Taly and Yan 2017): the gradient times input, as the mean over the straight way from a baseline x′ to
// the text,
//
//   share_t = (x_t − x′_t) · ∫₀¹ ∂F(x′ + α (x − x′)) / ∂x_t dα
//
// The shares add up to F(x) − F(x′), which gradients at one point do not. The baseline is the text whose token vectors are all 0, as
// in the paper's models of text: it says nothing, and unlike a padding or an unknown token it was not learned, so that it stands for no
// token; places and length are those of the text. The integral is taken at the middles of equal steps; what is missing in the sum is
// told as the completeness error, and falls with the steps.

import type { ExplainingWork } from './inParts';
import { everyToken, type ScaledScore, type Shares } from './scaledScore';

export async function integratedGradients(
  text: ScaledScore,
  { steps, ...work }: ExplainingWork & { steps: number },
): Promise<Shares> {
  const middles = Array.from({ length: steps }, (_, i) => everyToken(text, (i + 0.5) / steps));
  const [whole, none, ...along] = await text.at([everyToken(text, 1), everyToken(text, 0), ...middles], work);
  const shares = new Float64Array(text.tokens);
  for (const { gradient } of along) gradient.forEach((value, t) => (shares[t] += value / steps));
  const { score } = whole;
  const baseline = none.score;
  const sum = shares.reduce((total, share) => total + share, 0);
  return { shares, score, baseline, steps, completenessError: Math.abs(sum - (score - baseline)) };
}
