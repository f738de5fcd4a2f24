// The answers of a teacher in the folder of a run, until the run is complete: rows of float32 one behind the other, and beside them what
// came of other models on the judged part. What is there is whole, so that a resumed run reads the very numbers it began with.

import path from 'node:path';
import { z } from 'zod';
import { LabError } from '../../../protocol/labError';
import { METRICS, type MetricName } from '../../../protocol/metrics';
import type { JudgedPart } from '../../metrics/judgedPart';
import { safeParse } from '../../schema/safeParse';
import { streamFileAtomically, writeFileAtomically } from '../../store/atomicFile';
import { recentFolder } from '../../store/checkpoint';
import type { Files } from '../../store/files';
import { readFileText, readFully } from '../../store/wholeFile';

const MAX_JUDGED_BYTES = 512 * 1024 * 1024;

const metric = z.enum(Object.keys(METRICS) as [MetricName, ...MetricName[]]);

const judgedSchema = z.object({
  /** Of the runs that answered together. */
  names: z.array(z.string()),
  parameters: z.number(),
  bytes: z.number(),
  /** Not there where there was nothing to judge. */
  perSecond: z.number().optional(),
  /** Width of its hidden states, where they are kept, too. */
  states: z.number().optional(),
  /** What each example adds to each figure. */
  figures: z.partialRecord(metric, z.array(z.array(z.number()))),
});

/** Another model beside the run. */
export type JudgedModel = z.output<typeof judgedSchema>;

/** What models are kept as. */
export type ModelRole = 'teacher' | 'without';

const fileOf = (runFolder: string, role: ModelRole): string => path.join(recentFolder(runFolder), `${role}.json`);
const rowsFile = (runFolder: string): string => path.join(recentFolder(runFolder), 'teacher.f32');

/** Undefined where it is not kept. Fails with `INVALID_FILE`. */
export function readJudgedModel(files: Files, runFolder: string, role: ModelRole): JudgedModel | undefined {
  const file = fileOf(runFolder, role);
  if (!files.stat(file)) return undefined;
  const { data } = safeParse(judgedSchema, JSON.parse(readFileText(files, file, MAX_JUDGED_BYTES)));
  if (data) return data;
  throw new LabError('INVALID_FILE', `"${file}" is damaged. Train the run again.`, { file });
}

export function keepJudgedModel(files: Files, runFolder: string, role: ModelRole, model: JudgedModel): void {
  files.makeFolder(recentFolder(runFolder));
  writeFileAtomically(files, fileOf(runFolder, role), JSON.stringify(model));
}

/** What each example of a part adds to its figures, as plain numbers. */
export function countsOf(part: JudgedPart): JudgedModel['figures'] {
  const figures = Object.entries(part.figures(part.judging));
  return Object.fromEntries(figures.map(([name, { counts }]) => [name, counts.map((each) => [...each])]));
}

/** Writes rows as they come. Fails with `DISK`, and as making them does. */
export async function keepRows(files: Files, runFolder: string, rows: AsyncIterable<Float32Array>): Promise<void> {
  files.makeFolder(recentFolder(runFolder));
  async function* bytes(): AsyncGenerator<Uint8Array> {
    for await (const { buffer, byteOffset, byteLength } of rows) yield new Uint8Array(buffer, byteOffset, byteLength);
  }
  await streamFileAtomically(files, rowsFile(runFolder), bytes());
}

export interface KeptRows {
  /** Copies rows from `row` on into `into`, which they fill. Fails with `DISK`. */
  read(row: number, into: Float32Array): void;
  close(): void;
}

/** Fails with `INVALID_FILE` where the file has another size. */
export function openRows(files: Files, runFolder: string, { rows, width }: { rows: number; width: number }): KeptRows {
  const file = rowsFile(runFolder);
  const open = files.openToRead(file);
  const bytes = 4 * width;
  if (open.size() !== rows * bytes) {
    open.close();
    throw new LabError(
      'INVALID_FILE',
      `"${file}" has another size than the answers of the teacher have. Train the run again.`,
      {
        file,
      },
    );
  }
  return {
    read(row, into) {
      const { buffer, byteOffset, byteLength } = into;
      readFully(open, file, new Uint8Array(buffer, byteOffset, byteLength), row * bytes);
    },
    close: () => open.close(),
  };
}
