// A run as a row: what its record says, with its experiment and the figures of its latest evaluation. What is missing or damaged is left out.

import { createHash } from 'node:crypto';
import path from 'node:path';
import { z } from 'zod';
import { METRICS } from '../../protocol/metrics';
import type { RunRecord, RunSummary } from '../../protocol/run';
import type { RowValue, RunRow } from '../../protocol/runRow';
import { seedlessKey } from '../../protocol/seedGroups';
import { safeParse } from '../schema/safeParse';
import type { Files } from '../store/files';
import { runFiles } from '../store/runFolder';
import { readFileText } from '../store/wholeFile';
import { configurationRows, configurationValues } from './configurationRows';

const SHORT_HASH = 12;

type Values = Record<string, RowValue | undefined>;

/** What `experiment.json` and `evaluation.json` of a run say. */
export function valuesInFiles(files: Files, { folder, record }: RunSummary): Record<string, RowValue> {
  return present(
    readValues(files, path.join(folder, runFiles.experiment), experimentValues(record)),
    readValues(files, path.join(folder, runFiles.evaluation), evaluationValues),
  );
}

/** @param values those in its files */
export const rowWith = (summary: RunSummary, values: Record<string, RowValue>): RunRow => ({
  id: path.basename(summary.folder),
  folder: summary.folder,
  values: present(values, summary.record.metrics, recordValues(summary)),
});

/** Of one run, from its files. */
export const rowOf = (files: Files, summary: RunSummary): RunRow => rowWith(summary, valuesInFiles(files, summary));

/** Without what is not there and numbers that are none; the later counts. */
function present(...parts: readonly Values[]): Record<string, RowValue> {
  const values: Record<string, RowValue> = {};
  for (const part of parts)
    for (const key in part) {
      const value = part[key];
      if (value !== undefined && !Number.isNaN(value)) values[key] = value;
    }
  return values;
}

function recordValues({ record, resumable, about, disk }: RunSummary): Values {
  const { best, versions } = record;
  return {
    ...{ id: record.id, name: about?.name ?? record.name, task: record.task || undefined, status: record.status },
    ...{ created: record.createdAt, ended: record.endedAt, resumable, failure: record.failure?.message },
    ...(disk && { bytes: disk.bytes, 'disk.checkpoints': disk.checkpoints, 'disk.optimizer': disk.optimizer }),
    ...(disk && { 'disk.evaluations': disk.evaluations }),
    ...{ experiment: record.experimentFile && path.basename(record.experimentFile) },
    from: record.again,
    ...{ starred: about?.starred, archived: about?.archived, tags: about?.tags, note: about?.note },
    'model.type': record.modelType || undefined,
    ...{ seconds: record.seconds, seed: record.seed, parameters: record.parameters },
    ...{ epoch: record.epoch, epochs: record.epochs, step: record.step, steps: record.steps },
    ...{ device: record.device || undefined, threads: record.threads },
    ...(best && { 'best.epoch': best.epoch, 'best.step': best.step, [`best.${best.monitor}`]: best.value }),
    ...Object.fromEntries(Object.entries(versions).map(([name, version]) => [`version.${name}`, version])),
    ...Object.fromEntries(
      Object.entries(record.hashes).map(([file, hash]) => [`hash.${file}`, hash.slice(0, SHORT_HASH)]),
    ),
  };
}

const experimentValues =
  (record: Pick<RunRecord, 'hashes'>) =>
  (experiment: unknown): Values => {
    if (typeof experiment !== 'object' || experiment === null) return {};
    const kind = seedlessKey({ configuration: configurationRows(experiment), record });
    const configuration = createHash('sha256').update(kind).digest('hex').slice(0, SHORT_HASH);
    return { ...Object.fromEntries(configurationValues(experiment)), configuration };
  };

const evaluated = z.object({
  source: z.string().optional(),
  count: z.number().optional(),
  figures: z.array(z.object({ metric: z.string(), value: z.number() })),
});

/** Of versions before, which wrote no list of figures, the record has what there is. */
function evaluationValues(report: unknown): Values {
  const { data } = safeParse(evaluated, report);
  if (!data) return {};
  const figures = data.figures.filter(({ metric }) => Object.hasOwn(METRICS, metric));
  return {
    ...{ 'evaluation.source': data.source, 'evaluation.count': data.count },
    ...Object.fromEntries(figures.map(({ metric, value }) => [`evaluation.${metric}`, value])),
  };
}

const MOST_BYTES = 16 << 20;

function readValues(files: Files, file: string, valuesOf: (content: unknown) => Values): Values {
  try {
    if (files.stat(file)?.kind !== 'file') return {};
    return valuesOf(JSON.parse(readFileText(files, file, MOST_BYTES)));
  } catch {
    return {};
  }
}
