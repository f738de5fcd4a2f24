// What is compared of a run besides its answers: what it is, what it learned from and how, and its latest evaluation.

import path from 'node:path';
import { LabError } from '../../protocol/labError';
import type { RunOrigin } from '../../protocol/comparison';
import type { Report } from '../../protocol/report';
import type { RunRecord } from '../../protocol/run';
import type { SeededRun } from '../../protocol/seedGroups';
import { keptPart } from '../metrics/keptPart';
import type { ComparedPart } from '../metrics/judgedPart';
import type { Files } from '../store/files';
import { runFiles } from '../store/runFolder';
import { readRecord } from '../store/runRecord';
import { readFileText } from '../store/wholeFile';
import { configurationRows } from './configurationRows';
import { examplesFileOf, readEvaluation } from './evaluations';
import { readExamples } from './keptExamples';
import { figureOverEpochs, loggedCurves } from './loggedCurves';

const MOST_EXPERIMENT_BYTES = 16 << 20;

export interface ComparedRun extends SeededRun {
  name: string;
  seed: number;
  origin?: RunOrigin;
}

/** More points no picture tells apart. */
const MOST_POINTS = 300;

/** Of a model's file of another program nothing is known but its name. Fails as `readRecord`. */
export function comparedRun(files: Files, folder: string): ComparedRun {
  const name = path.basename(folder);
  if (files.stat(folder)?.kind === 'file')
    return { name, seed: 0, configuration: [{ key: 'model.file', value: folder }], record: { seed: 0, hashes: {} } };
  const record = readRecord(files, folder);
  const configuration = configurationOf(files, folder);
  const { hashes, versions, parameters, seconds } = record;
  const origin = { hashes, versions, parameters, seconds, configuration, ...curveOf(files, folder, record) };
  return { name: record.name, seed: record.seed, configuration, record, origin };
}

/** The figure that the training watched, where it is in the log; else the loss of the validation part. */
function curveOf(files: Files, folder: string, { best }: RunRecord): Pick<RunOrigin, 'curve'> {
  const file = path.join(folder, runFiles.metrics);
  if (files.stat(file)?.kind !== 'file') return {};
  const { epochs } = loggedCurves(files, folder);
  const metric = best?.monitor ?? 'validation.loss';
  const points = figureOverEpochs(epochs, metric).filter(({ y }) => Number.isFinite(y));
  const every = Math.ceil(points.length / MOST_POINTS);
  const thinned = points.filter((_, i) => i % every === 0 || i === points.length - 1);
  return thinned.length > 1 ? { curve: { metric, points: thinned } } : {};
}

/** An experiment that is missing or damaged is like no other one. */
function configurationOf(files: Files, folder: string): SeededRun['configuration'] {
  try {
    const text = readFileText(files, path.join(folder, runFiles.experiment), MOST_EXPERIMENT_BYTES);
    return configurationRows(JSON.parse(text));
  } catch {
    return [{ key: 'folder', value: path.basename(folder) }];
  }
}

/** The latest evaluation with its examples. Fails with `NOT_FOUND` where there is none, or where its examples were not kept. */
export async function evaluatedPart(
  files: Files,
  folder: string,
  signal?: AbortSignal,
): Promise<{ part: ComparedPart; report: Report }> {
  const report = readEvaluation(files, folder);
  const file = examplesFileOf(files, folder);
  const read = file === undefined ? undefined : await readExamples(files, file, signal);
  if (!report || !read || read.examples.length === 0)
    throw new LabError(
      'NOT_FOUND',
      `The run ${path.basename(folder)} has no evaluation whose examples were kept. Evaluate it, or name data to compare on.`,
    );
  const ignoresCase = report.figures.some(({ signature }) => signature?.includes('case:lc'));
  return { part: keptPart({ ...read, ignoresCase }), report };
}
