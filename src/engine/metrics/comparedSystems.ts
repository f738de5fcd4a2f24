// Systems beside each other, figure by figure: whether they differ by more than chance. A system is a run, or several that differ in their
// seed alone.

import type { ComparedPair, ComparedSystem, OtherTest, PairedFigure, PairedFigures } from '../../protocol/comparison';
import type { MetricName } from '../../protocol/metrics';
import { type DrawnFigure, drawFigure, drawnDifference, intervalOf, meanDrawn } from '../statistics/bootstrap';
import { holm } from '../statistics/holm';
import { meanInterval } from '../../protocol/meanInterval';
import { mcnemar } from '../statistics/mcnemar';
import { seedsNeeded, textsNeeded } from '../statistics/power';
import { approximateRandomization } from '../statistics/randomization';
import { hedgesG, permutation, welch } from '../statistics/seeds';
import { outcomesOf } from './comparedExamples';
import type { AdditiveFigure, ComparedPart, Judging } from './judgedPart';

/** Above so many examples fewer draws are made. */
const MANY = 10_000;
/** Outputs are exchanged for so many pairs at most, since that is drawn for each of them. */
const MOST_EXCHANGED = 10;

export interface SystemsOptions {
  judging: Judging;
  /** The parts were judged on the same examples. */
  isPaired: boolean;
  /** Gives the draws of one figure: the same ones for each. */
  draws(): (limit: number) => number;
}

interface JudgedSystem {
  parts: ComparedPart[];
  figures: ReadonlyMap<MetricName, { additive: AdditiveFigure; drawn: DrawnFigure }[]>;
}

export type PairFigures = Pick<ComparedPair, 'systems' | 'figures'>;

/** @param systems of at least one run each; where examples are not the same, of at least two */
export function compareSystems(
  systems: readonly ComparedPart[][],
  options: SystemsOptions,
): { figures: ComparedSystem['figures'][]; pairs: PairFigures[] } {
  const judged = systems.map((parts) => judgedSystem(parts, options));
  const metrics = [...judged[0].figures.keys()].filter((name) => judged.every(({ figures }) => figures.has(name)));
  const places = judged.flatMap((_, a) => judged.slice(a + 1).map((__, i): [number, number] => [a, a + 1 + i]));
  const isExchanged = places.length <= MOST_EXCHANGED;
  const pairs = places.map(([a, b]): PairFigures => {
    const compared = metrics.map((metric, i): [MetricName, Omit<PairedFigure, 'adjusted'>] => [
      metric,
      pairedFigure(judged[a], judged[b], metric, { ...options, isExchanged: isExchanged && i === 0 }),
    ]);
    return { systems: [a, b], figures: Object.fromEntries(compared) as PairedFigures };
  });
  for (const metric of metrics) {
    const figures = pairs.flatMap(({ figures: { [metric]: figure } }) => figure ?? []);
    holm(figures.map(({ p }) => p)).forEach((adjusted, i) => (figures[i].adjusted = adjusted));
  }
  return { figures: judged.map((system) => systemFigures(system, metrics)), pairs };
}

function judgedSystem(parts: ComparedPart[], { judging, draws }: SystemsOptions): JudgedSystem {
  const all = parts.map((part) => part.figures(judging));
  const names = (Object.keys(all[0]) as MetricName[]).filter((name) => all.every((figures) => figures[name]));
  const figures = names.map((name) => {
    const drawn = all.flatMap(({ [name]: additive }) => {
      if (!additive) return [];
      const { counts, of } = additive;
      const options = { integer: draws(), draws: counts.length > MANY ? 200 : 1000 };
      return [{ additive, drawn: drawFigure(counts, of, options) }];
    });
    return [name, drawn] as const;
  });
  return { parts, figures: new Map(figures) };
}

const valuesOf = ({ figures }: JudgedSystem, metric: MetricName): number[] =>
  (figures.get(metric) ?? []).map(({ drawn }) => drawn.value);

function systemFigures(system: JudgedSystem, metrics: readonly MetricName[]): ComparedSystem['figures'] {
  const figures = metrics.map((metric) => {
    const [{ drawn }] = system.figures.get(metric) ?? [];
    const { y, low, high } = meanInterval(valuesOf(system, metric));
    return [
      metric,
      { value: y, ...(low === undefined || high === undefined ? intervalOf(drawn.drawn) : { low, high }) },
    ];
  });
  return Object.fromEntries(figures) as ComparedSystem['figures'];
}

function pairedFigure(
  first: JudgedSystem,
  other: JudgedSystem,
  metric: MetricName,
  options: SystemsOptions & { isExchanged: boolean },
): Omit<PairedFigure, 'adjusted'> {
  const isOfSeeds = first.parts.length > 1 && other.parts.length > 1;
  return isOfSeeds ? overSeeds(first, other, metric, options) : overTexts(first, other, metric, options);
}

function overSeeds(first: JudgedSystem, other: JudgedSystem, metric: MetricName, { draws }: SystemsOptions) {
  const [a, b] = [valuesOf(first, metric), valuesOf(other, metric)];
  const { difference, low, high, p } = welch(a, b);
  const { d, g } = hedgesG(a, b);
  return {
    ...{ difference, low, high, p, test: 'welch' as const },
    others: { permutation: permutation(a, b, draws()).p },
    ...(Number.isFinite(g) ? { effect: g } : {}),
    ...neededOf(seedsNeeded(d)),
  };
}

function overTexts(
  first: JudgedSystem,
  other: JudgedSystem,
  metric: MetricName,
  { draws, isExchanged }: SystemsOptions & { isExchanged: boolean },
) {
  const [a, b] = [first, other].map(({ figures }) => figures.get(metric) ?? []);
  const [one, two] = [a, b].map((figures) => meanDrawn(figures.map(({ drawn }) => drawn)));
  const { error, ...found } = drawnDifference(one, two);
  const texts = a[0].additive.counts.length;
  const others: Partial<Record<OtherTest, number>> = {};
  if (a.length === 1 && b.length === 1) {
    const outcomes = metric === 'accuracy' ? outcomesOf(first.parts[0], other.parts[0]) : undefined;
    if (outcomes) {
      const { exact, corrected } = mcnemar(outcomes.first, outcomes.other);
      Object.assign(others, { mcnemar: exact, mcnemarCorrected: corrected });
    }
    const [{ additive }] = a;
    if (isExchanged && texts <= MANY)
      others.randomization = approximateRandomization(additive.counts, b[0].additive.counts, additive.of, {
        integer: draws(),
      });
  }
  return {
    ...{ ...found, test: 'bootstrap' as const, others },
    ...neededOf(textsNeeded({ difference: found.difference, error, texts })),
  };
}

const neededOf = (needed: number | undefined) => (needed === undefined ? {} : { needed });
