// How much would have to be measured to see a difference: with a probability of 80 %, at a level of 5 %, two-sided.

import { logGamma } from '../../protocol/logGamma';
import { studentQuantile } from '../../protocol/studentT';
import { normalQuantile, normalTail } from './distributions';

const LEVEL = 0.05;
const POWER = 0.8;

/** More than this nobody will measure. */
const MOST_SEEDS = 100_000;

/**
 * How probable Student's t test of two groups finds a difference of `effect` standard deviations: P(|T| > t) of the noncentral t
 * distribution, integrated over the scatter of the deviation. @param count values in each group, at least 2
 */
export function powerOfT(effect: number, count: number): number {
  const freedom = 2 * count - 2;
  const shift = effect * Math.sqrt(count / 2);
  const limit = studentQuantile(1 - LEVEL / 2, freedom);
  // u = √(χ² / freedom) has the density 2 (freedom/2)^(freedom/2) / Γ(freedom/2) · u^(freedom − 1) · e^(−freedom u² / 2).
  const logFront = Math.LN2 + (freedom / 2) * Math.log(freedom / 2) - logGamma(freedom / 2);
  const spread = 8 / Math.sqrt(2 * freedom);
  const [from, to] = [Math.max(0, 1 - spread), 1 + spread];
  const density = (u: number): number =>
    u === 0
      ? freedom === 1
        ? Math.exp(logFront)
        : 0
      : Math.exp(logFront + (freedom - 1) * Math.log(u) - (freedom * u * u) / 2);
  const missed = (u: number): number => normalTail(limit * u - shift) - normalTail(-limit * u - shift);
  return 1 - simpson((u) => density(u) * missed(u), from, to);
}

function simpson(of: (x: number) => number, from: number, to: number): number {
  const parts = 400;
  const step = (to - from) / parts;
  let sum = of(from) + of(to);
  for (let i = 1; i < parts; i++) sum += of(from + i * step) * (i % 2 === 1 ? 4 : 2);
  return (sum * step) / 3;
}

/** How many seeds each of two groups would need; undefined where there is no difference to see. @param effect in standard deviations */
export function seedsNeeded(effect: number): number | undefined {
  if (!(Math.abs(effect) > 0)) return undefined;
  let most = 2;
  while (powerOfT(Math.abs(effect), most) < POWER) {
    most *= 2;
    if (most > MOST_SEEDS) return undefined;
  }
  let [low, high] = [most / 2, most]; // too few, enough
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (powerOfT(Math.abs(effect), middle) < POWER) low = middle;
    else high = middle;
  }
  return high;
}

/**
 * How many test texts a paired comparison would need, where the error of a difference falls with the root of their number; undefined where
 * there is no difference to see. @param error the standard error of the difference on so many texts
 */
export function textsNeeded({
  difference,
  error,
  texts,
}: {
  difference: number;
  error: number;
  texts: number;
}): number | undefined {
  const needed = texts * ((error / difference) * (normalQuantile(1 - LEVEL / 2) + normalQuantile(POWER))) ** 2;
  return Number.isFinite(needed) ? Math.max(1, Math.ceil(needed)) : undefined;
}
