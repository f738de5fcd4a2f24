// The call `derivedFigures`: what follows from an experiment that is being written. Nothing where it is not right yet.

import { LabError } from '../../../protocol/labError';
import { nodeFiles } from '../../store/nodeFiles';
import { baseReader } from '../../tasks/base/findBase';
import { parseExperiment } from '../../tasks/parseExperiment';
import { figuresOf } from '../../writing/figuresOf';
import type { EngineCall } from '../context';

export const derivedFigures: EngineCall<'derivedFigures'> = async (request, { signal }) => {
  const { experimentText, experimentFile: file, baseFolder, runsFolder } = request;
  const base = baseReader({ files: nodeFiles, baseFolder, runsFolder });
  const { experiment } = parseExperiment(experimentText, { file, base });
  if (!experiment) return { figures: [] };
  try {
    return { figures: await figuresOf({ request, experiment, signal }) };
  } catch (error) {
    if (error instanceof LabError && error.code !== 'CANCELLED') return { figures: [] }; // `check` tells what is wrong
    throw error;
  }
};
