// nlp-lab cooccurrence: how probable probe words are beside each of two words, by a corpus.

import * as path from 'node:path';
import { withEngine } from '../engineThread';
import type { CooccurrenceReply } from '../../protocol/wordEvidence';
import { invalidArgument } from '../failure';
import { formatCount, formatFigure, formatTable } from '../table';
import type { Command } from '../shared/command';
import { TABLE_OPTIONS, textsOf } from '../shared/readingOptions';
import { openEngine } from '../openEngine';

const NOT_DEFINED = '-';

export const cooccurrence: Command = {
  name: 'cooccurrence',
  usage: ['<file> <word> <word> --probe <word> [--probe <word> ...] [--window 10]'],
  positionals: ['<file>', '<word>', '<word>'],
  options: {
    probe: { value: '<word>', multiple: true, help: 'a word to look for beside both (may be repeated)' },
    window: { value: 'N', help: 'words on each side that count as beside (default 10)' },
    weighted: { help: 'count a word at distance d as 1/d' },
    ...TABLE_OPTIONS,
    'match-case': { help: 'take upper and lower case as different words' },
  },
  notes: [
    'P(k|i) = X_ik / X_i, the table of Pennington, Socher and Manning (2014). Counts never go beyond a line.',
    `Where nothing stands beside a word, P(k|i) is not defined: "${NOT_DEFINED}", null with --json; so is a ratio of zeros.`,
    'With --json: a line per probe, {"probe":...,"counts":[...],"probabilities":[...],"ratio":...}.',
  ],

  async run(given, report, surroundings) {
    const { cwd } = surroundings;
    const [file, first, second] = given.positionals;
    const probes = given.texts('probe');
    if (probes.length === 0) throw invalidArgument('--probe is missing: name a word to look for beside both.');
    const request = {
      files: [path.resolve(cwd, file)],
      ...textsOf(given),
      words: [first, second] as [string, string],
      probes,
      window: given.count('window', 1),
      weighted: given.flag('weighted'),
      lowercase: !given.flag('match-case'),
    };
    const found = await withEngine(openEngine(surroundings, report), (client) => client.call('cooccurrence', request));
    report.live('');
    for (const notice of found.notices) report.note(`note: ${notice}`);
    for (const note of notesOn(found)) report.note(note);
    for (const probe of found.probes) report.record({ ...probe });
    if (report.json) return 0;
    const right = { align: 'right' as const };
    const titles = [first, second].map((word) => `P(k|${word})`);
    const columns = [{ title: 'k' }, ...[...titles, 'ratio'].map((title) => ({ title, ...right }))];
    const rows = found.probes.map(({ probe, probabilities, ratio }) => [
      probe,
      ...probabilities.map((probability) => probability?.toExponential(2) ?? NOT_DEFINED),
      ratio === null ? NOT_DEFINED : formatFigure(ratio),
    ]);
    for (const line of formatTable(columns, rows)) report.line(line);
    report.line(found.words.map(({ word, occurrences }) => `${word}: ${formatCount(occurrences)} times`).join('; '));
    return 0;
  },
};

/** What cannot be counted, for want of the word. */
function notesOn({ words, probes }: CooccurrenceReply): string[] {
  const undefinedBeside = words
    .filter(({ contexts }) => contexts === 0)
    .map(({ word, occurrences }) => {
      const reason = occurrences === 0 ? 'does not occur in the corpus' : 'stands alone wherever it occurs';
      return `"${word}" ${reason}: P(k|${word}) is not defined.`;
    });
  const absent = probes.filter(({ occurrences }) => occurrences === 0).map(({ probe }) => `"${probe}"`);
  return [...undefinedBeside, ...(absent.length > 0 ? [`Not in the corpus: ${absent.join(', ')}.`] : [])];
}
