// The tokens of an example as a model reads them: cut to what it reads, each in its place, the texts of a pair with a separator between.

import type { TextCut } from '../../../protocol/answer';
import { sharesOf } from '../../data/joinedTexts';
import { cutOf, keptOf } from '../../data/textCut';
import type { PlacedToken } from '../../explain/explainedText';
import type { TextsRead } from '../../models/classifier';
import type { TrainingOptions } from '../../schema/training';
import type { Tokenizer } from '../../text/tokenizer';
import { EOS, specialTokens, UNK, type Vocabulary } from '../../text/vocabulary';

export interface ReadingTexts {
  tokenizer: Tokenizer;
  vocabulary: Vocabulary;
  reads: TextsRead;
  training: Pick<TrainingOptions, 'maxLength' | 'truncation'>;
}

/** Which of two texts a separator stands between is said by its place: it stands in none. */
export const isSeparator = ({ text }: PlacedToken): boolean => text === undefined;

/** A text without tokens is `<unk>` to the model. */
export function seenTokens(
  texts: readonly string[],
  { tokenizer, vocabulary, reads, training: { maxLength, truncation } }: ReadingTexts,
): { tokens: PlacedToken[]; cut?: TextCut } {
  const all = texts.map((given, text) => {
    const { tokens, offsets } = tokenizer.tokenize(given);
    const placed = tokens.map((token, i): PlacedToken => {
      const [start, end] = offsets[i];
      return { token, text, start, end, isUnknown: vocabulary.idOf(token) === UNK };
    });
    return placed.length > 0 ? placed : [{ token: specialTokens[UNK], text, start: 0, end: 0, isUnknown: true }];
  });
  const lengths = all.map((tokens) => tokens.length);
  const rooms = reads.segments ? sharesOf(lengths[0], lengths[1], maxLength) : lengths.map(() => maxLength);
  const cuts = all.map((tokens, i) => cutOf(tokens.length, rooms[i], truncation));
  const cut = cuts.find((each) => each !== undefined);
  const separator = { token: specialTokens[EOS], start: 0, end: 0, isUnknown: false };
  const kept = all.map((tokens, i) => keptOf(tokens, cuts[i]));
  return { tokens: kept.flatMap((own, i) => (i === 0 ? own : [separator, ...own])), ...(cut ? { cut } : {}) };
}
