// The experiment that a person asks for, with the run that its model begins with.

import type { TrainRequest } from '../../protocol/engine';
import type { Files } from '../store/files';
import { baseReader } from '../tasks/base/findBase';
import { withModelFolders } from '../tasks/modelFolders';
import { resolveExperiment } from '../tasks/parseExperiment';
import type { Experiment } from '../tasks/tasks';
import type { BaseParameters } from '../train/preparedRun';

/** Without `runsFolder` runs are not found by their ids. */
export type ExperimentRequest = Omit<TrainRequest, 'runsFolder' | 'resume'> & Partial<Pick<TrainRequest, 'runsFolder'>>;

interface AskedExperiment {
  experiment: Experiment;
  /** Reads what a new model begins with. */
  base?(): BaseParameters;
}

/** Fails with the first of its problems (`INVALID_EXPERIMENT`), and as reading the other run does. */
export function askedExperiment(
  { experimentText, experimentFile, baseFolder, runsFolder, overrides, defaults }: ExperimentRequest,
  files: Files,
): AskedExperiment {
  const readBase = baseReader({ files, baseFolder, runsFolder });
  const asked = resolveExperiment(experimentText, { file: experimentFile, overrides, base: readBase });
  const experiment = withModelFolders(asked, defaults, { files, baseFolder });
  const from = fromOf(experiment);
  if (from === undefined) return { experiment };
  const { name, parameters } = readBase(from);
  return { experiment, base: () => ({ name, parameters: parameters() }) };
}

/** What the model begins with. */
const fromOf = ({ model }: Experiment): string | undefined => ('from' in model ? model.from : undefined);
