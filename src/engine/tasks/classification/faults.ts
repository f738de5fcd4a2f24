// What is wrong with an experiment of classification whose keys and values are right by themselves.

import { collectFaults, type Fault, type ReportFault } from '../../schema/fault';
import { textsOfExample } from '../../data/severalTexts';
import { commonFaults } from '../commonFaults';
import { classifierOf } from './families';
import type { ClassificationExperiment } from './schema';

export const classificationFaults = (experiment: ClassificationExperiment): Fault[] =>
  collectFaults((report) => {
    commonFaults(experiment, report);
    const { data, model, training } = experiment;
    for (const [key, source] of Object.entries({ train: data.train, validation: data.validation, test: data.test })) {
      if (typeof source !== 'object') continue;
      const count = Object.keys(source.labels).length;
      if (count < 1 || (key === 'train' && count < 2))
        report(['data', key, 'labels'], `"data.${key}.labels" needs a file for each of at least two labels.`);
    }
    const classifier = classifierOf(model);
    classifier.faults(experiment, report);
    if (!classifier.inSteps) refuseSteps(experiment, report);
    if (training.calibration === 'temperature' && data.validation === 0)
      report(['training', 'calibration'], 'The temperature is found on the validation part: set "data.validation".');
    refuseForLabels(experiment, classifier.inSteps, report);
  });

/** What only models that are trained in steps can be told. */
function refuseSteps({ model, training, data }: ClassificationExperiment, report: ReportFault): void {
  if (textsOfExample(data.text) > 1)
    report(
      ['model', 'type'],
      `"${model.type}" reads one text, and "data.text" names two columns: take a model that is trained in steps, e.g. "lstm" or "transformer".`,
    );
  const { classWeights, calibration, distill } = training;
  const isFor = `is for models that are trained in steps, not for "${model.type}". Leave it out.`;
  if (classWeights !== undefined) report(['training', 'classWeights'], `"training.classWeights" ${isFor}`);
  if (calibration === 'temperature') report(['training', 'calibration'], `"training.calibration" ${isFor}`);
  if (distill) report(['training', 'distill'], `"training.distill" ${isFor}`);
}

/** What goes with one label for each text alone, or with several. */
function refuseForLabels(
  { data, model, training }: ClassificationExperiment,
  inSteps: boolean,
  report: ReportFault,
): void {
  if (data.labelOrder !== undefined && !inSteps)
    report(
      ['data', 'labelOrder'],
      `"data.labelOrder" is for models that are trained in steps, not for "${model.type}". Leave it out.`,
    );
  if (data.labelSeparator === undefined) {
    if (training.monitor === 'microF1')
      report(
        ['training', 'monitor'],
        'With one label for each text "microF1" is "accuracy": take that, or set "data.labelSeparator".',
      );
    return;
  }
  if (training.monitor === 'f1' || training.monitor === 'matthews')
    report(
      ['training', 'monitor'],
      `"${training.monitor}" is for one label for each text: where there may be several, take "microF1" or "macroF1".`,
    );
  const isFor =
    'is for one label for each text, and "data.labelSeparator" says that there may be several. Leave one of them out.';
  if (!inSteps)
    report(
      ['model', 'type'],
      `"${model.type}" gives one label, and "data.labelSeparator" says that there may be several: take a model that is trained in steps, e.g. "cnn" or "lstm".`,
    );
  if (data.labelOrder !== undefined) report(['data', 'labelOrder'], `"data.labelOrder" ${isFor}`);
  if (training.classWeights !== undefined) report(['training', 'classWeights'], `"training.classWeights" ${isFor}`);
  if (training.calibration === 'temperature') report(['training', 'calibration'], `"training.calibration" ${isFor}`);
}
