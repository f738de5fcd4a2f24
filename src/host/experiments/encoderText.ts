// The keys "model" and "training" of new experiments whose model is an encoder, with comments for somebody who has never seen one. Pure.

export const ENCODERS = ['lstm', 'gru', 'rnn', 'cnn', 'bow', 'transformer', 'custom'] as const;

/** Of a model of one's own, beside the experiment. */
export const MODEL_FILE = 'model.ts';

export type EncoderType = (typeof ENCODERS)[number];

interface Sizes {
  /** Few examples want more epochs and smaller models. */
  few: boolean;
  byCharacter: boolean;
  /** Lines of the model and of the training before the others. */
  ofModel?: readonly string[];
  ofTraining?: readonly string[];
}

const linesOf = (lines: readonly string[] = []): string => lines.map((line) => `\n    ${line}`).join('');

const json = JSON.stringify;

export function encoderText(type: EncoderType, sizes: Sizes): string {
  switch (type) {
    case 'cnn':
      return convolutions(sizes);
    case 'bow':
      return bag(sizes);
    case 'transformer':
      return transformer(sizes);
    case 'custom':
      return custom(sizes);
    default:
      return recurrent(type, sizes);
  }
}

/** The lines of `data` that name the texts and what is to be predicted. */
export const columnLines = (text: string | readonly [string, string], label: string, about: string): string =>
  `    "text": ${typeof text === 'string' ? json(text) : `[${text.map((column) => json(column)).join(', ')}]`}, // ${typeof text === 'string' ? 'the column to read' : 'the columns that are read together'}
    "label": ${json(label)} // ${about}`;

const recurrent = (type: string, { few, byCharacter, ofModel, ofTraining }: Sizes): string =>
  `  // "rnn", "lstm" or "gru"; pooling "last", "mean", "max" or "attention" makes one vector of all steps.
  "model": {
    "type": ${json(type)},${linesOf(ofModel)}
    "embedding": ${few ? 32 : 128},
    "hidden": ${few ? 32 : 128},
    "layers": 1,
    "bidirectional": true,
    "pooling": "max",
    "dropout": 0.3
  },

  "training": {${linesOf(ofTraining)}
    "epochs": ${few ? 15 : 4},
    "batchSize": ${few ? 16 : 64},
    "optimizer": { "type": "adam", "learningRate": ${few ? 0.005 : 0.001} },
    "clipNorm": 1, // no step larger than this: recurrent networks need it
    "maxLength": ${byCharacter ? 200 : 100}
  },`;

const convolutions = ({ few, byCharacter, ofModel, ofTraining }: Sizes): string =>
  `  // Filters that see a few tokens in a row (Kim 2014): a group of them for each width in "windows".
  "model": {
    "type": "cnn",${linesOf(ofModel)}
    "embedding": ${few ? 32 : 128},
    "windows": ${byCharacter ? '[3, 5, 7]' : '[3, 4, 5]'},
    "filters": ${few ? 32 : 100},
    "pooling": "max",
    "dropout": 0.5
  },

  "training": {${linesOf(ofTraining)}
    "epochs": ${few ? 15 : 4},
    "batchSize": ${few ? 16 : 64},
    "optimizer": { "type": "adam", "learningRate": ${few ? 0.005 : 0.001} },
    "maxLength": ${byCharacter ? 200 : 100}
  },`;

const bag = ({ few, byCharacter, ofModel, ofTraining }: Sizes): string =>
  `  // A bag of words: token vectors without their order; pooling "mean", "sum", "idf" (rare tokens weigh more), "max" or "attention".
  "model": {
    "type": "bow",${linesOf(ofModel)}
    "embedding": ${few ? 32 : 128},
    "pooling": "mean",
    "hiddenLayers": 0, // 1 or 2: a deep averaging network
    "dropout": 0.3
  },

  "training": {${linesOf(ofTraining)}
    "epochs": ${few ? 20 : 5},
    "batchSize": ${few ? 16 : 64},
    "optimizer": { "type": "adam", "learningRate": ${few ? 0.01 : 0.002} },
    "maxLength": ${byCharacter ? 200 : 100}
  },`;

const custom = ({ few, byCharacter, ofModel, ofTraining }: Sizes): string =>
  `  // An encoder of your own, in TypeScript: the file beside this one. It runs in trusted folders alone.
  "model": {
    "type": "custom",${linesOf(ofModel)}
    "file": ${json(MODEL_FILE)},
    "options": { "width": ${few ? 32 : 128} }, // those that the file has
    "pooling": "max",
    "dropout": 0.3
  },

  "training": {${linesOf(ofTraining)}
    "epochs": ${few ? 15 : 4},
    "batchSize": ${few ? 16 : 64},
    "optimizer": { "type": "adam", "learningRate": ${few ? 0.003 : 0.001} },
    "clipNorm": 1, // no step larger than this
    "maxLength": ${byCharacter ? 200 : 100}
  },`;

const transformer = ({ few, byCharacter, ofModel, ofTraining }: Sizes): string =>
  `  // Layers of attention (Vaswani et al. 2017); the width is a multiple of the heads.
  "model": {
    "type": "transformer",${linesOf(ofModel)}
    "width": ${few ? 64 : 128},
    "heads": 4,
    "feedForward": ${few ? 128 : 256},
    "layers": 2,
    "pooling": "mean",
    "dropout": ${few ? 0.2 : 0.1}
  },

  "training": {${linesOf(ofTraining)}
    "epochs": ${few ? 20 : 5},
    "batchSize": ${few ? 16 : 64},
    "optimizer": { "type": "adam", "learningRate": ${few ? 0.002 : 0.001} },
    "clipNorm": 1, // no step larger than this
    "maxLength": ${byCharacter ? 200 : 100}
  },`;
