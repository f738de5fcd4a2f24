// Trains a model on parallel text: asks which files belong together, writes the experiment beside them, trains.
import * as path from 'node:path';
import type * as vscode from 'vscode';
import { isTableFile } from '../../protocol/corpusFiles';
import type { SharedEngine } from '../engine/sharedEngine';
import { plainName } from '../editor/texts';
import { writeExperiment } from '../experiments/newExperiment';
import { type GivenPairs, ofFiles, ofTable, surveyPairs } from '../experiments/pairFiles';
import { stemOf } from '../experiments/pairNames';
import { type SequenceModel, sequenceText } from '../experiments/sequenceText';
import type { Trainer } from '../experiments/trainer';

export interface SequenceTrainingParts {
  reading: SharedEngine;
  trainer: Trainer;
}

/** What other extensions and tests may say instead of being asked. */
export interface GivenParallel extends GivenPairs {
  overrides?: string[];
}

/** The run's id, or undefined when the person gives up. */
export async function trainOnParallel(
  { reading, trainer }: SequenceTrainingParts,
  model: SequenceModel,
  uris: readonly vscode.Uri[],
  given: GivenParallel = {},
): Promise<string | undefined> {
  const [first] = uris;
  const survey = await surveyPairs(reading, first);
  const isAlone = uris.length === 1 && !given.target;
  const takesTable = isTableFile(first.path) || (isAlone && survey.columns.length > 0);
  const files = takesTable ? await ofTable(survey, given) : await ofFiles(uris, given);
  if (!files) return undefined;
  const name = `${plainName(stemOf(files))}-${model}`;
  const text = sequenceText({ name, files, model, pairs: survey.rows });
  const experiment = await writeExperiment(first, { name, text });
  const training = await trainer.trainFile(experiment, given.overrides);
  return training?.folder && path.basename(training.folder);
}
