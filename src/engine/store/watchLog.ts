// watch.jsonl: what was looked at inside a network while it learned.

import { z } from 'zod';
import type { WatchLine } from '../../protocol/gradients';
import type { Files } from './files';
import { openLineLog, readLines, type LineLog, type LinesRead } from './lineLog';

/** Fails as `openLineLog`. */
export const openWatchLog = (files: Files, path: string): LineLog<WatchLine> => openLineLog(files, path);

const number = z.union([z.number(), z.nan()]);
const numbers = z.array(number);
const tensor = { name: z.string(), layer: z.looseObject({ kind: z.string() }) };
const watchLine = z.looseObject({
  step: z.int(),
  epoch: z.int(),
  parameters: z.record(z.string(), z.strictObject({ gradient: number, weight: number, update: number })).optional(),
  steps: z
    .array(z.looseObject({ ...tensor, from: z.enum(['end', 'start']), stride: z.int().min(1), norms: numbers }))
    .optional(),
  activations: z
    .array(
      z.looseObject({
        ...{ ...tensor, range: z.tuple([number, number]), counts: numbers },
        ...{ saturated: z.tuple([number, number]).optional(), dead: number.optional() },
      }),
    )
    .optional(),
  attention: z.array(z.looseObject({ ...tensor, entropies: numbers })).optional(),
});

const isWatchLine = (line: unknown): line is WatchLine => watchLine.safeParse(line).success;

/**
 * The lines of a run, by rising step: of steps that a resumed training made again the later ones, as metrics are. Fails as `readLines`.
 */
export function readWatched(files: Files, path: string): Omit<LinesRead<WatchLine>, 'torn'> {
  const { lines, nextByte, corrupt } = readLines(files, path, isWatchLine);
  const kept: WatchLine[] = [];
  for (const line of lines) {
    while (kept.length > 0 && kept[kept.length - 1].step >= line.step) kept.pop();
    kept.push(line);
  }
  return { lines: kept, nextByte, corrupt };
}
