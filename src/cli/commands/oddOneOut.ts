// nlp-lab odd-one-out: which of some words is least like the others, by their vectors.

import { formatFigure, formatTable } from '../table';
import type { Command } from '../shared/command';
import { noteUnknown } from '../shared/unknownWords';
import { VECTORS_OPTIONS, withVectors } from '../shared/vectorsSource';

export const oddOneOut: Command = {
  name: 'odd-one-out',
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
