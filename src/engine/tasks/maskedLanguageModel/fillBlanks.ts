// Blanks filled in: the tokens that a model finds most probable in each.

import type { BlankChoice, BlanksAnswer } from '../../../protocol/answer';
import { LabError } from '../../../protocol/labError';
import { cutOf } from '../../data/textCut';
import { mostProbable } from '../../decode/mostProbable';
import type { Feeds } from '../../runtime/session';
import type { TextSide } from '../../sequence/sequenceText';
import { specialOf } from '../../text/maskToken';
import { blankText, filledIn, hasBlank, withMasks } from './blanks';
import type { MaskedSession } from './maskedSession';
import type { MaskedText } from './maskedText';
import { shownToken } from './shownPlaces';

export interface Filling {
  session: MaskedSession;
  parameters: Feeds;
  masked: MaskedText;
  /** Cuts texts in which the mask is found. */
  side: TextSide;
  /** Tokens that are read. */
  maxLength: number;
  /** Cleans texts as the model's own were. */
  clean: (texts: string[]) => string[];
}

const USUAL_CHOICES = 10;

/** Fails with `INVALID_ARGUMENT` where there is no blank, or one stands where the model does not read. */
export async function fillBlanks(input: string, filling: Filling, choices = USUAL_CHOICES): Promise<BlanksAnswer> {
  const { session, parameters, masked, side, maxLength, clean } = filling;
  const { text, mask } = masked;
  const { tokens: names } = text.vocabulary;
  const { blanks, parts } = blankText(input, clean);
  const read = withMasks(parts, names[mask], keepsSpaces(side));
  const ids = side.encode(read);
  const places = Array.from(ids.keys()).filter((at) => ids[at] === mask);
  if (places.length !== blanks.length)
    throw new LabError(
      'INVALID_ARGUMENT',
      `The tokenizer of the run finds its mask in ${places.length} of ${blanks.length} blanks. Put spaces around each.`,
    );
  const unseen = places.findIndex((place) => place >= maxLength);
  if (unseen >= 0)
    throw new LabError(
      'INVALID_ARGUMENT',
      `Blank ${unseen + 1} is token ${places[unseen] + 1} of the text, but the model reads ${maxLength} tokens. Shorten what stands before it.`,
    );
  const found = await session.fill(parameters, {
    ids: ids.slice(0, maxLength),
    places,
    labels: places.map(() => mask),
  });
  const isSpecial = specialOf(text.vocabulary);
  const told = found.map((logProbabilities): BlankChoice[] => {
    const values = logProbabilities.map((value, id) => (isSpecial(id) ? -Infinity : value));
    return Array.from(mostProbable(values, choices), (id) => ({
      ...{ text: shownToken(text, id), token: names[id], probability: Math.exp(logProbabilities[id]) },
    }));
  });
  const { tokens, unknown } = side.tokenize(read);
  const cut = cutOf(ids.length, maxLength, 'end');
  return {
    kind: 'blanks',
    input,
    output: filledIn(
      input,
      blanks,
      told.map(([best]) => best.text),
    ),
    blanks: blanks.map((range, i) => ({ ...range, choices: told[i] })),
    ...{ tokens: tokens.slice(0, maxLength), unknown: unknown.slice(0, maxLength) },
    ...(cut ? { cut } : {}),
  };
}

/** What is read of a text, blanks or none. */
export function readOf(input: string, { masked, side, clean }: Filling): string {
  if (!hasBlank(input)) return clean([input])[0];
  const { text, mask } = masked;
  return withMasks(blankText(input, clean).parts, text.vocabulary.tokens[mask], keepsSpaces(side));
}

/** Whether a space between two words is a token of its own. */
export function keepsSpaces(side: TextSide): boolean {
  const [one, both] = [side.encode('a'), side.encode('a a')];
  return both.length > 2 * one.length;
}
