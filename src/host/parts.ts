// Builds the parts of the extension and connects them. Nothing of the engine is loaded before it is needed.
import * as vscode from 'vscode';
import { evaluateRun } from './asking/evaluateRun';
import { registerCommands } from './commands/register';
import type { Lifetime } from './editor/lifetime';
import { Messages } from './editor/messages';
import { NeighborHover } from './embeddings/neighborHover';
import { VectorsEngine } from './embeddings/vectorsEngine';
import { engineStarter } from './engine/engineThread';
import { SharedEngine } from './engine/sharedEngine';
import { Trainings } from './engine/trainings';
import { ExperimentCodeLens } from './experiments/codeLens';
import { ExperimentDiagnostics } from './experiments/diagnostics';
import { showTrainingsInStatusBar } from './experiments/statusBar';
import { stopTraining, Trainer } from './experiments/trainer';
import { COMMANDS, type NeedsOfViews, startViews, type Views } from './registry';
import { DeletedRuns } from './runs/deletedRuns';
import { Runs } from './runs/runs';
import { RunsTree } from './runs/runsTree';
import { TokenBorders } from './tokens/tokenBorders';
import { TokenizerEditor } from './tokens/tokenizerEditor';
import { TokenizerFiles } from './tokens/tokenizerFiles';
import { TokenizerTrainer } from './tokens/tokenizerTrainer';
import { tokensOf } from './tokens/tokensView';
import { WordFiles } from './tokens/wordFiles';

/** How long an engine's thread nobody uses is kept. */
const IDLE_MS = 60_000;

/** All is held by `life` but the threads: those are asked to end by `end`, which waits for them. */
export function buildParts(context: vscode.ExtensionContext, life: Lifetime) {
  const { extensionUri, workspaceState: memory, storageUri, globalStorageUri } = context;
  const log = life.add(vscode.window.createOutputChannel('NLP Lab', { log: true }));
  const messages = new Messages(log);

  const start = engineStarter(vscode.Uri.joinPath(extensionUri, 'dist', 'worker.js').fsPath);
  const onLog = ({ level, message }: { level: 'info' | 'warning' | 'error'; message: string }): void =>
    log[level === 'warning' ? 'warn' : level](message);
  const shared = Array.from({ length: 5 }, () => new SharedEngine({ start, onLog, idleMs: IDLE_MS }));
  const [reading, working, tokenizing, counting, keeping] = shared;
  const vectors = new VectorsEngine(keeping);
  const trainings = new Trainings({ start, onLog });

  const runs = new Runs({ engine: reading, trainings, log, life });
  const showRun = (folder: string, options?: { preserveFocus: boolean }): void =>
    void views.run.show({ folder }, options);
  const trainer = new Trainer({ trainings, runs, messages, log, showRun });
  const borders = new TokenBorders((uri) => tokensOf(views.tokens, uri)?.activeColumn, life);
  const needs: NeedsOfViews = {
    ...{ extensionUri, memory, log, reading, working, tokenizing, counting, vectors, runs, borders },
    ...{ files: new TokenizerFiles(memory), words: new WordFiles(memory) },
    storage: vscode.Uri.joinPath(storageUri ?? globalStorageUri, 'tokenizers').fsPath,
    actions: {
      stop: async (folder) => stopTraining(trainings, folder),
      resume: async (folder) => void (await trainer.resume(folder)),
      evaluate: async (folder) => void (await evaluateRun({ reading, working, runs, views }, folder)),
      openEmbeddings: (folder) => void views.embeddings.show({ first: { kind: 'run', folder } }),
    },
    get views() {
      return views; // views open others
    },
  };
  const views: Views = startViews(needs, life);
  new TokenizerEditor(views.tokens, needs.files, life);
  new NeighborHover(views.embeddings, vectors, life);

  const tree = new RunsTree(runs, life);
  const options = { treeDataProvider: tree, showCollapseAll: true, canSelectMany: true };
  life.add(vscode.window.createTreeView('nlpLab.runs', options));
  new ExperimentCodeLens(runs, trainings, life);
  new ExperimentDiagnostics(reading, log, life);
  showTrainingsInStatusBar(trainings, life);
  const deletedRuns = new DeletedRuns({ runs, views, log }, life);
  const tokenizerTrainer = new TokenizerTrainer(tokenizing);
  registerCommands(COMMANDS, { ...needs, views, messages, trainings, trainer, deletedRuns, tokenizerTrainer }, life);

  const engineStarted = (): boolean => shared.some(({ started }) => started) || trainings.all.length > 0;
  const end = async (): Promise<void> => void (await Promise.all([trainings, ...shared].map((part) => part.dispose())));
  return { runs, tree, views, borders, vectors, trainings, engineStarted, end };
}
