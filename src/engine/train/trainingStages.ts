// A training whose layers begin to learn one after the other: a plan for each stage, of the parameters that it trains. What a stage has
// reached, the next one goes on with; a parameter that begins to learn has no state of the optimiser yet.

import type { ParameterTree } from '../nn/parameters';
import type { Feeds, SessionSettings } from '../runtime/session';
import type { LayerRate } from './layerRates';
import {
  createTrainingStep,
  planTraining,
  trainingBytes,
  type InitialValues,
  type TrainingPlan,
  type TrainingProblem,
  type TrainingStep,
} from './trainingStep';
import type { UpdateRate } from './update';

export interface TrainingStage {
  /** From 0. */
  fromEpoch: number;
  plan: TrainingPlan;
}

/** In order, the first from the start. @param updates of an epoch */
export function planStages<T extends ParameterTree>(
  problem: TrainingProblem<T>,
  rates: ReadonlyMap<string, LayerRate>,
  updates: number,
): TrainingStage[] {
  const begins = [...new Set(Array.from(rates.values(), ({ fromEpoch }) => fromEpoch))];
  const own = Array.from(rates, ([name, { share, fromEpoch }]): [string, UpdateRate] => [
    name,
    { share, skipped: fromEpoch * updates },
  ]);
  const differing = new Map(own.filter(([, { share, skipped }]) => share !== 1 || skipped !== 0));
  return [...new Set([0, ...begins.filter(Number.isFinite)])]
    .sort((a, b) => a - b)
    .map((fromEpoch) => {
      const waiting = [...rates].filter(([, rate]) => rate.fromEpoch > fromEpoch).map(([name]) => name);
      const frozen = new Set([...(problem.frozen ?? []), ...waiting]);
      const trained = new Map([...differing].filter(([name]) => !frozen.has(name)));
      const update = trained.size === 0 ? problem.update : { ...problem.update, rates: trained };
      return { fromEpoch, plan: planTraining({ ...problem, frozen, update }) };
    });
}

/** Of the stage that needs most. */
export const stagesBytes = (stages: readonly TrainingStage[], axes: ReadonlyMap<string, number>): number =>
  Math.max(...stages.map(({ plan }) => trainingBytes(plan, axes)));

/** @param epoch in which the values that `initial` fills in were reached @param next the one that goes on with them */
export async function createStagedStep(
  stages: readonly TrainingStage[],
  settings: SessionSettings,
  initial: InitialValues,
  epoch: number,
  next = epoch,
): Promise<TrainingStep> {
  const stageAt = (now: number): TrainingStage =>
    stages.reduce((found, stage) => (stage.fromEpoch <= now ? stage : found), stages[0]);
  let current = stageAt(epoch);
  let step = await createTrainingStep(current.plan, settings, initial);
  let isReleased = false; // between two stages, and for ever where the next one could not be made
  const release = async (): Promise<void> => {
    if (isReleased) return;
    isReleased = true;
    await step.release();
  };

  /** The step of an epoch; the one before it gives its memory back first. */
  async function stepOf(now: number): Promise<TrainingStep> {
    const stage = stageAt(now);
    if (stage === current) return step;
    const [parameters, state] = [step.parameters(), step.state()];
    await release();
    current = stage;
    step = await createTrainingStep(stage.plan, settings, {
      fill(into, stateInto) {
        copyShared(parameters, into);
        copyShared(state, stateInto);
      },
    });
    isReleased = false;
    return step;
  }

  await stepOf(next);
  return {
    accumulate: async (feeds, options) => (await stepOf(options.epoch ?? next)).accumulate(feeds, options),
    run: async (feeds, options) => (await stepOf(options.epoch ?? next)).run(feeds, options),
    watch: (feeds, masks) => step.watch(feeds, masks),
    parameters: () => step.parameters(),
    gradients: () => step.gradients(),
    state: () => step.state(),
    release,
  };
}

function copyShared(from: Feeds, into: Feeds): void {
  for (const [name, { data }] of Object.entries(into))
    if (Object.hasOwn(from, name)) (data as Float32Array).set(from[name].data as Float32Array);
}
