// The text of a new experiment that learns a masked language model from one file, with comments for somebody who has never seen one. Pure.
import type { TextsExperiment } from './languageText';
import { tokenizerText } from './tokenizerText';

export const MASKED_MODELS = ['transformer', 'lstm', 'gru', 'rnn', 'cnn'] as const;

export type MaskedModelType = (typeof MASKED_MODELS)[number];

/** Below this a text is small: models are smaller, and texts are seen more often. */
const SMALL_BYTES = 5_000_000;

const json = JSON.stringify;

export function maskedText(given: TextsExperiment<MaskedModelType>): string {
  const { name, dataFile, column, header = true, bytes, tokenizer, model } = given;
  const few = bytes < SMALL_BYTES;
  const rows = header ? '' : '\n    "header": false, // the first line is a text, too';
  const text = column === undefined ? '' : `${rows}\n    "text": ${json(column)}, // the column to read`;
  return `{
  "name": ${json(name)},
  "task": "masked-language-model", // which token stands where one is masked

  // The text, seen from this file; labels are not needed. The end of it is held out in one piece: the validation
  // part decides which checkpoint is the best; the test part is only looked at when the training has ended.
  "data": {
    "train": ${json(dataFile)},${text}
    "validation": 0.05,
    "test": 0.05
  },

  // How the text is cut into tokens, and how many of them are known; one more stands for what is masked.
  "tokenizer": ${tokenizerText(tokenizer, { few })},

  // ${model === 'transformer' ? 'Layers of attention to both sides; the width is a multiple of the heads.' : SAID[model]}
  "model": ${modelText(model, few)},

  // Anew in each epoch: of the chosen tokens most are masked, some replaced by others, some left as they are.
  "masking": {
    "share": 0.15,
    "units": "words", // or "tokens", "spans"
    "mask": 0.8,
    "random": 0.1
  },

  "training": {
    "epochs": ${few ? 30 : 10},
    "batchSize": 64,
    "maxLength": 128, // longer texts are read in several pieces
    "optimizer": { "type": "adamw", "learningRate": 0.001, "weightDecay": 0.01 },
    "schedule": { "type": "cosine", "warmupSteps": ${few ? 200 : 1000} },
    "clipNorm": 1
  },

  "seed": 1 // the same seed gives the same model
}
`;
}

const SAID: Record<Exclude<MaskedModelType, 'transformer'>, string> = {
  lstm: 'Reads each text from both ends.',
  gru: 'Reads each text from both ends.',
  rnn: 'Reads each text from both ends.',
  cnn: 'Sees a few tokens on each side.',
};

function modelText(model: MaskedModelType, few: boolean): string {
  const dropout = `"dropout": 0.1`;
  if (model === 'transformer')
    return `{
    "type": "transformer",
    "width": ${few ? 128 : 256},
    "heads": 4,
    "feedForward": ${few ? 512 : 1024},
    "layers": ${few ? 2 : 4},
    ${dropout}
  }`;
  const width = few ? 128 : 256;
  if (model === 'cnn')
    return `{
    "type": "cnn",
    "embedding": ${width},
    "windows": [3, 5],
    "filters": ${width},
    "layers": 2,
    ${dropout}
  }`;
  return `{
    "type": ${json(model)},
    "embedding": ${width},
    "hidden": ${width},
    "layers": 1,
    "bidirectional": true,
    ${dropout}
  }`;
}
