// compare_runs: what differs between runs, in their configuration and in their figures.
import * as z from 'zod/mini';
import { differingKeys } from '../../protocol/seedGroups';
import { toTranslate } from '../../protocol/toTranslate';
import { findRuns, nameOf, runField } from '../fields';
import { defineTool } from '../tool';

const MOST = 20;

export const compareRuns = defineTool({
  name: 'compare_runs',
  title: toTranslate('Compare runs'),
  description:
    'Puts runs side by side: the keys of their configuration that differ, and their figures. Figures of one training each say little: whether a difference is more than chance, evaluations on the same test data or several seeds must show.',
  input: z.strictObject({ runs: z.array(runField).check(z.minLength(2), z.maxLength(MOST)) }),
  async run({ runs }, context) {
    const found = await findRuns(runs, context);
    const details = await Promise.all(
      found.map(({ folder }) => context.call('runDetails', { folder }, { signal: context.signal })),
    );
    const differing = differingKeys(details.map(({ configuration }) => configuration));
    return {
      differingKeys: differing.map(({ key }) => key),
      runs: found.map(({ record, about }, i) => ({
        ...{
          run: record.id,
          name: nameOf({ record, about }),
          task: record.task,
          model: record.modelType,
          status: record.status,
        },
        ...{ parameters: record.parameters, seconds: Math.round(record.seconds), best: record.best },
        configuration: Object.fromEntries(differing.map(({ key, values }) => [key, values[i] ?? null])),
        metrics: record.metrics,
      })),
    };
  },
});
