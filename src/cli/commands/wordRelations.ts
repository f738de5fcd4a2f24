// nlp-lab similarity, odd-one-out and cooccurrence: how words stand to each other, by their vectors and by a corpus.

import * as path from 'node:path';
import { withEngine } from '../engineThread';
import { invalidArgument } from '../failure';
import { openEngine } from '../openEngine';
import type { Report } from '../report';
import { formatCount, formatFigure, formatTable } from '../table';
import type { Command } from './command';
import { VECTORS_OPTIONS, withVectors } from './vectorsSource';

export const similarity: Command = {
  name: 'similarity',
  summary: 'How near two words or two texts are',
  usage: ['<run or vectors> <a> <b>'],
  positionals: ['<run or vectors>', '<a>', '<b>'],
  options: VECTORS_OPTIONS,
  notes: [
    'A text of several words stands for the mean of their vectors.',
    'With --json: one line, {"cosine":...,"euclidean":...,"dot":...,"unknown":[...]}.',
  ],

  async run(given, report, surroundings) {
    const [name, a, b] = given.positionals;
    return withVectors(given, report, surroundings, {
      name,
      async use({ client, info: { vectors } }) {
        const found = await client.call('similarity', { vectors, a, b });
        report.record({ ...found });
        noteUnknown(report, found.unknown);
        const { cosine, euclidean, dot } = found;
        if (!report.json)
          report.line(
            `${report.style('bold', `cosine ${formatFigure(cosine)}`)}  euclidean ${formatFigure(euclidean)}  dot ${formatFigure(dot)}`,
          );
        return 0;
      },
    });
  },
};

export const oddOneOut: Command = {
  name: 'odd-one-out',
  summary: 'Which of some words is least like the others',
  usage: ['<run or vectors> <word> <word> <word> ...'],
  positionals: ['<run or vectors>', '<word>', '<word>', '<word>'],
  isRepeated: true,
  options: VECTORS_OPTIONS,
  notes: [
    'Each word is compared with the mean of all.',
    'With --json: one line, {"odd":...,"words":[{"word":...,"similarity":...}],"unknown":[...]}.',
  ],

  async run(given, report, surroundings) {
    const [name, ...words] = given.positionals;
    return withVectors(given, report, surroundings, {
      name,
      async use({ client, info: { vectors } }) {
        const found = await client.call('oddOneOut', { vectors, words });
        report.record({ ...found });
        noteUnknown(report, found.unknown);
        if (report.json) return 0;
        const columns = [{ title: 'word' }, { title: 'cosine with the mean', align: 'right' as const }];
        const rows = found.words.map(({ word, similarity: figure }) => [word, formatFigure(figure)]);
        for (const line of formatTable(columns, rows)) report.line(line);
        report.line(`odd one out: ${report.style('bold', found.odd)}`);
        return 0;
      },
    });
  },
};

function noteUnknown(report: Report, unknown: readonly string[]): void {
  if (unknown.length > 0) report.note(`without a vector, left out: ${unknown.join(', ')}`);
}

export const cooccurrence: Command = {
  name: 'cooccurrence',
  summary: 'How probable probe words are beside each of two words, and the ratio',
  usage: ['<file> <word> <word> --probe <word> [--probe <word> ...] [--window 10]'],
  positionals: ['<file>', '<word>', '<word>'],
  options: {
    probe: { value: '<word>', multiple: true, help: 'a word to look for beside both (may be repeated)' },
    window: { value: 'N', help: 'words on each side that count as beside (default 10)' },
    weighted: { help: 'count a word at distance d as 1/d' },
    'match-case': { help: 'take upper and lower case as different words' },
  },
  notes: [
    'P(k|i) = X_ik / X_i, the table of Pennington, Socher and Manning (2014). Counts never go beyond a line.',
    'With --json: a line per probe, {"probe":...,"counts":[...],"probabilities":[...],"ratio":...}.',
  ],

  async run(given, report, surroundings) {
    const { cwd } = surroundings;
    const [file, first, second] = given.positionals;
    const probes = given.texts('probe');
    if (probes.length === 0) throw invalidArgument('--probe is missing: name a word to look for beside both.');
    const request = {
      files: [path.resolve(cwd, file)],
      words: [first, second] as [string, string],
      probes,
      window: given.count('window', 1),
      weighted: given.flag('weighted'),
      lowercase: !given.flag('match-case'),
    };
    const found = await withEngine(openEngine(surroundings, report), (client) => client.call('cooccurrence', request));
    report.live('');
    for (const probe of found.probes) report.record({ ...probe });
    if (report.json) return 0;
    const right = { align: 'right' as const };
    const titles = [first, second].map((word) => `P(k|${word})`);
    const columns = [{ title: 'k' }, ...[...titles, 'ratio'].map((title) => ({ title, ...right }))];
    const rows = found.probes.map(({ probe, probabilities, ratio }) => [
      probe,
      ...probabilities.map((probability) => probability.toExponential(2)),
      ratio === null ? '' : formatFigure(ratio),
    ]);
    for (const line of formatTable(columns, rows)) report.line(line);
    report.line(found.words.map(({ word, occurrences }) => `${word}: ${formatCount(occurrences)} times`).join('; '));
    return 0;
  },
};
