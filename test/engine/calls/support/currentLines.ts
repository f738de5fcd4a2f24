// What of a log still counts after resumes.

import type { MetricLine } from '../../../../src/protocol/run';

/**
 * The lines without those that a resume undid: after `resumed` at step s, what was logged before it beyond step s counts
 * no more.
 */
export function currentLines(lines: readonly MetricLine[]): MetricLine[] {
  const kept: MetricLine[] = [];
  for (const line of lines) {
    if (line.kind === 'event' && line.event === 'resumed') {
      const undone = kept.filter(({ kind, step }) => kind !== 'event' && step > line.step);
      if (undone.length > 0) kept.splice(0, kept.length, ...kept.filter((each) => !undone.includes(each)));
    }
    kept.push(line);
  }
  return kept;
}
