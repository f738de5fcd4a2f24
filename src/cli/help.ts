// The text of `--help`, made from the same tables the parser reads.

import { allOptions, type CommandSpec } from './arguments';

/** @param commands what each does in a line, by name */
export function programHelp(commands: Readonly<Record<string, { summary: string }>>, version: string): string {
  const width = Math.max(...Object.keys(commands).map(({ length }) => length));
  return [
    `nlp-lab ${version}: experiments with natural-language processing`,
    '',
    'Usage: nlp-lab <command> [options]',
    '',
    ...Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    '"nlp-lab <command> --help" describes a command; "nlp-lab --version" prints the version.',
    'A <run> is a run id, the start of one, or a run folder; runs are looked for in .nlplab/runs of the current folder.',
    'Exit code 0: done; 1: failed while running; 2: the arguments, the experiment or a data file are wrong.',
  ].join('\n');
}

export function commandHelp(spec: CommandSpec, summary: string): string {
  const options = Object.entries(allOptions(spec)).map(([name, option]) => ({
    left: `--${name}${option.value === undefined ? '' : ` ${option.value}`}`,
    right: option.multiple === true ? `${option.help} (may be repeated)` : option.help,
  }));
  const width = Math.max(...options.map(({ left }) => left.length));
  return [
    summary,
    '',
    ...spec.usage.map((line, index) => `${index === 0 ? 'Usage:' : '      '} nlp-lab ${spec.name} ${line}`),
    '',
    ...options.map(({ left, right }) => `  ${left.padEnd(width)}  ${right}`),
    ...(spec.notes === undefined ? [] : ['', ...spec.notes]),
  ].join('\n');
}
