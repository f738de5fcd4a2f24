// What the activated extension shows to its own tests; nothing here is promised to others.
import type { ExperimentCodeLens } from './experiments/codeLens';
import type { Trainings } from './engine/trainings';
import type { VectorsEngine } from './embeddings/vectorsEngine';
import type { Lifetime } from './lifetime';
import type { ComparisonPanels } from './panels/comparisonPanels';
import type { CorpusPanels } from './panels/corpusPanels';
import type { EmbeddingsPanels } from './panels/embeddingsPanels';
import type { RunPanels } from './panels/runPanels';
import type { TokensPanels } from './panels/tokensPanels';
import type { RunActions } from './runs/runActions';
import type { Runs } from './runs/runs';
import type { RunsTree } from './runs/runsTree';
import type { TranslationViews } from './translationViews';

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
  views: TranslationViews;
  trainings: Trainings;
  actions: RunActions;
  lenses: ExperimentCodeLens;
}
