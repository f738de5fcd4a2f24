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
  let logProbability = 0;
  for (const value of scores.logProbabilities) logProbability += value;
  const words = scored.match(/\S+/g)?.length ?? 0;
  const characters = [...scored].length;
  return {
    logProbability,
    tokenCount: ids.length,
    unknownCount: ids.filter((id) => id === UNK).length,
    ...(ids.length > 0 && { perplexity: Math.exp(-logProbability / ids.length) }),
    ...(words > 0 && { wordPerplexity: Math.exp(-logProbability / words) }),
    ...(characters > 0 && { bitsPerCharacter: -logProbability / Math.LN2 / characters }),
    ...(tokens && { tokens: Array.from(ids, (id, at) => tokenOf(model, scores, { id, at, place: offsets[at] })) }),
  };
}

function tokenOf(
  { text: { vocabulary } }: LanguageModel,
  { logProbabilities, ranks, best }: TokenScores,
  { id, at, place: [start, end] }: { id: number; at: number; place: [number, number] },
): ScoredToken {
  const choices = Array.from({ length: best?.count ?? 0 }, (_, i) => at * (best?.count ?? 0) + i);
  return {
    ...{ id, token: vocabulary.tokens[id], start, end, logProbability: logProbabilities[at], rank: ranks?.[at] ?? 0 },
    ...(best && {
      best: choices.map((i) => ({
        id: best.tokens[i],
        token: vocabulary.tokens[best.tokens[i]],
        probability: Math.exp(best.logProbabilities[i]),
      })),
    }),
  };
}
