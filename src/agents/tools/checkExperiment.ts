// check_experiment: what is wrong with an experiment, before anything is trained.
import * as z from 'zod/mini';
import { toTranslate } from '../../protocol/toTranslate';
import { experimentField } from '../fields';
import { defineTool } from '../tool';

export const checkExperiment = defineTool({
  name: 'check_experiment',
  title: toTranslate('Check an experiment'),
  description:
    'Checks an experiment file (*.nlplab.json) and the data that it names: unknown keys, wrong values, missing files and columns, each with its place and what to do. Nothing is trained.',
  input: z.strictObject({ file: experimentField }),
  async run({ file }, { call, signal, readExperiment, runsFolders }) {
    const experiment = await readExperiment(file);
    const { problems, abilities } = await call('check', { ...experiment, runsFolder: runsFolders[0] }, { signal });
    const isRight = problems.every(({ severity }) => severity !== 'error');
    return { file: experiment.experimentFile, isRight, problems, ...(isRight && { abilities }) };
  },
});
