// From arguments to an exit code: finds the command, parses, runs it, and turns failures into words. Touches nothing
// but the surroundings it is given.

import { LabError } from '../protocol/labError';
import { parseArguments } from './arguments';
import { analogy } from './commands/analogy';
import { attention } from './commands/attention';
import { clean } from './commands/clean';
import type { Command } from './commands/command';
import { compare } from './commands/compare';
import { corpus } from './commands/corpus';
import { embeddings } from './commands/embeddings';
import { evaluate } from './commands/evaluate';
import { exportRun } from './commands/export';
import { neighbors } from './commands/neighbors';
import { predict } from './commands/predict';
import { runs } from './commands/runs';
import { tokenize } from './commands/tokenize';
import { tokenizer } from './commands/tokenizer';
import { train } from './commands/train';
import { cooccurrence, oddOneOut, similarity } from './commands/wordRelations';
import { describeFailure, exitCodeOf, invalidArgument } from './failure';
import { commandHelp, programHelp } from './help';
import { nearestName } from '../engine/text/nearestName';
import { createReport } from './report';
import { type ExitCode, READER_GONE, type Surroundings } from './surroundings';

const COMMANDS: readonly Command[] = [
  tokenize,
  tokenizer,
  corpus,
  clean,
  train,
  evaluate,
  predict,
  attention,
  neighbors,
  analogy,
  similarity,
  oddOneOut,
  cooccurrence,
  embeddings,
  exportRun,
  runs,
  compare,
];

/** `given` is what follows the program's name. Never rejects. */
export async function runCommandLine(given: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  const { stdout, stderr, cwd, version } = surroundings;
  const [name, ...rest] = given;
  let program = 'nlp-lab';
  try {
    if (name === '--version' || name === '-v') return say(stdout, version());
    if (name === '--help' || name === '-h' || name === 'help') return say(stdout, programHelp(COMMANDS, version()));
    if (name === undefined) {
      stderr.write(`${programHelp(COMMANDS, version())}\n`);
      return 2;
    }
    const command = COMMANDS.find((known) => known.name === name) ?? unknownCommand(name);
    program = `nlp-lab ${command.name}`;
    const parsed = parseArguments(
      command,
      rest.map((argument) => (argument === '-h' ? '--help' : argument)),
    );
    if (parsed.flag('help')) return say(stdout, commandHelp(command));
    const report = createReport(surroundings, parsed.flag('json'));
    return await command.run(parsed, report, surroundings);
  } catch (error) {
    const failure = LabError.toData(error);
    if (failure.code === 'CANCELLED' && surroundings.stop.reason === READER_GONE) return 0;
    stderr.write(`${program}: ${describeFailure(failure, cwd)}\n`);
    return exitCodeOf(failure.code);
  }
}

function say(stdout: Surroundings['stdout'], text: string): ExitCode {
  stdout.write(`${text}\n`);
  return 0;
}

function unknownCommand(name: string): never {
  const names = COMMANDS.map((command) => command.name);
  const close = nearestName(name, names);
  throw invalidArgument(
    `There is no command "${name}"; ${close === undefined ? `the commands are ${names.join(', ')}` : `did you mean ${close}?`}`,
  );
}
