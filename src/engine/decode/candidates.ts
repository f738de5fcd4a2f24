// The best continuations of a sentence's hypotheses.

import type { HypothesisEnd } from '../../protocol/decoding';
import type { Verdict } from './constraints';
import type { BestStep } from './stepModel';

export interface Candidate {
  /** Place of the hypothesis among the sentence's, and the token that follows. */
  parent: number;
  token: number;
  logProbability: number;
  total: number;
}

/** A continuation that a constraint forbids. */
export interface Refused extends Candidate {
  why: HypothesisEnd;
}

export interface Row {
  /** `[vocabulary]` */
  logProbabilities: Float32Array;
  total: number;
  verdict: Verdict;
  /** Tokens that are to be among the candidates, however improbable. */
  wanted: readonly number[];
}

/**
 * The `count` best continuations that are allowed, the best first: by total, then by the place of the hypothesis, then by
 * token. What is wanted of improbable tokens follows behind.
 */
export function bestCandidates(rows: readonly Row[], count: number): Candidate[] {
  const best: Candidate[] = [];
  rows.forEach(({ logProbabilities, total, verdict }, parent) => {
    if (total === -Infinity) return;
    const { only, forbidden } = verdict;
    if (only !== undefined) return insert(best, count, parent, only, logProbabilities[only], total);
    const kept = [...forbidden.keys()].map((token) => [token, logProbabilities[token]] as const);
    for (const [token] of kept) logProbabilities[token] = -Infinity;
    let least = best.length < count ? -Infinity : best[count - 1].total;
    let bar = barOf(least, total);
    for (let token = nextAbove(logProbabilities, bar, 0); token < logProbabilities.length;) {
      // The sum is compared in the end, not the difference: it is what hypotheses are ranked by.
      if (total + logProbabilities[token] > least) {
        insert(best, count, parent, token, logProbabilities[token], total);
        if (best.length === count) bar = barOf((least = best[count - 1].total), total);
      }
      token = nextAbove(logProbabilities, bar, token + 1);
    }
    for (const [token, value] of kept) logProbabilities[token] = value;
  });
  rows.forEach(({ logProbabilities, total, verdict, wanted }, parent) => {
    for (const token of wanted) {
      const isThere = best.some((candidate) => candidate.parent === parent && candidate.token === token);
      if (isThere || total === -Infinity || verdict.only !== undefined || verdict.forbidden.has(token)) continue;
      const logProbability = logProbabilities[token];
      best.push({ parent, token, logProbability, total: total + logProbability });
    }
  });
  return best;
}

/** A hypothesis of whose next tokens only some are known. */
export type PartlyKnown = Pick<Row, 'total' | 'verdict'>;

/**
 * The same where some parts of the vocabulary are known, the `count` most probable tokens that are allowed among them.
 * @param first the row of the first hypothesis
 */
export function bestOfParts(
  { parts, width, count: given, logProbabilities }: Omit<BestStep<unknown>, 'state'>,
  first: number,
  hypotheses: readonly PartlyKnown[],
  count: number,
): Candidate[] {
  const best: Candidate[] = [];
  hypotheses.forEach(({ total, verdict: { forbidden } }, parent) => {
    if (total === -Infinity) return;
    let bar = best.length < count ? -Infinity : barOf(best[count - 1].total, total);
    const row = first + parent;
    for (let place = row * given; place < (row + 1) * given; place++) {
      let isEmpty = true;
      for (let i = 0; i < width; i++) {
        const logProbability = logProbabilities[place * width + i];
        if (!(logProbability >= bar)) continue;
        isEmpty = false;
        const token = parts[place] * width + i;
        if (forbidden.has(token)) continue;
        insert(best, count, parent, token, logProbability, total);
        if (best.length === count) bar = barOf(best[count - 1].total, total);
      }
      if (isEmpty) return; // and so are the parts with smaller maxima
    }
  });
  return best;
}

/** What a log probability must reach for its sum with `total` to exceed `least`, less a margin for rounding. */
const barOf = (least: number, total: number): number => least - total - 1e-12 * (Math.abs(least) + Math.abs(total));

/** The first place from `from` on whose value is at least `bar`, or the length: nearly all values are below, eight at a time. */
function nextAbove(values: Float32Array, bar: number, from: number): number {
  const { length } = values;
  let i = from;
  for (; i + 8 <= length; i += 8) {
    if (values[i] >= bar || values[i + 1] >= bar || values[i + 2] >= bar || values[i + 3] >= bar) break;
    if (values[i + 4] >= bar || values[i + 5] >= bar || values[i + 6] >= bar || values[i + 7] >= bar) break;
  }
  while (i < length && !(values[i] >= bar)) i++;
  return i;
}

/** Keeps `best` sorted; of equals that of the earlier hypothesis is in front, then the token with the smaller number. */
function insert(
  best: Candidate[],
  count: number,
  parent: number,
  token: number,
  logProbability: number,
  before: number,
) {
  const total = before + logProbability;
  if (total === -Infinity || Number.isNaN(total)) return;
  const isBehind = (other: Candidate): boolean =>
    other.total < total || (other.total === total && other.parent === parent && other.token > token);
  let at = best.length;
  while (at > 0 && isBehind(best[at - 1])) at--;
  if (at >= count) return;
  best.splice(at, 0, { parent, token, logProbability, total });
  if (best.length > count) best.pop();
}

/** Continuations that were forbidden although at least as good as the worst of `best`. */
export function refusedCandidates(rows: readonly Row[], best: readonly Candidate[]): Refused[] {
  const least = best.length > 0 ? best[best.length - 1].total : -Infinity;
  return rows.flatMap(({ logProbabilities, total, verdict }, parent) =>
    [...verdict.forbidden].flatMap(([token, why]): Refused[] => {
      const candidate = {
        parent,
        token,
        logProbability: logProbabilities[token],
        total: total + logProbabilities[token],
      };
      return candidate.total >= least && total > -Infinity ? [{ ...candidate, why }] : [];
    }),
  );
}

/**
 * Which candidates go on, at most `beam`. With forced words the places are shared out among the numbers of their tokens
 * that are met, so that hypotheses on the way to an improbable word are not lost (Post and Vilar 2018); places that one
 * number does not fill go to the best of the others.
 */
export function chooseBeam(
  candidates: readonly Candidate[],
  beam: number,
  met: ((candidate: Candidate) => number) | undefined,
): Candidate[] {
  if (!met) return candidates.slice(0, beam);
  const banks = new Map<number, Candidate[]>();
  for (const candidate of [...candidates].sort((a, b) => b.total - a.total)) {
    const bank = banks.get(met(candidate));
    if (bank) bank.push(candidate);
    else banks.set(met(candidate), [candidate]);
  }
  const chosen = new Set<Candidate>();
  const inOrder = [...banks].sort(([a], [b]) => b - a).map(([, bank]) => bank);
  const share = Math.max(1, Math.floor(beam / inOrder.length));
  for (const bank of inOrder)
    for (const candidate of bank.slice(0, share)) if (chosen.size < beam) chosen.add(candidate);
  for (const candidate of candidates) if (chosen.size < beam) chosen.add(candidate);
  return candidates.filter((candidate) => chosen.has(candidate)).sort((a, b) => b.total - a.total);
}
