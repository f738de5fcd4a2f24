// Counts the n-grams of a text of any size: parts of it are sorted in memory, written to temporary files when there are several, and
// merged.

import type { Files } from '../store/files';
import { nodeFiles } from '../store/nodeFiles';
import type { Training } from '../text/trainers/training';
import { NgramFile, type CountedNgrams } from './countedNgrams';
import { mergeNgrams } from './mergedNgrams';
import { sortPart, type SortedPart } from './sortedPart';

/** 12 bytes each while they are sorted: 50 MB. */
const PART_TOKENS = 1 << 22;

export interface CountingOptions {
  /** Tokens of an n-gram. */
  order: number;
  /** Ids are below this. */
  vocabulary: number;
  /** How many ids there will be, for the progress. */
  length: number;
  partTokens?: number;
  store?: Files;
}

/**
 * The n-grams that end at each token of a text. What stands before the text is the id `vocabulary`, which no token has, so that the
 * first tokens have n-grams too. Fails with `DISK`. Call `discard` on the result when done.
 * @param ids the text in blocks, read once
 */
export function* countNgrams(ids: Iterable<ArrayLike<number>>, options: CountingOptions): Training<CountedNgrams> {
  const { order, vocabulary, length, partTokens = PART_TOKENS, store = nodeFiles } = options;
  const before = order - 1;
  const part = new Int32Array(before + Math.max(1, Math.min(partTokens, length)));
  part.fill(vocabulary, 0, before);
  const files: NgramFile[] = [];
  let [used, read] = [before, 0];
  const sorted = (tokens: Int32Array) => sortPart(tokens, { order, ids: vocabulary + 1, progress: read / length });
  try {
    for (const block of ids) {
      for (let at = 0; at < block.length;) {
        if (used === part.length) {
          files.push(written(yield* sorted(part), store));
          part.copyWithin(0, used - before, used);
          used = before;
        }
        const taken = Math.min(block.length - at, part.length - used);
        for (let i = 0; i < taken; i++) part[used++] = block[at++];
      }
      read += block.length;
      yield read / length;
    }
    const last = yield* sorted(part.subarray(0, used));
    if (files.length === 0) return last;
    files.push(written(last, store));
  } catch (error) {
    for (const file of files) file.discard();
    throw error;
  }
  return yield* mergeNgrams(files, store);
}

function written(part: SortedPart, store: Files): NgramFile {
  const file = new NgramFile(part.order, part.tokens, store);
  try {
    for (const block of part.blocks()) file.append(block);
    return file;
  } catch (error) {
    file.discard();
    throw error;
  }
}
