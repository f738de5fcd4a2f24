// Outputs drawn at random: each token with its probability, made sharper or flatter by a temperature and cut to the most
// probable ones (top-k, Fan et al. 2018; top-p, Holtzman et al. 2020).

import { LabError } from '../../protocol/labError';
import { createConstraints, type Verdict } from './constraints';
import { emptyHypothesis, type Hypothesis } from './hypothesis';
import type { SearchOptions } from './searchOptions';
import type { StepModel } from './stepModel';

export interface SamplingOptions {
  temperature: number;
  /** 0: all */
  topK: number;
  /** 1: all */
  topP: number;
  /** In [0, 1), by sentence: what a sentence draws does not depend on the others. */
  uniform: (sentence: number) => () => number;
}

/** `nBest` outputs for each source, by falling probability. Fails with `INVALID_ARGUMENT` and `CANCELLED`. */
export async function sample<S>(
  model: StepModel<S>,
  sources: readonly Int32Array[],
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

function checkSampling({ temperature, topK, topP }: SamplingOptions): void {
  const refuse = (message: string): never => {
    throw new LabError('INVALID_ARGUMENT', message);
  };
  if (!(temperature > 0 && temperature <= 100))
    refuse(`The temperature must be above 0 and at most 100, not ${temperature}.`);
  if (!Number.isInteger(topK) || topK < 0) refuse(`top-k must be a whole number from 0, not ${topK}.`);
  if (!(topP > 0 && topP <= 1)) refuse(`top-p must be above 0 and at most 1, not ${topP}.`);
}

/** @param values natural log probabilities, `[vocabulary]` */
export function drawToken(
  values: Float32Array,
  { only, forbidden }: Verdict,
  { temperature, topK, topP }: Pick<SamplingOptions, 'temperature' | 'topK' | 'topP'>,
  uniform: () => number,
): number {
  if (only !== undefined) return only;
  let tokens = [...values.keys()].filter((token) => !forbidden.has(token) && values[token] > -Infinity);
  if (topK > 0 || topP < 1) tokens.sort((a, b) => values[b] - values[a] || a - b);
  if (topK > 0) tokens = tokens.slice(0, topK);
  const greatest = tokens.reduce((most, token) => Math.max(most, values[token]), -Infinity);
  let weights = tokens.map((token) => Math.exp((values[token] - greatest) / temperature));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (topP < 1) {
    let mass = 0;
    const kept = weights.findIndex((weight) => (mass += weight / total) >= topP);
    if (kept >= 0) weights = weights.slice(0, kept + 1);
  }
  const sum = weights.reduce((a, b) => a + b, 0);
  let left = uniform() * sum;
  for (const [place, weight] of weights.entries()) if ((left -= weight) < 0) return tokens[place];
  return tokens[weights.length - 1] ?? values.findIndex((value) => value > -Infinity);
}
