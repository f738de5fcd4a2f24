// From what a person typed for <run> to a run folder: a folder, an id, or the start of exactly one id; or a model's file of another
// program, which is asked as a run is.

import * as fs from 'node:fs';
import * as path from 'node:path';
import type { EngineContract } from '../protocol/engine';
import { LabError } from '../protocol/labError';
import type { Client } from '../protocol/rpc';
import type { OptionSpec, ParsedArguments } from './arguments';
import { invalidArgument } from './failure';

export const RUNS_OPTION: Record<string, OptionSpec> = {
  runs: { value: '<folder>', help: 'where runs are kept (default .nlplab/runs)' },
};

/** Where runs are kept: what `--runs` says, or the usual place. */
export function runsFolderOf(given: ParsedArguments, cwd: string): string {
  return path.resolve(cwd, given.text('runs') ?? path.join('.nlplab', 'runs'));
}

/** fastText's. */
const MODEL_FILE = /\.(bin|ftz)$/i;

/** Whether what `findRunFolder` found is no run but a model's file. */
export const isModelFile = (found: string): boolean =>
  MODEL_FILE.test(found) && fs.statSync(found, { throwIfNoEntry: false })?.isFile() === true;

const NAMED_AT_MOST = 8;

export interface RunLookup {
  client: Client<EngineContract>;
  cwd: string;
  runsFolder: string;
}

/** Throws `NOT_FOUND`, or `INVALID_ARGUMENT` naming the candidates when several ids start so. */
export async function findRunFolder(given: string, { client, cwd, runsFolder }: RunLookup): Promise<string> {
  if (given === '') throw invalidArgument('The run is empty; give a run id, the start of one, or a run folder.');
  const folder = path.resolve(cwd, given);
  if (fs.existsSync(path.join(folder, 'run.json'))) return folder;
  if (isModelFile(folder)) return folder;
  const ofId = path.join(runsFolder, given); // of very many runs one is found without a look at the others
  if (!/[\\/]/.test(given) && fs.existsSync(path.join(ofId, 'run.json'))) return ofId;
  const { runs } = await client.call('runs', { runsFolder });
  const exact = runs.find(({ record }) => record.id === given);
  if (exact) return exact.folder;
  const matching = runs.filter(({ record }) => record.id.startsWith(given));
  if (matching.length === 1) return matching[0].folder;
  if (matching.length > 1)
    throw invalidArgument(
      `"${given}" is the start of ${matching.length} runs: ${listed(matching.map((run) => run.record.id))}.`,
    );
  const known = runs.length === 0 ? 'It holds no runs.' : `It holds ${listed(runs.map(({ record }) => record.id))}.`;
  throw new LabError('NOT_FOUND', `There is no run "${given}" in ${runsFolder}. ${known}`, { file: runsFolder });
}

function listed(ids: string[]): string {
  const rest = ids.length - NAMED_AT_MOST;
  return ids.slice(0, NAMED_AT_MOST).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}
