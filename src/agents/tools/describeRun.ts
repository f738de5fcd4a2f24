// describe_run: all that is known of one run.
import * as z from 'zod/mini';
import type { MetricLine } from '../../protocol/run';
import { toTranslate } from '../../protocol/toTranslate';
import { findRun, runField } from '../fields';
import { defineTool } from '../tool';

/** Of the curve: enough to see its shape. */
const MOST_EPOCHS = 50;
const MOST_LABELS = 100;

export const describeRun = defineTool({
  name: 'describe_run',
  title: toTranslate('Describe a run'),
  description:
    "Tells all about one run: its configuration (the experiment's keys), figures by epoch, evaluation on test data, what it can be asked (abilities), labels, notices, and why it failed if it did.",
  input: z.strictObject({ run: runField }),
  async run({ run }, context) {
    const { call, signal } = context;
    const { folder, record, checkpoints, resumable, about } = await findRun(run, context);
    const [{ configuration }, { lines }, { report }] = await Promise.all([
      call('runDetails', { folder }, { signal }),
      call('history', { folder }, { signal }),
      call('report', { folder }, { signal }),
    ]);
    const { labels, ...known } = record;
    return {
      ...{ run: record.id, folder, ...known, resumable, checkpoints, about },
      ...{ labels: labels.slice(0, MOST_LABELS), labelCount: labels.length },
      configuration: Object.fromEntries(configuration.map(({ key, value }) => [key, value])),
      epochs: thinned(epochsOf(lines)),
      ...(report && { evaluation: { figures: report.figures } }),
    };
  },
});

type EpochLine = Extract<MetricLine, { kind: 'epoch' }>;

/** Of lines that a resume undid the later ones count. */
const epochsOf = (lines: readonly MetricLine[]): EpochLine[] => [
  ...new Map(lines.flatMap((line) => (line.kind === 'epoch' ? [[line.epoch, line]] : []))).values(),
];

/** Evenly, with the last. */
function thinned(lines: readonly EpochLine[]): EpochLine[] {
  const step = Math.ceil(lines.length / MOST_EPOCHS);
  return lines.filter((_, i) => (lines.length - 1 - i) % step === 0);
}
