// The text of a new experiment that learns a language model from one file, with comments for somebody who has never seen one. Pure.
import { type ChosenTokenizer, tokenizerText } from './tokenizerText';

export const LANGUAGE_MODELS = ['lstm', 'transformer', 'gru', 'rnn', 'kneser-ney'] as const;

export type LanguageModelType = (typeof LANGUAGE_MODELS)[number];

/** An experiment on the texts of one file. */
export interface TextsExperiment<Model> {
  name: string;
  /** Beside the experiment file, with forward slashes. */
  dataFile: string;
  /** The column of a table. */
  column?: string;
  /** Whether the table's first line names its columns; left out: it does. */
  header?: boolean;
  bytes: number;
  tokenizer: ChosenTokenizer;
  model: Model;
}

/** Below this a text is small: rare tokens count, models are smaller. */
const SMALL_BYTES = 5_000_000;

const json = JSON.stringify;

export function languageText(given: TextsExperiment<LanguageModelType>): string {
  const { name, dataFile, column, header = true, bytes, tokenizer, model } = given;
  const few = bytes < SMALL_BYTES;
  const rows = header ? '' : '\n    "header": false, // the first line is a text, too';
  const text = column === undefined ? '' : `${rows}\n    "text": ${json(column)}, // the column to read`;
  const sizes = { few, byCharacter: tokenizer.type === 'character' || tokenizer.type === 'byte-bpe' };
  return `{
  "name": ${json(name)},
  "task": "language-model", // which token follows those before it

  // The text, seen from this file. The end of it is held out in one piece: the validation part decides
  // which checkpoint is the best; the test part is only looked at when the training has ended.
  "data": {
    "train": ${json(dataFile)},${text}
    "validation": 0.1,
    "test": 0.1
  },

  // How the text is cut into tokens, and how many of them are known.
  "tokenizer": ${tokenizerText(tokenizer, { few, keepsCapitals: true })},

${modelText(model, sizes)}

  "seed": 1 // the same seed gives the same model
}
`;
}

interface Sizes {
  few: boolean;
  byCharacter: boolean;
}

function modelText(model: LanguageModelType, sizes: Sizes): string {
  if (model === 'kneser-ney') return ngrams(sizes);
  return model === 'transformer' ? transformer(sizes) : recurrent(model, sizes);
}

const ngrams = ({ few, byCharacter }: Sizes): string =>
  `  // Counts n-grams and trains nothing: ready in seconds, and what networks are compared with.
  "model": {
    "type": "kneser-ney",
    "order": ${byCharacter ? 6 : few ? 5 : 3}, // tokens of the longest n-grams
    "discounts": 3, // 3: modified Kneser-Ney; 1: the original
    "cutoff": ${few ? 1 : 2} // n-grams of three tokens and more that occur less often are left out
  },`;

const recurrent = (type: string, { few, byCharacter }: Sizes): string =>
  `  // "rnn", "lstm" or "gru"; with "carryState" the state goes on from window to window.
  "model": {
    "type": ${json(type)},
    "embedding": ${few ? 128 : 256},
    "hidden": ${few ? 128 : 256}, // as wide as the embedding, since both ends share their vectors
    "layers": 2,
    "tieEmbeddings": true,
    "carryState": true,
    "dropout": ${few ? 0.3 : 0.2}
  },

  "training": {
    "epochs": ${few ? 10 : 4},
    "batchSize": ${few ? 16 : 32}, // places of the text that are read side by side
    "context": ${byCharacter ? 64 : 32}, // tokens over which gradients go back
    "optimizer": { "type": "adam", "learningRate": 0.002 },
    "clipNorm": 1 // no step larger than this: recurrent networks need it
  },`;

const transformer = ({ few, byCharacter }: Sizes): string =>
  `  // Layers of attention to what stands before; the width is a multiple of the heads.
  "model": {
    "type": "transformer",
    "width": ${few ? 128 : 256},
    "heads": 4,
    "feedForward": ${few ? 512 : 1024},
    "layers": 4,
    "positions": "rotary", // or "learned", "sinusoidal"
    "dropout": ${few ? 0.2 : 0.1}
  },

  "training": {
    "steps": ${few ? 2000 : 10_000}, // updates in all, of windows at random places
    "evaluateEvery": ${few ? 500 : 1000}, // updates between two looks at the validation part
    "batchSize": ${few ? 12 : 32},
    "context": ${byCharacter ? 128 : 64}, // how far the model looks back
    "optimizer": { "type": "adamw", "learningRate": 0.001, "betas": [0.9, 0.99], "weightDecay": 0.1 },
    "schedule": { "type": "cosine", "warmupSteps": 100, "finalFactor": 0.1 },
    "clipNorm": 1
  },`;
