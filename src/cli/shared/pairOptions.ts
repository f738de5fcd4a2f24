// The options that name pairs of texts, for evaluate and compare.

import * as path from 'node:path';
import type { ParallelSource } from '../../protocol/data';
import type { OptionSpec, ParsedArguments } from '../arguments';
import { invalidArgument } from '../failure';

export const PAIR_OPTIONS: Record<string, OptionSpec> = {
  source: { value: '<file>', help: 'source texts, one a line (runs that write)' },
  target: { value: '<file>', help: 'the reference of each, on the same line (runs that write)' },
};

/** Two files, or a table with a column for each side. */
export function pairSource(given: ParsedArguments, cwd: string): ParallelSource {
  const [source, target] = [given.text('source'), given.text('target')];
  const tables = given.texts('data');
  if (source === undefined && target === undefined && tables.length === 1) return path.resolve(cwd, tables[0]);
  if (source === undefined || target === undefined || tables.length > 0)
    throw invalidArgument('This run translates: give --source <file> and --target <file>, or --data <table>.');
  return { source: path.resolve(cwd, source), target: path.resolve(cwd, target) };
}
