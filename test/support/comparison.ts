// Comparisons as the engine answers them, for tests of what is made of them.

import type { ComparedPair, CompareReply, PairedFigure } from '../../src/protocol/comparison';
import type { MetricName } from '../../src/protocol/metrics';
import type { Report } from '../../src/protocol/report';

/** By paired bootstrap, unless more is said. */
export const paired = (difference: number, p: number, more: Partial<PairedFigure> = {}): PairedFigure => ({
  ...{ difference, low: difference - 1, high: difference + 1, p, adjusted: p, test: 'bootstrap', others: {}, ...more },
});

export interface MadeUpRun {
  folder: string;
  report: Report;
}

/** Each run a system of its own, figures one up and one down. */
export function replyOf(
  runs: readonly MadeUpRun[],
  pairs: readonly ComparedPair[],
  more: Partial<CompareReply> = {},
): CompareReply {
  const metrics = Object.keys(pairs[0].figures) as MetricName[];
  const figuresOf = ({ figures }: Report) =>
    Object.fromEntries(
      metrics.map((metric) => {
        const value = figures.find((figure) => figure.metric === metric)?.value ?? 0;
        return [metric, { value, low: value - 1, high: value + 1 }];
      }),
    );
  return {
    runs: runs.map(({ folder, report }) => ({ folder, name: folder.split('/').at(-1) ?? '', seed: 1, report })),
    ...{ keys: [], pairs: [...pairs] },
    systems: runs.map(({ report }, i) => ({ runs: [i], figures: figuresOf(report) })),
    ...more,
  };
}
