// An encoder like another one with smaller layers, over token vectors of the same width: two that share their vectors.

import type { StatesOptions } from './createEncoder';

/** @param share of the sizes of its layers, and of its heads */
export function smallerEncoder<Options extends StatesOptions>(options: Options, share: number): Options {
  const part = (size: number, unit = 1): number => Math.max(1, Math.round((size * share) / unit)) * unit;
  const alone = { ...options, from: undefined, pretrained: undefined };
  if ('heads' in options) {
    const heads = Math.max(1, Math.floor(options.heads * share));
    const vectorWidth = options.vectorWidth ?? options.width;
    const sizes = { width: part(options.width, 2 * heads), feedForward: part(options.feedForward) };
    return { ...alone, heads, vectorWidth, ...sizes };
  }
  if ('hidden' in options) return { ...alone, hidden: part(options.hidden) };
  if ('filters' in options) return { ...alone, filters: part(options.filters) };
  return alone;
}
