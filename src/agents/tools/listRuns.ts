// list_runs: which runs there are.
import * as z from 'zod/mini';
import { filterTest } from '../../protocol/runQuery/filter';
import { rowSortOf, sortRows } from '../../protocol/runQuery/sortRows';
import { keysOf, type RunRow } from '../../protocol/runRow';
import { toTranslate } from '../../protocol/toTranslate';
import { limitField, offsetField } from '../fields';
import { defineTool } from '../tool';

const MOST_QUERY = 2000;

/** Of every run; other keys are told where they are asked for, or named in the query or the order. */
const SHOWN = [
  'name',
  'task',
  'model.type',
  'status',
  'created',
  'seconds',
  'seed',
  'parameters',
  'epoch',
  'epochs',
  'tags',
];
const NEWEST = { key: 'created', isRising: false };
const IS_FIGURE = /^(best|validation|test|evaluation)\./;

const key = (words: string) => z.string().check(z.minLength(1), z.maxLength(200), z.describe(words));

export const listRuns = defineTool({
  name: 'list_runs',
  title: toTranslate('List runs'),
  description:
    'Lists the trained models ("runs") of this workspace, newest first, with their task, kind of model, status and figures. Use it to find the id of a run for the other tools, or the runs for which an expression holds.',
  input: z.strictObject({
    query: z.optional(
      z
        .string()
        .check(
          z.maxLength(MOST_QUERY),
          z.describe(
            'words that a run must hold, or an expression over its keys: validation.accuracy > 0.8 && model.type == "lstm"',
          ),
        ),
    ),
    sort: z.optional(key('a key by which they are sorted, the greatest first; with - before it the least')),
    keys: z._default(z.array(key('a key of the configuration or a figure')).check(z.maxLength(50)), []),
    limit: limitField(200, 20),
    offset: offsetField,
  }),
  async run({ query = '', sort, keys, limit, offset }, { call, runsFolders, signal }) {
    const lists = await Promise.all(runsFolders.map((runsFolder) => call('runRows', { runsFolder }, { signal })));
    const rows = lists.flatMap((list) => list.rows);
    const known = keysOf(rows);
    const test = filterTest(query, known);
    const found = sortRows(rows, sort === undefined ? NEWEST : rowSortOf(sort), known).filter(({ values }) =>
      test((name) => (Object.hasOwn(values, name) ? values[name] : undefined)),
    );
    const asked = `${query} ${sort ?? ''}`;
    const shown = new Set([...SHOWN, ...keys, ...[...known].filter((name) => asked.includes(name))]);
    return { total: found.length, runs: found.slice(offset, offset + limit).map((row) => shortly(row, shown)) };
  },
});

const shortly = ({ id, values }: RunRow, shown: ReadonlySet<string>): object => ({
  run: id,
  ...Object.fromEntries(Object.entries(values).filter(([name]) => shown.has(name) || IS_FIGURE.test(name))),
});
