// The text of a new experiment that gives texts, or pairs of texts, a number, with comments for somebody who has never seen one. Pure.
import { columnLines, encoderText, type EncoderType } from './encoderText';
import { type ChosenTokenizer, tokenizerText } from './tokenizerText';

export interface RegressionExperiment {
  name: string;
  /** Beside the experiment file, with forward slashes. */
  dataFile: string;
  /** Whether the table's first line names its columns; left out: it does. */
  header?: boolean;
  /** A column, or those of both texts of a pair. */
  text: string | readonly [string, string];
  label: string;
  tokenizer: ChosenTokenizer;
  model: EncoderType;
  /** The measure by which the data are judged, where it is known. */
  monitor?: string;
  /** Of the table: few rows want more epochs and smaller models. */
  rows: number;
}

const FEW_ROWS = 5000;
const json = JSON.stringify;

export function regressionText(given: RegressionExperiment): string {
  const { name, dataFile, header = true, text, label, tokenizer, model, rows } = given;
  const { monitor = typeof text === 'string' ? 'rootMeanSquaredError' : 'spearman' } = given;
  const few = rows < FEW_ROWS;
  const byCharacter = ['character', 'syllable', 'jamo'].includes(tokenizer.type);
  const arePairs = typeof text !== 'string';
  const sizes = {
    ...{ few, byCharacter },
    ofModel: arePairs
      ? ['"pairs": "cosine", // the cosine of both vectors; or "apart", or "together" as one sequence']
      : [],
    ofTraining: [
      '"loss": "squared", // or "absolute", or "huber", to which outliers count less',
      `"monitor": ${json(monitor)}, // which figure decides; "spearman" asks only for the right order`,
    ],
  };
  return `{
  "name": ${json(name)},
  "task": "regression", // a number for each text

  // The corpus, seen from this file. The validation part decides which checkpoint is the best;
  // the test part is only looked at when the training has ended.
  "data": {
    "train": ${json(dataFile)},
    "validation": 0.1,
    "test": 0.1,
${header ? '' : '    "header": false, // the first line is an example, too\n'}${columnLines(text, label, 'the column of the numbers')}
  },

  // How a text is cut into tokens, and how many of them are known.
  "tokenizer": ${tokenizerText(tokenizer, { few })},

${encoderText(model, sizes)}

  "seed": 1 // the same seed gives the same model
}
`;
}
