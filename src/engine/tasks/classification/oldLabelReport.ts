// Reads reports on labels as they were written before reports had blocks.

import { z } from 'zod';
import type { Report } from '../../../protocol/report';
import { labelReport } from './labelReport';
import { safeParse } from '../../schema/safeParse';

const share = z.number();

const oldSchema = z.object({
  labels: z.array(z.string()),
  accuracy: share,
  macroF1: share,
  loss: z.number(),
  classes: z.array(z.object({ label: z.string(), precision: share, recall: share, f1: share, support: z.number() })),
  confusion: z.array(z.array(z.number())),
  mistakes: z.array(
    z.object({
      ...{ text: z.string(), actual: z.string(), predicted: z.string(), probability: share },
      ...{ line: z.number().optional(), file: z.string().optional() },
    }),
  ),
  count: z.number(),
  source: z.string(),
});

/** Undefined for anything else, and for a matrix that is not square with a row for each label. */
export function oldLabelReport(value: unknown): Report | undefined {
  const { data } = safeParse(oldSchema, value);
  if (!data) return undefined;
  const { confusion, labels } = data;
  const isSquare = confusion.length === labels.length && confusion.every((row) => row.length === labels.length);
  return isSquare ? labelReport(data) : undefined;
}
