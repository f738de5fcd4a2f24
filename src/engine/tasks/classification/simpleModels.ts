// What costs nothing, beside a run: always the most frequent answer, and logistic regression over tf-idf. Who sees both knows
// whether the run was worth its training.

import { toTranslate } from '../../../protocol/toTranslate';
import type { Dataset } from '../../data/dataset';
import { indicators } from '../../data/labelSets';
import { logProbabilityRows, type Fit, type LinearModel } from '../../linear/linearModel';
import type { ClassifiedPart } from '../../metrics/classificationReport';
import { rowAt } from '../../text/rows';
import type { Tokenizer } from '../../text/tokenizer';
import type { Training } from '../../text/trainers/training';
import { inSteps } from '../../train/inSteps';
import type { SimpleModel } from '../texts/besideTable';
import { cosineRows, tfidfRows, type SimpleRows } from '../texts/simpleRows';
import type { LabelAnswering } from './labelAnswering';
import { fitLinear } from './fitLinear';
import { linearClassifiers } from './linearSchemas';
import type { AroundModel } from './aroundModel';

interface SimpleModelsOptions {
  experiment: AroundModel;
  dataset: Pick<Dataset, 'train' | 'sets' | 'labels'>;
  /** What the run was judged on. */
  judged: Pick<ClassifiedPart, 'classes' | 'examples' | 'labels' | 'source'>;
  /** How answers are judged. */
  answering: Pick<LabelAnswering, 'figures'>;
  tokenizer: Tokenizer;
  signal: AbortSignal;
}

/** So many texts, and weights of labels for features, are learned in seconds. */
const MOST_TEXTS = 200_000;
const MOST_WEIGHTS = 5_000_000;

/** Fails with `CANCELLED`. */
export async function simpleModels(options: SimpleModelsOptions): Promise<SimpleModel[]> {
  const { dataset, judged, answering } = options;
  const modelOf = (name: string, logProbabilities: Float32Array): SimpleModel => ({
    name,
    figures: answering.figures({ ...judged, logProbabilities }),
  });
  const always = dataset.sets
    ? toTranslate('Always the labels of more than half of the texts')
    : toTranslate('Always the most frequent label');
  const models = [modelOf(always, sharesOfLabels(options))];
  if (dataset.train.classes.length > MOST_TEXTS) return models;
  const data = { ...options, train: dataset.train.examples, asked: judged.examples };
  const learn = async (name: string, rows: SimpleRows): Promise<void> => {
    if (dataset.labels.length * rows.train.columns <= MOST_WEIGHTS)
      models.push(modelOf(name, await logisticRegression(options, rows)));
  };
  const arePairs = rowAt(dataset.train.examples, 0).texts.length > 1;
  if (arePairs) await learn(toTranslate('Logistic regression over the cosine of characters'), await cosineRows(data));
  const words = arePairs
    ? toTranslate('Logistic regression over tf-idf of both texts')
    : toTranslate('Logistic regression over tf-idf');
  await learn(words, await tfidfRows(data));
  return models;
}

/** Each label by its share of the training part, to which one more text of each (of several: one with all, one with none) is added. */
function sharesOfLabels({ dataset: { train, sets, labels }, judged }: SimpleModelsOptions): Float32Array {
  const counts = new Float64Array(labels.length).fill(1);
  for (const index of train.classes) for (const label of sets?.[index] ?? [index]) counts[label]++;
  const texts = train.classes.length + (sets ? 2 : labels.length);
  const row = Float32Array.from(counts, (count) => Math.log(count / texts));
  const logProbabilities = new Float32Array(judged.classes.length * labels.length);
  for (let from = 0; from < logProbabilities.length; from += labels.length) logProbabilities.set(row, from);
  return logProbabilities;
}

/** On the rows of texts, with the options that it has by itself; of several labels a model for each. */
async function logisticRegression(options: SimpleModelsOptions, rows: SimpleRows): Promise<Float32Array> {
  const { dataset, judged, signal } = options;
  const { train, sets, labels } = dataset;
  const own = linearClassifiers[1].parse({ type: 'logistic-regression' });
  const quietly = { phase: '', progress: () => undefined, signal };
  const fitted = async (classes: Int32Array, count: number): Promise<Float32Array> =>
    logProbabilityRows(await inSteps(fractionsOf(fitLinear(own, rows.train, classes, count)), quietly), rows.asked);
  if (!sets) return fitted(train.classes, labels.length);
  const targets = indicators(train.classes, sets, labels.length);
  const found = sharesOfLabels(options); // of labels that all texts have, or none
  for (const label of labels.keys()) {
    const has = Int32Array.from(train.classes, (_, text) => targets[text * labels.length + label]);
    if (!has.includes(1) || !has.includes(0)) continue;
    const column = await fitted(has, 2);
    for (let text = 0; text < judged.classes.length; text++) found[text * labels.length + label] = column[2 * text + 1];
  }
  return found;
}

function* fractionsOf(fit: Fit): Training<LinearModel> {
  for (;;) {
    const { done, value } = fit.next();
    if (done) return value;
    yield value.fraction;
  }
}
