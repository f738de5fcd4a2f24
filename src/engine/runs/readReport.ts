// The file of a report on a run, as any version wrote it. Nothing in it is trusted.

import { z } from 'zod';
import { METRICS, type MetricName } from '../../protocol/metrics';
import type { Report } from '../../protocol/report';
import type { Files } from '../store/files';
import { readFileText } from '../store/wholeFile';
import { TASKS } from '../tasks/tasks';
import { safeParse } from '../schema/safeParse';

const MAX_REPORT_BYTES = 16 * 1024 * 1024;

const text = z.string();
const metric = z.enum(Object.keys(METRICS) as [MetricName, ...MetricName[]]);
const said = z.object({ text, values: z.array(text).optional() });
const column = z.union([
  z.strictObject({ metric }),
  z.object({
    ...{ title: text, hint: text.optional() },
    form: z.enum(['text', 'said', 'count', 'share', 'figure']),
    decimals: z.int().min(0).max(20).optional(),
  }),
]);
const number = z.number();
const bin = z.object({ from: number, to: number, count: number, confidence: number, accuracy: number });
const cells = z.array(z.union([text, z.number()]));
const example = z.object({ cells, file: text.optional(), line: z.number().optional() });

const curve = z.object({
  ...{ name: text, isName: z.boolean().optional() },
  points: z.array(z.object({ x: number, y: number, low: number.optional(), high: number.optional() })),
});

const block = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('figures') }),
  z.object({
    ...{ kind: z.literal('matrix'), label: text, rows: text, columns: text, share: text },
    ...{ names: z.array(text), counts: z.array(z.array(z.number())) },
  }),
  z.object({
    ...{ kind: z.literal('table'), title: text, columns: z.array(column), rows: z.array(cells) },
    isTelling: z.literal(true).optional(),
  }),
  z.object({
    ...{ kind: z.literal('reliability'), label: text },
    bins: z.array(bin),
  }),
  z.object({
    ...{ kind: z.literal('examples'), label: text, note: said, empty: text },
    ...{ columns: z.array(column), rows: z.array(example) },
  }),
  z.object({
    ...{ kind: z.literal('curves'), label: text, x: text, metric },
    places: z.literal('steps').optional(),
    curves: z.array(curve).min(1),
  }),
  z.object({ kind: z.literal('notes'), lines: z.array(said.extend({ isCaution: z.literal(true).optional() })) }),
]);

const reportSchema = z.object({
  format: z.literal(2),
  at: z.iso.datetime().optional(),
  ...{ source: text, count: z.number(), unit: z.enum(['texts', 'pairs']) },
  figures: z
    .array(
      z.object({
        ...{ metric, value: z.number(), low: z.number().optional(), high: z.number().optional() },
        ...{ isMinor: z.literal(true).optional(), signature: text.optional() },
      }),
    )
    .min(1),
  sections: z.array(z.object({ title: text, blocks: z.array(block) })),
}) satisfies z.ZodType<Report>;

/** Undefined where there is none, or where it is damaged: a report can be made again. */
export function readReport(files: Files, file: string): Report | undefined {
  let value: unknown;
  try {
    value = JSON.parse(readFileText(files, file, MAX_REPORT_BYTES));
  } catch {
    return undefined;
  }
  const { data } = safeParse(reportSchema, value);
  if (data) return isDrawable(data) ? data : undefined;
  return Object.values(TASKS).reduce<Report | undefined>(
    (found, { oldReport }) => found ?? oldReport?.(value),
    undefined,
  );
}

/** Rows are as long as their heads, and a matrix is square. */
const isDrawable = ({ sections }: Report): boolean =>
  sections.every(({ blocks }) =>
    blocks.every((each) => {
      if (each.kind === 'matrix')
        return [each.counts, ...each.counts].every(({ length }) => length === each.names.length);
      if (each.kind === 'table') return each.rows.every(({ length }) => length === each.columns.length);
      if (each.kind === 'examples') return each.rows.every((row) => row.cells.length === each.columns.length);
      return true;
    }),
  );
