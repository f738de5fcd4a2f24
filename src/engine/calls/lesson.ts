// The call `lesson`: a lesson's experiments, judged by the runs that there are.

import path from 'node:path';
import type { LessonExperiment, Verdict } from '../../protocol/lesson';
import type { RunSummary } from '../../protocol/run';
import { readJsonText } from '../experiment/jsonText';
import { judgeExpectation, needsRun } from '../lessons/expectations';
import { readLessonFolder } from '../lessons/lessonFolder';
import type { LessonKeys } from '../lessons/lessonSchema';
import { writeProgress } from '../lessons/progressFile';
import { configurationValues } from '../runs/configurationRows';
import { runOfExperiment } from '../runs/runOfExperiment';
import { rowOf } from '../runs/runRow';
import { nodeFiles } from '../store/nodeFiles';
import { baseReader } from '../tasks/base/findBase';
import { withModelFolders } from '../tasks/modelFolders';
import { parseExperiment } from '../tasks/parseExperiment';
import { readExperimentText } from '../tasks/storedExperiment';
import type { EngineCall } from './context';

export const lesson: EngineCall<'lesson'> = async (request, { signal }) => {
  const { folder, language, save } = request;
  const { title, document, experiments: names } = readLessonFolder(nodeFiles, folder, language);
  const experiments: LessonExperiment[] = [];
  for (const name of names) {
    signal.throwIfAborted();
    const experiment = await judged(name, request);
    if (experiment) experiments.push(experiment);
  }
  const found = { folder, title, document, experiments };
  if (save) writeProgress(nodeFiles, found, new Date());
  return found;
};

type Asked = Parameters<typeof lesson>[0];

/** Undefined for an experiment that expects nothing. */
async function judged(name: string, asked: Asked): Promise<LessonExperiment | undefined> {
  const { folder: baseFolder, runsFolder, language, defaults } = asked;
  const file = path.join(baseFolder, name);
  const text = readExperimentText(nodeFiles, file);
  const base = baseReader({ files: nodeFiles, baseFolder, runsFolder });
  const { experiment, lesson: keys, problems } = parseExperiment(text, { file, base });
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (!experiment) return /"expect"\s*:/u.test(text) ? { ...nothing(name), problems: errors } : undefined;
  if (!keys?.expect) return undefined;
  const place = { files: nodeFiles, baseFolder };
  const whole = withModelFolders(experiment, defaults, place);
  const run = await runOfExperiment(nodeFiles, runsFolder, { experiment: whole, baseFolder });
  const configuration = Object.fromEntries(configurationValues(whole));
  const verdicts = verdictsOf(keys, { configuration, run, language, text, file });
  return {
    ...nothing(name),
    ...(run && { run: { id: run.record.id, folder: run.folder } }),
    needsRun: !run && needsRun(keys.expect, configuration),
    verdicts,
  };
}

const nothing = (file: string): LessonExperiment => ({ file, problems: [], needsRun: false, verdicts: [] });

interface Judging {
  configuration: Parameters<typeof needsRun>[1];
  run?: RunSummary;
  language?: string;
  text: string;
  file: string;
}

function verdictsOf({ expect = [], answers }: LessonKeys, judging: Judging): Verdict[] {
  const { configuration, run, language, text, file } = judging;
  const json = readJsonText(text);
  const known = { configuration, answers, ...(run && { run: rowOf(nodeFiles, run).values }) };
  return expect.map((expectation, i) => ({
    ...judgeExpectation(expectation, known, language),
    place: { file, ...json.placeOf(json.spanOf(['expect', i])) },
  }));
}
