// The text of a new experiment file, with comments for somebody who has never seen one.
import type { TokenizerType } from '../../protocol/tokenizer';

export type RecurrentType = 'rnn' | 'lstm' | 'gru';

export interface NewExperiment {
  name: string;
  /** Beside the experiment file, with forward slashes. */
  dataFile: string;
  text: string;
  label: string;
  tokenizer: TokenizerType;
  model: RecurrentType;
  /** Rows of the table, if known: few rows want more epochs and smaller models. */
  rows?: number;
}

const FEW_ROWS = 5000;

export function experimentText({ name, dataFile, text, label, tokenizer, model, rows }: NewExperiment): string {
  const few = rows !== undefined && rows < FEW_ROWS;
  const json = JSON.stringify;
  return `{
  "name": ${json(name)},
  "task": "classification",

  // The corpus, seen from this file. The validation part decides which checkpoint is the best;
  // the test part is only looked at when the training has ended.
  "data": {
    "train": ${json(dataFile)},
    "validation": 0.1,
    "test": 0.1,
    "text": ${json(text)}, // the column to read
    "label": ${json(label)} // the column to predict
  },

  // How a text is cut: "word", "whitespace" or "character" (good for Korean and for misspelt text).
  "tokenizer": { "type": ${json(tokenizer)}, "vocabularySize": ${few ? 5000 : 20000}, "minFrequency": ${few ? 1 : 2} },

  // "rnn", "lstm" or "gru"; pooling "last", "mean", "max" or "attention" makes one vector of all steps.
  "model": {
    "type": ${json(model)},
    "embedding": ${few ? 32 : 128},
    "hidden": ${few ? 32 : 128},
    "layers": 1,
    "bidirectional": true,
    "pooling": "max",
    "dropout": 0.3
  },

  "training": {
    "epochs": ${few ? 15 : 4},
    "batchSize": ${few ? 16 : 64},
    "optimizer": { "type": "adam", "learningRate": ${few ? 0.005 : 0.001} },
    "clipNorm": 1, // no step larger than this: recurrent networks need it
    "maxLength": ${tokenizer === 'character' ? 200 : 100}
  },

  "seed": 1 // the same seed gives the same model
}
`;
}
