// One training step, compiled: gradients, sums of embedding rows, clipping, update. It knows neither the model nor the
// data: a loss over named inputs and a tree of parameters are all it is given.

import type { ParameterNorms, Watched } from '../../protocol/gradients';
import { LabError } from '../../protocol/labError';
import type { Dim } from '../graph/dims';
import type { Value } from '../graph/value';
import {
  bind,
  flatten,
  listParameters,
  nest,
  type Bound,
  type FlatParameters,
  type ParameterTree,
  type Tracked,
} from '../nn/parameters';
import { createDoubleBuffer } from '../runtime/doubleBuffer';
import { peakBytes } from '../runtime/memoryEstimate';
import type { RandomMasks } from '../runtime/randomMasks';
import { releaseAll } from '../runtime/release';
import { createSession, type CompiledProgram, type Feeds, type SessionSettings } from '../runtime/session';
import { countOf, ELEMENT_BYTES, zeros } from '../runtime/tensor';
import { makeProgram, type Program } from '../graph/program';
import { createGradientMean } from './gradientMean';
import { gradientProgram, type GradientOutputs } from './gradientProgram';
import { createRowSums, type RowSums } from './rowSums';
import { createTrainedArrays, updateNames } from './trainedArrays';
import { createUpdate, type UpdateOptions } from './update';
import { parameterNorms } from './watch/parameterNorms';
import { readWatched, type WatchedValues } from './watch/readWatched';
import { planWatch, type WatchPlan } from './watch/watchProgram';

/** A loss that leaves something for the next batch, as the states of a recurrent model that reads a text in windows. */
export interface CarryingLoss {
  loss: Value;
  /** What this batch leaves for the next one, by the name of the input that reads it there: of a fixed shape, zeros at first. */
  carried?: Readonly<Record<string, Value>>;
  /** What the batch makes of frozen parameters: running averages. */
  tracked?: readonly Tracked[];
}

export interface TrainingProblem<T extends ParameterTree> {
  parameters: T;
  /** Dotted names of parameters that keep their first values: they have neither gradient nor state. */
  frozen?: ReadonlySet<string>;
  /** The loss over the bound parameters and named inputs, a scalar; or that with what goes from batch to batch. */
  loss(parameters: Bound<T>): Value | CarryingLoss;
  update: UpdateOptions;
  /** What is looked at in some steps; left out, nothing ever is. */
  watch?: readonly Watched[];
}

/** What a step computes and what it needs, before anything is allocated. */
export interface TrainingPlan {
  gradient: Program;
  gradients: GradientOutputs[];
  shapes: ReadonlyMap<string, readonly number[]>;
  /** Those of the parameters that are not frozen. */
  trained: ReadonlyMap<string, readonly number[]>;
  slots: ReadonlyMap<string, readonly number[]>;
  /** What goes from batch to batch. */
  carried: ReadonlyMap<string, readonly number[]>;
  /** Those of the frozen parameters that a step replaces. */
  tracked: ReadonlyMap<string, readonly number[]>;
  watch?: WatchPlan;
  problem: Pick<TrainingProblem<ParameterTree>, 'frozen' | 'update'>;
}

interface StepResult {
  loss: number;
  /** Before clipping. */
  gradientNorm: number;
  /** By name of the parameter, where they were asked for. */
  norms?: Record<string, ParameterNorms>;
}

export interface TrainingStep {
  /**
   * Adds the gradients of a batch to those of the update to come. Fails with `NOT_FINITE`.
   * @param options `weight`: the share of the batch among those of the update, say how many tokens it has
   */
  accumulate(
    feeds: Feeds,
    options: { step: number; epoch?: number; weight: number; masks: RandomMasks },
  ): Promise<void>;
  /**
   * Makes one update, from this batch and those accumulated. Fails with `NOT_FINITE`, leaving parameters and state as
   * they were.
   * @param options `step` counts updates, the first is 1, and `epoch` epochs from 0; `weight` matters only where batches were
   * accumulated; `norms`: those of each parameter are wanted
   */
  run(
    feeds: Feeds,
    options: {
      step: number;
      epoch?: number;
      learningRate: number;
      weight?: number;
      masks: RandomMasks;
      norms?: boolean;
    },
  ): Promise<StepResult>;
  /** What the plan's watch shows of a batch at the current parameters; changes nothing. Its program is compiled when first asked for. */
  watch(feeds: Feeds, masks: RandomMasks): Promise<WatchedValues>;
  /** Current parameters by name; valid until the next step. */
  parameters(): Feeds;
  /** Gradients of the last update, before clipping, by the names of `updateNames.gradient`; valid until the next step. */
  gradients(): Feeds;
  /** Current state of the optimiser, and what the last batch left for the next one, by name; valid until the next step. */
  state(): Feeds;
  release(): Promise<void>;
}

const DTYPE = 'float32';

export function planTraining<T extends ParameterTree>(problem: TrainingProblem<T>): TrainingPlan {
  const inputs = bind(flatten(problem.parameters), DTYPE);
  const shapes = new Map(listParameters(problem.parameters).map(([name, { shape }]) => [name, shape]));
  const trained = new Map([...shapes].filter(([name]) => !problem.frozen?.has(name)));
  const values = new Map([...trained.keys()].map((name) => [name, inputs[name]]));
  const { loss, carried = {}, tracked = [] } = lossOf(problem, inputs);
  const averages = trackedByName(tracked, inputs, problem.frozen);
  const left = [...Object.entries(carried), ...averages].map(
    ([name, value]) => [updateNames.next(name), value] as const,
  );
  const { outputs, gradients } = gradientProgram(loss, values, Object.fromEntries(left));
  const slots = new Map(
    [...trained].flatMap(([name, shape]) =>
      problem.update.rule.state.map((slot) => [updateNames.state(slot, name), shape] as const),
    ),
  );
  return {
    gradient: makeProgram(outputs),
    carried: new Map(Object.entries(carried).map(([name, { shape }]) => [name, shape.map(fixedLength)])),
    tracked: new Map(Array.from(averages, ([name, { shape }]) => [name, shape.map(fixedLength)])),
    ...{ gradients, shapes, trained, slots, problem },
    ...(problem.watch && {
      watch: planWatch(lossOf(problem, bind(flatten(problem.parameters), DTYPE)).loss, problem.watch),
    }),
  };
}

/** The loss over parameters by their dotted names, made anew. */
export function lossOf<T extends ParameterTree>(
  { parameters, loss }: Pick<TrainingProblem<T>, 'parameters' | 'loss'>,
  inputs: Bound<FlatParameters>,
): CarryingLoss {
  const made = loss(nest(parameters, inputs));
  return 'loss' in made ? made : { loss: made };
}

function trackedByName(
  tracked: readonly Tracked[],
  inputs: Bound<FlatParameters>,
  frozen: TrainingProblem<ParameterTree>['frozen'],
): Map<string, Value> {
  const names = new Map(Object.entries(inputs).map(([name, value]) => [value, name]));
  return new Map(
    tracked.map(({ parameter, next }) => {
      const name = names.get(parameter);
      if (name === undefined || !frozen?.has(name)) throw new Error('what is tracked is a frozen parameter');
      return [name, next] as const;
    }),
  );
}

function fixedLength(dim: Dim): number {
  if (typeof dim === 'number') return dim;
  throw new Error(`what goes from batch to batch has a fixed shape, not the axis ${String(dim)}`);
}

/**
 * Bytes needed for parameters, gradients, optimiser state and the largest batch. The session keeps what it once took, about
 * twice its height, as the block that it plans after a first run comes on top of the pieces which that run took.
 */
export function trainingBytes(plan: TrainingPlan, axes: ReadonlyMap<string, number>): number {
  const total = (shapes: ReadonlyMap<string, readonly number[]>): number =>
    [...shapes.values()].reduce((sum, shape) => sum + countOf(shape) * ELEMENT_BYTES[DTYPE], 0);
  const kept =
    total(plan.shapes) + total(plan.trained) + total(plan.slots) + 2 * total(plan.carried) + total(plan.tracked);
  const watching = plan.watch ? 2 * peakBytes(plan.watch.program, axes) + total(plan.trained) : 0;
  return kept + 2 * peakBytes(plan.gradient, axes) + watching;
}

export interface InitialValues {
  /** Fills the parameters: from a generator, or from a checkpoint. */
  fill(parameters: Feeds, state: Feeds): void;
}

export async function createTrainingStep(
  plan: TrainingPlan,
  settings: SessionSettings,
  initial: InitialValues,
): Promise<TrainingStep> {
  const { rule } = plan.problem.update;
  const arrays = createTrainedArrays(plan.shapes, plan.trained, rule.state);
  const { parameters, gradients } = arrays;
  const carried = createDoubleBuffer(plan.carried, DTYPE);
  const averages = Object.fromEntries(
    Array.from(plan.tracked, ([name, shape]) => [name, zeros(DTYPE, shape)] as const),
  );
  const kept = (): Feeds => ({ ...arrays.state, ...carried.front() });
  const denseGradients = Object.fromEntries(
    plan.gradients.flatMap(({ parameter, dense }) =>
      dense ? [[dense, gradients[updateNames.gradient(parameter)]]] : [],
    ),
  );
  const rowSums = new Map<string, RowSums>(
    plan.gradients
      .filter(({ rows }) => rows.length > 0)
      .map(({ parameter }) => [parameter, createRowSums(gradients[updateNames.gradient(parameter)])]),
  );
  initial.fill(parameters, kept());
  const update = createUpdate(arrays, plan.problem.update);
  const gradientSession = await createSession(plan.gradient, settings, 'gradients');
  let watchSession: CompiledProgram | undefined;

  const nextNames = (feeds: Feeds): Feeds =>
    Object.fromEntries(Object.entries(feeds).map(([name, value]) => [updateNames.next(name), value]));

  const accumulated = createGradientMean(plan.trained);
  let touched = new Map<string, Int32Array>(); // of the last batch, where that is all there is
  let isMean = false; // whether `gradients` has the mean of several batches

  /** Puts the gradients of a batch into `gradients`, what it leaves behind `carried`, and gives its loss. */
  async function differentiate(feeds: Feeds, step: number, masks: RandomMasks): Promise<number> {
    const results = await gradientSession.run(
      { ...feeds, ...carried.front(), ...parameters },
      { fetches: { ...denseGradients, ...nextNames(carried.back()), ...nextNames(averages) }, masks },
    );
    const loss = Number(results.loss.data[0]);
    if (!Number.isFinite(loss)) throw notFinite(`The loss became ${loss}`, step);
    touched = new Map();
    for (const { parameter, dense, rows } of plan.gradients) {
      const sums = rowSums.get(parameter);
      if (!sums) continue;
      sums.begin(dense ? 'written' : isMean ? 'anything' : 'sums');
      for (const names of rows) sums.add(results[names.ids], results[names.rows]);
      if (!dense && rule.rests) touched.set(parameter, sums.touched());
    }
    isMean = false;
    return loss;
  }

  /** What the batch leaves takes the place of what the one before left. */
  function leave(): void {
    carried.swap();
    for (const [name, { data }] of Object.entries(averages))
      (parameters[name].data as Float32Array).set(data as Float32Array);
  }

  return {
    async accumulate(feeds, { step, weight, masks }) {
      accumulated.add(gradients, await differentiate(feeds, step, masks), weight);
      leave();
    },
    async run(feeds, { step, learningRate, weight = 1, masks, norms = false }) {
      const own = await differentiate(feeds, step, masks);
      isMean = !accumulated.isEmpty();
      const loss = accumulated.finish(gradients, own, weight);
      if (isMean) touched = new Map();
      const gradientNorm = update.norm(touched);
      if (!Number.isFinite(gradientNorm)) throw notFinite('The gradients are no longer finite', step);
      const measure = norms ? parameterNorms(plan.trained.keys(), parameters, gradients) : undefined;
      update.run(step, learningRate, touched);
      leave();
      return { loss, gradientNorm, ...(measure && { norms: measure() }) };
    },
    async watch(feeds, masks) {
      if (!plan.watch || plan.watch.outputs.length === 0) return {};
      watchSession ??= await createSession(plan.watch.program, settings, 'watching');
      const inputs = { ...feeds, ...carried.front(), ...parameters };
      return readWatched(plan.watch, await watchSession.run(inputs, { masks }), feeds);
    },
    parameters: () => parameters,
    gradients: () => gradients,
    state: kept,
    release: () => releaseAll([gradientSession, watchSession]),
  };
}

function notFinite(what: string, step: number): LabError {
  return new LabError(
    'NOT_FINITE',
    `${what} at step ${step}. ` + 'Lower training.optimizer.learningRate or set training.clipNorm, then train again.',
    { key: ['training', 'optimizer', 'learningRate'] },
  );
}
