// The experiment file that a command names, checked before anything starts.

import * as path from 'node:path';
import { readPlain } from '../../engine/disk/plainFile';
import { decodeWhole } from '../../engine/text/encodings/decodeBytes';
import { titleOfEncoding } from '../../protocol/encodings';
import type { EngineContract, TrainRequest } from '../../protocol/engine';
import type { Client } from '../../protocol/rpc';
import type { ParsedArguments } from '../arguments';
import { describeFailure, fileFailure, invalidArgument } from '../failure';
import { runsFolderOf } from '../findRun';
import type { Report } from '../report';
import type { Surroundings } from '../surroundings';
import { modelFolders } from './tokenizerChoice';

export const SET_OPTION = {
  set: { value: '<key=value>', multiple: true, help: 'change a key of the experiment' },
} as const;

/** The values of `--set`. */
export function overridesOf(given: ParsedArguments): string[] {
  const overrides = given.texts('set');
  const wrong = overrides.find((override) => override.indexOf('=') < 1);
  if (wrong !== undefined) throw invalidArgument(`--set needs <key>=<value>, like training.epochs=3, not "${wrong}".`);
  return overrides;
}

/** 'wrong' when the experiment has errors, which were shown then. @param named the file: the first argument when left out */
export async function namedExperiment(
  given: ParsedArguments,
  client: Client<EngineContract>,
  report: Report,
  { cwd }: Pick<Surroundings, 'cwd'>,
  named = given.positionals[0],
): Promise<Omit<TrainRequest, 'resume'> | 'wrong'> {
  const experimentFile = path.resolve(cwd, named);
  const experiment = {
    experimentText: await readExperiment(experimentFile, report),
    experimentFile,
    baseFolder: path.dirname(experimentFile),
    runsFolder: runsFolderOf(given, cwd),
    overrides: overridesOf(given),
  };
  const { problems } = await client.call('check', experiment);
  for (const problem of problems)
    report.note(
      `${problem.severity}: ${describeFailure({ ...problem, place: { file: experimentFile, ...problem.place } }, cwd)}`,
    );
  if (problems.some(({ severity }) => severity === 'error')) return 'wrong';
  const defaults = modelFolders(given, cwd);
  return { ...experiment, ...(defaults ? { defaults } : {}) };
}

/** In any encoding; one that was guessed is said. */
export async function readExperiment(file: string, report: Report): Promise<string> {
  let bytes: Buffer;
  try {
    bytes = await readPlain(file);
  } catch (error) {
    throw fileFailure(file, error);
  }
  const { text, encoding } = await decodeWhole(bytes);
  if (encoding !== 'utf-8') report.note(`note: the experiment file was read as ${titleOfEncoding(encoding)}.`);
  return text;
}
