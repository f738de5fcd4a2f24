// The call `fixes`: what puts right the problems at a place of an experiment.

import { namedAt } from '../../writing/asked';
import { fixesOf } from '../../writing/fixesOf';
import { filesAmong } from '../../writing/proposers';
import { readJsonText } from '../../experiment/jsonText';
import { check } from '../check';
import type { EngineCall } from '../context';

export const fixes: EngineCall<'fixes'> = async ({ line, column, files = [], ...request }, context) => {
  const { experimentText: text, baseFolder, runsFolder, isRestricted = false } = request;
  const problemsOf = async (experimentText: string) =>
    (await check({ ...request, experimentText }, { ...context, progress: () => undefined })).problems;
  const here = (await problemsOf(text)).filter(({ place }) => place?.line === line && (place.column ?? 1) === column);
  const root = readJsonText(text).value ?? {};
  const found = [];
  for (const problem of here)
    found.push(...(await fixesOf({ text, problem, files, check: problemsOf, baseFolder, runsFolder, isRestricted })));
  const named = here.flatMap(({ place }) => namedAt(root as Record<string, unknown>, place?.key ?? []));
  return { fixes: found, files: filesAmong([...new Set(named)]) };
};
