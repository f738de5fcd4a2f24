// Groups of judged examples (by length, unknown share, label, column) beside the rest: how good the run is on each, with an interval,
// and whether it is worse there than chance would have it.
//
// A group's p is that of a permutation test: how often so many examples, drawn at random from all, would do as badly. Of answers that
// are right or wrong that is the hypergeometric tail (Fisher's exact test), else the normal approximation over the influence of each
// example on the figure. Among many groups some look bad by chance, so p is corrected by Holm's method over all that were measured;
// groups of fewer than `LEAST_GROUP` examples, and those that leave fewer than that, are not measured.

import { LEAST_GROUP, type ExampleGroup } from '../../protocol/examples';
import { METRICS } from '../../protocol/metrics';
import { bootstrap } from '../statistics/bootstrap';
import { logGamma } from '../../protocol/logGamma';
import { normalTail } from '../statistics/distributions';
import { holm } from '../statistics/holm';
import { wilsonInterval } from '../statistics/intervals';
import type { AdditiveFigure, JudgedPart } from './judgedPart';
import { groupConditions, type Grouped } from './groupConditions';

export interface MeasuredGroups {
  groups: ExampleGroup[];
  interval: 'wilson' | 'bootstrap';
  /** Groups that were too small. */
  small: number;
}

/** Group by group. @param draws gives the draws of one interval: whole numbers from 0 to `limit` − 1 */
export function* measureGroups(
  part: JudgedPart,
  draws: () => (limit: number) => number,
): Generator<number, MeasuredGroups, void> {
  const all = groupConditions(part);
  const count = part.examples.length;
  const isFit = ({ members }: Grouped): boolean =>
    members.length >= LEAST_GROUP && count - members.length >= LEAST_GROUP;
  const fit = all.filter(isFit);
  const small = all.filter(({ members }) => members.length > 0 && members.length < LEAST_GROUP).length;
  const figure = part.figures(part.judging)[part.groupMetric];
  if (!figure) return { groups: [], interval: 'bootstrap', small: 0 };
  const rights = figureOfRights(part);
  const isWorse = METRICS[part.groupMetric].better === 'greater' ? 1 : -1;
  const measure = rights ? shareOf(rights) : figureOn(figure, { count, isWorse, draws });
  const measured: Omit<ExampleGroup, 'adjusted'>[] = [];
  for (const { condition, members } of fit) {
    const loss = meanLoss(part, members);
    measured.push({ condition, count: members.length, ...measure(members), ...loss });
    yield measured.length / fit.length;
  }
  const adjusted = holm(measured.map(({ p }) => p));
  const groups = measured.map((group, i) => ({ ...group, adjusted: adjusted[i] }));
  const behind = ({ value, rest }: ExampleGroup): number => isWorse * (rest - value);
  groups.sort((a, b) => a.p - b.p || behind(b) - behind(a));
  return { groups, interval: rights ? 'wilson' : 'bootstrap', small };
}

/** By example, where the figure is the share of right answers. */
function figureOfRights({ examples, groupMetric, outcomeOf }: JudgedPart): Uint8Array | undefined {
  if (groupMetric !== 'accuracy') return undefined;
  return Uint8Array.from(examples, (_, i) => Number(outcomeOf(i).isRight === true));
}

type Measure = (members: Int32Array) => Pick<ExampleGroup, 'value' | 'low' | 'high' | 'rest' | 'p'>;

const shareOf = (rights: Uint8Array): Measure => {
  const all = rights.reduce((sum, each) => sum + each, 0);
  return (members) => {
    const right = members.reduce((sum, i) => sum + rights[i], 0);
    const n = members.length;
    return {
      ...{ value: right / n, rest: (all - right) / (rights.length - n) },
      ...wilsonInterval(right, n),
      p: atMost(right, { drawn: n, right: all, of: rights.length }),
    };
  };
};

/** How probable it is that of so many drawn, no more than `most` are right. */
function atMost(most: number, { drawn, right, of }: { drawn: number; right: number; of: number }): number {
  const logChoose = (n: number, k: number): number => logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
  const least = Math.max(0, drawn - (of - right));
  const total = logChoose(of, drawn);
  const logOf = (k: number): number => logChoose(right, k) + logChoose(of - right, drawn - k) - total;
  let sum = 0;
  for (let k = most; k >= least; k--) {
    const each = Math.exp(logOf(k));
    sum += each;
    if (k < (drawn * right) / of && each < sum * 1e-12) break; // what is left is less than the digits hold
  }
  return Math.min(1, sum);
}

interface FigureOptions {
  count: number;
  /** 1 where a smaller figure is the worse one, else −1. */
  isWorse: 1 | -1;
  draws(): (limit: number) => number;
}

/** Above so many examples an interval is made of fewer draws. */
const MANY = 10_000;

function figureOn({ counts, of }: AdditiveFigure, { count, isWorse, draws }: FigureOptions): Measure {
  const total = sumOf(counts);
  const influence = influencesOf(counts, total, of);
  const variance = influence.reduce((sum, each) => sum + each * each, 0) / count;
  return (members) => {
    const n = members.length;
    const own = Array.from(members, (i) => counts[i]);
    const sum = sumOf(own);
    const options = { integer: draws(), draws: n > MANY ? 200 : 1000 };
    const { value, low, high } = bootstrap(own, of, options);
    const mean = members.reduce((all, i) => all + influence[i], 0) / n;
    const deviation = Math.sqrt((variance / n) * ((count - n) / Math.max(1, count - 1)));
    return {
      ...{ value, low, high, rest: of(total.map((all, column) => all - sum[column])) },
      p: deviation > 0 ? normalTail((isWorse * mean) / deviation) : 1,
    };
  };
}

function sumOf(counts: readonly Float64Array[]): Float64Array {
  const sum = new Float64Array(counts[0].length);
  for (const each of counts) for (let column = 0; column < sum.length; column++) sum[column] += each[column];
  return sum;
}

/**
 * How much each example moves the figure of all, times their number: the figure's derivative along what the example adds beyond the
 * mean (the infinitesimal jackknife; Jaeckel 1972).
 */
function influencesOf(
  counts: readonly Float64Array[],
  total: Float64Array,
  of: (sum: Float64Array) => number,
): Float64Array {
  const slopes = total.map((_, column) => {
    const step = Math.max(1e-4 * Math.abs(total[column]), 1e-6);
    const moved = (by: number): number => of(total.map((all, at) => (at === column ? all + by : all)));
    return (moved(step) - moved(-step)) / (2 * step);
  });
  const { length } = counts;
  return Float64Array.from(counts, (each) =>
    slopes.reduce((sum, slope, column) => sum + slope * (each[column] * length - total[column]), 0),
  );
}

function meanLoss({ outcomeOf }: JudgedPart, members: Int32Array): { loss?: number } {
  let [sum, counted] = [0, 0];
  for (const i of members) {
    const { loss } = outcomeOf(i);
    if (loss === undefined || !Number.isFinite(loss)) continue; // of a tag that the run does not have
    sum += loss;
    counted++;
  }
  return counted > 0 ? { loss: sum / counted } : {};
}
