// dictionary.json: the words and labels that a fastText classifier learned from, by falling count; its rows stand in this order.

import { z } from 'zod';
import { LabError } from '../../../../protocol/labError';
import { safeParse } from '../../../schema/safeParse';

const counted = z.array(z.number().min(0));

const schema = z
  .object({
    format: z.literal(1),
    words: z.array(z.string()),
    counts: counted,
    labels: z.array(z.string()).min(1),
    labelCounts: counted,
  })
  .refine(({ words, counts, labels, labelCounts }) => {
    const areDifferent = new Set(words).size === words.length && new Set(labels).size === labels.length;
    return areDifferent && counts.length === words.length && labelCounts.length === labels.length;
  });

export type FastTextDictionary = Omit<z.output<typeof schema>, 'format'>;

export function formatDictionary({ words, counts, labels, labelCounts }: FastTextDictionary): string {
  return `${JSON.stringify({ format: 1, words, counts, labels, labelCounts })}\n`;
}

/** Fails with `INVALID_FILE` when the text is damaged or too new, or has other labels than the run. */
export function parseDictionary(text: string, file: string, labels: readonly string[]): FastTextDictionary {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    raw = undefined;
  }
  const parsed = safeParse(schema, raw);
  const isWhole = parsed.success && parsed.data.labels.length === labels.length;
  if (isWhole && labels.every((label) => parsed.data.labels.includes(label))) return parsed.data;
  const message = `"${file}" is damaged: its words and labels cannot be read. Train the run again.`;
  throw new LabError('INVALID_FILE', message, { file });
}
