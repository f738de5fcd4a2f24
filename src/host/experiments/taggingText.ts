// The text of a new experiment that gives each token a tag, with comments for somebody who has never seen one. Pure.

import { MODEL_FILE } from './encoderText';
import type { KnownTags } from './knownTags';

export const TAGGERS = ['lstm', 'crf', 'gru', 'rnn', 'transformer', 'cnn', 'bow', 'custom'] as const;

export type TaggerType = (typeof TAGGERS)[number];

type Network = Exclude<TaggerType, 'crf'>;

export interface TaggingExperiment {
  name: string;
  /** Beside the experiment file, with forward slashes. */
  dataFile: string;
  model: TaggerType;
  /** Of the file: few lines want more epochs and smaller models. */
  lines: number;
  /** Where the columns are known. */
  known?: Pick<KnownTags, 'token' | 'tag' | 'isPlain' | 'areMorphemes'>;
}

const FEW_LINES = 50_000;
const json = JSON.stringify;

export function taggingText({ name, dataFile, model, lines, known }: TaggingExperiment): string {
  const kind = known?.areMorphemes ? 'morphemes' : known?.isPlain ? 'plain' : 'entities';
  const few = lines < FEW_LINES;
  return `{
  "name": ${json(name)},
  "task": "tagging", // a tag for each ${kind === 'morphemes' ? 'character' : 'token'}

${kind === 'morphemes' ? morphemeData(dataFile, known?.token) : data(dataFile, known)}

${model === 'crf' ? crf(kind) : network(model, { few, kind })}

  "seed": 1 // the same seed gives the same model
}
`;
}

const data = (
  file: string,
  { token = 1, tag = -1, isPlain }: Partial<KnownTags> = {},
): string => `  // The sentences, seen from this file: a token and its tag a line, an empty line between sentences; or .jsonl with "tokens" and "tags",
  // or with "text" and "spans". The validation part decides which checkpoint is the best.
  "data": {
    "train": ${json(file)},
    "validation": 0.1,
    "test": 0.1,
    "token": ${token}, // the column of the tokens
    "tag": ${tag}, // and that of the tags${tag === -1 ? ': the last one' : ''}
    "scheme": ${isPlain ? '"plain"' : '"auto"'} // how tags name entities, as "B-PER"; "plain" for parts of speech
  },`;

const morphemeData = (
  file: string,
  token = 1,
): string => `  // The sentences, seen from this file: a word, a tab and its morphemes a line, as "학교/NNG + 에/JKB", an empty line between sentences; or
  // .conllu with the lemma 학교+에 and the part of speech NNG+JKB. The validation part decides which checkpoint is the best.
  "data": {
    "train": ${json(file)},
    "validation": 0.1,
    "test": 0.1,
    "token": ${token}, // the column of the words; the morphemes are in the last one
    "morphemes": true // each character is a token, and its tag says which morphemes are written there
  },`;

type Kind = 'entities' | 'plain' | 'morphemes';

const MONITORS: Record<Kind, string> = {
  entities: '"monitor": "f1" // of whole entities; of plain tags "tokenAccuracy" says more',
  plain: '"monitor": "tokenAccuracy" // the share of tokens whose tag is right',
  morphemes: '"monitor": "f1" // of morphemes: their places, forms and parts of speech',
};

/** What is seen of words, and of characters. */
const WORDS = `      "w[-2]", "w[-1]", "w[0]", "w[1]", "w[2]", "w[-1]|w[0]", "w[0]|w[1]", "lower[0]",
      "prefix1[0]", "prefix2[0]", "prefix3[0]", "suffix1[0]", "suffix2[0]", "suffix3[0]", "suffix3[-1]", "suffix3[1]",
      "shape[-1]", "shape[0]", "shape[1]"`;
const CHARACTERS = `      "w[-2]", "w[-1]", "w[0]", "w[1]", "w[2]", "w[-2]|w[-1]", "w[-1]|w[0]", "w[0]|w[1]", "w[1]|w[2]",
      "w[-2]|w[-1]|w[0]", "w[-1]|w[0]|w[1]", "w[0]|w[1]|w[2]", "shape[0]"`;

const crf = (
  kind: Kind,
): string => `  // A conditional random field over features of the tokens, fitted in passes over all sentences: quick, and its weights can be read.
  "model": {
    "type": "crf",
    // What is seen of a token: itself, its neighbours (places behind it in brackets), pairs of them, affixes, shapes. A further column of
    // the file is "column2[0]"; templates of CRF++ ("U01:%x[-1,0]") and files of them can be named, too.
    "templates": [
${kind === 'morphemes' ? CHARACTERS : WORDS}
    ],
    "l2": 1, // the size of the weights counts so much: more for fewer sentences
    "iterations": 100
  },

  "training": { ${MONITORS[kind]}
  },`;

const HEADS = {
  morphemes:
    '"head": "softmax" // each character by itself; "crf" weighs neighbouring tags, and is slow where there are hundreds',
  others: `"head": "crf", // a conditional random field: whole sequences that the scheme allows; "softmax": each token by itself
    "characters": {} // LSTMs over the characters of each token, for endings and for words that were never seen`,
};

const network = (
  model: Network,
  { few, kind }: { few: boolean; kind: Kind },
): string => `  // Which tokens are known: those that are seen so often.
  "tokenizer": { "type": "${kind === 'morphemes' ? 'character' : 'whitespace'}", "minFrequency": ${few ? 1 : 2} },

${ABOUT[model]}
  "model": {
    "type": ${json(model)},
${sizesOf(model, few)}
    ${kind === 'morphemes' ? HEADS.morphemes : HEADS.others}
  },

  "training": {
    "epochs": ${few ? 20 : 10},
    "batchSize": ${few ? 16 : 32},
    "optimizer": { "type": "adam", "learningRate": ${few ? 0.005 : 0.002} },
    "clipNorm": 5, // no step larger than this
    ${MONITORS[kind]}
  },`;

const RECURRENT = '  // "rnn", "lstm" or "gru", read from both ends.';

const ABOUT: Record<Network, string> = {
  ...{ lstm: RECURRENT, gru: RECURRENT, rnn: RECURRENT },
  transformer: '  // Layers of attention (Vaswani et al. 2017); the width is a multiple of the heads.',
  cnn: '  // Filters that see a few tokens in a row; layers on top of each other see further.',
  bow: '  // Each token by itself: what its neighbours add shows beside it.',
  custom: '  // An encoder of your own, in TypeScript: the file beside this one. It runs in trusted folders alone.',
};

function sizesOf(model: Network, few: boolean): string {
  const width = few ? 50 : 100;
  switch (model) {
    case 'transformer':
      return `    "width": ${few ? 64 : 128}, "heads": 4, "feedForward": ${few ? 128 : 256}, "layers": 2, "dropout": 0.2,`;
    case 'cnn':
      return `    "embedding": ${width}, "windows": [3, 5], "filters": ${width}, "layers": 2, "dropout": 0.3,`;
    case 'custom':
      return `    "file": ${json(MODEL_FILE)}, "options": { "width": ${width} }, "dropout": 0.3,`;
    case 'bow':
      return `    "embedding": ${width}, "dropout": 0.3,`;
    default:
      return `    "embedding": ${width}, "hidden": ${few ? 50 : 150}, "layers": 1, "bidirectional": true, "dropout": 0.4,`;
  }
}
