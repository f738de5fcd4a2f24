// A neural classifier of a run.

import { answersOf, classifierInference, classifierScores } from '../../models/classifierPrograms';
import { createClassifier, type ReadingModel } from '../../models/textClassifier';
import { textsOfExample } from '../../data/severalTexts';
import { openTexts } from '../texts/openTexts';
import { thresholdsOf } from './severalLabels';
import { temperatureOf } from './temperature';
import type { ClassifierParts, TextClassifier } from './textClassifier';

export async function openNeuralClassifier(parts: ClassifierParts, model: ReadingModel): Promise<TextClassifier> {
  const { data, training } = parts.experiment;
  const classes = parts.record.labels.length;
  const { padding, maxLength: longest, calibration } = training;
  const several = data.labelSeparator !== undefined;
  const isOrdered = data.labelOrder !== undefined;
  const texts = textsOfExample(data.text);
  const opened = await openTexts(
    { ...parts, model },
    (sizes) => createClassifier(model, { classes, padding, longest, calibration, several, isOrdered, texts, ...sizes }),
    { inference: (classifier) => answersOf(classifierInference(classifier, several)), scores: classifierScores },
  );
  return {
    givesProbabilities: true,
    temperature: temperatureOf(opened.parameters),
    ...(several ? { thresholds: thresholdsOf(opened.parameters, classes) } : {}),
    classify: (examples, options) => opened.answers(examples, options),
    vectors: opened.vectors,
    attend: (given) => opened.attend(given),
    trace: (given, names) => opened.trace(given, names),
    tokensOf: (given) => opened.tokensOf(given),
    explained: (given) => opened.explained(given),
    graphs: () => opened.graphs('logProbabilities'),
    network: () => opened.network(),
    release: () => opened.release(),
  };
}
