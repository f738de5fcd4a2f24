// Reads reports on parallel text as they were written before reports had blocks.

import { z } from 'zod';
import type { Report } from '../../../protocol/report';
import { parallelReport } from './parallelReport';
import { safeParse } from '../../schema/safeParse';

const interval = z.object({ value: z.number(), low: z.number(), high: z.number() });
const text = z.string();

const oldSchema = z.object({
  kind: z.literal('translation'),
  ...{ bleu: interval, chrf: interval, perplexity: interval },
  rouge: z.object({ rouge1: interval, rouge2: interval, rougeL: interval }),
  ...{ signature: text, source: text, loss: z.number(), precisions: z.array(z.number()) },
  ...{ brevityPenalty: z.number(), systemLength: z.number(), referenceLength: z.number(), count: z.number() },
  examples: z.array(
    z.object({ source: text, reference: text, output: text, bleu: z.number(), line: z.number().optional() }),
  ),
});

/** Undefined for anything else. */
export function oldParallelReport(value: unknown): Report | undefined {
  const { data } = safeParse(oldSchema, value);
  return data && parallelReport(data);
}
