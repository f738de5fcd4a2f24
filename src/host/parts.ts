// Builds the parts of the extension and connects them. Nothing of the engine is loaded before it is needed.
import * as vscode from 'vscode';
import { evaluateRun } from './asking/evaluateRun';
import { COMMANDS } from './commands';
import { registerCommands } from './commands/register';
import { NeighborHover } from './embeddings/neighborHover';
import { pickVectors } from './embeddings/pickVectors';
import { VectorsEngine } from './embeddings/vectorsEngine';
import { engineStarter } from './engine/engineThread';
import { SharedEngine } from './engine/sharedEngine';
import { Trainings } from './engine/trainings';
import { ExperimentCodeLens } from './experiments/codeLens';
import { ExperimentDiagnostics } from './experiments/diagnostics';
import { stopTraining, Trainer } from './experiments/trainer';
import type { Lifetime } from './editor/lifetime';
import { Messages } from './editor/messages';
import { ComparisonPanels } from './comparison/comparisonPanels';
import { CorpusPanels } from './corpus/corpusPanels';
import { EmbeddingsPanels } from './embeddings/embeddingsPanels';
import { RunPanels } from './runs/runPanels';
import { TokenizerEditor } from './tokens/tokenizerEditor';
import { TokensPanels } from './tokens/tokensPanels';
import { DeletedRuns } from './runs/deletedRuns';
import { Runs } from './runs/runs';
import { RunsTree } from './runs/runsTree';
import { showTrainingsInStatusBar } from './experiments/statusBar';
import { askingViews } from './asking/askingViews';
import { TokenizerFiles } from './tokens/tokenizerFiles';
import { WordFiles } from './tokens/wordFiles';
import { TokenizerTrainer } from './tokens/tokenizerTrainer';

/** All is held by `life` but the threads: those are asked to end by `end`, which waits for them. */
export function buildParts(context: vscode.ExtensionContext, life: Lifetime) {
  const { extensionUri, workspaceState, storageUri, globalStorageUri } = context;
  const log = life.add(vscode.window.createOutputChannel('NLP Lab', { log: true }));
  const messages = new Messages(log);

  const start = engineStarter(vscode.Uri.joinPath(extensionUri, 'dist', 'worker.js').fsPath);
  const onLog = ({ level, message }: { level: 'info' | 'warning' | 'error'; message: string }): void =>
    log[level === 'warning' ? 'warn' : level](message);
  const shared = Array.from({ length: 4 }, () => new SharedEngine({ start, onLog, idleMs: 60_000 }));
  const [reading, working, tokenizing, counting] = shared;
  const trainings = new Trainings({ start, onLog });
  const vectors = new VectorsEngine({ start, onLog, idleMs: 60_000 });

  const runs = new Runs({ engine: reading, trainings, log, life });
  const panels: RunPanels = new RunPanels(
    {
      ...{ extensionUri, reading, working, runs, log },
      actions: {
        stop: async (folder) => stopTraining(trainings, folder),
        resume: async (folder) => void (await trainer.resume(folder)),
        evaluate: async (folder) => void (await evaluateRun({ reading, working, runs, panels }, folder)),
        openEmbeddings: (folder) => void embeddings.show({ first: { kind: 'run', folder } }),
      },
    },
    life,
  );
  const files = new TokenizerFiles(workspaceState);
  const storage = vscode.Uri.joinPath(storageUri ?? globalStorageUri, 'tokenizers').fsPath;
  const words = new WordFiles(workspaceState);
  const tokens = new TokensPanels({ extensionUri, tokenizing, files, words, storage, log }, workspaceState, life);
  new TokenizerEditor(tokens, life);
  const corpora = new CorpusPanels({ extensionUri, counting, log }, workspaceState, life);
  const embeddings: EmbeddingsPanels = new EmbeddingsPanels(
    { extensionUri, vectors, reading, log, pickVectors: (title) => pickVectors(runs, title) },
    workspaceState,
    life,
  );
  new NeighborHover(embeddings, vectors, life);
  const tokenizerTrainer = new TokenizerTrainer(tokenizing);
  const trainer: Trainer = new Trainer({ trainings, runs, panels, messages, log });
  const deletedRuns = new DeletedRuns({ runs, panels, log }, life);

  const views = askingViews({ extensionUri, working, runs, memory: workspaceState }, life);

  const comparisons = new ComparisonPanels({ extensionUri, working, log }, workspaceState, life);

  const tree = new RunsTree(runs, life);
  const options = { treeDataProvider: tree, showCollapseAll: true, canSelectMany: true };
  life.add(vscode.window.createTreeView('nlpLab.runs', options));
  const lenses = new ExperimentCodeLens(runs, trainings, life);
  new ExperimentDiagnostics(reading, log, life);
  showTrainingsInStatusBar(trainings, life);
  registerCommands(
    COMMANDS,
    {
      reading,
      working,
      runs,
      panels,
      deletedRuns,
      trainings,
      ...views,
      comparisons,
      trainer,
      tokens,
      files,
      tokenizerTrainer,
      corpora,
      counting,
      embeddings,
      messages,
      log,
    },
    life,
  );

  const threads = [vectors, ...shared];
  const engineStarted = (): boolean => threads.some(({ started }) => started) || trainings.all.length > 0;
  const end = async (): Promise<void> =>
    void (await Promise.all([trainings, ...threads].map((part) => part.dispose())));
  const shown = {
    runs,
    tree,
    panels,
    tokens,
    corpora,
    embeddings,
    vectors,
    views,
    comparisons,
    trainings,
    lenses,
  };
  return { ...shown, engineStarted, end };
}
