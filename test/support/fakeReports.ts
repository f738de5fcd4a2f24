// Made-up runs and reports as views are given them, for tests of what shows them.

import type { Ability } from '../../src/protocol/ability';
import type { Report, ReportBlock } from '../../src/protocol/report';
import type { RunHeader } from '../../src/protocol/views';

export const fakeHeader = (abilities: Ability[], more: Partial<RunHeader> = {}): RunHeader => ({
  ...{ id: 'r', name: 'made-up', status: 'completed', detail: 'completed', epoch: 3, epochs: 3, step: 30, seconds: 60 },
  ...{ labels: [], notices: [], canStop: false, canResume: false, canRunAgain: false, canUse: true, abilities },
  ...more,
});

/** A report on 32 texts, with one section of these blocks. */
export const fakeReport = (...blocks: ReportBlock[]): Report => ({
  ...{ format: 2, source: 'test.tsv', count: 32, unit: 'texts' },
  figures: [
    { metric: 'accuracy', value: 0.875 },
    { metric: 'loss', value: 0.331 },
  ],
  sections: [{ title: 'Part', blocks }],
});

/** Names `n0`, `n1`, ...; `right` of 10 on the diagonal, the rest beside it. */
export function fakeMatrix(size: number, right: number): Extract<ReportBlock, { kind: 'matrix' }> {
  const names = Array.from({ length: size }, (_, i) => `n${i}`);
  const counts = names.map((_, i) => names.map((__, j) => (i === j ? right : j === (i + 1) % size ? 10 - right : 0)));
  return {
    ...{
      kind: 'matrix',
      label: 'Who is taken for whom',
      rows: 'true',
      columns: 'predicted',
      share: 'share of the row',
    },
    ...{ names, counts },
  };
}

/** Two examples, of which the second is known to stand at `place`. */
export const fakeExamples = (place: { file?: string; line?: number }): Extract<ReportBlock, { kind: 'examples' }> => ({
  ...{ kind: 'examples', label: 'Outcomes', empty: 'None.' },
  columns: [
    { title: 'Text', form: 'text' },
    { title: 'Label', form: 'text' },
    { title: 'Share', hint: 'How sure', form: 'share' },
  ],
  rows: [{ cells: ['a long nap', 'good', 0.25] }, { cells: ['<b>soup</b>', 'bad', 0.75], ...place }],
  note: { text: '{0} of {1} shown', values: ['2', '9'] },
});
