// Words that a command left out because they have no vector.

import type { Report } from '../report';

export function noteUnknown(report: Report, unknown: readonly string[]): void {
  if (unknown.length > 0) report.note(`without a vector, left out: ${unknown.join(', ')}`);
}
