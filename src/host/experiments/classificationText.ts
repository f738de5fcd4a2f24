// The text of a new experiment that gives texts labels, with comments for somebody who has never seen one. Pure.
import { type ChosenTokenizer, tokenizerText } from './tokenizerText';

export const CLASSIFIERS = [
  ...(['lstm', 'gru', 'rnn', 'cnn', 'bow', 'transformer'] as const),
  ...(['naive-bayes', 'logistic-regression', 'linear-svm', 'nb-svm'] as const),
  'fasttext',
] as const;

export type ClassifierType = (typeof CLASSIFIERS)[number];

interface ClassificationExperiment {
  name: string;
  /** Beside the experiment file, with forward slashes. */
  dataFile: string;
  /** Whether the table's first line names its columns; left out: it does. */
  header?: boolean;
  text: string;
  label: string;
  tokenizer: ChosenTokenizer;
  model: ClassifierType;
  /** Of the table: few rows want more epochs and smaller models. */
  rows: number;
}

const FEW_ROWS = 5000;
const json = JSON.stringify;

export function classificationText(given: ClassificationExperiment): string {
  const { name, dataFile, header = true, text, label, tokenizer, model, rows } = given;
  const few = rows < FEW_ROWS;
  const byCharacter = ['character', 'syllable', 'jamo'].includes(tokenizer.type);
  return `{
  "name": ${json(name)},
  "task": "classification",

  // The corpus, seen from this file. The validation part decides which checkpoint is the best;
  // the test part is only looked at when the training has ended.
  "data": {
    "train": ${json(dataFile)},
    "validation": 0.1,
    "test": 0.1,
${header ? '' : '    "header": false, // the first line is an example, too\n'}    "text": ${json(text)}, // the column to read
    "label": ${json(label)} // the column to predict; several labels in it, as in "sad|dark": add "labelSeparator": "|"
  },

  // How a text is cut into tokens, and how many of them are known.
  "tokenizer": ${tokenizerText(tokenizer, { few })},

${modelText(model, { few, byCharacter })}

  "seed": 1 // the same seed gives the same model
}
`;
}

interface Sizes {
  few: boolean;
  byCharacter: boolean;
}

function modelText(model: ClassifierType, sizes: Sizes): string {
  switch (model) {
    case 'rnn':
    case 'lstm':
    case 'gru':
      return recurrent(model, sizes);
    case 'cnn':
      return convolutions(sizes);
    case 'bow':
      return bag(sizes);
    case 'transformer':
      return transformer(sizes);
    case 'fasttext':
      return fastText(sizes);
    default:
      return counted(model, sizes);
  }
}

const recurrent = (type: ClassifierType, { few, byCharacter }: Sizes): string =>
  `  // "rnn", "lstm" or "gru"; pooling "last", "mean", "max" or "attention" makes one vector of all steps.
  "model": {
    "type": ${json(type)},
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
    "maxLength": ${byCharacter ? 200 : 100}
  },`;

const convolutions = ({ few, byCharacter }: Sizes): string =>
  `  // Filters that see a few tokens in a row (Kim 2014): a group of them for each width in "windows".
  "model": {
    "type": "cnn",
    "embedding": ${few ? 32 : 128},
    "windows": ${byCharacter ? '[3, 5, 7]' : '[3, 4, 5]'},
    "filters": ${few ? 32 : 100},
    "pooling": "max",
    "dropout": 0.5
  },

  "training": {
    "epochs": ${few ? 15 : 4},
    "batchSize": ${few ? 16 : 64},
    "optimizer": { "type": "adam", "learningRate": ${few ? 0.005 : 0.001} },
    "maxLength": ${byCharacter ? 200 : 100}
  },`;

const bag = ({ few, byCharacter }: Sizes): string =>
  `  // A bag of words: token vectors without their order; pooling "mean", "sum", "idf" (rare tokens weigh more), "max" or "attention".
  "model": {
    "type": "bow",
    "embedding": ${few ? 32 : 128},
    "pooling": "mean",
    "hiddenLayers": 0, // 1 or 2: a deep averaging network
    "dropout": 0.3
  },

  "training": {
    "epochs": ${few ? 20 : 5},
    "batchSize": ${few ? 16 : 64},
    "optimizer": { "type": "adam", "learningRate": ${few ? 0.01 : 0.002} },
    "maxLength": ${byCharacter ? 200 : 100}
  },`;

const transformer = ({ few, byCharacter }: Sizes): string =>
  `  // Layers of attention (Vaswani et al. 2017); the width is a multiple of the heads.
  "model": {
    "type": "transformer",
    "width": ${few ? 64 : 128},
    "heads": 4,
    "feedForward": ${few ? 128 : 256},
    "layers": 2,
    "pooling": "mean",
    "dropout": ${few ? 0.2 : 0.1}
  },

  "training": {
    "epochs": ${few ? 20 : 5},
    "batchSize": ${few ? 16 : 64},
    "optimizer": { "type": "adam", "learningRate": ${few ? 0.002 : 0.001} },
    "clipNorm": 1, // no step larger than this
    "maxLength": ${byCharacter ? 200 : 100}
  },`;

const fastText = ({ few, byCharacter }: Sizes): string =>
  `  // The mean of vectors of tokens, and of tokens in a row, below a linear layer (Joulin et al. 2016). Parts of words, of "minn"
  // to "maxn" characters, help with endings and with words that were never seen (0: none).
  "model": {
    "type": "fasttext",
    "dimensions": 50,
    "wordNgrams": ${byCharacter ? 4 : 2},
    "minn": 0,
    "maxn": 0,
    "learningRate": ${few ? 1 : 0.5} // at the start; it falls to 0
  },

  "training": { "epochs": ${few ? 25 : 5} },`;

/** Models over how often words occur; no epochs, no batches. */
function counted(type: ClassifierType, { few, byCharacter }: Sizes): string {
  const own = {
    ...(type === 'naive-bayes' || type === 'nb-svm' ? { alpha: 1 } : {}),
    ...(type === 'naive-bayes' ? {} : { C: 1 }),
    ...(type === 'nb-svm' ? { interpolation: 0.25 } : {}),
  };
  const lines = Object.entries(own).map(([key, value]) => `,\n    ${json(key)}: ${value}`);
  return `  // Counts tokens, and tokens in a row ("ngramRange": from so many to so many); minDf leaves out what fewer texts have.
  "model": {
    "type": ${json(type)},
    "ngramRange": [1, ${byCharacter ? 3 : type === 'naive-bayes' ? 1 : 2}],
    "minDf": ${few ? 1 : 2}${lines.join('')}
  },`;
}
