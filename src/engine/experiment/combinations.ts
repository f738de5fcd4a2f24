// Values that are right by themselves but not together.

import type {
  ClassificationExperiment,
  EmbeddingExperiment,
  Experiment,
  SequenceExperiment,
} from '../../protocol/experiment';
import { encoderOf } from '../models/encoders/createEncoder';
import { sequenceFamilyOf } from '../models/sequence/createSequenceModel';
import type { Report } from '../schema/fault';
import type { Fault } from './issueMessages';

/** The faults of an experiment whose keys and values passed the schema. */
export function combinationFaults(experiment: Experiment): Fault[] {
  const faults: Fault[] = [];
  const report: Report = (path, message) => faults.push({ path, message, atKey: false });
  if (experiment.task === 'embedding') {
    embeddingFaults(experiment, report);
    return faults;
  }
  const { data, training } = experiment;
  const { validation, test } = data;
  if (typeof validation === 'number' && typeof test === 'number' && validation + test >= 1)
    report(['data', 'test'], 'The fractions "data.validation" and "data.test" leave nothing to train on.');
  if (validation === 0 && training.earlyStopping > 0)
    report(['training', 'earlyStopping'], 'Early stopping needs a validation part: set "data.validation".');
  if (validation === 0 && training.schedule.type === 'reduce-on-plateau')
    report(
      ['training', 'schedule'],
      'The schedule "reduce-on-plateau" needs a validation part: set "data.validation".',
    );
  const { optimizer } = training;
  if (optimizer.type === 'sgd' && optimizer.nesterov && optimizer.momentum === 0)
    report(['training', 'optimizer', 'nesterov'], 'Nesterov needs momentum: set "momentum", e.g. to 0.9.');
  if (experiment.task === 'classification') classificationFaults(experiment, report);
  else sequenceFaults(experiment, report);
  return faults;
}

function embeddingFaults({ model }: EmbeddingExperiment, report: Report): void {
  if (model.type === 'glove') return;
  if (model.negative === 0 && !model.hierarchicalSoftmax)
    report(
      ['model', 'negative'],
      'There is nothing to learn from: set "model.negative" above 0, or "model.hierarchicalSoftmax" to true.',
    );
  if (model.type === 'fasttext' && model.ngrams.minLength > model.ngrams.maxLength)
    report(['model', 'ngrams', 'minLength'], '"model.ngrams.minLength" is more than "model.ngrams.maxLength".');
}

function classificationFaults({ data, model, training }: ClassificationExperiment, report: Report): void {
  for (const [key, source] of Object.entries({ train: data.train, validation: data.validation, test: data.test })) {
    if (typeof source !== 'object') continue;
    const count = Object.keys(source.labels).length;
    if (count < 1 || (key === 'train' && count < 2))
      report(['data', key, 'labels'], `"data.${key}.labels" needs a file for each of at least two labels.`);
  }
  if (!('ngramRange' in model)) encoderOf(model).faults(training, report);
  else if (model.ngramRange[0] > model.ngramRange[1])
    report(['model', 'ngramRange'], 'The least of "model.ngramRange" is more than the most: write e.g. [1, 2].');
}

function sequenceFaults(experiment: SequenceExperiment, report: Report): void {
  const { model, training, decoding, sharedVocabulary, targetTokenizer } = experiment;
  if (sharedVocabulary && targetTokenizer)
    report(['targetTokenizer'], 'With "sharedVocabulary" both sides are cut alike: leave "targetTokenizer" out.');
  if (decoding.maxLength > 0 && decoding.minLength > decoding.maxLength)
    report(['decoding', 'minLength'], '"decoding.minLength" is more than "decoding.maxLength".');
  if (training.batchTokens > 0 && training.batchTokens < training.maxLength)
    report(
      ['training', 'batchTokens'],
      `A batch of ${training.batchTokens} tokens has no room for a text of "training.maxLength" ${training.maxLength}. Raise "training.batchTokens" or lower "training.maxLength".`,
    );
  sequenceFamilyOf(model).faults({ training, decoding }, report);
}
