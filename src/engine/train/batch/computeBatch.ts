// One training step, taken apart: a batch as it is fed, all that the network names on the way to the loss, the gradients, and what the
// update makes of every parameter. Loss, gradients and update are those of the training's own step; the named values are computed beside
// it, by a program made anew, since what is asked of loops would change the training's.

import { evaluateDim } from '../../graph/dims';
import { markedValues } from '../../graph/marks';
import { axisSources, makeProgram, type ProgramInput } from '../../graph/program';
import { bind } from '../../nn/parameters';
import { createSchedule } from '../../optim/schedules';
import { METRICS } from '../../../protocol/metrics';
import { createSession, type Feeds, type SessionSettings } from '../../runtime/session';
import type { Tensor } from '../../runtime/tensor';
import type { StepOptions } from '../../schema/training';
import type { Checkpoint } from '../../store/checkpoint';
import type { NeuralTask } from '../neuralTask';
import { progressOf } from '../progress';
import type { TrainerTask } from '../trainer';
import type { TrainingStep } from '../trainingStep';
import { lossOf } from '../trainingStep';
import { updateNames } from '../trainedArrays';
import type { BatchValues, ComputedBatch } from './batchValues';

interface Computing {
  task: NeuralTask;
  trainerTask: TrainerTask;
  training: StepOptions;
  /** Updates in the whole run. */
  steps: number;
  settings: SessionSettings;
  step: TrainingStep;
  /** Where the parameters come from; left out: they are drawn. */
  checkpoint?: Checkpoint;
  /** From 0; left out: the one that training takes next. */
  batch?: number;
}

/** Makes one update of `step`. Fails with `NOT_FINITE`. */
export async function computeBatch(given: Computing): Promise<ComputedBatch> {
  const { task, trainerTask, training, steps, settings, step, checkpoint } = given;
  const schedule = createSchedule(training.schedule, {
    ...{ learningRate: training.optimizer.learningRate, totalSteps: steps },
    better: METRICS[training.monitor].better,
  });
  const progress = checkpoint && progressOf(checkpoint);
  if (progress) schedule.restore(progress.schedule);
  const { batches } = trainerTask;
  const [made, epoch] = [progress?.step ?? 0, progress?.epoch ?? 0];
  const batch = (given.batch ?? progress?.batch ?? 0) % batches;
  const learningRate = schedule.rate(made, epoch);
  const { feeds, examples } = trainerTask.batch(epoch, batch);
  const masks = trainerTask.masks(made * training.accumulate);
  const before = valuesOf(step);
  const inside = await namedValues({ ...feeds, ...before.state, ...before.parameters }, masks, task, settings);
  const { loss, gradientNorm } = await step.run(feeds, {
    step: made + 1,
    epoch,
    learningRate,
    weight: examples,
    masks,
  });
  const gradients = Object.entries(step.gradients()).map(
    ([name, tensor]) => [gradientOf(name), copied(tensor)] as const,
  );
  return {
    ...{ step: made + 1, epoch, batch, batches, examples, learningRate, feeds, loss, gradientNorm },
    ...{ before, after: valuesOf(step), gradients: Object.fromEntries(gradients), ...inside },
  };
}

const PREFIX = updateNames.gradient('');

const gradientOf = (name: string): string => name.slice(PREFIX.length);

const copied = ({ dtype, shape, data }: Tensor): Tensor => ({ dtype, shape, data: data.slice() });

const copies = (feeds: Feeds): Feeds =>
  Object.fromEntries(Object.entries(feeds).map(([name, tensor]) => [name, copied(tensor)]));

const valuesOf = (step: TrainingStep): BatchValues => ({
  parameters: copies(step.parameters()),
  state: copies(step.state()),
});

/** All that is marked on the way to the loss, with the masks that were drawn for it. */
async function namedValues(
  inputs: Feeds,
  masks: ReturnType<TrainerTask['masks']>,
  task: NeuralTask,
  settings: SessionSettings,
): Promise<Pick<ComputedBatch, 'made' | 'marked' | 'tensors' | 'masks'>> {
  const made = lossOf(task, bind(task.parameters, 'float32'));
  const marked = markedValues([made.loss]);
  const names = marked.map((_, index) => `named.${index}`);
  const outputs = Object.fromEntries(marked.map(({ value }, i) => [names[i], value]));
  const program = makeProgram({ ...outputs, loss: made.loss });
  const drawn = new Map<string, Uint8Array>();
  const session = await createSession(program, settings, 'batch');
  try {
    const results = await session.run(inputs, {
      masks(out, keep, stream) {
        masks(out, keep, stream);
        drawn.set(stream, out.slice());
      },
    });
    return {
      ...{ made, marked, tensors: names.map((name) => results[name]) },
      masks: Object.fromEntries(
        program.inputs.flatMap((input) => maskOf(input, drawn, lengthsOf(program.inputs, inputs))),
      ),
    };
  } finally {
    await session.release();
  }
}

/** The lengths of the named axes of inputs. */
const lengthsOf = (inputs: readonly ProgramInput[], feeds: Feeds): Map<string, number> =>
  new Map([...axisSources(inputs)].map(([axis, { input, axis: at }]) => [axis, feeds[input.name].shape[at]]));

function maskOf(
  { random, shape }: ProgramInput,
  drawn: ReadonlyMap<string, Uint8Array>,
  lengths: ReadonlyMap<string, number>,
): [string, Tensor][] {
  const data = random && drawn.get(random.stream);
  if (!random || !data) return [];
  return [[random.stream, { dtype: 'bool', shape: shape.map((dim) => evaluateDim(dim, lengths)), data }]];
}
