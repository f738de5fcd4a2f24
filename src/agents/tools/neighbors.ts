// neighbors: the words whose vectors are the nearest.
import * as z from 'zod/mini';
import { toTranslate } from '../../protocol/toTranslate';
import { findRun, limitField, runField } from '../fields';
import { defineTool } from '../tool';

export const neighbors = defineTool({
  name: 'neighbors',
  title: toTranslate('Nearest words'),
  description:
    "Finds the words nearest to a word in a run's embeddings, by cosine over all words: of a run of the task embedding its word vectors, of another neural run its embedding layer.",
  input: z.strictObject({
    run: runField,
    word: z.string().check(z.minLength(1), z.maxLength(1000)),
    limit: limitField(100, 10),
  }),
  async run({ run, word, limit }, { call, signal, ...context }) {
    const { folder, record } = await findRun(run, { call, signal, ...context });
    const { vectors, words } = await call('openVectors', { source: { kind: 'run', folder } }, { signal });
    try {
      const found = await call('neighbors', { vectors, word, k: limit }, { signal });
      return {
        ...{ run: record.id, word, measure: found.measure, ofWords: words },
        neighbors: found.neighbors.map(({ word: near, value, count }) => ({ word: near, value, count })),
      };
    } finally {
      await call('closeVectors', { vectors });
    }
  },
});
