// What the activated extension shows to its own tests; nothing here is promised to others.
import type { Lifetime } from './editor/lifetime';
import type { VectorsEngine } from './embeddings/vectorsEngine';
import type { Sweeps } from './experiments/sweeps';
import type { TrainingQueue } from './engine/trainingQueue';
import type { Trainings } from './engine/trainings';
import type { Views } from './registry';
import type { Runs } from './runs/runs';
import type { RunsTree } from './runs/runsTree';
import type { ExplainedEditors } from './shares/explainedEditors';
import type { SurprisedEditors } from './surprise/surprisedEditors';
import type { TaggedEditors } from './tags/taggedEditors';
import type { TokenBorders } from './tokens/tokenBorders';

export interface Inspection {
  activationMs: number;
  /** True once any engine thread lives. */
  engineStarted(): boolean;
  life: Lifetime;
  runs: Runs;
  tree: RunsTree;
  views: Views;
  borders: TokenBorders;
  tagged: TaggedEditors;
  explained: ExplainedEditors;
  surprised: SurprisedEditors;
  vectors: VectorsEngine;
  trainings: Trainings;
  queue: TrainingQueue;
  sweeps(): Promise<Sweeps>;
}
