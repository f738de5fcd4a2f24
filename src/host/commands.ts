// The commands: what each is called, and what it is given by the palette, a menu, the tree or another extension.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { LabError } from '../protocol/labError';
import type { SharedEngine } from './engine/sharedEngine';
import {
  askForExperiment,
  columnsOf,
  guessExperiment,
  pickTable,
  textFor,
  writeExperiment,
} from './experiments/newExperiment';
import { isExperiment, type Trainer } from './experiments/trainer';
import type { Lifetime } from './editor/lifetime';
import type { Messages } from './editor/messages';
import { pickRun, pickRuns, type RunArgument } from './runs/pickRun';
import type { RunActions } from './runs/runActions';
import { isResumable, isRunning, isUsable, type RunEntry } from './runs/runEntry';
import type { Runs } from './runs/runs';
import { type EmbeddingsCommandParts, embeddingsCommands } from './embeddings/commands';
import { type CorpusCommandParts, corpusCommands } from './corpus/commands';
import { type TokenCommandParts, tokenCommands } from './tokens/commands';
import { isGivenEvaluation } from './parallel/evaluationPairs';
import { isSequenceRun } from './asking/questionPanels';
import { type TranslationCommandParts, translationCommands } from './asking/commands';

export interface CommandParts
  extends TokenCommandParts, CorpusCommandParts, EmbeddingsCommandParts, TranslationCommandParts {
  reading: SharedEngine;
  runs: Runs;
  actions: RunActions;
  trainer: Trainer;
  messages: Messages;
  log: vscode.LogOutputChannel;
}

/** What predicting a label is for. */
const isClassifier = (entry: RunEntry): boolean => isUsable(entry) && entry.summary.record.task === 'classification';

/** Runs that can be measured on a file. */
const isJudged = (entry: RunEntry): boolean => isClassifier(entry) || (isUsable(entry) && isSequenceRun(entry));

type Command = (...given: never[]) => unknown;

export function registerCommands(parts: CommandParts, life: Lifetime): void {
  for (const [name, run] of Object.entries(commands(parts)))
    life.add(
      vscode.commands.registerCommand(`nlpLab.${name}`, (...given: unknown[]) =>
        parts.messages.guarded(async () => (run as (...values: unknown[]) => unknown)(...given)),
      ),
    );
}

function commands({ reading, runs, actions, trainer, log, ...parts }: CommandParts): Record<string, Command> {
  return {
    ...tokenCommands(parts),
    ...corpusCommands(parts),
    ...embeddingsCommands({ ...parts, reading, runs, trainer }),
    ...translationCommands({ ...parts, reading, runs, trainer }),
    newExperiment: async (given?: unknown) => {
      const table = await pickTable(given instanceof vscode.Uri ? given : undefined);
      if (!table) return undefined;
      const columns = await columnsOf(reading, table);
      const choice = await askForExperiment(columns);
      return choice && writeExperiment(table, textFor(table, choice, columns.rows));
    },
    train: async (uri?: vscode.Uri, options?: { overrides?: string[] }) => {
      const file = await pickExperiment(uri);
      const training = file && (await trainer.trainFile(file, options?.overrides));
      return training?.folder && path.basename(training.folder);
    },
    trainOnFile: async (uri?: vscode.Uri) => {
      const table = uri ?? vscode.window.activeTextEditor?.document.uri;
      if (!table) throw new LabError('NOT_FOUND', vscode.l10n.t('Open a table (.csv, .tsv or .jsonl) first.'));
      const columns = await columnsOf(reading, table);
      const { name, text } = textFor(table, guessExperiment(columns, table), columns.rows);
      const training = await trainer.trainText(name, text, table);
      return training.folder && path.basename(training.folder);
    },
    stopRun: async (run?: RunArgument) => {
      const entry = await pickRun(runs, run, ({ ours, live }) => ours && live !== undefined, { takeOnlyOne: true });
      if (entry) actions.stop(entry.summary.folder);
    },
    resumeRun: async (run?: RunArgument) => {
      const entry = await pickRun(runs, run, isResumable, { takeOnlyOne: true });
      if (entry) await actions.resume(entry.summary.folder);
    },
    evaluateRun: async (run?: RunArgument, file?: unknown, more?: unknown) => {
      const entry = await pickRun(runs, run, isJudged);
      const given = isGivenEvaluation(more) ? more : undefined;
      return entry && actions.evaluate(entry.summary.folder, file instanceof vscode.Uri ? file : undefined, given);
    },
    predict: async (run?: RunArgument, text?: unknown) => {
      const entry = await pickRun(runs, run, isClassifier);
      return entry && actions.predict(entry.summary.folder, typeof text === 'string' ? text : undefined);
    },
    openRun: async (run?: RunArgument) => {
      const entry = await pickRun(runs, run, () => true);
      if (entry) actions.open(entry.summary.folder);
    },
    showRunFolder: async (run?: RunArgument) => {
      const entry = await pickRun(runs, run, () => true);
      if (entry) await actions.showFolder(entry.summary.folder);
    },
    deleteRun: async (run?: RunArgument, selected?: unknown) => {
      const entries = await pickRuns(runs, run, selected, (candidate) => !isRunning(candidate));
      if (entries.length > 0) await actions.delete(entries.map(({ summary }) => summary.folder));
    },
    restoreRun: () => actions.restore(),
    showLog: () => log.show(),
  };
}

/** The given or active experiment file, else one of the workspace. */
async function pickExperiment(uri?: vscode.Uri): Promise<vscode.Uri | undefined> {
  if (uri) return uri;
  const active = vscode.window.activeTextEditor?.document.uri;
  if (active && isExperiment(active)) return active;
  const files = await vscode.workspace.findFiles('**/*.nlplab.json', '**/{node_modules,.nlplab}/**', 200);
  if (files.length === 0)
    throw new LabError(
      'NOT_FOUND',
      vscode.l10n.t('There is no experiment file here yet. Make one with "New Experiment".'),
    );
  if (files.length === 1) return files[0];
  const items = files
    .sort((a, b) => a.path.localeCompare(b.path))
    .map((value) => ({ label: path.basename(value.path), description: vscode.workspace.asRelativePath(value), value }));
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Train from which experiment?') }))?.value;
}
