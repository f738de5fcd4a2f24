// The calls about sweeps: to begin one, to train its next run, to say how far it is.

import { LabError } from '../../protocol/labError';
import { readJsonText } from '../experiment/jsonText';
import { applyOverride, isJsonObject } from '../experiment/overrides';
import { openSweep, summarizeSweep } from '../runs/sweep/openSweep';
import { createSweep, listSweeps } from '../runs/sweep/sweepFolder';
import { trainTrial } from '../runs/sweep/trainTrial';
import { nodeFiles } from '../store/nodeFiles';
import { baseReader } from '../tasks/base/findBase';
import { nameTypes } from '../tasks/checkSweep';
import { parseExperiment } from '../tasks/parseExperiment';
import type { EngineCall } from './context';
import { readableExperiment } from './experimentText';

export const beginSweep: EngineCall<'beginSweep'> = async (request) => {
  const { experimentFile, baseFolder, runsFolder, overrides = [] } = request;
  const text = await readableExperiment(request.experimentText, experimentFile);
  const base = baseReader({ files: nodeFiles, baseFolder, runsFolder });
  const { experiment, sweep, problems } = parseExperiment(text, { file: experimentFile, overrides, base });
  const wrong = problems.find(({ severity }) => severity === 'error');
  if (wrong) throw LabError.fromData(wrong);
  if (!sweep || !experiment)
    throw new LabError(
      'INVALID_EXPERIMENT',
      'This experiment has no sweep. Say which keys to try values of: "sweep": { "keys": { "training.optimizer.learningRate": [0.001, 0.01] } }.',
      { file: experimentFile },
    );
  const { value } = readJsonText(text);
  const own = isJsonObject(value) ? value : {};
  for (const override of overrides) applyOverride(own, override);
  delete own.sweep;
  nameTypes(own, experiment, sweep);
  const { name } = experiment;
  const header = { ...{ name, createdAt: new Date().toISOString(), sweep }, experiment: { ...own, name } };
  return { folder: createSweep(nodeFiles, runsFolder, { ...header, experimentFile, baseFolder }) };
};

export const trial: EngineCall<'trial'> = (request, { progress, log, signal }) =>
  trainTrial(request, { files: nodeFiles, tell: progress, log, signal, now: () => new Date() });

export const sweep: EngineCall<'sweep'> = ({ folder }) =>
  Promise.resolve(summarizeSweep(nodeFiles, openSweep(nodeFiles, folder)));

/** What cannot be read is left out: `sweep` says why. */
export const sweeps: EngineCall<'sweeps'> = ({ runsFolder }) => {
  const found = listSweeps(nodeFiles, runsFolder).flatMap((folder) => {
    try {
      return [summarizeSweep(nodeFiles, openSweep(nodeFiles, folder))];
    } catch {
      return [];
    }
  });
  return Promise.resolve({ sweeps: found.sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1)) });
};
