// Two runs on the same examples: whether their figures differ by more than chance, and where their answers part.

import type { DifferingExample, DifferingExamples, PairedFigure, PairedFigures } from '../../protocol/comparison';
import type { MetricName } from '../../protocol/metrics';
import { pairedBootstrap } from './bootstrap';
import type { JudgedPart, Judging } from './judgedPart';

const SHOWN = 200;

/** `other` beside `first`, figure by figure. @param draws gives the draws of one figure: the same ones for each */
export function comparedWith(
  first: JudgedPart,
  other: JudgedPart,
  judging: Judging,
  draws: () => (limit: number) => number,
): PairedFigures {
  const [a, b] = [first.figures(judging), other.figures(judging)];
  const names = (Object.keys(a) as MetricName[]).filter((name) => b[name] !== undefined);
  const compare = (name: MetricName): [MetricName, PairedFigure][] => {
    const [one, next] = [a[name], b[name]];
    if (!one || !next) return [];
    const { difference, p } = pairedBootstrap(one.counts, next.counts, next.of, { integer: draws() });
    return [[name, { difference, p }]];
  };
  return Object.fromEntries(names.flatMap(compare));
}

/** Examples with different answers by falling difference of their scores; those of equal difference as they stand in the file. */
export function differingExamples(first: JudgedPart, other: JudgedPart, judging: Judging): DifferingExamples {
  const differing = first.examples.flatMap(({ input, reference, output, line }, i): DifferingExample[] => {
    const outputs: DifferingExample['outputs'] = [output, other.examples[i].output];
    if (outputs[0] === outputs[1]) return [];
    // Each run cleans its references in its own way.
    const scores: DifferingExample['scores'] = [first.scoreOf(i, judging), other.scoreOf(i, judging)];
    return [{ input, reference, outputs, scores, line }];
  });
  const apart = ({ scores: [a, b] }: DifferingExample): number => Math.abs(b - a);
  return {
    count: differing.length,
    metric: first.exampleMetric,
    examples: differing.sort((one, next) => apart(next) - apart(one)).slice(0, SHOWN),
  };
}
