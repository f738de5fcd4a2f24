// The text of a new experiment that gives texts labels, with comments for somebody who has never seen one. Pure.
import { columnLines, ENCODERS, encoderText } from './encoderText';
import type { LabelFolders } from './labelFolders';
import { type ChosenTokenizer, tokenizerText } from './tokenizerText';

export const CLASSIFIERS = [
  ...ENCODERS,
  ...(['naive-bayes', 'logistic-regression', 'linear-svm', 'nb-svm'] as const),
  'fasttext',
] as const;

export type ClassifierType = (typeof CLASSIFIERS)[number];

interface ClassificationExperiment {
  name: string;
  /** Beside the experiment file, with forward slashes; or the folders of each label's texts. */
  dataFile: string | Pick<LabelFolders, 'train' | 'test'>;
  /** Whether the table's first line names its columns; left out: it does. */
  header?: boolean;
  /** A column, or those of both texts of a pair. */
  text?: string | readonly [string, string];
  label?: string;
  tokenizer: ChosenTokenizer;
  model: ClassifierType;
  /** The measure by which the data are judged, where it is known. */
  monitor?: string;
  /** Of the table: few rows want more epochs and smaller models. */
  rows: number;
}

const FEW_ROWS = 5000;
const LABEL = 'the column to predict; several labels in it, as in "sad|dark": add "labelSeparator": "|"';
const json = JSON.stringify;

export function classificationText(given: ClassificationExperiment): string {
  const { name, tokenizer, model, rows, monitor } = given;
  const few = rows < FEW_ROWS;
  const byCharacter = ['character', 'syllable', 'jamo'].includes(tokenizer.type);
  return `{
  "name": ${json(name)},
  "task": "classification",

  // The corpus, seen from this file. The validation part decides which checkpoint is the best;
  // the test part is only looked at when the training has ended.
  "data": {
${dataLines(given)}
  },

  // How a text is cut into tokens, and how many of them are known.
  "tokenizer": ${tokenizerText(tokenizer, { few })},

${modelText(model, { few, byCharacter, ofTraining: monitor ? [`"monitor": ${json(monitor)},`] : [] })}

  "seed": 1 // the same seed gives the same model
}
`;
}

function dataLines({ dataFile, header = true, text = 'text', label = 'label' }: ClassificationExperiment): string {
  if (typeof dataFile === 'string')
    return `    "train": ${json(dataFile)},
    "validation": 0.1,
    "test": 0.1,
${header ? '' : '    "header": false, // the first line is an example, too\n'}${columnLines(text, label, LABEL)}`;
  const { train, test } = dataFile;
  return `    "train": { "labels": ${json(train)} }, // a folder for each label, a text a file
    "validation": 0.1,
    "test": ${test ? `{ "labels": ${json(test)} }` : '0.1'}`;
}

interface Sizes {
  few: boolean;
  byCharacter: boolean;
  /** Lines of the training of models that are trained in steps. */
  ofTraining: readonly string[];
}

function modelText(model: ClassifierType, sizes: Sizes): string {
  const encoder = ENCODERS.find((type) => type === model);
  if (encoder) return encoderText(encoder, sizes);
  return model === 'fasttext' ? fastText(sizes) : counted(model, sizes);
}

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
