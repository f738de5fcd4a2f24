// nlp-lab corpus stats: what is in a file of text or a table, and what in it needs a look.

import * as path from 'node:path';
import type { CorpusFinding, CorpusStatistics } from '../../protocol/corpus';
import { withEngine } from '../engineThread';
import { invalidArgument } from '../failure';
import { openEngine } from '../openEngine';
import type { Report } from '../report';
import { formatCount, formatFigure, formatSeconds, formatTable, shorten } from '../table';
import type { Command } from '../shared/command';
import { READING_OPTIONS, readingPart } from '../shared/readingOptions';

const SHOWN_NGRAMS = 10;
const SHOWN_FINDINGS = 20;
const SHOWN_LABELS = 20;

export const corpus: Command = {
  name: 'corpus',
  usage: ['stats <file> [--test <file>] [--text <column>] [--label <column>]'],
  positionals: ['stats', '<file>'],
  options: {
    test: { value: '<file>', help: 'a test part: which of its texts occur in the file?' },
    text: { value: '<column>', help: 'the text column of a table (default: guessed)' },
    label: { value: '<column>', help: 'the label column of a table (default: guessed)' },
    ...READING_OPTIONS,
  },
  notes: ['With --json: one line with all of it. Memory does not grow with the file; what is estimated says so.'],

  async run(given, report, surroundings) {
    const [action, file] = given.positionals;
    if (action !== 'stats')
      throw invalidArgument(`"corpus" knows "stats" only, not "${action}": nlp-lab corpus stats <file>.`);
    const resolve = (name: string): string => path.resolve(surroundings.cwd, name);
    const test = given.text('test');
    const request = {
      file: resolve(file),
      ...(test === undefined ? {} : { test: resolve(test) }),
      ...{ text: given.text('text'), label: given.text('label'), ...readingPart(given) },
    };
    const statistics = await withEngine(openEngine(surroundings, report), (client) =>
      client.call('corpusStatistics', request),
    );
    report.live('');
    for (const notice of statistics.notices) report.note(`note: ${notice}`);
    report.record(statistics);
    if (!report.json) show(report, statistics, { file, test: test ?? file });
    return 0;
  },
};

function show(report: Report, statistics: CorpusStatistics, files: { file: string; test: string }): void {
  const { lengths, zipf, labels, test, findings } = statistics;
  const figures: [string, string][] = [
    ['size', `${formatCount(statistics.bytes)} bytes (${statistics.encoding})`],
    ['texts', `${formatCount(statistics.lines)}, ${formatCount(statistics.empty)} of them empty`],
    ['characters', formatCount(statistics.characters)],
    ['words', formatCount(statistics.tokens)],
    ['different words', `${formatCount(statistics.types)}${statistics.estimates.words ? ' (about)' : ''}`],
    ['type-token ratio', formatFigure(statistics.typeTokenRatio)],
    ['words seen once', statistics.once === undefined ? 'not known' : formatCount(statistics.once)],
    ['Zipf exponent', `${formatFigure(zipf.exponent)} (R² ${formatFigure(zipf.fit)})`],
    [
      'words in a text',
      `mean ${formatFigure(lengths.mean)}, median ${lengths.median}, 95 % up to ${lengths.percentile95}`,
    ],
    ['longest text', `${formatCount(lengths.longest.words)} words, line ${lengths.longest.line}`],
    ['duplicates', formatCount(statistics.duplicates)],
    ...(test
      ? [
          ['test part', `${formatCount(test.leaked)} of ${formatCount(test.lines)} texts occur in the file`] as [
            string,
            string,
          ],
        ]
      : []),
  ];
  if (statistics.columns) figures.unshift(['text column', statistics.columns.text]);
  for (const line of formatTable([{ title: report.style('bold', 'corpus') }, { title: files.file }], figures))
    report.line(line);
  showNgrams(report, statistics);
  if (labels) {
    const rows = labels.slice(0, SHOWN_LABELS).map(({ label, count }) => [shorten(label, 40), formatCount(count)]);
    section(report, `labels (${statistics.columns?.label ?? ''})`, rows);
    more(report, labels.length - SHOWN_LABELS);
  }
  const rows = findings.slice(0, SHOWN_FINDINGS).map((finding) => [placeOf(finding, files), wordsOf(finding)]);
  section(report, findings.length > 0 ? 'to look at' : 'nothing to look at', rows);
  more(report, findings.length - SHOWN_FINDINGS);
  for (const note of estimatesOf(statistics)) report.line(note);
  report.line(report.style('dim', formatSeconds(statistics.seconds)));
}

function showNgrams(report: Report, { ngrams }: CorpusStatistics): void {
  const columns = ([1, 2, 3] as const).map((length) => ngrams.filter(({ words }) => words === length));
  const rows = Array.from({ length: Math.min(SHOWN_NGRAMS, columns[0].length) }, (_, i) =>
    columns.flatMap((column) => {
      const ngram = column.at(i);
      return ngram ? [shorten(ngram.text, 30), formatCount(ngram.count)] : ['', ''];
    }),
  );
  section(report, 'frequent words, pairs and triples', rows);
}

function section(report: Report, title: string, rows: readonly (readonly string[])[]): void {
  report.line();
  report.line(report.style('bold', title));
  if (rows.length === 0) return;
  const columns = rows[0].map((_, index) => ({
    title: '',
    align: index % 2 === 1 && rows[0].length > 2 ? ('right' as const) : undefined,
  }));
  for (const line of formatTable(columns, rows).slice(1)) report.line(`  ${line}`);
}

function more(report: Report, count: number): void {
  if (count > 0) report.line(report.style('dim', `  … ${formatCount(count)} more; --json lists them`));
}

function placeOf({ part, line }: CorpusFinding, files: { file: string; test: string }): string {
  return line === undefined ? files[part] : `${files[part]}:${line}`;
}

function wordsOf({ kind, count, otherLine, text = '' }: CorpusFinding): string {
  const quoted = shorten(text, 50);
  switch (kind) {
    case 'leak':
      return `occurs in the file, line ${otherLine}: ${quoted}`;
    case 'duplicate':
      return `repeats line ${otherLine} (${formatCount(count)} times in all): ${quoted}`;
    case 'empty':
      return 'is empty';
    case 'unreadable':
      return `holds unreadable characters: ${quoted}`;
    case 'labels':
      return `label of ${formatCount(count)} texts, the same as another but for how its letters are composed: ${quoted}`;
    case 'forms':
      return `is the first of ${formatCount(count)} texts with letters in parts (NFD) that others write as one (NFC): ${quoted}`;
    case 'ragged':
      return `${formatCount(count)} rows have more or fewer values than there are columns`;
    case 'imbalance':
      return `the label "${quoted}" has ${formatCount(count)} texts only; it stands first here`;
    case 'long':
      return `is far longer than the others: ${formatCount(count)} words`;
  }
}

function estimatesOf({ estimates }: CorpusStatistics): string[] {
  const names = { words: 'words', pairs: 'pairs of words', triples: 'triples of words' } as const;
  const notes = (Object.keys(names) as (keyof typeof names)[]).flatMap((key) => {
    const estimate = estimates[key];
    if (!estimate) return [];
    const { limit, error } = estimate;
    return [
      `Counts of rare ${names[key]} are estimates above ${formatCount(limit)} different ones: too low by at most ${formatCount(error)}.`,
    ];
  });
  const { sampledTexts } = estimates;
  if (sampledTexts === undefined) return notes;
  return [...notes, `Duplicates and leaks were looked for in one of ${sampledTexts} texts, and multiplied.`];
}
