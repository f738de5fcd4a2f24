// The options that say which judged examples are meant.

import { RANGES, type ExampleCondition, type ExampleRange, type RangeOf } from '../../protocol/examples';
import type { OptionSpec, ParsedArguments } from '../arguments';
import { invalidArgument } from '../failure';

const FLAGS = ['wrong', 'sure', 'right'] as const;

export const CONDITION_OPTIONS: Record<string, OptionSpec> = {
  wrong: { help: 'wrong answers alone' },
  sure: { help: 'wrong answers with a probability of 0.9 or more' },
  right: { help: 'right answers alone' },
  true: { value: '<answer>', help: 'examples with this right answer' },
  predicted: { value: '<answer>', help: 'examples that were given this answer' },
  label: { value: '<label>', help: 'examples that have this label among theirs, or an entity of this type' },
  text: { value: '"..."', help: 'examples that hold these words' },
  tokens: { value: '<from>-<to>', help: 'by length in tokens, as the model read it: 5-20, 21-, -4' },
  unknown: { value: '<from>-<to>', help: 'by the share of unknown tokens: 0-0, 0.2-' },
  number: { value: '<from>-<to>', help: 'by the right number, of runs that give numbers' },
  where: { value: '<column>=<value>', multiple: true, help: 'by another column of the table' },
};

/** Throws `INVALID_ARGUMENT` with what was expected. */
export function conditionsOf(given: ParsedArguments): ExampleCondition[] {
  const flags = FLAGS.filter((name) => given.flag(name));
  if (flags.length > 1) throw invalidArgument(`--${flags[0]} and --${flags[1]} exclude each other. Leave one out.`);
  const valued = (option: string, kind: 'gold' | 'prediction' | 'label'): ExampleCondition[] => {
    const value = given.text(option);
    return value === undefined ? [] : [{ kind, value }];
  };
  const text = given.text('text');
  return [
    ...flags.map((outcome): ExampleCondition => ({ kind: 'outcome', outcome })),
    ...valued('true', 'gold'),
    ...valued('predicted', 'prediction'),
    ...valued('label', 'label'),
    ...(text === undefined ? [] : [{ kind: 'text' as const, text }]),
    ...RANGES.flatMap((of) => {
      const range = given.text(of);
      return range === undefined ? [] : [rangeOf(of, range)];
    }),
    ...given.texts('where').map(columnOf),
  ];
}

const RANGE = /^(-?\d*\.?\d*)-(-?\d*\.?\d*)$/;

/** Both ends belong to it. */
function rangeOf(of: RangeOf, text: string): ExampleRange {
  const [, from, to] = RANGE.exec(text.trim()) ?? [];
  const isEmpty = (from ?? '') === '' && (to ?? '') === '';
  if (from === undefined || isEmpty || Number.isNaN(Number(from)) || Number.isNaN(Number(to)))
    throw invalidArgument(`--${of} must be <from>-<to>, one of which may be missing, not "${text}".`);
  return {
    ...{ kind: 'range', of },
    ...(from === '' ? {} : { above: before(Number(from)) }),
    ...(to === '' ? {} : { to: Number(to) }),
  };
}

/** The largest number below. */
const before = (value: number): number => value - Math.max(Number.MIN_VALUE, Math.abs(value) * Number.EPSILON);

function columnOf(text: string): ExampleCondition {
  const at = text.indexOf('=');
  if (at < 1) throw invalidArgument(`--where must be <column>=<value>, not "${text}".`);
  return { kind: 'column', column: text.slice(0, at), value: text.slice(at + 1) };
}
