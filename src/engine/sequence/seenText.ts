// A text as a sequence model sees it: its tokens up to the longest length, which of them the model does not know, and
// the end symbol behind them.

import type { AttendedText } from '../../protocol/attention';
import { cutOf, keptOf } from '../data/textCut';
import { EOS, specialTokens } from '../text/vocabulary';
import type { TextSide } from './sequenceText';

export interface SeenOptions {
  maxLength: number;
  truncation: 'end' | 'start';
  /** The end symbol of a source is one of its `maxLength` tokens. */
  isSource: boolean;
}

/** Tokens that a model reads of a text at most, the end symbol not counted. */
const roomFor = ({ maxLength, isSource }: Pick<SeenOptions, 'maxLength' | 'isSource'>): number =>
  isSource ? maxLength - 1 : maxLength;

/** The end symbol is last. */
export function seenText(text: string, side: TextSide, options: SeenOptions): AttendedText {
  const { tokens, offsets, unknown } = side.tokenize(text);
  const cut = cutOf(tokens.length, roomFor(options), options.truncation);
  return {
    text,
    tokens: [...keptOf(tokens, cut), specialTokens[EOS]],
    offsets: [...keptOf(offsets, cut), [text.length, text.length]],
    unknown: [...keptOf(unknown, cut), false],
    ...(cut ? { cut } : {}),
  };
}
