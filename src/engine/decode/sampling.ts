// Outputs drawn at random: each token with the probability that the rules of sampling leave it (samplingRules.ts).

import type { SourceNumbers } from '../data/encodedTexts';
import { LabError } from '../../protocol/labError';
import { createConstraints, type Verdict } from './constraints';
import { emptyHypothesis, type Hypothesis } from './hypothesis';
import { checkSampling, keptTokens, type KeptTokens, type SamplingRules } from './samplingRules';
import type { SearchOptions } from './searchOptions';
import type { StepModel } from './stepModel';

export interface SamplingOptions extends SamplingRules {
  /** In [0, 1), by sentence: what a sentence draws does not depend on the others. */
  uniform: (sentence: number) => () => number;
}

/** `nBest` outputs for each source, by falling probability. Fails with `INVALID_ARGUMENT` and `CANCELLED`. */
export async function sample<S>(
  model: StepModel<S>,
  sources: readonly SourceNumbers[],
  search: SearchOptions,
  options: SamplingOptions,
  signal?: AbortSignal,
): Promise<Hypothesis[][]> {
  checkSampling(options);
  const { nBest } = search;
  const constraints = createConstraints(search, model.end);
  const draws = sources.map((_, sentence) => options.uniform(sentence));
  const outputs = sources.map(() => new Array<Hypothesis>(nBest).fill(emptyHypothesis));
  const longest = sources.map((_, sentence) => Math.min(search.maxLength(sentence), model.longest ?? Infinity));
  const isOpen = ({ ended, tokens }: Hypothesis, sentence: number): boolean =>
    !ended && tokens.length < longest[sentence];
  let state: S = await model.start(sources);
  const first = Int32Array.from({ length: sources.length * nBest }, (_, row) => Math.floor(row / nBest));
  state = model.reorder(state, { rows: first, sentences: Int32Array.from(sources.keys()) });
  let tokens = new Int32Array(first.length).fill(model.begin);
  const stay = Int32Array.from(first.keys());
  for (;;) {
    if (signal?.aborted) throw new LabError('CANCELLED', 'Decoding was cancelled.');
    const { logProbabilities, state: next, attention } = await model.step(state, tokens);
    tokens = new Int32Array(stay.length).fill(model.end);
    let open = false;
    outputs.forEach((own, sentence) =>
      own.forEach((before, place) => {
        if (!isOpen(before, sentence)) return;
        const row = sentence * nBest + place;
        const values = logProbabilities.subarray(row * model.vocabulary, (row + 1) * model.vocabulary);
        const token = drawToken(values, constraints(before.tokens), options, draws[sentence]);
        const looked = attention?.weights.slice(row * attention.sourceTime, (row + 1) * attention.sourceTime);
        own[place] = {
          tokens: token === model.end ? before.tokens : [...before.tokens, token],
          logProbabilities: [...before.logProbabilities, values[token]],
          total: before.total + values[token],
          ended: token === model.end,
          attention: looked ? [...before.attention, looked] : before.attention,
          node: 0,
        };
        tokens[row] = token;
        open ||= isOpen(own[place], sentence);
      }),
    );
    if (!open) {
      model.release?.(next);
      return outputs.map((own) => [...own].sort((a, b) => b.total - a.total));
    }
    state = model.reorder(next, { rows: stay, sentences: Int32Array.from(sources.keys()) });
  }
}

/** @param values natural log probabilities, `[vocabulary]` */
export function drawToken(
  values: Float32Array,
  { only, forbidden }: Verdict,
  rules: SamplingRules,
  uniform: () => number,
): number {
  if (only !== undefined) return only;
  const allowed = forbidden.size > 0 ? values.slice() : values;
  for (const token of forbidden.keys()) allowed[token] = -Infinity;
  return drawFrom(keptTokens(allowed, rules), uniform) ?? values.findIndex((value) => value > -Infinity);
}

/** Undefined where nothing is left. @param uniform draws a number in [0, 1) */
export function drawFrom({ tokens, weights }: KeptTokens, uniform: () => number): number | undefined {
  let left = uniform() * weights.reduce((sum, weight) => sum + weight, 0);
  for (let place = 0; place < weights.length; place++) if ((left -= weights[place]) < 0) return tokens[place];
  return tokens[tokens.length - 1];
}
