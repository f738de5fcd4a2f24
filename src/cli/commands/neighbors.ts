// nlp-lab neighbors: the words whose vectors are nearest to a word's.

import type { VectorMeasure } from '../../protocol/wordQueries';
import { invalidArgument } from '../failure';
import type { Command } from '../shared/command';
import { showNeighbors } from '../shared/neighborsTable';
import { VECTORS_OPTIONS, withVectors } from '../shared/vectorsSource';

const MEASURES: readonly VectorMeasure[] = ['cosine', 'euclidean', 'dot'];

export const neighbors: Command = {
  name: 'neighbors',
  usage: ['<run or vectors> <word> [--k 10]'],
  positionals: ['<run or vectors>', '<word>'],
  options: {
    k: { value: 'N', help: 'how many (default 10)' },
    measure: { value: '<measure>', help: 'cosine, euclidean or dot (default cosine)' },
    ...VECTORS_OPTIONS,
  },
  notes: [
    "Vectors: word2vec (text or binary), GloVe, fastText (.vec, .bin, .ftz), the Embedding Projector's vectors.tsv,",
    'safetensors; those of text with .gz too. A <word> may be several: their mean is asked for. With --json: a line per word, {"word":...,"similarity":...}; "distance" with euclidean.',
  ],

  async run(given, report, surroundings) {
    const [name, word] = given.positionals;
    const measure = measureOf(given.text('measure') ?? 'cosine');
    const k = given.count('k', 1);
    return withVectors(given, report, surroundings, {
      name,
      async use({ client, info: { vectors } }) {
        const reply = await client.call('neighbors', { vectors, word, k, measure });
        if (reply.of.some(({ row }) => row === undefined))
          report.note(`"${word}" is not among the words; its vector was made from its character n-grams.`);
        showNeighbors(report, reply.neighbors, measure);
        return 0;
      },
    });
  },
};

function measureOf(text: string): VectorMeasure {
  const measure = MEASURES.find((known) => known === text);
  if (measure === undefined) throw invalidArgument(`--measure must be ${MEASURES.join(', ')}, not "${text}".`);
  return measure;
}
