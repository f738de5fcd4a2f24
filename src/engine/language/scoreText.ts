// How probable a text is, with figures of the whole and each token at its place.

import type { ScoredText, ScoredToken, ScoreRequest } from '../../protocol/continuation';
import { UNK } from '../text/vocabulary';
import type { LanguageModel, TokenScores } from './languageModel';

export type Scoring = Pick<ScoreRequest, 'withLineBreak' | 'tokens' | 'alternatives' | 'stride'>;

/** Fails with `CANCELLED`. */
export async function scoreText(
  model: LanguageModel,
  text: string,
  { withLineBreak = false, tokens = false, alternatives = 0, stride }: Scoring,
  signal: AbortSignal,
): Promise<ScoredText> {
  const scored = withLineBreak ? `${text}\n` : text;
  const { ids, offsets } = model.text.place(scored);
  const scores = await model.score(ids, { ranks: tokens, best: tokens ? alternatives : 0, stride, signal });
  return {
    ...figuresOf(scored, ids, scores.logProbabilities),
    ...(tokens && { tokens: Array.from(ids, (id, at) => tokenOf(model, scores, { id, at, place: offsets[at] })) }),
  };
}

/** Of a text whose tokens have these log probabilities. */
export function figuresOf(text: string, ids: Int32Array, logProbabilities: Float32Array): Omit<ScoredText, 'tokens'> {
  let logProbability = 0;
  for (const value of logProbabilities) logProbability += value;
  const words = text.match(/\S+/g)?.length ?? 0;
  const characters = [...text].length;
  return {
    logProbability,
    tokenCount: ids.length,
    unknownCount: ids.filter((id) => id === UNK).length,
    ...(ids.length > 0 && { perplexity: Math.exp(-logProbability / ids.length) }),
    ...(words > 0 && { wordPerplexity: Math.exp(-logProbability / words) }),
    ...(characters > 0 && { bitsPerCharacter: -logProbability / Math.LN2 / characters }),
  };
}

function tokenOf(
  { text: { vocabulary } }: LanguageModel,
  { logProbabilities, ranks, best }: TokenScores,
  { id, at, place: [start, end] }: { id: number; at: number; place: [number, number] },
): ScoredToken {
  const { count = 0 } = best ?? {};
  const possible = Array.from({ length: count }, (_, i) => at * count + i).filter(
    (i) => best?.logProbabilities[i] !== -Infinity,
  );
  return {
    ...{ id, token: vocabulary.tokens[id], start, end, logProbability: logProbabilities[at], rank: ranks?.[at] ?? 0 },
    ...(best && {
      best: possible.map((i) => ({
        id: best.tokens[i],
        token: vocabulary.tokens[best.tokens[i]],
        probability: Math.exp(best.logProbabilities[i]),
      })),
    }),
  };
}
