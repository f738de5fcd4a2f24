// nlp-lab examples: what came of each example that a run was evaluated on, and groups that it does badly on.

import { filled } from '../../protocol/toTranslate';
import * as path from 'node:path';
import { conditionWords } from '../../protocol/conditionWords';
import {
  EXAMPLE_ORDERS,
  type ExampleGroup,
  type ExampleOrder,
  type ExamplesOverview,
  type NearestExamples,
  type NumberedExample,
} from '../../protocol/examples';
import { METRICS, metricInTable } from '../../protocol/metrics';
import { shownTexts } from '../../protocol/shownTexts';
import type { ParsedArguments } from '../arguments';
import { withEngine } from '../engineThread';
import { invalidArgument } from '../failure';
import { findRunFolder, RUNS_OPTION, runsFolderOf } from '../findRun';
import { openEngine } from '../openEngine';
import type { Report } from '../report';
import type { Command } from '../shared/command';
import { CONDITION_OPTIONS, conditionsOf } from '../shared/exampleConditions';
import type { ExitCode } from '../surroundings';
import { formatCount, formatFigure, formatTable, shorten } from '../table';

const LISTED = 20;
const AT_ONCE = 500;
const MOST_NEAREST = 10;

export const examples: Command = {
  name: 'examples',
  usage: [
    '<run> [--wrong] [--sort loss] [--limit 20]',
    '<run> --groups',
    '<run> --nearest <number>',
    '<run> --wrong --output wrong.csv',
  ],
  positionals: ['<run>'],
  options: {
    groups: { help: 'groups by length, unknown tokens, label and column instead, those that do worst first' },
    ...CONDITION_OPTIONS,
    sort: { value: '<by>', help: `${EXAMPLE_ORDERS.join(', ')} (default loss, without one score)` },
    rising: { help: 'the smallest first' },
    limit: { value: '<n>', help: `how many are listed (default ${LISTED}; with --json all)` },
    evaluation: { value: '<time>', help: 'which evaluation, by the name of its file (default the latest)' },
    nearest: {
      value: '<number>',
      help: 'the training examples that are the most like this one, by its number, from 0',
    },
    output: { value: '<file.csv>', help: 'save all that pass as a table instead' },
    ...RUNS_OPTION,
  },
  notes: [
    'What is listed is that of the latest evaluation: of the training, or of "nlp-lab evaluate <run> --data <file>".',
    'Of a group: its figure with its 95 % interval (Wilson, or bootstrap), that of all other examples, and p: how probable',
    'a figure as bad is for so many examples drawn at random, corrected for the number of groups (Holm). Groups of fewer',
    'than 20 examples are left out. With --json: a line for each example or group.',
  ],

  async run(given, report, surroundings) {
    const { cwd } = surroundings;
    const conditions = conditionsOf(given);
    const sorting = sortingOf(given);
    const limit = given.count('limit', 1);
    const index = given.count('nearest', 0);
    const output = outputOf(given);
    const evaluation = given.text('evaluation');
    return withEngine<ExitCode>(openEngine(surroundings, report), async (client) => {
      const folder = await findRunFolder(given.positionals[0], { client, cwd, runsFolder: runsFolderOf(given, cwd) });
      const of = { folder, ...(evaluation === undefined ? {} : { evaluation }) };
      const overview = await client.call('examplesOverview', of);
      if (index !== undefined) {
        showNearest(report, await client.call('nearestExamples', { ...of, index, most: limit ?? MOST_NEAREST }));
        return 0;
      }
      if (given.flag('groups')) {
        showGroups(report, overview);
        return 0;
      }
      const asked = { ...of, conditions, order: orderOf(given, sorting, overview) };
      if (output !== undefined) {
        const file = path.resolve(cwd, output);
        const { count } = await client.call('saveExamples', { ...asked, output: file });
        report.record({ saved: file, count });
        if (!report.json) report.line(`${formatCount(count)} examples saved in ${file}`);
        return 0;
      }
      const most = limit ?? (report.json ? Infinity : LISTED);
      let [shown, total] = [0, 0];
      do {
        const page = await client.call('examplesPage', {
          ...asked,
          from: shown,
          most: Math.min(AT_ONCE, most - shown),
        });
        for (const each of page.examples) showExample(report, each, overview);
        shown += page.examples.length;
        total = page.examples.length === 0 ? shown : page.total;
      } while (shown < Math.min(most, total));
      if (!report.json) report.line(report.style('dim', shownOf(shown, total, overview)));
      return 0;
    });
  },
};

/** Throws `INVALID_ARGUMENT` naming those that there are. */
function sortingOf(given: ParsedArguments): ExampleOrder['by'] | undefined {
  const text = given.text('sort');
  const by = EXAMPLE_ORDERS.find((known) => known === text);
  if (text !== undefined && !by) throw invalidArgument(`--sort must be ${EXAMPLE_ORDERS.join(', ')}, not "${text}".`);
  return by;
}

function outputOf(given: ParsedArguments): string | undefined {
  const output = given.text('output');
  if (output === undefined || output.toLowerCase().endsWith('.csv')) return output;
  throw invalidArgument(`--output must end in .csv, not "${output}".`);
}

/** The worst first where nothing is said. */
function orderOf(
  given: ParsedArguments,
  sorting: ExampleOrder['by'] | undefined,
  { has, metric }: ExamplesOverview,
): ExampleOrder {
  const by = sorting ?? (has.loss ? 'loss' : 'score');
  const isRising = by === 'place' || by === 'text' || (by === 'score' && METRICS[metric].better === 'greater');
  return { by, falling: !given.flag('rising') && !isRising };
}

const shownOf = (shown: number, passing: number, { count, source }: ExamplesOverview): string =>
  passing === 0
    ? `None of the ${formatCount(count)} examples of ${source} passes.`
    : `${formatCount(shown)} of ${formatCount(passing)} examples of ${source}`;

function showExample(report: Report, example: NumberedExample, { metric }: ExamplesOverview): void {
  const { index, texts, gold, prediction, isRight, probability, loss, score, tokens, unknown, file, line } = example;
  report.record(example);
  if (report.json) return;
  const place = line === undefined ? '' : `${file === undefined ? 'line ' : `${path.basename(file)}:`}${line}`;
  const figures = [
    ...(probability === undefined ? [] : [`p ${probability.toFixed(3)}`]),
    ...(loss === undefined ? [] : [`loss ${formatFigure(loss)}`]),
    ...(isRight === undefined ? [`${METRICS[metric].label} ${metricInTable(metric, score)}`] : []),
    ...(tokens === undefined ? [] : [`${formatCount(tokens)} tokens, ${formatCount(unknown ?? 0)} unknown`]),
  ];
  const answers = isRight === true ? gold : `${shorten(gold, 60)} → ${shorten(prediction, 60)}`;
  report.line(
    `${report.style('dim', String(index))}  ${report.style('bold', answers)}  ${report.style('dim', [...figures, place].join('  '))}`,
  );
  report.line(`    ${shorten(shownTexts(texts), 110)}`);
}

function showNearest(report: Report, { examples: found, by, count }: NearestExamples): void {
  for (const { texts, label, similarity, file, line } of found) {
    report.record({ texts, label, similarity, by, file, line });
    if (report.json) continue;
    const place = file === undefined ? '' : `${path.basename(file)}:${line ?? 1}`;
    const head = `${similarity.toFixed(4)}  ${report.style('bold', shorten(label, 40))}`;
    report.line(`${head}  ${shorten(shownTexts(texts), 90)}  ${report.style('dim', place)}`);
  }
  const what = by === 'encoder' ? "the vectors of the model's encoder" : 'the weights of their terms';
  if (!report.json)
    report.line(report.style('dim', `of ${formatCount(count)} training examples, by the cosine of ${what}`));
}

function showGroups(report: Report, { groups, groupMetric, small, has, source, count }: ExamplesOverview): void {
  for (const group of groups) report.record({ metric: groupMetric, ...group });
  if (report.json) return;
  const right = (title: string) => ({ title, align: 'right' as const });
  const heads = [
    ...[{ title: 'group' }, right('examples'), right(METRICS[groupMetric].label), right('95 % from'), right('to')],
    ...[right('all others'), ...(has.loss ? [right('mean loss')] : []), right('p (Holm)')],
  ];
  const rowOf = (group: ExampleGroup): string[] => {
    const { text, values = [] } = conditionWords(group.condition);
    const written = [group.value, group.low, group.high, group.rest].map((value) => metricInTable(groupMetric, value));
    const loss = has.loss ? [group.loss === undefined ? '–' : formatFigure(group.loss)] : [];
    const p = group.adjusted < 0.001 ? '<0.001' : group.adjusted.toFixed(3);
    return [shorten(filled(text, values), 50), formatCount(group.count), ...written, ...loss, p];
  };
  for (const line of formatTable(heads, groups.map(rowOf))) report.line(line);
  const left = small > 0 ? `; ${formatCount(small)} groups of fewer than 20 examples are left out` : '';
  report.line(report.style('dim', `${formatCount(count)} examples of ${source}${left}`));
}
