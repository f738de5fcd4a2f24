// The text of a new experiment that learns word vectors from one file: the usual settings, and smaller ones for small texts. Pure.
import { type ChosenTokenizer, tokenizerText } from './tokenizerText';

/** Below this a corpus is small: rare words count, more passes are made, vectors are shorter. */
const SMALL_BYTES = 5_000_000;
const TINY_BYTES = 200_000;

export const EMBEDDINGS = ['word2vec', 'fasttext', 'glove'] as const;

export type EmbeddingType = (typeof EMBEDDINGS)[number];

export interface EmbeddingExperiment {
  name: string;
  /** Beside the experiment file, with forward slashes. */
  dataFile: string;
  /** The column of a table. */
  column?: string;
  /** Whether the table's first line names its columns; left out: it does. */
  header?: boolean;
  bytes: number;
  /** Left out: words. */
  tokenizer?: ChosenTokenizer;
  model?: EmbeddingType;
}

const json = JSON.stringify;

export function embeddingText(given: EmbeddingExperiment): string {
  const { name, dataFile, column, header = true, bytes, tokenizer, model = 'word2vec' } = given;
  const isSmall = bytes < SMALL_BYTES;
  const isTiny = bytes < TINY_BYTES;
  const rows = header ? '' : ',\n    "header": false';
  const text = column === undefined ? '' : `${rows},\n    "text": ${json(column)} // the column to read`;
  const cut = tokenizer && `  "tokenizer": ${tokenizerText(tokenizer, { few: isSmall, isUnlimited: true })},\n\n`;
  const passes = isTiny ? 30 : isSmall ? 15 : 5;
  return `{
  "name": ${json(name)},
  "task": "embedding", // a vector for each word

  // The corpus, seen from this file.
  "data": {
    "train": ${json(dataFile)}${text}
  },

${cut ?? ''}${modelText(model, isTiny)}

  "training": { "epochs": ${model === 'glove' ? passes + 10 : passes} },

  "seed": 1
}
`;
}

function modelText(model: EmbeddingType, isTiny: boolean): string {
  const dimensions = isTiny ? 50 : 100;
  const minCount = isTiny ? 2 : 5;
  if (model === 'glove')
    return `  // Vectors whose products are the logarithms of how often words meet (Pennington et al. 2014).
  "model": {
    "type": "glove",
    "dimensions": ${dimensions},
    "window": 10,
    "xMax": ${isTiny ? 10 : 100}, // pairs that meet this often or more count in full
    "minCount": ${minCount} // words seen less often get no vector
  },`;
  const parts =
    model === 'fasttext' ? '\n    "ngrams": { "unit": "character" }, // or "jamo": the letters of Hangul' : '';
  return `  // "skip-gram" predicts the words near a word; "cbow" a word from those near it, which is faster.
  "model": {
    "type": ${json(model)},
    "algorithm": "skip-gram",${parts}
    "dimensions": ${dimensions},
    "window": 5,
    "negative": 5, // noise words for each example
    "subsample": 0.001, // very frequent words are left out at random
    "minCount": ${minCount} // words seen less often get no vector
  },`;
}
