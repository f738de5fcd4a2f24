// A figure of a report by its name.

import type { MetricName } from '../../../../src/protocol/metrics';
import type { Report } from '../../../../src/protocol/report';

export function reportFigure({ figures }: Report, name: MetricName): number {
  const found = figures.find(({ metric }) => metric === name);
  if (!found) throw new Error(`The report has no ${name}.`);
  return found.value;
}
