// Texts as token ids, all in one array, cut to the longest length a model shall see.

import type { NumberedSource } from '../schema/numberedSource';
import type { TrainingOptions } from '../schema/training';
import type { Tokenizer } from '../text/tokenizer';
import { finishTraining, UNITS_A_STEP, type Training } from '../text/trainers/training';
import { UNK, type Vocabulary } from '../text/vocabulary';
import { MOST_NAMED } from './textCut';

/** Text i has the ids `ids[starts[i]]` up to `ids[starts[i + 1]]`, at least one. */
export interface EncodedTexts {
  ids: Int32Array;
  starts: Int32Array;
  /** Texts that were cut. */
  truncated: number;
  /** The first of them, by number. */
  firstTruncated?: readonly number[];
  /** Texts without any token: they became a single `<unk>`. */
  empty: number;
  /** Tokens that became `<unk>`, of those that were kept. */
  unknown: number;
}

/** Token ids of a text; of a picture its numbers. */
export type SourceNumbers = Int32Array | Uint8Array | Float32Array;

/** Texts, or pictures of one shape: source i has the numbers `ids[starts[i]]` up to `ids[starts[i + 1]]`. */
export interface EncodedSources extends Omit<EncodedTexts, 'ids'> {
  ids: SourceNumbers;
  /** What they are, where they are no texts. */
  numbered?: NumberedSource;
  /** Of files that were read for them, hexadecimal. */
  sha256?: string;
  /** Where another network found the numbers: that of the files, and of the network. */
  foundWith?: string;
}

/** Encodes all texts, in order. */
export function encodeTexts(...given: Parameters<typeof encodeInSteps>): EncodedTexts {
  return finishTraining(encodeInSteps(...given));
}

/** The same in steps. */
export function* encodeInSteps(
  texts: readonly string[],
  tokenizer: Tokenizer,
  vocabulary: Vocabulary,
  { maxLength, truncation }: Pick<TrainingOptions, 'maxLength' | 'truncation'>,
): Training<EncodedTexts> {
  const starts = new Int32Array(texts.length + 1);
  let ids = new Int32Array(texts.length * 16 + maxLength);
  const facts = { truncated: 0, empty: 0, unknown: 0 };
  const firstTruncated: number[] = [];
  let units = 0;
  for (const [i, text] of texts.entries()) {
    units += text.length;
    if (units > UNITS_A_STEP) {
      yield i / texts.length;
      units = text.length;
    }
    const all = tokenizer.encode(vocabulary, text);
    const cut = truncation === 'end' ? all.subarray(0, maxLength) : all.subarray(Math.max(0, all.length - maxLength));
    const kept = cut.length > 0 ? cut : Int32Array.of(UNK);
    if (all.length > maxLength && facts.truncated++ < MOST_NAMED) firstTruncated.push(i);
    if (all.length === 0) facts.empty++;
    for (const id of cut) if (id === UNK) facts.unknown++;
    if (starts[i] + kept.length > ids.length) ids = grown(ids, starts[i] + kept.length);
    ids.set(kept, starts[i]);
    starts[i + 1] = starts[i] + kept.length;
  }
  return { ids: ids.slice(0, starts[texts.length]), starts, ...facts, firstTruncated };
}

function grown(ids: Int32Array<ArrayBuffer>, needed: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(Math.max(needed, ids.length * 2));
  larger.set(ids);
  return larger;
}

/** The length of each text in tokens; of examples with several texts, one behind the other, that of the longest. */
export function lengthsOf({ starts }: Pick<EncodedTexts, 'starts'>, texts = 1): Int32Array {
  return Int32Array.from({ length: (starts.length - 1) / texts }, (_, example) => {
    let longest = 0;
    for (let i = example * texts; i < (example + 1) * texts; i++)
      longest = Math.max(longest, starts[i + 1] - starts[i]);
    return longest;
  });
}
