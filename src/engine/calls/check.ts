// The call `check`: the faults of an experiment, for diagnostics in the editor.

import { checkNamedFiles } from '../data/checkNamedFiles';
import { MOST_FAULTS } from '../experiment/issueMessages';
import { readJsonText } from '../experiment/jsonText';
import { readableExperiment } from './experimentText';
import { nodeFiles } from '../store/nodeFiles';
import { baseReader } from '../tasks/base/findBase';
import { parseExperiment } from '../tasks/parseExperiment';
import { taskOf } from '../tasks/tasks';
import type { EngineCall } from './context';

/** Checks the text; where that is right, also whether its files are there and tables have the columns. */
export const check: EngineCall<'check'> = async (
  { experimentText: given, experimentFile, baseFolder, runsFolder, overrides },
  { signal },
) => {
  const experimentText = await readableExperiment(given, experimentFile);
  const { experiment, problems } = parseExperiment(experimentText, {
    ...{ file: experimentFile, overrides },
    base: baseReader({ files: nodeFiles, baseFolder, runsFolder }),
  });
  if (!experiment) return { problems };
  const task = taskOf(experiment);
  const sources = await task.checkSources(experiment, baseFolder, signal);
  const faults = [...sources, ...(await checkNamedFiles(experiment, baseFolder, signal))];
  const json = readJsonText(experimentText);
  return {
    abilities: task.abilities(experiment),
    problems: [
      ...problems,
      ...faults.slice(0, MOST_FAULTS).map(({ key, error: { code, message, place: at } }) => ({
        severity: 'error' as const,
        ...{ code, message },
        place: { file: experimentFile, key, ...json.placeOf(json.spanOf(key)) },
        ...(at?.file !== undefined && at.line !== undefined ? { source: at } : {}),
      })),
    ],
  };
};
