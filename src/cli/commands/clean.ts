// nlp-lab clean: cleaning steps over a file, into a copy; without --output only counts.

import * as path from 'node:path';
import { cleaningStepNames, stopWordLists, type CleaningStep, type CleaningStepName } from '../../protocol/cleaning';
import type { CleanReply } from '../../protocol/corpus';
import { nearestName } from '../../protocol/nearestName';
import { withEngine } from '../engineThread';
import { invalidArgument } from '../failure';
import { openEngine } from '../openEngine';
import type { Report } from '../report';
import { formatCount, formatSeconds, formatTable } from '../table';
import type { Command } from '../shared/command';
import { readingPart, TABLE_OPTIONS } from '../shared/readingOptions';

export const clean: Command = {
  name: 'clean',
  usage: ['<file> --steps html,nfkc --output <file> [--column <column>]', '<file> --steps html,nfkc'],
  positionals: ['<file>'],
  options: {
    steps: { value: '<names>', help: 'the steps in their order, with commas' },
    output: { value: '<file>', help: 'where the copy goes; without it nothing is written, only counted' },
    ...TABLE_OPTIONS,
  },
  notes: [
    `Steps: ${cleaningStepNames.join(', ')}.`,
    'Options of a step follow it: repeats=3, urls=LINK (also emails, emoji, digits), special-characters=.,!? as the last',
    'step, brackets=square, stop-words=en (or another list, or a file of own words), replace=/pattern/what comes in its',
    `place/ (any character may stand for the /). Lists of stop words: ${stopWordLists.join(', ')}.`,
    'The file itself is never changed.',
    'With --json: one line, {"steps":[{"step":...,"lines":...,"characters":...}],"lines":...,"changed":...,...}.',
  ],

  async run(given, report, surroundings) {
    const { cwd } = surroundings;
    const output = given.text('output');
    const steps = parseSteps(given.text('steps'));
    const request = {
      ...{ file: path.resolve(cwd, given.positionals[0]), steps, baseFolder: cwd },
      ...{ column: given.text('column'), ...readingPart(given) },
      ...{ output: output === undefined ? undefined : path.resolve(cwd, output) },
    };
    const reply = await withEngine(openEngine(surroundings, report), (client) => client.call('clean', request));
    report.live('');
    for (const notice of reply.notices) report.note(notice);
    report.record(reply);
    if (!report.json) show(report, reply, output);
    return 0;
  },
};

/** `replace=/pattern/replacement/`, with any character for the slash; before one that is meant stands a backslash. */
const OWN_PATTERN = /^\s*replace=([^\\])((?:\\[^]|(?!\1)[^\\])*)\1((?:\\[^]|(?!\1)[^\\])*)\1/u;

/** `html,repeats=3,stop-words=en`; the keeping of special characters may hold commas and takes the rest. */
function parseSteps(given: string | undefined): CleaningStep[] {
  if (given === undefined || given.trim() === '')
    throw invalidArgument(`--steps is missing: name steps in their order, e.g. --steps html,nfkc.`);
  return stepTexts(given).map(parseStep);
}

/** The steps between their commas; those of an own pattern, and of the characters that are kept, are part of the step. */
function stepTexts(given: string): string[] {
  const texts: string[] = [];
  for (let rest = given; rest !== '';) {
    const text =
      /^\s*special-characters=[^]*/.exec(rest)?.[0] ?? OWN_PATTERN.exec(rest)?.[0] ?? /^[^,]*/.exec(rest)?.[0] ?? rest;
    if (text.trim() !== '') texts.push(text);
    rest = rest.slice(text.length).replace(/^,/, '');
  }
  return texts;
}

function parseStep(given: string): CleaningStep {
  const [name, ...rest] = given.trim().split('=');
  const option = rest.length > 0 ? rest.join('=') : undefined;
  const step = cleaningStepNames.find((known) => known === name) ?? unknownStep(name);
  switch (step) {
    case 'repeats':
      return { step, maximum: wholeNumber(step, option ?? '2') };
    case 'urls':
    case 'emails':
    case 'emoji':
    case 'digits':
      return { step, replacement: option ?? { urls: 'URL', emails: 'EMAIL', emoji: 'EMOJI', digits: '' }[step] };
    case 'special-characters':
      return { step, keep: option ?? '' };
    case 'stop-words': {
      const language = stopWordLists.find((known) => known === (option ?? 'both'));
      return language ? { step, language } : { step, language: 'none', file: option };
    }
    case 'brackets':
      if (option !== undefined && option !== 'all' && option !== 'square')
        throw invalidArgument(`"brackets" takes all or square, not "${option}".`);
      return { step, kind: option ?? 'all' };
    case 'replace':
      return ownPattern(given);
    case 'html':
    case 'lowercase':
    case 'nfc':
    case 'nfkc':
    case 'stemming':
    case 'duplicates':
      if (option !== undefined)
        throw invalidArgument(`The step "${step}" takes no option; write it without "=${option}".`);
      return { step };
  }
}

function ownPattern(given: string): CleaningStep {
  const found = OWN_PATTERN.exec(given);
  if (!found || found[0].length < given.trimEnd().length || found[2] === '')
    throw invalidArgument('"replace" needs a pattern and what comes in its place, e.g. replace=/[0-9]+ won/PRICE/.');
  const [, mark, pattern, replacement] = found;
  const bare = (text: string): string => text.replaceAll(`\\${mark}`, mark);
  return { step: 'replace', pattern: bare(pattern), replacement: bare(replacement) };
}

function unknownStep(name: string): never {
  const close = nearestName(name, cleaningStepNames);
  const hint = close === undefined ? `The steps are ${cleaningStepNames.join(', ')}.` : `Did you mean "${close}"?`;
  throw invalidArgument(`There is no cleaning step "${name}". ${hint}`);
}

function wholeNumber(step: CleaningStepName, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 100)
    throw invalidArgument(`"${step}" needs a whole number from 1 to 100, e.g. ${step}=2, not "${text}".`);
  return value;
}

function show(report: Report, reply: CleanReply, output: string | undefined): void {
  const columns = [
    { title: 'step' },
    { title: 'lines', align: 'right' as const },
    { title: 'characters', align: 'right' as const },
  ];
  const rows = reply.steps.map(({ step, lines, characters }) => [step, formatCount(lines), formatCount(characters)]);
  for (const line of formatTable(columns, rows)) report.line(line);
  report.line();
  const { lines, changed, removed, emptied, column } = reply;
  const where = column === undefined ? 'lines' : `rows (column "${column}")`;
  report.line(
    `${formatCount(changed)} of ${formatCount(lines)} ${where} changed, ${formatCount(removed)} left out, ${formatCount(emptied)} became empty; ${formatSeconds(reply.seconds)}`,
  );
  report.line(output === undefined ? 'Nothing was written; --output <file> writes the copy.' : `Written to ${output}`);
}
