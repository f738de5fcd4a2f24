// The text of a new sequence-to-sequence experiment, with comments for somebody who has never seen one. Pure.
import { type ChosenTokenizer, tokenizerText } from './tokenizerText';

export const SEQUENCE_MODELS = ['gru', 'lstm', 'rnn', 'transformer', 'decoder-only'] as const;

export type SequenceModel = (typeof SEQUENCE_MODELS)[number];

/** Two files with as many lines, or a table with a column for each side. Names beside the experiment. */
export type ParallelFiles =
  | { source: string; target: string; validation?: { source: string; target: string } }
  | { table: string; columns: { source: string; target: string }; header: boolean };

interface SequenceExperiment {
  name: string;
  files: ParallelFiles;
  model: SequenceModel;
  pairs: number;
  /** Left out: pieces for attention on many pairs, else words. */
  tokenizer?: ChosenTokenizer;
}

/** Fewer pairs want smaller models and more epochs. */
const FEW_PAIRS = 5000;
const json = JSON.stringify;

export function sequenceText({ name, files, model, pairs, tokenizer }: SequenceExperiment): string {
  const few = pairs < FEW_PAIRS;
  const isAttention = model === 'transformer' || model === 'decoder-only';
  const subwords = tokenizer === undefined && isAttention && !few;
  return `{
  "name": ${json(name)},
  "task": "sequence-to-sequence",

  // The pairs of texts, seen from this file. The validation part decides which checkpoint is the best.
  "data": {
${dataLines(files)}
  },

  // How texts are cut${subwords ? ': "bpe" learns pieces, so that no word is unknown' : ''}. "targetTokenizer" cuts the target otherwise.
  "tokenizer": ${tokenizer ? tokenizerText(tokenizer, { few, keepsSpaces: true }) : usualTokenizer(subwords, few)},
${subwords ? '  "sharedVocabulary": true,\n' : ''}
${isAttention ? attention(model, few) : recurrent(model, few)}

  // How outputs are searched for: the beam is how many hypotheses are kept in each step.
  "decoding": { "beam": 5, "lengthPenalty": 1 },

  "seed": 1 // the same seed gives the same model
}
`;
}

const usualTokenizer = (subwords: boolean, few: boolean): string =>
  subwords
    ? '{ "type": "bpe", "vocabularySize": 8000, "minFrequency": 2 }'
    : `{ "type": "word", "vocabularySize": 10000, "minFrequency": ${few ? 1 : 2} }`;

function dataLines(files: ParallelFiles): string {
  if ('table' in files)
    return `    "train": ${json(files.table)},
${files.header ? '' : '    "header": false, // the first line is a pair, too\n'}    "source": ${json(files.columns.source)}, // the column to read
    "target": ${json(files.columns.target)}, // the column to write
    "validation": 0.05`;
  const pair = ({ source, target }: { source: string; target: string }): string =>
    `{ "source": ${json(source)}, "target": ${json(target)} }`;
  return `    "train": ${pair(files)},
    "validation": ${files.validation ? pair(files.validation) : '0.05'}`;
}

const recurrent = (
  type: SequenceModel,
  few: boolean,
): string => `  // An encoder and a decoder; attention "additive", "dot", "general" or "none".
  "model": {
    "type": ${json(type)},
    "embedding": ${few ? 64 : 256},
    "hidden": ${few ? 64 : 512},
    "layers": 1,
    "bidirectional": true,
    "attention": "additive",
    "dropout": ${few ? 0.1 : 0.5}
  },

  "training": {
    "epochs": ${few ? 20 : 12},
    "batchSize": ${few ? 32 : 128},
    "maxLength": 50,
    "labelSmoothing": ${few ? 0 : 0.1},
    "optimizer": { "type": "adam", "learningRate": ${few ? 0.005 : 0.001} },
    "clipNorm": 1 // no step larger than this: recurrent networks need it
  },`;

const attention = (type: SequenceModel, few: boolean): string => `${aboutLayers(type)}
  "model": {
    "type": ${json(type)},
    "width": ${few ? 64 : 256},
    "heads": ${few ? 4 : 8},
    "feedForward": ${few ? 128 : 512},
${layersOf(type, few)}
    "dropout": ${few ? 0.1 : 0.3}
  },

  // The learning rate grows for the first steps and falls with the root of the step after them.
  "training": {
    "epochs": ${few ? 30 : 40},
    ${few ? '"batchSize": 32' : '"batchTokens": 4096'},
    "maxLength": 80,
    "labelSmoothing": ${few ? 0 : 0.1},
    "optimizer": { "type": "adam", "learningRate": ${few ? 0.003 : 0.001}, "betas": [0.9, 0.98], "epsilon": 1e-9 },
    "schedule": { "type": "inverse-square-root", "warmupSteps": ${few ? 100 : 1500} },
    "clipNorm": 1
  },`;

const aboutLayers = (type: SequenceModel): string =>
  type === 'decoder-only'
    ? `  // One stack of attention layers that reads the source and goes on with the target; the width is a multiple of the heads.`
    : `  // Encoder and decoder layers of attention (Vaswani et al. 2017); the width is a multiple of the heads. The type
  // "decoder-only" has "layers" in their place: one stack that reads the source and goes on with the target.`;

const layersOf = (type: SequenceModel, few: boolean): string =>
  type === 'decoder-only'
    ? `    "layers": ${few ? 2 : 6},`
    : `    "encoderLayers": ${few ? 2 : 3},
    "decoderLayers": ${few ? 2 : 3},`;
