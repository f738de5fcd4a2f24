// The run that an experiment has had already: what need not be trained once more.

import { isDeepStrictEqual } from 'node:util';
import type { RunSummary } from '../../protocol/run';
import type { Files } from '../store/files';
import { runIndexOf } from '../store/runIndex';
import { storedExperiment } from '../tasks/storedExperiment';
import type { Experiment } from '../tasks/tasks';
import { changedFiles } from './runAgain';

/** Say nothing of what is learned: what it is called, on what it is computed. */
const WITHOUT_EFFECT = ['name', 'runtime'];

/**
 * The newest completed run of exactly this experiment on the data as they are now, wherever it was trained. Runs that cannot be read are passed over.
 * @param baseFolder from where the experiment names its data
 */
export async function runOfExperiment(
  files: Files,
  runsFolder: string,
  { experiment, baseFolder }: { experiment: Experiment; baseFolder: string },
): Promise<RunSummary | undefined> {
  const wanted = learned(experiment);
  for (const summary of runIndexOf(files, runsFolder).read({}).runs) {
    const { folder, record } = summary;
    const { task, seed, status, modelType } = record;
    if (status !== 'completed' || task !== experiment.task || seed !== experiment.seed) continue;
    if (modelType !== experiment.model.type || !isDeepStrictEqual(learnedBy(files, folder), wanted)) continue;
    if ((await changedFiles(files, { ...record, baseFolder })).length === 0) return summary;
  }
  return undefined;
}

function learnedBy(files: Files, folder: string): unknown {
  try {
    return learned(storedExperiment(files, folder));
  } catch {
    return undefined;
  }
}

/** As it stands in a file: what is undefined is left out. */
const learned = (experiment: Experiment): unknown => {
  const kept = Object.entries(experiment).filter(([key]) => !WITHOUT_EFFECT.includes(key));
  return JSON.parse(JSON.stringify(Object.fromEntries(kept)));
};
