// Optimisers on one picture: the same model trained from the same first values with each of them, each a run within this one.

import path from 'node:path';
import { isBetter, type MetricName, METRICS } from '../../protocol/metrics';
import type { CurvePoint, Report, ReportBlock, ReportCell, ReportSection } from '../../protocol/report';
import { toTranslate } from '../../protocol/toTranslate';
import type { CompareOptions } from '../schema/compare';
import type { OptimizerOptions } from '../schema/optimizer';
import type { ScheduleOptions } from '../schema/schedule';
import { removeQuietly } from '../store/atomicFile';
import type { Files } from '../store/files';
import { listRuns, runFiles } from '../store/runFolder';
import { readRecord } from '../store/runRecord';
import type { RunPlace } from '../train/preparedRun';
import { figureOverEpochs, loggedCurves, meanLosses, type LoggedCurves } from './loggedCurves';

/** What of an experiment is compared. */
interface ComparedExperiment {
  name: string;
  training?: object | ComparedTraining;
}

interface ComparedTraining {
  optimizer: OptimizerOptions;
  schedule: ScheduleOptions;
  monitor: MetricName;
  compare?: CompareOptions;
}

interface Trained extends Pick<RunPlace, 'trainWithin' | 'files' | 'folder'> {
  experiment: ComparedExperiment;
}

/** The folder of the runs within, in the folder of the run. */
const COMPARE_FOLDER = 'compare';
/** Of a run whose figures alone are wanted. */
const WEIGHTS = ['checkpoints', runFiles.encoder, runFiles.features];

/** Of a curve of losses, at most. */
const MOST_POINTS = 60;
/** Of a loss that is drawn, over its first value. */
const MOST_GROWTH = 5;

interface Way extends LoggedCurves {
  name: string;
  /** Seconds of training. */
  seconds: number;
  /** Its numbers were no longer finite. */
  isDiverged: boolean;
}

/** The report with the comparison, where the experiment has one: what is not trained yet is trained. Fails as `trainWithin`. */
export async function withComparedOptimizers(report: Report, run: Trained): Promise<Report> {
  const { training } = run.experiment;
  if (!training || !('compare' in training) || !training.compare) return report;
  const ways = await trainedWays(run, training, training.compare);
  return { ...report, sections: [...report.sections, comparison(ways, training.monitor)] };
}

/** The run itself and those within it that were compared, by their names on pictures. */
export function comparedRuns(
  files: Files,
  folder: string,
  { training }: ComparedExperiment,
): { name: string; folder: string }[] {
  if (!training || !('optimizer' in training)) return [];
  const entries = training.compare ?? [];
  const within = entries.flatMap((entry, i) => {
    const newest = listRuns(files, path.join(folder, COMPARE_FOLDER, String(i + 1))).at(0);
    return newest ? [{ name: entry.name ?? nameOf({ ...training, ...entry }), folder: newest.folder }] : [];
  });
  return [{ name: nameOf(training), folder }, ...within];
}

async function trainedWays(run: Trained, training: ComparedTraining, entries: CompareOptions): Promise<Way[]> {
  const { files, folder } = run;
  const ways = [wayOf(files, folder, nameOf(training))];
  for (const [i, entry] of entries.entries()) {
    const name = entry.name ?? nameOf({ ...training, ...entry });
    const phase = `Optimiser ${i + 2} of ${entries.length + 1}: ${name}`;
    const within = path.join(COMPARE_FOLDER, String(i + 1));
    const experiment = experimentOf(run.experiment, training, { ...entry, name });
    const trained =
      hasDiverged(files, path.join(folder, within)) ?? (await trainedOrDiverged(run, within, experiment, phase));
    for (const name of WEIGHTS) removeQuietly(files, path.join(trained, name));
    ways.push(wayOf(files, trained, name));
  }
  return ways;
}

/** That a training diverges is what the comparison is to show. */
async function trainedOrDiverged(
  { files, folder, trainWithin }: Trained,
  within: string,
  experiment: object,
  phase: string,
): Promise<string> {
  try {
    return await trainWithin(within, experiment, phase);
  } catch (error) {
    const diverged = hasDiverged(files, path.join(folder, within));
    if (diverged === undefined) throw error;
    return diverged;
  }
}

/** The newest run of a folder, where its numbers were no longer finite. */
function hasDiverged(files: Files, runsFolder: string): string | undefined {
  const newest = listRuns(files, runsFolder).at(0);
  return newest?.record.failure?.code === 'NOT_FINITE' ? newest.folder : undefined;
}

function experimentOf(
  experiment: ComparedExperiment,
  training: ComparedTraining,
  { name, ...entry }: CompareOptions[number] & { name: string },
): object {
  const own = { name: `${experiment.name.slice(0, 60)} ${name}`.slice(0, 120) };
  return { ...experiment, ...own, training: { ...training, ...entry } };
}

/** What differs, in few words. */
function nameOf({ optimizer, schedule }: Pick<ComparedTraining, 'optimizer' | 'schedule'>): string {
  const momentum = 'momentum' in optimizer && optimizer.momentum > 0 ? [`momentum ${optimizer.momentum}`] : [];
  const nesterov = optimizer.type === 'sgd' && optimizer.nesterov ? ['nesterov'] : [];
  const rate = String(Number(optimizer.learningRate.toPrecision(3)));
  return [
    optimizer.type,
    rate,
    ...momentum,
    ...nesterov,
    ...(schedule.type === 'constant' ? [] : [schedule.type]),
  ].join(' ');
}

function wayOf(files: Files, folder: string, name: string): Way {
  const { seconds, failure } = readRecord(files, folder);
  return { name, seconds, isDiverged: failure?.code === 'NOT_FINITE', ...loggedCurves(files, folder) };
}

function comparison(ways: readonly Way[], monitor: MetricName): ReportSection {
  const title = toTranslate('Optimisers');
  const steps = { kind: 'curves', x: toTranslate('Training step'), isAmount: true } as const;
  const curvesOf = (pointsOf: (way: Way) => CurvePoint[]) =>
    ways
      .map((way) => ({ name: way.name, isName: true, points: pointsOf(way) }))
      .filter(({ points }) => points.length > 0);
  const over = (metric: MetricName, label: string): ReportBlock[] => {
    const curves = curvesOf(({ epochs }) => {
      const points = figureOverEpochs(epochs, `validation.${metric}`);
      return metric === 'loss' ? withinPicture(points) : points;
    });
    return curves.length === 0 ? [] : [{ ...steps, label, metric, curves }];
  };
  const losses = curvesOf((way) => withinPicture(meanLosses(way.steps, MOST_POINTS)));
  return {
    title,
    blocks: [
      table(ways, monitor),
      ...(losses.length > 0
        ? [
            {
              ...steps,
              label: toTranslate('Loss of the training by optimiser'),
              metric: 'loss' as const,
              curves: losses,
            },
          ]
        : []),
      ...over('loss', toTranslate('Loss of the validation part by optimiser')),
      ...(monitor === 'loss' ? [] : over(monitor, toTranslate('Watched figure of the validation part by optimiser'))),
      {
        kind: 'notes',
        lines: [
          {
            text: toTranslate(
              'All begin with the same values and see the same batches. Training losses are means over neighbouring steps.',
            ),
          },
          ...ways.filter(leavesPicture).map(leavingNote),
          ...ways.filter(({ isDiverged }) => isDiverged).map(divergedNote),
        ],
      },
    ],
  };
}

/** A loss that grows without end would flatten all others. */
const withinPicture = (points: readonly CurvePoint[]): CurvePoint[] =>
  points.filter(({ y }) => y <= MOST_GROWTH * points[0].y);

const leavesPicture = ({ steps }: Way): boolean =>
  withinPicture(meanLosses(steps, MOST_POINTS)).length < meanLosses(steps, MOST_POINTS).length;

const leavingNote = ({ name }: Way) => ({
  text: toTranslate('{0} leaves the picture: its loss grew to more than {1} times what it began with.'),
  values: [name, String(MOST_GROWTH)],
  isCaution: true as const,
});

const divergedNote = ({ name, steps }: Way) => ({
  text: toTranslate('{0}: its numbers were no longer finite after step {1}.'),
  values: [name, String(steps.at(-1)?.step ?? 0)],
  isCaution: true as const,
});

function table(ways: readonly Way[], monitor: MetricName): ReportBlock {
  return {
    kind: 'table',
    title: toTranslate('How far each optimiser came'),
    isTelling: true,
    columns: [
      { title: toTranslate('Optimiser'), form: 'text' },
      {
        title: toTranslate('Best'),
        hint: toTranslate('The best value of the watched figure on the validation part'),
        form: METRICS[monitor].form === 'share' ? 'share' : 'figure',
      },
      { title: toTranslate('At step'), form: 'figure', decimals: 0 },
      {
        title: toTranslate('Last'),
        hint: toTranslate('The watched figure after the last epoch'),
        form: METRICS[monitor].form === 'share' ? 'share' : 'figure',
      },
      { title: toTranslate('Training loss'), hint: toTranslate('In the mean of the last epoch'), form: 'figure' },
      { title: toTranslate('Seconds'), form: 'figure', decimals: 1 },
    ],
    rows: ways.map((way) => rowOf(way, monitor)),
  };
}

function rowOf({ name, epochs, steps, seconds }: Way, monitor: MetricName): ReportCell[] {
  const points = figureOverEpochs(epochs, `validation.${monitor}`);
  const none = '–';
  if (points.length === 0) return [name, none, none, none, steps.at(-1)?.loss ?? none, seconds];
  const best = points.reduce((found, point) => (isBetter(monitor, point.y, found.y) ? point : found));
  return [name, best.y, best.x, points[points.length - 1].y, epochs.at(-1)?.metrics.loss ?? none, seconds];
}
