// The experiment that learns word vectors from one file: the usual settings, and smaller ones for small texts. Pure.

/** Below this a corpus is small: rare words count, more passes are made, vectors are shorter. */
const SMALL_BYTES = 5_000_000;
const TINY_BYTES = 200_000;

export interface Word2VecExperiment {
  name: string;
  /** Beside the experiment file, with forward slashes. */
  dataFile: string;
  /** The column of a table. */
  column?: string;
  bytes: number;
}

export function word2vecText({ name, dataFile, column, bytes }: Word2VecExperiment): string {
  const json = JSON.stringify;
  const isSmall = bytes < SMALL_BYTES;
  const isTiny = bytes < TINY_BYTES;
  const text = column === undefined ? '' : `,\n    "text": ${json(column)} // the column to read`;
  return `{
  "name": ${json(name)},
  "task": "embedding", // a vector for each word

  // The corpus, seen from this file.
  "data": {
    "train": ${json(dataFile)}${text}
  },

  // "skip-gram" predicts the words near a word; "cbow" a word from those near it, which is faster.
  "model": {
    "type": "word2vec",
    "algorithm": "skip-gram",
    "dimensions": ${isTiny ? 50 : 100},
    "window": 5,
    "negative": 5, // noise words for each example
    "subsample": 0.001, // very frequent words are left out at random
    "minCount": ${isTiny ? 2 : 5} // words seen less often get no vector
  },

  "training": { "epochs": ${isTiny ? 30 : isSmall ? 15 : 5} },

  "seed": 1
}
`;
}
