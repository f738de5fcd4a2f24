// The training of a conditional random field: a fit in passes that can be stopped within one, and goes on from the last whole one to the
// same bits; figures after each, and the best weights kept.

import { LabError } from '../../../../protocol/labError';
import type { Progress as CallProgress } from '../../../../protocol/progress';
import type { Metrics } from '../../../../protocol/run';
import type { ChainProblem } from '../../../crf/chainPasses';
import type { CrfFitOptions, CrfPass } from '../../../crf/crfFit';
import { fitCrf } from '../../../crf/fitCrf';
import { isBetter } from '../../../../protocol/metrics';
import type { Feeds } from '../../../runtime/session';
import type { RunPlace } from '../../../train/preparedRun';
import { progressAt, progressOf, type Progress } from '../../../train/progress';
import { unlessStopped, type TrainerResult } from '../../../train/trainer';
import { fitStateOf, fitTensors } from '../../fitTensors';
import type { AroundTagger } from '../aroundTagger';
import type { TagSet } from '../tagSet';
import { validationFigures } from '../validationFigures';
import { crfTensors } from './crfTensors';
import { judgeRows, type RowsOfPart } from './judgeRows';

interface CrfTraining {
  problem: ChainProblem;
  fit: Omit<CrfFitOptions, 'resume'>;
  training: AroundTagger['training'];
  set: TagSet;
  validation: RowsOfPart;
  progress: (progress: CallProgress) => void;
}

const PAUSE_EVERY_MS = 50;

export async function trainCrf(place: RunPlace, given: CrfTraining): Promise<TrainerResult> {
  const { problem, fit: options, training, progress: tell } = given;
  const { checkpoint, signal } = place;
  const resume = checkpoint && fitStateOf(checkpoint.optimizer);
  const before = checkpoint && progressOf(checkpoint);
  // The best checkpoint has no state to go on from: where it is all that is left, the fit begins anew.
  const progress: Progress =
    before && resume ? structuredClone(before) : progressAt({ step: 0, epoch: 0, time: before?.time ?? 0 });
  const started = performance.now() - 1000 * progress.time;
  if (resume && 'completed' in resume) return { status: 'completed', progress };
  const keeper = keepCrf(place, problem, progress);
  await turnOfOthers();
  const fit = fitCrf(problem, { ...options, resume }); // copies the features
  await turnOfOthers();
  const isEnded = (): boolean => training.earlyStopping > 0 && progress.epochsWithoutBetter >= training.earlyStopping;
  let pausedMs = performance.now();
  while (!isEnded()) {
    const { done, value } = fit.next();
    if (done) break;
    if (value) {
      const validation = await unlessStopped(() => validated(value, given, signal));
      if (validation === 'stopped') {
        keeper.save(); // a resume makes this pass again
        return { status: 'stopped', progress };
      }
      progress.time = (performance.now() - started) / 1000;
      keeper.after(value, validation, training.monitor);
      const { checkpointEverySteps: every } = training;
      if (place.checkpointDue() || (every > 0 && value.pass % every === 0)) keeper.save();
    }
    if (!value && performance.now() - pausedMs < PAUSE_EVERY_MS) continue;
    tell({ phase: 'Fitting', fraction: progress.epoch / options.iterations });
    await turnOfOthers(); // a stop request is heard here
    pausedMs = performance.now();
    if (!signal.aborted) continue;
    keeper.save();
    return { status: 'stopped', progress };
  }
  keeper.save('completed');
  return { status: 'completed', progress };
}

const turnOfOthers = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Undefined without a validation part. Fails with `CANCELLED`. */
async function validated(
  { weights, transitions }: CrfPass,
  { problem, validation, set }: CrfTraining,
  signal: AbortSignal,
): Promise<Metrics | undefined> {
  if (validation.sentences.length === 0) return undefined;
  const model = { features: problem.features, weights, transitions };
  return validationFigures(await judgeRows(validation, model, set, signal));
}

/** Logs passes, and writes checkpoints of the last one and of the best. */
function keepCrf(place: RunPlace, { features }: ChainProblem, progress: Progress) {
  let latest: CrfPass | undefined;
  /** The best so far, where it is not on the disk. */
  let best: { progress: Progress; parameters: Feeds } | undefined;
  const keepBest = (): void => {
    if (best) place.save(['best'], best.progress, { parameters: best.parameters, state: {} });
    best = undefined;
  };
  return {
    /** Fails with `NOT_FINITE`. */
    after(pass: CrfPass, validation: Metrics | undefined, monitor: AroundTagger['training']['monitor']): void {
      const { loss, learningRate, gradientNorm } = pass;
      const name = validation ? monitor : 'loss';
      const value = validation ? validation[monitor] : loss;
      if (![loss, value].every(Number.isFinite)) {
        keepBest();
        throw notFinite();
      }
      const figures = Object.entries(validation ?? {}).map(([key, figure]) => [`validation.${key}`, figure] as const);
      const metrics = { loss, ...Object.fromEntries(figures) };
      const improved = progress.best === null || isBetter(name, value, progress.best.value);
      const epochsWithoutBetter = improved ? 0 : progress.epochsWithoutBetter + 1;
      Object.assign(progress, { step: pass.pass, epoch: pass.pass, metrics, epochsWithoutBetter });
      const { step, epoch, time } = progress;
      if (improved) progress.best = { epoch, step, monitor: validation ? `validation.${name}` : name, value };
      place.observe({ kind: 'step', step, epoch, time, loss, learningRate, gradientNorm });
      place.observe({ kind: 'epoch', step, epoch, time, metrics });
      place.follow(progress);
      latest = pass;
      if (!improved) return;
      const [weights, transitions] = [pass.weights.slice(), pass.transitions.slice()];
      best = { progress: structuredClone(progress), parameters: crfTensors({ features, weights, transitions }) };
    },
    /** Writes the last pass, and the best where it is newer than the one on the disk. Of a fit that is completed only this is kept of its state, which is many times as large as the model. */
    save(status?: 'completed'): void {
      if (!latest && place.checkpoint === undefined && progress.step === 0)
        place.save(['last'], progress, { parameters: {}, state: {} }); // to begin with
      if (!latest) return; // what there is, is on the disk
      keepBest();
      const { weights, transitions } = latest;
      const parameters = crfTensors({ features, weights, transitions });
      const state = fitTensors(status === 'completed' ? { completed: Int32Array.of(1) } : latest.state());
      place.save(['last'], progress, { parameters, state });
      latest = undefined;
    },
  };
}

const notFinite = (): LabError =>
  new LabError(
    'NOT_FINITE',
    'The weights of the model became infinite. Lower "model.learningRate", then train again.',
    {
      key: ['model', 'learningRate'],
    },
  );
