// A held-out text judged by a masked language model.

import { LabError } from '../../../protocol/labError';
import type { Feeds } from '../../runtime/session';
import type { PrepareOptions } from '../../train/preparedRun';
import type { JudgedPart } from '../../metrics/judgedPart';
import type { SimpleModel } from '../texts/besideTable';
import type { AroundMasked } from './around';
import { judgedReading } from './drawnMasks';
import { maskedPart } from './maskedPart';
import type { MaskedReading } from './maskedReading';
import { maskedScores, type MaskedPart, type MaskedScores } from './maskedScores';
import type { MaskedSession } from './maskedSession';
import type { MaskedText } from './maskedText';
import { pseudoScores } from './pseudoScores';
import { followed, longestOfPair, requirePairs, sentencePairs, type SentencePairs } from './sentencePairs';
import { shownPlaces } from './shownPlaces';
import { textPieces, type TextPieces } from './textPieces';

type Judging = Pick<
  AroundMasked,
  'masking' | 'replacedTokens' | 'sentencePairs' | 'training' | 'evaluation' | 'seed' | 'tokenizer'
>;

/** A part with its texts. */
export interface JudgedPieces {
  part: MaskedPart;
  pieces: TextPieces;
  /** The text of a number, with what is asked for in it. */
  reading(piece: number): MaskedReading;
  /** Of models of pairs: the pairs of which it is asked whether they follow on each other; their texts are those of `pieces`. */
  pairs?: SentencePairs;
}

export function judgedPieces(
  part: MaskedPart,
  masked: MaskedText,
  { masking, sentencePairs: pairing, training, seed }: Pick<Judging, 'masking' | 'sentencePairs' | 'training' | 'seed'>,
  key?: 'validation' | 'test',
): JudgedPieces {
  const { maxLength, joinLines } = training;
  const { end } = masked.text;
  const pieces = textPieces(part, { end, longest: pairing ? longestOfPair(maxLength) : maxLength, joinLines });
  const reading = (piece: number): MaskedReading => judgedReading({ pieces, masked, masking, seed }, piece);
  if (!pairing) return { part, pieces, reading };
  const firsts = requirePairs(followed(pieces), pieces, key);
  return {
    part,
    pieces,
    reading,
    pairs: sentencePairs(pieces, firsts, { ...pairing, end, seed, stream: 'judged pairs' }),
  };
}

/** Fails with `INVALID_DATA` where no token is asked for. @param part what it is called */
export function requirePlaces(judged: JudgedPieces, part: 'validation' | 'test' | 'text'): JudgedPieces {
  const { pieces, reading } = judged;
  for (let piece = 0; piece < pieces.lengths.length; piece++) if (reading(piece).places.length > 0) return judged;
  const { length } = judged.part;
  if (part === 'text')
    throw new LabError(
      'INVALID_DATA',
      `The text has ${length} tokens, of which none was chosen to be masked. Take a longer one, or raise "masking.share".`,
    );
  throw new LabError(
    'INVALID_DATA',
    `The ${part} part has ${length} tokens, of which none was chosen to be masked. Take a longer text for it, or raise "masking.share".`,
    { key: ['data', part] },
  );
}

interface JudgeContext
  extends Partial<Pick<PrepareOptions<unknown>, 'progress'>>, Pick<PrepareOptions<unknown>, 'signal'> {
  session: MaskedSession;
  parameters: Feeds;
}

/** Fails with `CANCELLED`. */
export const scoresOf = (
  { part, pieces, reading, pairs }: JudgedPieces,
  { session, parameters, progress, signal }: JudgeContext,
  { replacedTokens }: Pick<AroundMasked, 'replacedTokens'>,
): Promise<MaskedScores> =>
  maskedScores(part, pieces.start, async ({ told, detected, paired }) => {
    await session.judge(
      parameters,
      { lengths: pieces.lengths, reading },
      {
        ...{ told, signal, progress: (fraction) => progress?.({ phase: 'Evaluating', fraction }) },
        ...(replacedTokens && { detected }),
      },
    );
    if (!pairs) return;
    await session.pairs(parameters, pairs, { told: (pair) => paired(pair, pairs.text(pair.pair)), signal });
  });

/** Fails with `CANCELLED`. */
export async function judgeMasked(
  judged: JudgedPieces,
  context: JudgeContext,
  {
    masked,
    experiment,
    source,
    beside,
  }: { masked: MaskedText; experiment: Judging; source: string; beside?: readonly SimpleModel[] },
): Promise<JudgedPart> {
  const { seed, tokenizer, evaluation, replacedTokens, sentencePairs: pairing } = experiment;
  const scores = await scoresOf(judged, context, experiment);
  const most = evaluation.pseudoPerplexity;
  const pseudo = most > 0 ? await pseudoScores({ ...context, ...judged, masked, most }) : undefined;
  const places = shownPlaces(scores, judged.pieces, masked.text);
  const { lowercase } = tokenizer;
  const trained = { replacedTokens, sentencePairs: pairing };
  return maskedPart(scores, { seed, source, lowercase, places, beside, ...trained, ...(pseudo ? { pseudo } : {}) });
}
