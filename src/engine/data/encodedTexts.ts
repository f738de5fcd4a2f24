// Texts as token ids, one behind the other, cut to the longest length a model shall see.

import type { NumberedSource } from '../schema/numberedSource';
import type { TrainingOptions } from '../schema/training';
import { tokensInMemory, type TokenPart, type TokenStore } from '../store/tokenStore';
import { LabError } from '../../protocol/labError';
import type { Rows } from '../text/rows';
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

/** The same with the ids wherever they lie. */
export interface KeptTexts extends Omit<EncodedTexts, 'ids'> {
  ids: TokenPart;
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
export function encodeTexts(...given: Parameters<typeof encodeInSteps>): KeptTexts {
  return finishTraining(encodeInSteps(...given));
}

/** Places of ids are numbers of 32 bits. */
const MOST_IDS = 2 ** 31 - 1;

/** The same in steps. Fails with `DISK`, and with `INVALID_DATA` where there are more than 2,147,483,647 ids. @param store of nothing else */
export function* encodeInSteps(
  texts: Rows<string>,
  tokenizer: Tokenizer,
  vocabulary: Vocabulary,
  { maxLength, truncation }: Pick<TrainingOptions, 'maxLength' | 'truncation'>,
  store: TokenStore = tokensInMemory(),
): Training<KeptTexts> {
  const starts = new Int32Array(texts.length + 1);
  const facts = { truncated: 0, empty: 0, unknown: 0 };
  const firstTruncated: number[] = [];
  let units = 0;
  let i = 0;
  for (const text of texts) {
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
    if (store.length + kept.length > MOST_IDS) throw tooMany(i, texts.length);
    store.append(kept);
    starts[++i] = store.length;
  }
  return { ids: store, starts, ...facts, firstTruncated };
}

function tooMany(text: number, of: number): LabError {
  const message = `The first ${text} of ${of} texts have 2,147,483,647 tokens, the most there can be. Set "data.limit", lower "training.maxLength", or choose a tokenizer with longer tokens.`;
  return new LabError('INVALID_DATA', message, { key: ['data', 'limit'] });
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
