// One label for each text (N21): an encoder with a head for labels on it.

import { div } from '../graph/ops';
import { constant, ones } from '../nn/initializers';
import { ordinalLogProbabilities, ordinalParameters } from '../nn/ordinal';
import { flatten, nest } from '../nn/parameters';
import type { Classifier } from './classifier';
import { encoderOf, type EncoderOptions } from './encoders/createEncoder';
import type { Encoder, EncoderContext } from './encoders/encoder';
import { labelHead, type LabelHead } from './heads/label';

interface ClassifierSizes {
  classes: number;
  /** Texts may have several labels, or none. */
  several?: boolean;
  /** The labels have an order. */
  isOrdered?: boolean;
  calibration?: 'none' | 'temperature';
}

/** The encoder's parameters, then the head's. */
function textClassifier(encoder: Encoder, head: LabelHead): Classifier {
  return {
    parameters: { ...encoder.parameters, ...flatten(head.parameters) },
    forward(values, inputs, mode) {
      const encoded = encoder.encode(values, inputs, mode);
      const labelled = head.label(nest(head.parameters, values), encoded, inputs.mask, mode);
      return { ...labelled, attention: encoded.attention };
    },
  };
}

/** What the logits are divided by when the classifier is asked: 1 until the training has ended. */
export const TEMPERATURE = 'calibration.temperature';

/** The same classifier, whose shares can be made right by one number: softmax(logits / temperature) (Guo et al. 2017). */
const calibrated = (classifier: Classifier): Classifier => ({
  parameters: { ...classifier.parameters, [TEMPERATURE]: { shape: [1], initialize: ones, frozen: true } },
  forward(values, inputs, mode) {
    const labelled = classifier.forward(values, inputs, mode);
    return mode === 'training' ? labelled : { ...labelled, logits: div(labelled.logits, values[TEMPERATURE]) };
  },
});

/** From what probability on a text is given a label, where it may have several: ½ until the training has ended. */
export const THRESHOLDS = 'decision.thresholds';

/** The same classifier, which keeps a threshold for each label. */
const withThresholds = (classifier: Classifier, labels: number): Classifier => ({
  parameters: { ...classifier.parameters, [THRESHOLDS]: { shape: [labels], initialize: constant(0.5), frozen: true } },
  forward: (values, inputs, mode) => classifier.forward(values, inputs, mode),
});

const ORDER = 'order.';

/** A classifier of one number as one of ordered labels: its logits are ln P(y = k). */
function ordered(classifier: Classifier, labels: number): Classifier {
  const tree = ordinalParameters({ classes: labels });
  const own = Object.entries(flatten(tree)).map(([name, spec]) => [ORDER + name, spec] as const);
  return {
    parameters: { ...classifier.parameters, ...Object.fromEntries(own) },
    forward(values, inputs, mode) {
      const { logits: score, ...more } = classifier.forward(values, inputs, mode);
      return { ...more, logits: ordinalLogProbabilities(nest(tree, values, ORDER), score) };
    },
  };
}

/** The classifier that an experiment asks for. @param calibration as `training.calibration` */
export function createClassifier(
  options: EncoderOptions,
  { classes, several = false, isOrdered = false, calibration = 'none', ...context }: EncoderContext & ClassifierSizes,
): Classifier {
  const encoder = encoderOf(options).build(context);
  const plain = textClassifier(encoder, labelHead(options, { width: encoder.width, classes: isOrdered ? 1 : classes }));
  const classifier = isOrdered ? ordered(plain, classes) : plain;
  if (several) return withThresholds(classifier, classes);
  return calibration === 'temperature' ? calibrated(classifier) : classifier;
}
