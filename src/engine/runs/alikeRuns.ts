// Earlier runs of an experiment but for keys that do not matter for what is asked of them, on data that have not been changed since: from
// them follow figures that need not be computed again.

import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { RunRecord } from '../../protocol/run';
import { MACHINE } from '../../protocol/runAgain';
import type { Files } from '../store/files';
import { runIndexOf } from '../store/runIndex';
import { storedExperiment } from '../tasks/storedExperiment';
import type { Experiment } from '../tasks/tasks';
import { buildOf } from './buildOf';
import { isMade } from './runAgain';

/** The newest are looked at. */
const MOST_LOOKED_AT = 30;

/** Say nothing of what is learned. */
const WITHOUT_EFFECT = ['name', 'runtime', 'evaluation', 'curve', 'decoding'];
/** Of `training`: the time of a step does not depend on them. */
const WITHOUT_TIME = ['epochs', 'schedule', 'clipNorm', 'clipValue', 'earlyStopping', 'monitor', 'layerDecay'];
/** Of `training`: neither what is learned nor how an epoch is cut into steps depends on them. */
const WITHOUT_SIZE = [
  ...[...WITHOUT_TIME, 'optimizer', 'freeze', 'checkpointEverySteps', 'averageCheckpoints'],
  ...['watch', 'compare', 'path', 'classWeights', 'calibration'],
];

interface Asked {
  runsFolder: string;
  experiment: Experiment;
  baseFolder: string;
}

/** Newest first: with as many parameters, and as many steps in an epoch. */
export const runsOfSize = (files: Files, asked: Asked): RunRecord[] => alike(files, asked, WITHOUT_SIZE);

/** Newest first: trained on this machine as the experiment would be, so that a step takes as long; what a seed draws may be other. */
export function runsOfTime(files: Files, asked: Asked, settings: { device: string; threads: number }): RunRecord[] {
  const machine = buildOf({ device: 'cpu', threads: settings.threads });
  const isHere = ({ versions, device, threads }: RunRecord): boolean =>
    device === settings.device &&
    threads === settings.threads &&
    Object.keys(MACHINE).every((name) => name === 'device' || versions[name] === machine[name]);
  return alike(files, asked, WITHOUT_TIME, ['seed']).filter((record) => isHere(record) && record.step > 0);
}

function alike(
  files: Files,
  { runsFolder, experiment, baseFolder }: Asked,
  ofTraining: readonly string[],
  others: readonly string[] = [],
): RunRecord[] {
  const compared = (one: Experiment): unknown => comparedKeys(one, ofTraining, others);
  const wanted = compared(experiment);
  const isAlike = (folder: string): boolean => {
    try {
      return isDeepStrictEqual(compared(storedExperiment(files, folder)), wanted);
    } catch {
      return false; // it cannot be read: nothing is known of it
    }
  };
  return runIndexOf(files, runsFolder)
    .read({ writesNothing: true })
    .runs.filter(({ record }) => record.task === experiment.task && record.modelType === experiment.model.type)
    .slice(0, MOST_LOOKED_AT)
    .filter(({ folder, record }) => record.baseFolder === baseFolder && isAlike(folder) && isUnchanged(files, record))
    .map(({ record }) => record);
}

/** The experiment without the keys on which neither sizes nor the time of a step depend. */
export const sizedKeys = (experiment: Experiment): unknown => comparedKeys(experiment, WITHOUT_TIME);

function comparedKeys(experiment: Experiment, ofTraining: readonly string[], others: readonly string[] = []): unknown {
  const { training, ...rest } = JSON.parse(JSON.stringify(experiment)) as Record<string, object>;
  return { training: without(training, ofTraining), rest: without(rest, [...WITHOUT_EFFECT, ...others]) };
}

const without = (object: object | undefined, keys: readonly string[]): object =>
  Object.fromEntries(Object.entries(object ?? {}).filter(([key]) => !keys.includes(key)));

/** By the times of its files: their content is not read. */
function isUnchanged(files: Files, { hashes, baseFolder, createdAt }: RunRecord): boolean {
  const began = Date.parse(createdAt);
  return Object.keys(hashes).every((name) => {
    if (isMade(name)) return true;
    const stat = files.stat(path.resolve(baseFolder, name));
    return stat?.kind === 'file' && stat.modifiedMs <= began;
  });
}
