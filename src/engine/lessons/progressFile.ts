// What came of a lesson, as a file beside it that can be collected.

import path from 'node:path';
import { z } from 'zod';
import { LabError } from '../../protocol/labError';
import { PROGRESS_FILE, type Lesson, type LessonProgress } from '../../protocol/lesson';
import { safeParse } from '../schema/safeParse';
import { writeOutput } from '../store/atomicFile';
import type { Files } from '../store/files';
import { readFileText } from '../store/wholeFile';

const MOST_BYTES = 4 << 20;

const progressSchema = z.object({
  format: z.literal(1),
  title: z.string(),
  judgedAt: z.string(),
  experiments: z.array(
    z.object({
      file: z.string(),
      run: z.object({ id: z.string() }).optional(),
      verdicts: z.array(z.object({ that: z.string(), standing: z.enum(['held', 'failed', 'open']) })),
    }),
  ),
});

/** Replaces what was there. Fails with `DISK`. */
export function writeProgress(files: Files, { folder, title, experiments }: Lesson, judgedAt: Date): void {
  const told = experiments.map(({ file, run, verdicts }) => ({
    file,
    ...(run && { run: { id: run.id } }),
    verdicts: verdicts.map(({ that, standing, found }) => ({ that, standing, found })),
  }));
  const progress = { format: 1, title, judgedAt: judgedAt.toISOString(), experiments: told };
  writeOutput(files, path.join(folder, PROGRESS_FILE), `${JSON.stringify(progress, undefined, 2)}\n`);
}

/** Fails with `NOT_FOUND`, and with `INVALID_FILE` for what is no such file. */
export function readProgress(files: Files, file: string): LessonProgress {
  const { data } = safeParse(progressSchema, jsonOf(readFileText(files, file, MOST_BYTES)));
  if (data) return data;
  throw new LabError('INVALID_FILE', `"${file}" is not what "nlp-lab lessons check --save" writes.`, { file });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
