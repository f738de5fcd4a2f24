// The learning curve of a run over the size of its training part: the same model trained on growing shares of the training part, each a
// run within this one, whose report is what stays of it.

import path from 'node:path';
import { LabError } from '../../protocol/labError';
import type { CurveBlock, CurvePoint, Report, ReportSection } from '../../protocol/report';
import type { RunRecord } from '../../protocol/run';
import { toTranslate } from '../../protocol/toTranslate';
import { meanInterval } from '../../protocol/meanInterval';
import type { CurveOptions } from '../schema/curve';
import { removeQuietly } from '../store/atomicFile';
import type { Files } from '../store/files';
import { namedRun, type RunPlaces } from '../store/namedRun';
import { readRecord } from '../store/runRecord';
import { BESIDE_SIMPLE_MODELS } from '../tasks/texts/besideTable';
import type { RunPlace } from '../train/preparedRun';
import { evaluationsOf, readEvaluation } from './evaluations';

/** What an experiment says that has a curve. */
interface CurvedExperiment {
  name: string;
  seed: number;
  data: object;
  training?: object;
  curve?: CurveOptions;
}

/** The curves of runs that are drawn beside. Fails as `namedRun`, and with `INVALID_EXPERIMENT` for a run without one. */
export function curvesBeside(
  files: Files,
  { curve }: Pick<CurvedExperiment, 'seed' | 'curve'>,
  places: RunPlaces,
): CurveBlock['curves'] {
  return (curve?.beside ?? []).map((name, i) => {
    const folder = namedRun(files, name, places);
    const record = readRecord(files, folder);
    for (const { id } of evaluationsOf(files, folder)) {
      const found = curveIn(readEvaluation(files, folder, id));
      if (found) return { ...found.curves[0], name: record.name, isName: true };
    }
    const message = `The run "${record.name}" has no learning curve to draw beside this one.`;
    throw new LabError('INVALID_EXPERIMENT', message, { key: ['curve', 'beside', i] });
  });
}

const curveIn = (report: Report | undefined): CurveBlock | undefined =>
  report?.sections
    .flatMap(({ blocks }) => blocks)
    .find((block): block is CurveBlock => block.kind === 'curves' && !block.isAmount);

interface Trained extends Pick<RunPlace, 'trainWithin' | 'files' | 'folder'> {
  experiment: CurvedExperiment & { curve: CurveOptions };
  record: Pick<RunRecord, 'epochs' | 'steps'>;
  /** On the whole training part. */
  report: Report;
  beside: CurveBlock['curves'];
}

/** The report with the curve, where the experiment has one: what is not trained yet is trained. Fails as `trainWithin`. */
export async function withCurve(
  report: Report,
  { experiment, ...run }: Omit<Trained, 'report' | 'experiment'> & { experiment: CurvedExperiment },
): Promise<Report> {
  const { curve } = experiment;
  if (!curve) return report;
  const section = await learningCurve({ ...run, report, experiment: { ...experiment, curve } });
  return { ...report, sections: [...report.sections, section] };
}

async function learningCurve(run: Trained): Promise<ReportSection> {
  const { experiment, report, files, folder, beside } = run;
  const { shares, seeds } = experiment.curve;
  const [{ metric }] = report.figures;
  const rising = [...new Set(shares)].sort((a, b) => a - b);
  const points: { share: number; report: Report }[] = [];
  let done = 0;
  for (let seed = experiment.seed; seed < experiment.seed + seeds; seed++)
    for (const share of rising) {
      done++;
      if (share === 1 && seed === experiment.seed) {
        points.push({ share, report });
        continue;
      }
      const phase = `Learning curve, ${done} of ${seeds * rising.length}`;
      const within = await run.trainWithin(path.join('curve', `${seed}-${share}`), partOf(run, seed, share), phase);
      removeQuietly(files, path.join(within, 'checkpoints'));
      const found = readEvaluation(files, within);
      if (!found)
        throw new LabError('INVALID_FILE', `"${within}" has no report. Delete "${path.join(folder, 'curve')}".`);
      points.push({ share, report: found });
    }
  const names = report.sections.flatMap(({ blocks }) => simpleModelsOf(blocks)).map(([name]) => String(name));
  const curveOf = (valueOf: (of: Report) => number | undefined): CurvePoint[] =>
    rising.flatMap((share) => {
      const values = points.filter((point) => point.share === share).map((point) => valueOf(point.report));
      const known = values.filter((value) => value !== undefined);
      return known.length === 0 ? [] : [{ x: share, ...meanInterval(known) }];
    });
  const own = curveOf(({ figures }) => figures.find((figure) => figure.metric === metric)?.value);
  const simple = names.map((name) => ({ name, points: curveOf((of) => figureOf(of, name, metric)) }));
  return {
    title: toTranslate('Learning curve'),
    blocks: [
      {
        kind: 'curves',
        label: toTranslate('Learning curve over the training part'),
        x: toTranslate('Share of the training part'),
        metric,
        curves: [
          { name: toTranslate('This run'), points: own },
          ...simple.filter(({ points: { length } }) => length > 0),
          ...beside,
        ],
      },
      {
        kind: 'notes',
        lines: [
          {
            text:
              seeds > 1
                ? toTranslate(
                    'The mean of {0} seeds, with its 95 % interval by Student’s t. Parts of the data that are drawn follow from the seed, too.',
                  )
                : toTranslate('Of {0} seed: there is no interval.'),
            values: [String(seeds)],
          },
        ],
      },
    ],
  };
}

/** The experiment of a share. */
function partOf({ experiment, record }: Trained, seed: number, share: number): object {
  const { name, data, training = {}, curve } = experiment;
  const { epochs, steps = 0 } = record;
  const perEpoch = Math.max(1, Math.ceil((steps / Math.max(1, epochs)) * share));
  const longer = 'epochs' in training && steps > 0 && perEpoch * epochs < curve.leastSteps;
  return {
    ...experiment,
    ...{ name: `${name.slice(0, 60)} ${seed} ${share}`, seed, data: { ...data, share } },
    training: { ...training, path: undefined, ...(longer && { epochs: Math.ceil(curve.leastSteps / perEpoch) }) },
  };
}

/** Rows of the table that has what simple models reach, but for that of the run. */
const simpleModelsOf = (blocks: readonly ReportSection['blocks'][number][]) =>
  blocks.flatMap((block) =>
    block.kind === 'table' && block.title === BESIDE_SIMPLE_MODELS ? block.rows.slice(1) : [],
  );

function figureOf({ sections }: Report, name: string, metric: string): number | undefined {
  for (const block of sections.flatMap(({ blocks }) => blocks)) {
    if (block.kind !== 'table' || block.title !== BESIDE_SIMPLE_MODELS) continue;
    const column = block.columns.findIndex((each) => 'metric' in each && each.metric === metric);
    const value = block.rows.find((row) => row[0] === name)?.[column];
    if (typeof value === 'number') return value;
  }
  return undefined;
}
