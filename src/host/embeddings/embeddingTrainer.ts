// Starts trainings of word vectors: on one file with the usual settings, or from an experiment that says so.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { can, isJudged } from '../../protocol/ability';
import { withoutEnding } from '../../protocol/corpusFiles';
import { openDocument, savedFile } from '../editor/files';
import { homeOf, runsFolderOf } from '../editor/settings';
import type { SharedEngine } from '../engine/sharedEngine';
import type { Training } from '../engine/trainings';
import { plainName } from '../editor/texts';
import { type EmbeddingExperiment, embeddingText } from '../experiments/embeddingText';
import { pickExperiment } from '../experiments/pickExperiment';
import type { Trainer } from '../experiments/trainer';
import { pickText } from '../editor/shown/picks';

/** Trains word2vec on the given or active file, as it lies on the disk. Undefined when the person gives up. */
export async function trainWord2Vec(
  trainer: Trainer,
  reading: SharedEngine,
  uri?: vscode.Uri,
): Promise<Training | undefined> {
  const file = await savedFile(uri);
  const texts = await textsOf(reading, file);
  if (!texts) return undefined;
  const { size } = await vscode.workspace.fs.stat(file);
  const dataFile = path.basename(file.path);
  const name = `${plainName(withoutEnding(dataFile))}-word2vec`;
  return trainer.trainText(name, embeddingText({ name, dataFile, bytes: size, ...texts }), file);
}

type Texts = Pick<EmbeddingExperiment, 'column' | 'header'>;

/** The text column of a table, as the engine guesses it or the person says; undefined when the person gives up. */
async function textsOf(reading: SharedEngine, file: vscode.Uri): Promise<Texts | undefined> {
  const { columns, guess, header } = await reading.call('columns', { file: file.fsPath });
  if (columns.length === 0) return {};
  if (guess.text !== undefined) return { column: guess.text, header };
  const column = await pickText(columns, { title: vscode.l10n.t('Which column holds the text?') });
  return column === undefined ? undefined : { column, header };
}

/** The given or active experiment of word vectors, else one of the workspace. */
export async function pickEmbeddingExperiment(
  reading: SharedEngine,
  uri?: vscode.Uri,
): Promise<vscode.Uri | undefined> {
  const none = vscode.l10n.t(
    'There is no experiment of the task "embedding" here yet. Use "Train Word2Vec on Active File", or write "task": "embedding" in one.',
  );
  const title = vscode.l10n.t('Train from which experiment?');
  return uri ?? pickExperiment({ fits: (file) => learnsVectorsAlone(reading, file), none, title });
}

/** Runs of the experiment have vectors and nothing that is asked about texts. */
async function learnsVectorsAlone(reading: SharedEngine, file: vscode.Uri): Promise<boolean> {
  const experimentText =
    openDocument(file)?.getText() ?? new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  const experimentFile = file.fsPath;
  const places = { baseFolder: path.dirname(experimentFile), runsFolder: runsFolderOf(homeOf(file)) };
  const asked = { experimentText, experimentFile, ...places };
  const { abilities = [] } = await reading.call('check', asked);
  return can({ abilities }, 'vectors') && !isJudged({ abilities });
}
