// The file of an index of runs: `.index.jsonl` in their folder. The first line seals the others, each of which is a run. It is checked as the
// files of runs are; where anything is wrong with it, it is as if it were not there.

import { createHash } from 'node:crypto';
import path from 'node:path';
import { z } from 'zod';
import type { FlatConfiguration, RunSummary } from '../../protocol/run';
import { safeParse } from '../schema/safeParse';
import { writeFileAtomically } from './atomicFile';
import type { Files } from './files';
import { aboutSchema } from './runAbout';
import { runRecordSchema } from './runRecord';
import { readFileText } from './wholeFile';

/** A run as it was read when its files were of these sizes and times. */
export interface IndexedRun {
  /** Of its folder. */
  name: string;
  stamp: string;
  summary: RunSummary;
  /** Not there where the experiment cannot be read. */
  configuration?: FlatConfiguration;
}

/** Of what is written, too: an index of another version is made anew. */
const FORMAT = 1;
const MOST_BYTES = 1 << 28;

const count = z.int().min(0);
const lineSchema = z.object({
  name: z.string().regex(/^[^./\\][^/\\]*$/),
  stamp: z.string(),
  record: runRecordSchema,
  resumable: z.boolean(),
  checkpoints: z.array(z.object({ name: z.enum(['last', 'best']), step: count, epoch: count, bytes: count })),
  about: aboutSchema.optional(),
  evaluatedMs: z.number().optional(),
  configuration: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
});

const fileOf = (runsFolder: string): string => path.join(runsFolder, '.index.jsonl');

const headOf = (lines: string): string =>
  JSON.stringify({ format: FORMAT, sha256: createHash('sha256').update(lines).digest('hex') });

/** What stands in the index; nothing where there is none that is whole. */
export function readIndex(files: Files, runsFolder: string): IndexedRun[] {
  try {
    if (!files.stat(fileOf(runsFolder))) return [];
    const text = readFileText(files, fileOf(runsFolder), MOST_BYTES);
    const end = text.indexOf('\n');
    const lines = text.slice(end + 1);
    if (text.slice(0, end) !== headOf(lines)) return [];
    return lines.split('\n').flatMap((line) => (line === '' ? [] : (runIn(runsFolder, line) ?? [])));
  } catch {
    return [];
  }
}

function runIn(runsFolder: string, line: string): IndexedRun | undefined {
  const parsed = safeParse(lineSchema, JSON.parse(line)).data;
  if (!parsed) return undefined;
  const { name, stamp, configuration, ...summary } = parsed;
  return { name, stamp, summary: { folder: path.join(runsFolder, name), ...summary }, configuration };
}

/** Takes the place of the index; without a word where that fails, as in a folder that is read-only. */
export function writeIndex(files: Files, runsFolder: string, runs: readonly IndexedRun[]): void {
  const lines = runs.map(({ name, stamp, summary, configuration }) =>
    JSON.stringify({ name, stamp, ...summary, folder: undefined, configuration }),
  );
  const text = `${lines.join('\n')}\n`;
  try {
    writeFileAtomically(files, fileOf(runsFolder), `${headOf(text)}\n${text}`);
  } catch {
    // the next listing takes as long as this one
  }
}
