// nlp-lab labels compare: how far two people's labels, or spans, agree.

import * as path from 'node:path';
import type { Agreement, Disagreement, SpanAgreement } from '../../protocol/agreement';
import { figure, share } from '../../protocol/figures';
import type { TokenSpan } from '../../protocol/judgedTags';
import { withEngine } from '../engineThread';
import { invalidArgument } from '../failure';
import { openEngine } from '../openEngine';
import type { Report } from '../report';
import type { Command } from '../shared/command';
import { READING_OPTIONS, readingPart } from '../shared/readingOptions';
import { formatCount, formatTable, shorten } from '../table';

const SHOWN = 20;
const MOST_NAMES_IN_MATRIX = 12;

export const labels: Command = {
  name: 'labels',
  usage: ['compare <file> <file> [--text <column>] [--label <column>]'],
  positionals: ['compare', '<file>', '<file>'],
  options: {
    text: { value: '<column>', help: 'the text column of the tables (default: guessed)' },
    label: { value: '<column>', help: 'the column with the labels (default: guessed)' },
    ...READING_OPTIONS,
  },
  notes: [
    'Files are tables with texts and labels, or sentences with spans (.conll, or .jsonl with "tokens" and "tags" or "spans").',
    'The same texts are found in both, whatever their order. With --json: one line with all of it.',
  ],

  async run(given, report, surroundings) {
    const [action, ...named] = given.positionals;
    if (action !== 'compare')
      throw invalidArgument(`"labels" knows "compare" only, not "${action}": nlp-lab labels compare <file> <file>.`);
    const [first, other] = named.map((name) => path.resolve(surroundings.cwd, name));
    const request = {
      files: [first, other] satisfies [string, string],
      ...{ text: given.text('text'), label: given.text('label'), ...readingPart(given) },
    };
    const agreement = await withEngine(openEngine(surroundings, report), (client) =>
      client.call('compareLabels', request),
    );
    report.live('');
    for (const notice of agreement.notices) report.note(`note: ${notice}`);
    report.record(agreement);
    if (!report.json) show(report, agreement, named);
    return 0;
  },
};

function show(report: Report, agreement: Agreement, files: readonly string[]): void {
  const { kind, count, alone, kappa, spans, names, counts, disagreements, apart } = agreement;
  const [texts, things] = kind === 'texts' ? ['texts', 'texts'] : ['sentences', 'tokens'];
  const { kappa: value, standardError = NaN, low = NaN, high = NaN } = kappa;
  const rows: [string, string][] = [
    [`${texts} in both`, formatCount(count)],
    ['in one alone', `${formatCount(alone[0])} and ${formatCount(alone[1])}`],
    ...(spans ? [['F1 of spans', shownF1(spans)] satisfies [string, string]] : []),
    [`agreement of ${things}`, `${share(kappa.observed)} (by chance ${share(kappa.expected)})`],
    [
      `Cohen's kappa of ${things}`,
      value === undefined
        ? 'not defined: all have one and the same label'
        : `${figure(value)} (standard error ${figure(standardError)}, 95 %: ${figure(low)} to ${figure(high)})`,
    ],
  ];
  for (const line of formatTable([{ title: report.style('bold', 'labels') }, { title: files.join(', ') }], rows))
    report.line(line);
  if (spans) section(report, 'F1 by type', typeRows(spans));
  if (names.length <= MOST_NAMES_IN_MATRIX)
    section(
      report,
      `${things}: by row ${files[0]}, by column ${files[1]}`,
      names.map((name, i) => [shorten(name, 30), ...counts[i].map(formatCount)]),
      ['', ...names.map((name) => shorten(name, 12))],
    );
  section(
    report,
    apart === 0 ? `no ${texts} on which they part` : `${formatCount(apart)} ${texts} on which they part`,
    disagreements.slice(0, SHOWN).map((one) => [`lines ${one.lines[0]} and ${one.lines[1]}`, ...judgedIn(one)]),
  );
  const more = apart - Math.min(SHOWN, disagreements.length);
  if (more > 0) report.line(report.style('dim', `  … ${formatCount(more)} more; --json lists them`));
}

const shownF1 = ({ f1, both, spans: [first, other] }: Pick<SpanAgreement, 'f1' | 'both' | 'spans'>): string =>
  `${f1 === undefined ? 'not defined' : share(f1)} (${formatCount(both)} of ${formatCount(first)} and ${formatCount(other)} spans)`;

const typeRows = ({ types }: SpanAgreement): string[][] => types.map((one) => [shorten(one.type, 30), shownF1(one)]);

function judgedIn({ text, labels: given, tokens = [], spans }: Disagreement): string[] {
  const shown = (each: readonly TokenSpan[]): string =>
    each.map(({ type, start, end }) => `${type} ${tokens.slice(start, end).join(' ')}`).join('; ') || '–';
  const [a, b] = given ?? spans?.map(shown) ?? ['', ''];
  return [shorten(a, 40), shorten(b, 40), shorten(text, 60)];
}

/** @param heads of the columns; without them none has one */
function section(report: Report, title: string, rows: readonly (readonly string[])[], heads?: readonly string[]): void {
  report.line();
  report.line(report.style('bold', title));
  if (rows.length === 0) return;
  const columns = rows[0].map((_, i) => ({ title: heads?.at(i) ?? '', align: heads && i > 0 ? ('right' as const) : undefined })); // prettier-ignore
  for (const line of formatTable(columns, rows).slice(heads ? 0 : 1)) report.line(`  ${line}`);
}
