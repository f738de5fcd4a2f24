// From arguments to an exit code: finds the command, parses, runs it, and turns failures into words. Touches nothing
// but the surroundings it is given.

import { LabError } from '../protocol/labError';
import { isolationOf, parseArguments } from './arguments';
import { COMMANDS } from './commands';
import { describeFailure, exitCodeOf, invalidArgument } from './failure';
import { commandHelp, programHelp } from './help';
import { nearestName } from '../protocol/nearestName';
import { withoutControls } from '../protocol/plainText';
import { createReport } from './report';
import { createTimings } from './timings';
import type { Command } from './shared/command';
import { type ExitCode, type OuterSurroundings, READER_GONE, type Surroundings } from './surroundings';

/** `given` is what follows the program's name. Never rejects. */
export async function runCommandLine(given: readonly string[], surroundings: OuterSurroundings): Promise<ExitCode> {
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
    const { summary, load } = commandNamed(name);
    const command: Command = await load();
    program = `nlp-lab ${command.name}`;
    const parsed = parseArguments(
      command,
      rest.map((argument) => (argument === '-h' ? '--help' : argument)),
    );
    if (parsed.flag('help')) return say(stdout, commandHelp(command, summary));
    const report = createReport(surroundings, parsed.flag('json'));
    const startEngine = surroundings.engines[isolationOf(parsed)];
    if (!parsed.flag('timings')) return await command.run(parsed, report, { ...surroundings, startEngine });
    const timings = createTimings(surroundings);
    const code = await command.run(parsed, report, { ...surroundings, startEngine: timings.around(startEngine) });
    report.note(timings.said());
    return code;
  } catch (error) {
    const failure = LabError.toData(error);
    if (failure.code === 'CANCELLED' && surroundings.stop.reason === READER_GONE) return 0;
    stderr.write(`${program}: ${withoutControls(describeFailure(failure, cwd))}\n`);
    return exitCodeOf(failure.code);
  }
}

function say(stdout: Surroundings['stdout'], text: string): ExitCode {
  stdout.write(`${text}\n`);
  return 0;
}

/** Throws `INVALID_ARGUMENT` with the nearest name. */
function commandNamed(name: string): (typeof COMMANDS)[keyof typeof COMMANDS] {
  if (isCommand(name)) return COMMANDS[name];
  const names = Object.keys(COMMANDS);
  const close = nearestName(name, names);
  throw invalidArgument(
    `There is no command "${name}"; ${close === undefined ? `the commands are ${names.join(', ')}` : `did you mean ${close}?`}`,
  );
}

const isCommand = (name: string): name is keyof typeof COMMANDS => Object.hasOwn(COMMANDS, name);
