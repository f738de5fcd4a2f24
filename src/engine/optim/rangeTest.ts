// The rates of a learning-rate range test, and what its losses suggest (Smith 2017, "Cyclical learning rates", section 3.3).

import type { RatePoint, RateRangeReply } from '../../protocol/rateRange';

/** The rate of step `index` of `steps`, from 0: each is so many times the one before it. */
export const risingRate = ({ from, to, steps }: { from: number; to: number; steps: number }, index: number): number =>
  from * (to / from) ** (steps > 1 ? index / (steps - 1) : 0);

/** How much of the mean before stays: about fifty steps count. */
const KEPT = 0.95;

/** How many times its least the smoothed loss may be. */
const DIVERGED = 4;

/** Before so many steps a loss says little. */
const FIRST = 10;

/** The points so far with the one of a further loss; the mean of the first ones is not drawn to 0. */
export function withLoss(points: readonly RatePoint[], rate: number, loss: number): RatePoint[] {
  const count = points.length;
  const before = count > 0 ? points[count - 1].smoothed * (1 - KEPT ** count) : 0;
  const smoothed = (KEPT * before + (1 - KEPT) * loss) / (1 - KEPT ** (count + 1));
  return [...points, { rate, loss, smoothed }];
}

export function hasDiverged(points: readonly RatePoint[]): boolean {
  if (points.length < FIRST) return false;
  const least = Math.min(...points.map(({ smoothed }) => smoothed));
  return points[points.length - 1].smoothed > DIVERGED * least;
}

/** Slopes are taken over so many points to each side. */
const REACH = 3;

/** @param points by rising rate */
export function suggestedRates(points: readonly RatePoint[]): RateRangeReply['suggested'] {
  const smoothed = points.map((point) => point.smoothed);
  const lowest = smoothed.indexOf(Math.min(...smoothed));
  let [steepest, slope] = [-1, 0];
  for (let i = REACH; i + REACH <= lowest; i++) {
    const [left, right] = [points[i - REACH], points[i + REACH]];
    const rise = (right.smoothed - left.smoothed) / Math.log(right.rate / left.rate);
    if (rise < slope) [steepest, slope] = [i, rise];
  }
  if (steepest < 0) return {};
  return { steepest: points[steepest].rate, tenth: points[lowest].rate / 10 };
}
