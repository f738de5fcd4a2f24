// nlp-lab similarity: how near two words or two texts are, by their vectors.

import { formatFigure } from '../table';
import type { Command } from '../shared/command';
import { noteUnknown } from '../shared/unknownWords';
import { VECTORS_OPTIONS, withVectors } from '../shared/vectorsSource';

export const similarity: Command = {
  name: 'similarity',
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
