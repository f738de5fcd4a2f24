// train: a run made from an experiment, within a budget and with a person's consent.
import * as z from 'zod/mini';
import { LabError } from '../../protocol/labError';
import { toTranslate } from '../../protocol/toTranslate';
import { experimentField } from '../fields';
import { defineTool } from '../tool';

const MOST_MINUTES = 24 * 60;

export const trainRun = defineTool({
  name: 'train',
  title: toTranslate('Train'),
  description:
    'Trains a model from an experiment file (*.nlplab.json) for at most the given minutes, and returns the run with its figures; a person is asked first. A run that the budget has stopped keeps its checkpoint and can be resumed. Check the experiment first.',
  input: z.strictObject({
    file: experimentField,
    minutes: z.number().check(z.gt(0), z.maximum(MOST_MINUTES), z.describe('the budget: the training is stopped then')),
  }),
  question: ({ file, minutes }) => ({
    text: toTranslate('Train from {0} for at most {1} min?'),
    values: [file, String(minutes)],
  }),
  async run({ file, minutes }, { call, train, readExperiment, runsFolders, signal }) {
    const experiment = await readExperiment(file);
    const { problems } = await call('check', { ...experiment, runsFolder: runsFolders[0] }, { signal });
    const wrong = problems.find(({ severity }) => severity === 'error');
    if (wrong) throw LabError.fromData(wrong);
    const budget = AbortSignal.timeout(minutes * 60_000);
    const { folder, record } = await train(experiment, AbortSignal.any([signal, budget])).catch((error: unknown) => {
      if (!budget.aborted || LabError.toData(error).code !== 'CANCELLED') throw error;
      throw new LabError(
        'CANCELLED',
        `The budget of ${minutes} minutes was spent before the first step; no run was made.`,
      );
    });
    const { id, name, status, metrics, best, epoch, epochs, step, seconds, notices, failure } = record;
    return { run: id, name, folder, status, isBudgetSpent: budget.aborted, epoch, epochs, step, seconds, metrics, best, notices, failure }; // prettier-ignore
  },
});
