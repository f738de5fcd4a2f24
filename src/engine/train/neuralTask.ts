// What a neural run needs of a task: a loss over named inputs, batches to feed them, figures to judge parameters by. The
// run itself knows neither labels nor sentences.

import type { Value } from '../graph/value';
import type { Bound, FlatParameters } from '../nn/parameters';
import type { Feeds, SessionSettings } from '../runtime/session';
import type { JudgedPart } from '../metrics/judgedPart';
import type { RunDocument } from '../store/runFolder';
import type { BatchWords } from './batch/batchValues';
import type { RunPlace } from './preparedRun';
import type { TrainerTask } from './trainer';
import type { TrainingMaterial } from './trainingMaterial';
import type { CarryingLoss } from './trainingStep';

export interface NeuralTask {
  readonly parameters: FlatParameters;
  /** Dotted names of parameters that keep their first values. */
  readonly frozen?: ReadonlySet<string>;
  /** The loss of a batch over the bound parameters, a scalar; or that with what goes from batch to batch. */
  loss(parameters: Bound<FlatParameters>): Value | CarryingLoss;
  /**
   * How long is trained, where that is not the experiment's epochs: so many epochs of the trainer task's batches, the last of them
   * up to the update `steps`.
   */
  readonly length?: { epochs: number; steps: number };
  /** Names of the classes; none where there are no classes. */
  readonly labels: readonly string[];
  /** Files of the run besides its experiment, by name. */
  readonly documents: Readonly<Record<string, RunDocument>>;
  /** SHA-256 of the data files, by path relative to the experiment, and of the vocabulary. */
  readonly hashes: Record<string, string>;
  readonly notices: readonly string[];
  /** For whoever looks at a batch. */
  readonly words?: BatchWords;
  /** Lengths of the named axes of the largest batch. */
  readonly largestBatch: ReadonlyMap<string, number>;
  readonly hasTest: boolean;
  /** What is done in the run's folder before the first step, and again after a resume. Fails with `CANCELLED` where it is stopped. */
  begin?(place: RunPlace): Promise<void>;
  /** What is learned from, for programs elsewhere; not there where a teacher says it. Fails with `DISK`. */
  material?(): TrainingMaterial;
  trainerTask(settings: SessionSettings): TrainerTask;
  /** Judges parameters on the test part, or on the validation part where there is no other; undefined without either. */
  judge(parameters: Feeds, settings: SessionSettings): Promise<JudgedPart | undefined>;
  /** The best parameters as they are kept, where the end of the training changes them. Asked again after a resume. */
  finish?(best: Feeds, settings: SessionSettings): Promise<Feeds>;
  release(): Promise<void>;
}
