// A search as plain data: what one thread asks another to do.

import type { SourceNumbers } from '../data/encodedTexts';
import { createRandom } from '../data/random';
import { beamSearch, type SearchContext, type SearchResult } from './beamSearch';
import { sample, type SamplingOptions } from './sampling';
import type { SearchOptions } from './searchOptions';
import type { StepModel } from './stepModel';

export interface SearchJob {
  sources: readonly SourceNumbers[];
  search: Omit<SearchOptions, 'maxLength'>;
  /** By source, the longest output in tokens. */
  longest: readonly number[];
  /** Outputs are drawn and not searched for; what a source draws follows from the seed and its number. */
  sampling?: Omit<SamplingOptions, 'uniform'> & { seed: number; numbers: readonly number[] };
}

/** Fails as `beamSearch` and `sample`. */
export async function runSearch<S>(
  model: StepModel<S>,
  { sources, search, longest, sampling }: SearchJob,
  context: SearchContext = {},
): Promise<SearchResult[]> {
  const options: SearchOptions = { ...search, maxLength: (sentence) => longest[sentence] };
  if (!sampling) return beamSearch(model, sources, options, context);
  const { seed, numbers, ...drawing } = sampling;
  const uniform = (sentence: number) => createRandom({ seed, stream: 'sampling', index: numbers[sentence] }).uniform;
  const drawn = await sample(model, sources, options, { ...drawing, uniform }, context.signal);
  return drawn.map((outputs) => ({ outputs }));
}
