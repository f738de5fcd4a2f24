// What came of the places of a held-out text, added up by passage as it comes, with some of the places to be looked at.

import type { Detected, Paired } from '../../metrics/maskedFigures';
import type { TokenPart } from '../../store/tokenStore';
import { passageAt } from '../languageModel/judgedText';
import type { Passage } from '../languageModel/passages';
import type { DetectedToken, JudgedPair, JudgedPlace } from './maskedSession';

/** Of the places of a passage, or of all. */
export interface MaskedAmount {
  places: number;
  /** The most probable token stands there. */
  right: number;
  /** Their negative natural logarithmic probabilities, added up. */
  nats: number;
  /** Of models that detect replaced tokens: of all tokens of the texts in which some were chosen. */
  detected: Detected;
  /** Of models of pairs: of the pairs whose first text stands here. */
  pairs: Paired;
}

export interface MaskedPart extends TokenPart {
  readonly passages: readonly Passage[];
}

/** A place among the tokens of the part. */
interface SeenPlace extends JudgedPlace {
  position: number;
}

export interface MaskedScores {
  passages: readonly Passage[];
  /** By passage. */
  amounts: readonly MaskedAmount[];
  /** Some places, evenly over the text, in its order. */
  seen: readonly SeenPlace[];
}

/** Places that are kept to be looked at are from half of these to all. */
const MOST_SEEN = 400;

const none = (): MaskedAmount => ({
  ...{ places: 0, right: 0, nats: 0 },
  detected: { tokens: 0, right: 0, replaced: 0, said: 0, found: 0, nats: 0 },
  pairs: { pairs: 0, right: 0, follow: 0, nats: 0 },
});

function addDetected(to: Detected, { replaced, score }: DetectedToken): void {
  const said = score > 0;
  to.tokens++;
  if (said === replaced) to.right++;
  if (replaced) to.replaced++;
  if (said) to.said++;
  if (said && replaced) to.found++;
  to.nats += natsOf(replaced, score);
}

/** −ln p of what is so, whose logit is `score`. */
function natsOf(isSo: boolean, score: number): number {
  const wrong = isSo ? -score : score; // the logit of what is wrong
  return Math.max(0, wrong) + Math.log1p(Math.exp(-Math.abs(wrong)));
}

function addPair(to: Paired, { follows, score }: JudgedPair): void {
  to.pairs++;
  if (follows) to.follow++;
  if (score > 0 === follows) to.right++;
  to.nats += natsOf(follows, score);
}

interface Telling {
  /** A place of a text. */
  told(place: JudgedPlace): void;
  detected(token: DetectedToken): void;
  /** Of a pair, with the number of the text that it is about. */
  paired(pair: JudgedPair, text: number): void;
}

/** @param judge tells of every place; @param start where the text of a number begins among the tokens of the part */
export async function maskedScores(
  { passages }: Pick<MaskedPart, 'passages'>,
  start: (text: number) => number,
  judge: (telling: Telling) => Promise<void>,
): Promise<MaskedScores> {
  const amounts = passages.map(none);
  let seen: SeenPlace[] = [];
  let every = 1;
  const amountAt = (position: number): MaskedAmount => amounts[passageAt(passages, position)];
  const told = (judged: JudgedPlace): void => {
    const position = start(judged.text) + judged.place;
    const amount = amountAt(position);
    amount.places++;
    amount.nats -= judged.logProbability;
    if (judged.guess === judged.label) amount.right++;
    if (position % every !== 0) return;
    seen.push({ ...judged, position });
    if (seen.length <= MOST_SEEN) return;
    every *= 2;
    seen = seen.filter(({ position: at }) => at % every === 0);
  };
  await judge({
    told,
    detected: (token) => addDetected(amountAt(start(token.text) + token.place).detected, token),
    paired: (pair, text) => addPair(amountAt(start(text)).pairs, pair),
  });
  return { passages, amounts, seen: seen.sort((a, b) => a.position - b.position) };
}

export const totalOf = (amounts: readonly MaskedAmount[]): MaskedAmount =>
  amounts.reduce(
    (sum, { places, right, nats, detected, pairs }) => ({
      places: sum.places + places,
      right: sum.right + right,
      nats: sum.nats + nats,
      detected: addedUp(sum.detected, detected),
      pairs: {
        pairs: sum.pairs.pairs + pairs.pairs,
        right: sum.pairs.right + pairs.right,
        follow: sum.pairs.follow + pairs.follow,
        nats: sum.pairs.nats + pairs.nats,
      },
    }),
    none(),
  );

const addedUp = (a: Detected, b: Detected): Detected => ({
  tokens: a.tokens + b.tokens,
  right: a.right + b.right,
  replaced: a.replaced + b.replaced,
  said: a.said + b.said,
  found: a.found + b.found,
  nats: a.nats + b.nats,
});
