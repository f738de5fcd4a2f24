// The pseudo-perplexity of a held-out text, of as many texts as an experiment allows, evenly over it.

import type { Feeds } from '../../runtime/session';
import type { PrepareOptions } from '../../train/preparedRun';
import { singleReadings } from './drawnMasks';
import { maskedScores, type MaskedAmount, type MaskedPart } from './maskedScores';
import type { MaskedSession } from './maskedSession';
import type { MaskedReading } from './maskedReading';
import type { MaskedText } from './maskedText';
import type { TextPieces } from './textPieces';

interface Asked extends Pick<PrepareOptions<unknown>, 'signal'> {
  session: MaskedSession;
  parameters: Feeds;
  part: MaskedPart;
  pieces: TextPieces;
  masked: MaskedText;
  /** At most so many places are asked for, a text at least. */
  most: number;
}

/** By passage. Fails with `CANCELLED`. */
export async function pseudoScores(asked: Asked): Promise<readonly MaskedAmount[]> {
  const { session, parameters, part, pieces, masked, most, signal } = asked;
  const readings: { piece: number; reading: MaskedReading }[] = [];
  for (const piece of evenly(pieces.lengths, most))
    for (const reading of singleReadings({ pieces, masked }, piece)) readings.push({ piece, reading });
  const lengths = Int32Array.from(readings, ({ reading }) => reading.ids.length);
  const start = (number: number): number => pieces.start(readings[number].piece);
  const texts = { lengths, reading: (number: number) => readings[number].reading };
  const { amounts } = await maskedScores(part, start, ({ told }) => session.judge(parameters, texts, { told, signal }));
  return amounts;
}

/** Texts that lie evenly among all and have about so many tokens together; all where they have no more. */
function evenly(lengths: Int32Array, most: number): number[] {
  const tokens = lengths.reduce((sum, length) => sum + length, 0);
  const step = Math.max(1, tokens / most);
  const chosen: number[] = [];
  let sum = 0;
  for (let at = 0; Math.floor(at) < lengths.length; at += step) {
    const piece = Math.floor(at);
    sum += lengths[piece];
    if (sum > most && chosen.length > 0) break;
    chosen.push(piece);
  }
  return chosen;
}
