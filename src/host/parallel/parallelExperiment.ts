// The text of a new sequence-to-sequence experiment, with comments for somebody who has never seen one; and which files
// belong together. Pure.
import * as path from 'node:path';
import { withoutEnding } from '../../protocol/corpusFiles';

export type SequenceModel = 'gru' | 'transformer';

/** Two files with as many lines, or a table with a column for each side. Names beside the experiment. */
export type ParallelFiles =
  | { source: string; target: string; validation?: { source: string; target: string } }
  | { table: string; columns: { source: string; target: string }; header: boolean };

export interface SequenceExperiment {
  name: string;
  files: ParallelFiles;
  model: SequenceModel;
  pairs: number;
}

/** Fewer pairs want smaller models and more epochs. */
const FEW_PAIRS = 5000;
const json = JSON.stringify;

export function sequenceExperimentText({ name, files, model, pairs }: SequenceExperiment): string {
  const few = pairs < FEW_PAIRS;
  const subwords = model === 'transformer' && !few;
  return `{
  "name": ${json(name)},
  "task": "sequence-to-sequence",

  // The pairs of texts, seen from this file. The validation part decides which checkpoint is the best.
  "data": {
${dataLines(files)}
  },

  // How texts are cut${subwords ? ': "bpe" learns pieces, so that no word is unknown' : ''}. "targetTokenizer" cuts the target otherwise.
  "tokenizer": ${
    subwords
      ? '{ "type": "bpe", "vocabularySize": 8000, "minFrequency": 2 }'
      : `{ "type": "word", "vocabularySize": 10000, "minFrequency": ${few ? 1 : 2} }`
  },
${subwords ? '  "sharedVocabulary": true,\n' : ''}
${model === 'gru' ? recurrent(few) : transformer(few)}

  // How outputs are searched for: the beam is how many hypotheses are kept in each step.
  "decoding": { "beam": 5, "lengthPenalty": 1 },

  "seed": 1 // the same seed gives the same model
}
`;
}

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
  few: boolean,
): string => `  // An encoder and a decoder; attention "additive", "dot", "general" or "none".
  "model": {
    "type": "gru",
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

const transformer = (
  few: boolean,
): string => `  // Encoder and decoder layers of attention (Vaswani et al. 2017); the width is a multiple of the heads. The type
  // "decoder-only" has "layers" in their place: one stack that reads the source and goes on with the target.
  "model": {
    "type": "transformer",
    "width": ${few ? 64 : 256},
    "heads": ${few ? 4 : 8},
    "feedForward": ${few ? 128 : 512},
    "encoderLayers": ${few ? 2 : 3},
    "decoderLayers": ${few ? 2 : 3},
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

/** Files of a folder that differ from `name` in one part between dots, as `train.en.gz` from `train.de.gz`. */
export function partnersOf(name: string, names: readonly string[]): string[] {
  const parts = name.split('.');
  return names.filter((other) => {
    const others = other.split('.');
    if (other === name || others.length !== parts.length || others.length < 2 || others[0] !== parts[0]) return false;
    return others.filter((part, i) => part !== parts[i]).length === 1;
  });
}

/** The validation files beside training files: `val`, `valid`, `validation` or `dev` in place of `train`. */
export function validationOf(
  { source, target }: { source: string; target: string },
  names: readonly string[],
): { source: string; target: string } | undefined {
  for (const word of ['val', 'valid', 'validation', 'dev']) {
    const of = (name: string): string => name.replace(/train(ing)?/i, word);
    const found = { source: of(source), target: of(target) };
    if (
      found.source !== source &&
      found.target !== target &&
      names.includes(found.source) &&
      names.includes(found.target)
    )
      return found;
  }
  return undefined;
}

/** `train-de-en` for `train.de.gz` and `train.en.gz`, `questions-answers` for files of other names, the name of a table. */
export function stemOf(files: ParallelFiles): string {
  const plain = (name: string): string => withoutEnding(path.basename(name));
  if ('table' in files) return plain(files.table);
  const [source, target] = [plain(files.source).split('.'), plain(files.target).split('.')];
  const own = target.filter((part, i) => part !== source[i]);
  return [...source, ...own].join('-');
}
