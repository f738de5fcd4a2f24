// list_runs: which runs there are.
import * as z from 'zod/mini';
import type { RunSummary } from '../../protocol/run';
import { allRuns, limitField, offsetField } from '../fields';
import { defineTool } from '../tool';

const STATUSES = ['running', 'completed', 'stopped', 'failed', 'interrupted'] as const;

export const listRuns = defineTool({
  name: 'list_runs',
  title: 'List runs',
  description:
    'Lists the trained models ("runs") of this workspace, newest first, with their task, kind of model, status and figures. Use it to find the id of a run for the other tools.',
  input: z.strictObject({
    text: z.optional(
      z.string().check(z.maxLength(200), z.describe('only runs whose name, id, task or model has this in it')),
    ),
    status: z.optional(z.enum(STATUSES).check(z.describe('only runs of this status'))),
    limit: limitField(200, 20),
    offset: offsetField,
  }),
  async run({ text, status, limit, offset }, context) {
    const wanted = text?.toLowerCase() ?? '';
    const has = ({ record: { id, name, task, modelType } }: RunSummary): boolean =>
      [id, name, task, modelType].some((each) => each.toLowerCase().includes(wanted));
    const found = (await allRuns(context)).filter(
      (run) => has(run) && (status ?? run.record.status) === run.record.status,
    );
    return { total: found.length, runs: found.slice(offset, offset + limit).map(shortly) };
  },
});

function shortly({ record, resumable }: RunSummary): object {
  const { id, name, task, modelType, status, createdAt, seconds, epoch, epochs, parameters, best, metrics } = record;
  const figures = { parameters, epoch, epochs, seconds: Math.round(seconds) };
  return { run: id, name, task, model: modelType, status, resumable, createdAt, ...figures, best, metrics };
}
