// A look inside a network that is not being trained: one batch at given parameters.

import { LabError } from '../../../protocol/labError';
import { WATCHED, type TypedText, type WatchLine } from '../../../protocol/gradients';
import { createSession, type Feeds, type SessionSettings } from '../../runtime/session';
import { zeros } from '../../runtime/tensor';
import type { TrainerTask } from '../trainer';
import { readWatched } from './readWatched';
import { planWatch } from './watchProgram';
import type { CarryingLoss } from '../trainingStep';

interface Looking {
  /** Made for this look alone. */
  loss: CarryingLoss;
  task: Pick<TrainerTask, 'batch' | 'batches' | 'masks' | 'typed'>;
  parameters: Feeds;
  settings: SessionSettings;
  /** From 0, in the order of the first epoch; or a text. */
  batch: number | TypedText;
}

/** Fails as `TrainerTask.typed`. Norms of parameters are those of updates: here are none. States that go from batch to batch begin at 0. */
export async function lookInside({
  loss,
  task,
  parameters,
  settings,
  batch,
}: Looking): Promise<Omit<WatchLine, 'step' | 'epoch'>> {
  const index = typeof batch === 'number' ? batch % task.batches : 0;
  const feeds = typeof batch === 'number' ? task.batch(0, index).feeds : await typedFeeds(task, batch);
  const plan = planWatch(
    loss.loss,
    WATCHED.filter((what) => what !== 'parameters'),
  );
  if (plan.outputs.length === 0) return {};
  const carried = Object.entries(loss.carried ?? {}).map(([name, { shape }]) => [
    name,
    zeros('float32', shape.map(Number)),
  ]);
  const session = await createSession(plan.program, settings, 'watching');
  try {
    const inputs = { ...feeds, ...(Object.fromEntries(carried) as Feeds), ...parameters };
    return readWatched(plan, await session.run(inputs, { masks: task.masks(index) }), feeds);
  } finally {
    await session.release();
  }
}

function typedFeeds({ typed }: Looking['task'], text: TypedText): Promise<Feeds> {
  if (typed) return typed(text);
  throw new LabError('INVALID_ARGUMENT', 'This run does not learn from single texts: look at one of its batches.');
}
