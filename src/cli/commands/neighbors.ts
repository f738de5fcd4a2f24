// nlp-lab neighbors: the words whose vectors are nearest to a word's.

import type { VectorMeasure, WordNeighbor } from '../../protocol/vectors';
import { invalidArgument } from '../failure';
import type { Report } from '../report';
import { formatCount, formatTable, shorten } from '../table';
import type { Command } from './command';
import { VECTORS_OPTIONS, withVectors } from './vectorsSource';

const MEASURES: readonly VectorMeasure[] = ['cosine', 'euclidean', 'dot'];

export const neighbors: Command = {
  name: 'neighbors',
  summary: 'List the words nearest to a word in an embedding',
  usage: ['<run or vectors> <word> [--k 10]'],
  positionals: ['<run or vectors>', '<word>'],
  options: {
    k: { value: 'N', help: 'how many (default 10)' },
    measure: { value: '<measure>', help: 'cosine, euclidean or dot (default cosine)' },
    ...VECTORS_OPTIONS,
  },
  notes: [
    'Vectors: word2vec (text or binary), GloVe, fastText .vec, safetensors, or these with .gz. A <word> may be several:',
    'their mean is asked for. With --json: a line per word, {"word":...,"similarity":...}; "distance" with euclidean.',
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

/** A record for each word, or a table for people. */
export function showNeighbors(report: Report, found: readonly WordNeighbor[], measure: VectorMeasure = 'cosine'): void {
  const figure = measure === 'euclidean' ? 'distance' : 'similarity';
  for (const { word, value } of found) report.record({ word, [figure]: value });
  if (report.json) return;
  const hasCounts = found.some(({ count }) => count !== undefined);
  const columns = [{ title: 'word' }, { title: figure, align: 'right' as const }];
  const rows = found.map(({ word, value, count }) => [
    shorten(word, 40),
    value.toFixed(4),
    ...(hasCounts ? [formatCount(count ?? 0)] : []),
  ]);
  const counted = hasCounts ? [{ title: 'count', align: 'right' as const }] : [];
  for (const line of formatTable([...columns, ...counted], rows)) report.line(line);
}
