// The call `explain`: which features speak for each class, and in one text.

import { LabError } from '../../protocol/labError';
import { prepareCleaning } from '../data/cleanTexts';
import { nodeFiles } from '../store/nodeFiles';
import { openClassifier } from '../train/openClassifier';
import type { TrainedClassifier } from '../train/trainedClassifier';
import type { EngineCall } from './context';

const MOST_FEATURES = 1000;

type Explainable = TrainedClassifier & Required<Pick<TrainedClassifier, 'explain' | 'strongest'>>;

/** Fails with `INVALID_ARGUMENT` for models whose features cannot be told apart. */
export function requireExplainable(classifier: TrainedClassifier): Explainable {
  const { explain, strongest, record } = classifier;
  if (explain && strongest) return { ...classifier, explain, strongest };
  throw new LabError(
    'INVALID_ARGUMENT',
    `A model of type "${record.modelType}" has no weights for single words. Features are explained for naive-bayes, linear-svm, logistic-regression and nb-svm.`,
  );
}

export const explain: EngineCall<'explain'> = async ({ folder, text, checkpoint }, { signal }) => {
  const classifier = await openClassifier(nodeFiles, folder, checkpoint);
  try {
    const { strongest, explain: explainText, classify, record, experiment } = requireExplainable(classifier);
    const features = strongest(MOST_FEATURES);
    const classes = record.labels.map((label, k) => ({ label, features: features[k] }));
    if (text === undefined) return { classes };
    const [cleaned] = (await prepareCleaning(experiment.clean, record.baseFolder)).texts([text]);
    const shares = await classify([cleaned], { signal });
    const best = shares.indexOf(Math.max(...shares));
    return { classes, text: { label: record.labels[best], ...explainText(cleaned, best) } };
  } finally {
    await classifier.release();
  }
};
