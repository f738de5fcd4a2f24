// The commands about experiments and the trainings they start.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { endingPattern, isTableFile, tableEndings, taggedEndings } from '../../protocol/corpusFiles';
import { toTranslate } from '../../protocol/toTranslate';
import { type Commands, EXPLORER } from '../commands/command';
import { all, either, EXPERIMENT_FILE, EXPERIMENTS, IN_FOLDER, named, onCorpus, TABLE_FILE } from '../commands/when';
import { meantFile } from '../editor/files';
import type { Messages } from '../editor/messages';
import type { SharedEngine } from '../engine/sharedEngine';
import type { Trainings } from '../engine/trainings';
import { ON_RUNS_VIEW, onRun, onRuns, someRun } from '../runs/menus';
import { pickRun, type RunArgument } from '../runs/pickRun';
import { isResumable, isRunning } from '../runs/runEntry';
import type { Runs } from '../runs/runs';
import { meantExperiment } from './pickExperiment';
import { sweepCommands, type SweepCommandParts } from './sweepCommands';
import { stopTraining, type Trainer } from './trainer';

/** Tables, texts that may be some, and a .json that may be a list of objects: no experiment, no tokenizer, no settings of programs. */
const LEARNED_FROM = named(
  `^(?!.*(\\.nlplab|package|-lock|config|settings|tokenizer)\\.json$).*${endingPattern([...tableEndings, ...taggedEndings, 'txt', 'json'])}`,
);

export interface ExperimentCommandParts extends SweepCommandParts {
  reading: SharedEngine;
  messages: Messages;
  runs: Runs;
  trainer: Trainer;
  trainings: Trainings;
}

export const experimentCommands: Commands<ExperimentCommandParts> = {
  newExperiment: {
    title: 'New Experiment',
    about: toTranslate('Writes an experiment for these data, with settings that suit their size.'),
    icon: 'new-file',
    needsTrust: true,
    menus: {
      [EXPLORER]: { when: either(LEARNED_FROM, 'explorerResourceIsFolder'), group: '3_train@4' },
      'view/title': { when: all(ON_RUNS_VIEW, IN_FOLDER), group: 'navigation@1' },
      'view/item/context': [
        { when: onCorpus(), group: 'inline@3' },
        { when: onCorpus(), group: '3_train@1' },
      ],
    },
    run: async ({ reading }, given?: unknown) => {
      const { newExperiment } = await import('./experimentFromFile');
      return newExperiment(reading, given instanceof vscode.Uri ? given : undefined);
    },
  },
  /** Answers with the run's id, as all that train; with nothing while it waits for its turn. */
  train: {
    title: 'Train from Experiment File',
    about: toTranslate('Trains the model that the experiment describes, and keeps it as a run.'),
    icon: 'play',
    needsTrust: true,
    palette: EXPERIMENTS,
    menus: {
      [EXPLORER]: { when: EXPERIMENT_FILE, group: '3_train@2' },
      'editor/context': { when: EXPERIMENT_FILE, group: '4_nlpLab@3' },
      'editor/title/context': { when: EXPERIMENT_FILE, group: '4_nlpLab@2' },
      'editor/title': { when: EXPERIMENT_FILE, group: 'navigation@1' },
    },
    run: async ({ trainer }, uri?: vscode.Uri, options?: { overrides?: string[] }) => {
      const title = vscode.l10n.t('Train from which experiment?');
      const file = await meantExperiment(uri, title);
      const training = file && (await trainer.trainFile(file, options?.overrides));
      return training?.folder && path.basename(training.folder);
    },
  },
  /** Answers with what was found. */
  estimateExperiment: {
    title: 'Estimate Training',
    about: toTranslate('Reads the data, measures some steps and says how long the training would take.'),
    icon: 'watch',
    needsTrust: true,
    palette: EXPERIMENTS,
    menus: {
      [EXPLORER]: { when: EXPERIMENT_FILE, group: '3_train@5' },
      'editor/context': { when: EXPERIMENT_FILE, group: '4_nlpLab@6' },
    },
    run: async ({ reading, trainer }, uri?: vscode.Uri) => {
      const { estimateExperiment } = await import('./estimate');
      const title = vscode.l10n.t('Estimate the training of which experiment?');
      const file = await meantExperiment(uri, title);
      return file && estimateExperiment(reading, file, () => trainer.trainFile(file));
    },
  },
  ...sweepCommands,
  trainOnFile: {
    title: 'Train RNN Classifier on Active File',
    about: toTranslate('Trains a recurrent classifier on the columns of texts and labels that it finds.'),
    icon: 'play',
    needsTrust: true,
    menus: { [EXPLORER]: { when: TABLE_FILE, group: '3_train@3' } },
    run: async ({ reading, trainer }, uri?: vscode.Uri) => {
      const { usualExperimentOn } = await import('./experimentFromFile');
      const table = await meantFile(uri, isTableFile);
      const { name, text } = await usualExperimentOn(reading, table);
      const training = await trainer.trainText(name, text, table);
      return training?.folder && path.basename(training.folder);
    },
  },
  stopRun: {
    title: 'Stop Run',
    about: toTranslate('Ends the training between two steps; it can be resumed.'),
    icon: 'debug-stop',
    needsTrust: true,
    palette: 'nlpLab.training',
    menus: {
      'view/item/context': [
        { when: onRuns('ours'), group: 'inline@2' },
        { when: onRun('ours'), group: '2_train@1' },
      ],
    },
    run: async ({ runs, trainings }, run?: RunArgument) => {
      const entry = await pickRun(runs, run, ({ ours, live }) => ours && live !== undefined, { takeOnlyOne: true });
      if (entry) stopTraining(trainings, entry.summary.folder);
    },
  },
  resumeRun: {
    title: 'Resume Run',
    about: toTranslate('Goes on with the training from its last checkpoint.'),
    icon: 'debug-continue',
    needsTrust: true,
    palette: someRun('resumable'),
    menus: {
      'view/item/context': [
        { when: onRuns('resumable'), group: 'inline@2' },
        { when: onRun('resumable'), group: '2_train@2' },
      ],
    },
    run: async ({ runs, trainer }, run?: RunArgument) => {
      const entry = await pickRun(runs, run, isResumable, { takeOnlyOne: true });
      if (entry) await trainer.resume(entry.summary.folder);
    },
  },
  runAgain: {
    title: 'Run Again Exactly',
    about: toTranslate('Trains the same experiment once more and says whether the same came of it.'),
    icon: 'debug-rerun',
    needsTrust: true,
    palette: someRun('ended'),
    menus: { 'view/item/context': { when: onRun('ended'), group: '2_train@3' } },
    run: async ({ runs, trainer, reading }, run?: RunArgument) => {
      const entry = await pickRun(runs, run, (candidate) => !isRunning(candidate));
      if (!entry) return undefined;
      const { runAgain } = await import('./runAgain');
      const training = await runAgain({ reading, trainer }, entry);
      return training?.folder && path.basename(training.folder);
    },
  },
};
