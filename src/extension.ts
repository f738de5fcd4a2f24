// Activation only: builds the parts, connects them, returns. Nothing of the engine is loaded before it is needed.
import * as vscode from 'vscode';
import { registerCommands } from './host/commands';
import { NeighborHover } from './host/embeddings/neighborHover';
import { pickVectors } from './host/embeddings/pickVectors';
import { VectorsEngine } from './host/embeddings/vectorsEngine';
import { engineStarter } from './host/engine/engineThread';
import { SharedEngine } from './host/engine/sharedEngine';
import { Trainings } from './host/engine/trainings';
import { ExperimentCodeLens } from './host/experiments/codeLens';
import { ExperimentDiagnostics } from './host/experiments/diagnostics';
import { Trainer } from './host/experiments/trainer';
import { Lifetime } from './host/lifetime';
import { Messages } from './host/messages';
import { CorpusPanels } from './host/panels/corpusPanels';
import { EmbeddingsPanels } from './host/panels/embeddingsPanels';
import { RunPanels } from './host/panels/runPanels';
import { TokenizerEditor } from './host/panels/tokenizerEditor';
import { TokensPanels } from './host/panels/tokensPanels';
import { RunActions } from './host/runs/runActions';
import { Runs } from './host/runs/runs';
import { RunsTree } from './host/runs/runsTree';
import { showTrainingsInStatusBar } from './host/statusBar';
import { translationViews } from './host/translationViews';
import { TokenizerFiles } from './host/tokens/tokenizerFiles';
import { WordFiles } from './host/tokens/wordFiles';
import { TokenizerTrainer } from './host/tokens/tokenizerTrainer';
import type { Inspection } from './host/inspection';

let end: (() => Promise<void>) | undefined;

export function activate(context: vscode.ExtensionContext): Inspection {
  const began = performance.now();
  const { extensionUri, workspaceState, storageUri, globalStorageUri } = context;
  const life = new Lifetime();
  context.subscriptions.push(life);
  const log = life.add(vscode.window.createOutputChannel('NLP Lab', { log: true }));
  const messages = new Messages(log);

  const start = engineStarter(vscode.Uri.joinPath(extensionUri, 'dist', 'worker.js').fsPath);
  const onLog = ({ level, message }: { level: 'info' | 'warning' | 'error'; message: string }): void =>
    log[level === 'warning' ? 'warn' : level](message);
  const shared = Array.from({ length: 4 }, () => new SharedEngine({ start, onLog, idleMs: 60_000 }));
  const [reading, working, tokenizing, counting] = shared;
  const trainings = new Trainings({ start, onLog });
  const vectors = new VectorsEngine({ start, onLog, idleMs: 60_000 });
  end = async () => void (await Promise.all([trainings, vectors, ...shared].map((part) => part.dispose())));

  const runs = new Runs({ engine: reading, trainings, log, life });
  const panels: RunPanels = new RunPanels(
    {
      ...{ extensionUri, reading, working, runs, log },
      actions: {
        stop: async (folder) => actions.stop(folder),
        resume: (folder) => actions.resume(folder),
        evaluate: async (folder) => void (await actions.evaluate(folder)),
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
  const embeddings = new EmbeddingsPanels(
    { extensionUri, vectors, reading, log, pickVectors: (title) => pickVectors(runs, title) },
    workspaceState,
    life,
  );
  new NeighborHover(embeddings, vectors, life);
  const tokenizerTrainer = new TokenizerTrainer(tokenizing);
  const trainer: Trainer = new Trainer({ trainings, runs, panels, messages, log });
  const actions: RunActions = new RunActions({ working, trainings, trainer, runs, panels, log }, life);

  const views = translationViews({ extensionUri, working, runs, memory: workspaceState }, life);

  const tree = new RunsTree(runs, life);
  life.add(vscode.window.createTreeView('nlpLab.runs', { treeDataProvider: tree, showCollapseAll: true }));
  const lenses = new ExperimentCodeLens(runs, trainings, life);
  new ExperimentDiagnostics(reading, log, life);
  showTrainingsInStatusBar(trainings, life);
  registerCommands(
    {
      reading,
      working,
      runs,
      ...views,
      actions,
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

  const activationMs = performance.now() - began;
  const engineStarted = (): boolean => [vectors, ...shared].some(({ started }) => started) || trainings.all.length > 0;
  return {
    activationMs,
    engineStarted,
    life,
    runs,
    tree,
    panels,
    tokens,
    corpora,
    embeddings,
    vectors,
    views,
    trainings,
    actions,
    lenses,
  };
}

/** Trainings are stopped between two steps, so that they can be resumed, and their threads are waited for. */
export async function deactivate(): Promise<void> {
  await end?.();
}
