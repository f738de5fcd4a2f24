// run.json: what it must look like, and reading and writing it.

import path from 'node:path';
import { z } from 'zod';
import { ABILITIES, type Ability } from '../../protocol/ability';
import { LabError } from '../../protocol/labError';
import type { RunRecord } from '../../protocol/run';
import { writeFileAtomically } from './atomicFile';
import type { Files } from './files';
import { newerFormat } from './newerFormat';
import { readFileText } from './wholeFile';
import { safeParse } from '../schema/safeParse';

const text = z.string().max(10_000);
const count = z.int().min(0);
const metrics = z.record(text, z.number().or(z.null().transform(() => Number.NaN)));
const codes = [
  'INVALID_ARGUMENT',
  'INVALID_EXPERIMENT',
  'INVALID_DATA',
  'INVALID_FILE',
  'NOT_FOUND',
  'NO_MEMORY',
  'NOT_FINITE',
  'DISK',
  'BUSY',
  'CANCELLED',
  'CLOSED',
  'INTERNAL',
] as const;
const place = z.object({
  file: text.optional(),
  line: count.optional(),
  column: count.optional(),
  length: count.optional(),
  key: z.array(z.union([text, z.number()])).optional(),
});

/** Why something failed. */
export const failureSchema = z.object({ code: z.enum(codes), message: text, place: place.optional() });

const runRecordSchema = z.object({
  format: z.literal(1),
  id: text,
  name: text,
  task: text,
  abilities: z.array(text).transform((names) => ABILITIES.filter((ability) => names.includes(ability))),
  modelType: text,
  status: z.enum(['running', 'completed', 'stopped', 'failed', 'interrupted']),
  createdAt: z.iso.datetime(),
  endedAt: z.iso.datetime().optional(),
  seconds: z.number(),
  seed: z.number(),
  parameters: count,
  device: text,
  threads: count,
  epochs: count,
  epoch: count,
  step: count,
  steps: count.optional(),
  metrics,
  best: z.object({ epoch: count, step: count, monitor: text, value: z.number() }).optional(),
  hashes: z.record(text, text),
  versions: z.record(text, text),
  labels: z.array(text).max(1_000_000),
  notices: z.array(text),
  experimentFile: text.optional(),
  baseFolder: text,
  failure: failureSchema.optional(),
  sweep: z.object({ id: text, trial: count, number: count }).optional(),
  queued: text.optional(),
  again: text.optional(),
}) satisfies z.ZodType<RunRecord, unknown>;

const MAX_RECORD_BYTES = 64 * 1024 * 1024;

/** The name of a run's record. */
export const RECORD = 'run.json';

/** Where a run keeps its record. */
export function recordPath(folder: string): string {
  return path.join(folder, RECORD);
}

/** The record as it is stored. Fails with `NOT_FOUND`, `DISK`, or `INVALID_FILE` when it is damaged or too new. */
export function readRecord(files: Files, folder: string): RunRecord {
  const file = recordPath(folder);
  const raw = parseJson(readFileText(files, file, MAX_RECORD_BYTES), file);
  if (typeof raw === 'object' && raw !== null && 'format' in raw && typeof raw.format === 'number' && raw.format > 1)
    throw newerFormat(file, raw);
  const parsed = safeParse(runRecordSchema, withTrace(withEmbedding(withAbilities(raw))));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw damaged(file, `"${issue.path.join('.')}" is missing or wrong`);
}

/** What runs could be asked before their records said it, by what was trained. */
function withAbilities(raw: unknown): unknown {
  if (typeof raw !== 'object' || raw === null || 'abilities' in raw) return raw;
  const { task, modelType } = raw as { task?: unknown; modelType?: unknown };
  const explained = ['naive-bayes', 'linear-svm', 'logistic-regression', 'nb-svm', 'fasttext'];
  const explains = explained.some((type) => type === modelType);
  const known: Record<string, readonly Ability[]> = {
    classification: explains ? ['label', 'explain'] : ['label', 'attend', 'vectors'],
    'sequence-to-sequence': ['write', 'attend', 'search', 'vectors'],
    embedding: ['vectors'],
  };
  return { ...raw, abilities: typeof task === 'string' && Object.hasOwn(known, task) ? known[task] : [] };
}

/** Models that read texts with an encoder could give them vectors before records said so: those that answer and have vectors of words. */
function withEmbedding(raw: unknown): unknown {
  if (typeof raw !== 'object' || raw === null || !('abilities' in raw) || !Array.isArray(raw.abilities)) return raw;
  const { abilities, modelType } = raw as { abilities: unknown[]; modelType?: unknown };
  const has = (ability: Ability): boolean => abilities.includes(ability);
  const reads = has('vectors') || modelType === 'fasttext';
  return reads && (has('label') || has('number') || has('tag')) && !has('embed')
    ? { ...raw, abilities: [...abilities, 'embed'] }
    : raw;
}

/** Networks could be looked at before records said so: whatever has vectors and reads texts. */
function withTrace(raw: unknown): unknown {
  if (typeof raw !== 'object' || raw === null || !('abilities' in raw) || !Array.isArray(raw.abilities)) return raw;
  const { abilities } = raw as { abilities: unknown[] };
  const has = (ability: Ability): boolean => abilities.includes(ability);
  const reads = (['label', 'number', 'tag', 'write', 'continue'] as const).some(has);
  return has('vectors') && reads && !has('trace') ? { ...raw, abilities: [...abilities, 'trace'] } : raw;
}

function parseJson(content: string, file: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    throw damaged(file, 'it is not JSON');
  }
}

function damaged(file: string, reason: string): LabError {
  return new LabError('INVALID_FILE', `"${file}" is damaged: ${reason}.`, { file });
}

/** Replaces the record, in one step. Only with the run's lease held. */
export function writeRecord(files: Files, folder: string, record: RunRecord): void {
  writeFileAtomically(files, recordPath(folder), `${JSON.stringify(record, undefined, 2)}\n`);
}
