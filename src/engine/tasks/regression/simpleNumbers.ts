// What costs nothing, beside a run that gives numbers: always the mean; of pairs a line over the cosine of their characters; and
// linear regression with a penalty over tf-idf. Who sees both knows whether the run was worth its training.

import { toTranslate } from '../../../protocol/toTranslate';
import type { DataParts } from '../../data/dataParts';
import { spreadOf, type NumberPart } from '../../data/numbers';
import { fitRidge, numbersOfRows } from '../../linear/ridgeRegression';
import { rowAt } from '../../text/rows';
import type { Tokenizer } from '../../text/tokenizer';
import { inSteps } from '../../train/inSteps';
import type { SimpleModel } from '../texts/besideTable';
import { cosineRows, tfidfRows, type SimpleRows } from '../texts/simpleRows';
import type { AnsweredNumbers } from './answeredNumbers';
import { figuresOf } from './numberPart';
import type { RegressionExperiment } from './schema';

interface SimpleNumbersOptions {
  experiment: RegressionExperiment;
  dataset: Pick<DataParts<NumberPart>, 'train'>;
  /** What the run was judged on. */
  judged: AnsweredNumbers;
  tokenizer: Tokenizer;
  signal: AbortSignal;
}

/** So many texts are learned from in seconds. */
const MOST_TEXTS = 200_000;

/** Fails with `CANCELLED`. */
export async function simpleNumbers(options: SimpleNumbersOptions): Promise<SimpleModel[]> {
  const { dataset, judged, signal } = options;
  const { examples, numbers } = dataset.train;
  const { mean } = spreadOf(numbers);
  const modelOf = (name: string, given: Float64Array): SimpleModel => ({
    ...{ name, figures: figuresOf({ ...judged, given }) },
  });
  const models = [
    modelOf(
      toTranslate('Always the mean'),
      judged.right.map(() => mean),
    ),
  ];
  if (examples.length > MOST_TEXTS) return models;
  const quietly = { phase: '', progress: () => undefined, signal };
  const learned = async (name: string, { train, asked }: SimpleRows, alpha: number): Promise<SimpleModel> =>
    modelOf(name, numbersOfRows(await inSteps(fitRidge(train, numbers, alpha), quietly), asked));
  const data = { ...options, train: examples, asked: judged.examples };
  if (rowAt(examples, 0).texts.length === 1)
    return [...models, await learned(toTranslate('Ridge regression over tf-idf'), await tfidfRows(data), 1)];
  return [
    ...models,
    await learned(toTranslate('A line over the cosine of characters'), await cosineRows(data), 0),
    await learned(toTranslate('Ridge regression over tf-idf of both texts'), await tfidfRows(data), 1),
  ];
}
