// What several tools are given, and how runs are found by it.
import * as path from 'node:path';
import * as z from 'zod/mini';
import { LabError } from '../protocol/labError';
import type { RunSummary } from '../protocol/run';
import type { ToolContext } from './tool';

/** Longer ones are no names. */
const MOST_NAME = 500;

export const runField = z
  .string()
  .check(
    z.minLength(1),
    z.maxLength(MOST_NAME),
    z.describe('the id of a run, the start of exactly one id, or a name that one run alone has'),
  );

export const experimentField = z
  .string()
  .check(z.minLength(1), z.maxLength(MOST_NAME * 8), z.describe('the path of an experiment file, *.nlplab.json'));

export const limitField = (most: number, usual: number) =>
  z._default(
    z.int().check(z.minimum(1), z.maximum(most), z.describe(`how many at most (${usual} when left out)`)),
    usual,
  );

export const offsetField = z._default(
  z.int().check(z.minimum(0), z.describe('how many to pass over first (0 when left out)')),
  0,
);

/** All runs, newest first. */
async function allRuns({ call, runsFolders, signal }: ToolContext): Promise<RunSummary[]> {
  const lists = await Promise.all(runsFolders.map((runsFolder) => call('runs', { runsFolder }, { signal })));
  return lists.flatMap(({ runs }) => runs).sort((a, b) => b.record.createdAt.localeCompare(a.record.createdAt));
}

const LISTED = 8;

/** Fails with `NOT_FOUND`, or with `INVALID_ARGUMENT` where several ids start so. */
export async function findRun(given: string, context: ToolContext): Promise<RunSummary> {
  return runNamed(given, await allRuns(context));
}

/** The same of several runs, which are listed once. */
export async function findRuns(given: readonly string[], context: ToolContext): Promise<RunSummary[]> {
  const runs = await allRuns(context);
  return given.map((each) => runNamed(each, runs));
}

function runNamed(given: string, runs: readonly RunSummary[]): RunSummary {
  // The name of the folder is what lists tell; one that was copied bears another than its record.
  const exact = runs.find(({ folder, record }) => path.basename(folder) === given || record.id === given);
  if (exact) return exact;
  const named = runs.filter((run) => nameOf(run) === given);
  if (named.length === 1) return named[0];
  const matching = [...named, ...runs.filter(({ record }) => record.id.startsWith(given))];
  if (matching.length === 1) return matching[0];
  const some = (matching.length > 0 ? matching : runs).slice(0, LISTED).map(({ record }) => record.id);
  if (matching.length > 1)
    throw new LabError('INVALID_ARGUMENT', `"${given}" may be one of several runs: ${some.join(', ')}.`);
  const known =
    some.length === 0 ? 'There are no runs yet.' : `The newest are ${some.join(', ')}; list_runs tells all.`;
  throw new LabError('NOT_FOUND', `There is no run "${given}". ${known}`);
}

/** As lists show it. */
export const nameOf = ({ record, about }: Pick<RunSummary, 'record' | 'about'>): string => about?.name ?? record.name;
