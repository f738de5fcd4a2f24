// A part of the data that is held out, as the rows of its features.

import type { DataPart } from '../../../data/dataset';
import type { LabeledText } from '../../../data/labeledText';
import { firstTexts } from '../../../data/severalTexts';
import { countTokens, type CountedTokens, type UnknownTokens } from '../../../data/unknownTokens';
import { GrowingRows } from '../../../embeddings/classifier/examples';
import type { TextFeatures } from '../../../embeddings/classifier/textFeatures';
import { listOf } from '../../../text/rows';
import type { Tokenizer } from '../../../text/tokenizer';
import type { Training } from '../../../text/trainers/training';

const TEXTS_A_STEP = 500;

export interface HeldPart extends DataPart {
  examples: readonly LabeledText[];
  /** A view. */
  rowsOf: (text: number) => Int32Array;
  unknown: CountedTokens;
}

export function* heldPart(part: DataPart, tokenizer: Tokenizer, features: TextFeatures): Training<HeldPart> {
  const rows = new GrowingRows();
  const starts = [0];
  const counts: UnknownTokens[] = [];
  let index = 0;
  for (const text of firstTexts(part.examples)) {
    if (index % TEXTS_A_STEP === 0) yield index / part.examples.length;
    index++;
    const tokens = tokenizer.tokensOf(text);
    features.visit(tokens, (row) => rows.push(row));
    starts.push(rows.length);
    counts.push({ tokens: tokens.length, unknown: tokens.filter((token) => !features.isKnown(token)).length });
  }
  const all = rows.shared();
  const unknown = countTokens(counts.length, (example) => counts[example]);
  return {
    ...part,
    examples: listOf(part.examples),
    unknown,
    rowsOf: (text) => all.subarray(starts[text], starts[text + 1]),
  };
}
