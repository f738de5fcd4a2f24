// Places of a text for people: what stands around each, and tokens as they stand in texts.

import type { LanguageText } from '../../language/languageText';
import { passageAt } from '../languageModel/judgedText';
import type { ShownPlace } from './maskedReport';
import type { MaskedScores } from './maskedScores';
import type { TextPieces } from './textPieces';

/** Tokens on each side. */
const AROUND = 16;

/** How a gap is written. */
const GAP = '___';

/** As it stands in a text, without the space before it; its own name where it is none. */
export function shownToken(text: LanguageText, id: number): string {
  const shown = text.decode([id]);
  return shown.trim() || shown || text.vocabulary.tokens[id];
}

/** @param pieces the texts that were judged */
export const shownPlaces = ({ seen, passages }: MaskedScores, pieces: TextPieces, text: LanguageText): ShownPlace[] =>
  seen.map(({ text: piece, place, position, label, guess, logProbability }) => {
    const ids = pieces.read(piece);
    const before = text.decode([...ids.subarray(Math.max(0, place - AROUND), place)]);
    const after = text.decode([...ids.subarray(place + 1, place + 1 + AROUND)]);
    const { file, line } = passages[passageAt(passages, position)];
    return {
      text: `${before} ${GAP} ${after}`.trim(),
      ...{ right: shownToken(text, label), guess: shownToken(text, guess), probability: Math.exp(logProbability) },
      ...{ file, line },
    };
  });
