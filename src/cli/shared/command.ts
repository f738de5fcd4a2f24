// What a command is: its arguments as a table, and what it does with them.

import type { CommandSpec, ParsedArguments } from '../arguments';
import type { Report } from '../report';
import type { ExitCode, Surroundings } from '../surroundings';

export interface Command extends CommandSpec {
  /** Throws LabErrors; the caller turns them into words and an exit code. */
  run(given: ParsedArguments, report: Report, surroundings: Surroundings): Promise<ExitCode>;
}
