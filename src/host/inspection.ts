// What the activated extension shows to its own tests; nothing here is promised to others.
import type { ExperimentCodeLens } from './experiments/codeLens';
import type { Trainings } from './engine/trainings';
import type { VectorsEngine } from './embeddings/vectorsEngine';
import type { Lifetime } from './editor/lifetime';
import type { ComparisonPanels } from './comparison/comparisonPanels';
import type { CorpusPanels } from './corpus/corpusPanels';
import type { EmbeddingsPanels } from './embeddings/embeddingsPanels';
import type { RunPanels } from './runs/runPanels';
import type { TokensPanels } from './tokens/tokensPanels';
import type { Runs } from './runs/runs';
import type { RunsTree } from './runs/runsTree';
import type { AskingViews } from './asking/askingViews';

export interface Inspection {
  activationMs: number;
  /** True once any engine thread lives. */
  engineStarted(): boolean;
  life: Lifetime;
  runs: Runs;
  tree: RunsTree;
  panels: RunPanels;
  tokens: TokensPanels;
  corpora: CorpusPanels;
  comparisons: ComparisonPanels;
  embeddings: EmbeddingsPanels;
  vectors: VectorsEngine;
  views: AskingViews;
  trainings: Trainings;
  lenses: ExperimentCodeLens;
}
