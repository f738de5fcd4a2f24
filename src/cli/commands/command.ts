// What a command is: its arguments as a table, and what it does with them.

import type { CommandSpec, OptionSpec, ParsedArguments } from '../arguments';
import type { Report } from '../report';
import type { ExitCode, Surroundings } from '../surroundings';

export interface Command extends CommandSpec {
  /** Throws LabErrors; the caller turns them into words and an exit code. */
  run(given: ParsedArguments, report: Report, surroundings: Surroundings): Promise<ExitCode>;
}

/** Options several commands share. */
export const RUNS_OPTION: Record<string, OptionSpec> = {
  runs: { value: '<folder>', help: 'where runs are kept (default .nlplab/runs)' },
};

export const CHECKPOINT_OPTION: Record<string, OptionSpec> = {
  checkpoint: { value: 'best|last', help: 'which checkpoint to load (default best)' },
};
