// Arguments of one command: the table that both `--help` and the parser read. Nothing here knows what a command does.

import { parseArgs } from 'node:util';
import { invalidArgument } from './failure';
import { nearestName } from '../protocol/nearestName';
import { type Isolation, ISOLATIONS } from '../protocol/processPort';

export interface OptionSpec {
  /** Placeholder of the value; a flag has none. */
  value?: string;
  multiple?: boolean;
  help: string;
}

export interface CommandSpec {
  name: string;
  /** What follows the name in the usage lines. */
  usage: string[];
  /** Names of the positional arguments, for messages; the last `optional` of them may be left out. */
  positionals: string[];
  optional?: number;
  /** Any number of further ones may follow, each like the last. */
  isRepeated?: boolean;
  options: Record<string, OptionSpec>;
  /** Further help, below the options. */
  notes?: string[];
}

export interface ParsedArguments {
  positionals: string[];
  flag(name: string): boolean;
  text(name: string): string | undefined;
  texts(name: string): string[];
  /** A whole number of at least `least`. */
  count(name: string, least: number): number | undefined;
}

const COMMON: Record<string, OptionSpec> = {
  json: { help: 'print JSON Lines on standard output and nothing else there' },
  isolation: {
    value: '<where>',
    help: `where the engine runs: ${ISOLATIONS.join(' (the default) or ')}, which survives a crash of native code`,
  },
  timings: { help: 'say at the end, on standard error, how long each phase took' },
  help: { help: 'show this help' },
};

export function allOptions(spec: CommandSpec): Record<string, OptionSpec> {
  return { ...spec.options, ...COMMON };
}

/** Throws `INVALID_ARGUMENT` with what was expected. */
export function parseArguments(spec: CommandSpec, given: readonly string[]): ParsedArguments {
  const options = allOptions(spec);
  const { values, positionals, tokens } = parse(options, given);
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const option = Object.hasOwn(options, token.name) ? options[token.name] : undefined;
    if (option === undefined) throw unknownOption(spec, token.rawName, Object.keys(options));
    if (option.value !== undefined && token.value === undefined)
      throw invalidArgument(`${token.rawName} needs a value: ${token.rawName} ${option.value}.`);
    if (option.value === undefined && token.value !== undefined)
      throw invalidArgument(`${token.rawName} takes no value.`);
    const next = token.inlineValue === false ? token.value : undefined;
    if (next !== undefined && next.length > 1 && next.startsWith('-') && !/^-[\d.]/.test(next))
      throw invalidArgument(
        `${token.rawName} needs a value; for one that starts with "-" write ${token.rawName}=${next}`,
      );
  }
  const text = (name: string): string | undefined => {
    const value = values[name];
    return typeof value === 'string' ? value : undefined;
  };
  const parsed: ParsedArguments = {
    positionals,
    flag: (name) => values[name] === true,
    text,
    texts: (name) => [values[name] ?? []].flat().filter((value) => typeof value === 'string'),
    count: (name, least) => {
      const value = text(name);
      if (value === undefined) return undefined;
      const number = Number(value);
      if (value.trim() === '' || !Number.isSafeInteger(number) || number < least)
        throw invalidArgument(`--${name} must be a whole number of at least ${least}, not "${value}".`);
      return number;
    },
  };
  if (!parsed.flag('help')) checkPositionals(spec, positionals);
  return parsed;
}

/** Where the engine of the command is to run. */
export function isolationOf(given: ParsedArguments): Isolation {
  const named = given.text('isolation') ?? 'thread';
  const found = ISOLATIONS.find((isolation) => isolation === named);
  if (!found) throw invalidArgument(`--isolation must be ${ISOLATIONS.join(' or ')}, not "${named}".`);
  return found;
}

function parse(options: Record<string, OptionSpec>, given: readonly string[]) {
  const config = Object.fromEntries(
    Object.entries(options).map(([name, { value, multiple }]) => [
      name,
      { type: value === undefined ? ('boolean' as const) : ('string' as const), multiple: multiple === true },
    ]),
  );
  // Not strict: the checks above give better messages.
  return parseArgs({ args: [...given], options: config, allowPositionals: true, strict: false, tokens: true });
}

function unknownOption(spec: CommandSpec, given: string, names: string[]): Error {
  const close = nearestName(given.replace(/^-+/, ''), names);
  const hint = close === undefined ? `see "nlp-lab ${spec.name} --help"` : `did you mean --${close}?`;
  return invalidArgument(`There is no option ${given}; ${hint}`);
}

function checkPositionals(spec: CommandSpec, positionals: readonly string[]): void {
  const required = spec.positionals.length - (spec.optional ?? 0);
  if (positionals.length < required)
    throw invalidArgument(
      `${spec.positionals[positionals.length]} is missing. Usage: nlp-lab ${spec.name} ${spec.usage[0]}`,
    );
  if (!spec.isRepeated && positionals.length > spec.positionals.length)
    throw invalidArgument(
      `"${positionals[spec.positionals.length]}" is one argument too many. Usage: nlp-lab ${spec.name} ${spec.usage[0]}`,
    );
}
