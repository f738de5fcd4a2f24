// Searches for the best outputs of any model that grows them by one token at a time (`StepModel`), one of a person's own included.

import type { SamplingOptions } from '../decode/sampling';
import type { Hypothesis } from '../decode/hypothesis';
import { runSearch } from '../decode/searchJob';
import { plainSearch, type SearchOptions } from '../decode/searchOptions';
import type { StepModel } from '../decode/stepModel';

/** What is left out is off; `beam` is 1, and so is `nBest`, which a search allows up to `beam`. */
export interface SearchChoice extends Partial<Omit<SearchOptions, 'maxLength'>> {
  /** Longest output in tokens, the end symbol not counted. */
  maxLength: number;
  signal?: AbortSignal;
}

export interface SamplingChoice
  extends Omit<SearchChoice, 'beam' | 'lengthPenalty'>, Partial<Omit<SamplingOptions, 'uniform'>> {
  /** What a source draws follows from the seed and its place among the sources alone. */
  seed?: number;
}

const search = async <S>(
  model: StepModel<S>,
  sources: readonly Int32Array[],
  { maxLength, signal, ...choice }: SearchChoice,
  sampling?: Omit<SamplingOptions, 'uniform'> & { seed: number },
): Promise<Hypothesis[][]> => {
  const results = await runSearch(
    model,
    {
      sources,
      search: { ...plainSearch, ...choice },
      longest: sources.map(() => maxLength),
      sampling: sampling && { ...sampling, numbers: [...sources.keys()] },
    },
    { signal },
  );
  return results.map(({ outputs }) => outputs);
};

/**
 * For each source `[time]`, its `nBest` outputs, the best first: the `beam` best beginnings go on in each step. Totals are divided by
 * the length penalty of Wu et al. 2016, equation 14. Fails with `INVALID_ARGUMENT` where no search could be made of the options, and
 * with `CANCELLED`.
 */
export const beamSearch = <S>(model: StepModel<S>, sources: readonly Int32Array[], choice: SearchChoice) =>
  search(model, sources, choice);

/** The most probable token at each place: a beam of 1. Fails as `beamSearch`. */
export async function greedySearch<S>(
  model: StepModel<S>,
  sources: readonly Int32Array[],
  choice: Omit<SearchChoice, 'beam' | 'nBest'>,
): Promise<Hypothesis[]> {
  return (await search(model, sources, { ...choice, beam: 1, nBest: 1 })).map(([output]) => output);
}

/**
 * For each source, `nBest` outputs drawn at random, by falling probability: each token with its probability after the temperature,
 * among the `topK` most probable (Fan et al. 2018; 0: all), of these among those that make up `topP` (Holtzman et al. 2020; 1: all),
 * that are at least `minP` times as probable as the most probable one (0: all), and typical (Meister et al. 2023; 1: all).
 * Fails with `INVALID_ARGUMENT` and `CANCELLED`.
 */
export function sample<S>(
  model: StepModel<S>,
  sources: readonly Int32Array[],
  { temperature = 1, topK = 0, topP = 1, minP, typical, seed = 0, ...choice }: SamplingChoice,
): Promise<Hypothesis[][]> {
  return search(model, sources, choice, { temperature, topK, topP, minP, typical, seed });
}
