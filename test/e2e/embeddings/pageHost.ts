// A made-up host for the Embeddings view by itself: a few words, and answers to what may be asked about them.

import type { EmbeddingSide, EmbeddingsViewContract } from '../../../src/protocol/embeddingsView';
import { LabError } from '../../../src/protocol/labError';
import type { NeighborsReply } from '../../../src/protocol/wordQueries';

type Calls = EmbeddingsViewContract['calls'];

export const WORDS = ['sea', 'lake', 'river', 'bread', 'ice', 'steam', 'solid', 'gas', 'water'];
export const SIDE: EmbeddingSide = {
  ...{ title: 'words.vec', words: WORDS.length, dimensions: 4, bytes: 144, hasCounts: true, hasSubwords: false },
  ...{ isSentences: false, hasCorpus: true, layers: [], layer: 0, poolings: [], hasLabels: false, notices: [] },
};

/** Answers as the host does; words that begin with x are unknown. */
export function answer(name: string, request: never): unknown {
  const isKnown = (word: string): boolean => !word.startsWith('x');
  if (name === 'words') {
    const { first, count } = request as Calls['words']['request'];
    return { first, words: WORDS.slice(first, first + count) };
  }
  if (name === 'complete') {
    const { prefix } = request as Calls['complete']['request'];
    return { words: WORDS.flatMap((word, row) => (word.startsWith(prefix) ? [{ row, word }] : [])), more: false };
  }
  if (name === 'neighbors') return neighborsOf(request);
  if (name === 'analogy') {
    const { a, b, c } = request as Calls['analogy']['request'];
    const of = [a, b, c].map((word) => ({ word, row: WORDS.indexOf(word) }));
    return { of, measure: 'cosine', neighbors: [{ row: 4, word: 'ice', value: 0.5 }], compared: 6, seconds: 0 };
  }
  if (name === 'similarity') {
    const { a, b } = request as Calls['similarity']['request'];
    const unknown = `${a} ${b}`.split(' ').filter((word) => !isKnown(word));
    const nothing = [a, b].find((text) => text.split(' ').every((word) => !isKnown(word)));
    if (nothing) throw Object.assign(new Error(`No word of "${nothing}" has a vector.`), { code: 'NOT_FOUND' });
    return { cosine: 0.75, euclidean: 1.5, dot: 2.25, unknown };
  }
  if (name === 'oddOneOut') {
    const { words } = request as Calls['oddOneOut']['request'];
    const known = words.filter(isKnown);
    const similarity = (word: string): number => (word === 'bread' ? 0.1 : 0.9);
    return {
      odd: known.includes('bread') ? 'bread' : known[0],
      words: known.map((word) => ({ word, similarity: similarity(word) })),
      unknown: words.filter((word) => !isKnown(word)),
    };
  }
  return name === 'saveFile' ? { saved: true } : {};
}

/** All others, by their rows; of a word with an x the one without it may have been meant. */
function neighborsOf({ word, row }: Calls['neighbors']['request']): NeighborsReply {
  if (word.startsWith('x'))
    throw new LabError('NOT_FOUND', `“${word}” has no vector. Did you mean "${word.slice(1)}"?`, { near: [word.slice(1)] }); // prettier-ignore
  const own = row < 0 ? WORDS.indexOf(word) : row;
  const others = WORDS.flatMap((other, i) => (i === own ? [] : [{ row: i, word: other, value: 0.1 * i }]));
  return { of: [{ word: WORDS[own], row: own }], measure: 'cosine', neighbors: others, compared: 8, seconds: 0 };
}
