// The two texts of a pair as one sequence of ids, with a separator between them.

import type { TrainingOptions } from '../schema/training';
import { EOS } from '../text/vocabulary';
import { idsOf, tokensInMemory } from '../store/tokenStore';
import type { KeptTexts } from './encodedTexts';
import { MOST_NAMED } from './textCut';

/** Stands between the texts; no text has it. */
export const SEPARATOR = EOS;

/**
 * How many tokens each text of a pair keeps where there is room for so many: the longer one is cut first (Devlin et al. 2019 train
 * so), and what is left of both is at least one.
 */
export function sharesOf(first: number, second: number, room: number): [first: number, second: number] {
  const space = Math.max(2, room - 1);
  const half = Math.floor(space / 2);
  if (first + second <= space) return [first, second];
  if (second <= half) return [space - second, second];
  return first <= space - half ? [first, space - first] : [space - half, half];
}

/** @param texts of each pair one behind the other, the first before the second @param store of nothing else */
export function joinedPairs(
  texts: KeptTexts,
  { maxLength, truncation }: Pick<TrainingOptions, 'maxLength' | 'truncation'>,
  store = tokensInMemory(),
): KeptTexts {
  const { ids: all, starts: from } = texts;
  const pairs = (from.length - 1) / 2;
  const starts = new Int32Array(pairs + 1);
  let truncated = 0;
  const firstTruncated: number[] = [];
  const separator = Int32Array.of(SEPARATOR);
  const take = (text: number, kept: number): void => {
    const first = truncation === 'end' ? from[text] : from[text + 1] - kept;
    store.append(idsOf(all, first, first + kept));
  };
  for (let pair = 0; pair < pairs; pair++) {
    const [a, b] = [2 * pair, 2 * pair + 1];
    const lengths = [from[a + 1] - from[a], from[b + 1] - from[b]] as const;
    const [first, second] = sharesOf(...lengths, maxLength);
    const isCut = first < lengths[0] || second < lengths[1];
    if (isCut && truncated++ < MOST_NAMED) firstTruncated.push(pair);
    take(a, first);
    store.append(separator);
    take(b, second);
    starts[pair + 1] = store.length;
  }
  return { ...texts, ids: store, starts, truncated, firstTruncated };
}

/** Of which text each id of a batch is, 0 or 1: the separator belongs to the first. @param ids [time, batch] */
export function segmentsOf(ids: Int32Array, size: number): Int32Array {
  const segments = new Int32Array(ids.length);
  for (let at = size; at < ids.length; at++)
    segments[at] = Number(segments[at - size] === 1 || ids[at - size] === SEPARATOR);
  return segments;
}
