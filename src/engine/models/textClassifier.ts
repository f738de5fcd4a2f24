// One answer for each text or pair of texts (N21): an encoder with a head on it, for labels or for a number.

import { div } from '../graph/ops';
import { constant, ones } from '../nn/initializers';
import { ordinalLogProbabilities, ordinalParameters } from '../nn/ordinal';
import { flatten, nest, type ParameterTree } from '../nn/parameters';
import type { Classifier } from './classifier';
import { encoderOf, type EncoderOptions } from './encoders/createEncoder';
import type { Encoder, EncoderContext } from './encoders/encoder';
import { labelHead, type TextHead } from './heads/label';
import { answerParameters, type AnswerSpread } from './heads/number';
import { poolEachWay, type PoolingTree } from './heads/pooled';
import { similarityHead } from './heads/similarity';
import { segmentReader } from './segments';

interface ClassifierSizes {
  classes: number;
  /** Texts may have several labels, or none. */
  several?: boolean;
  /** The labels have an order. */
  isOrdered?: boolean;
  calibration?: 'none' | 'temperature';
}

/** How pairs are read: as one sequence, or each text by itself, whose vectors are compared, or their cosine alone taken. */
export type PairReading = 'together' | 'apart' | 'cosine';

interface ReadingOptions {
  /** Left out: together. */
  pairs?: PairReading;
}

/** An encoder's options with those of pairs. */
export type ReadingModel = EncoderOptions & ReadingOptions;

/** Texts of an example: one, or the two of a pair. */
interface TextsContext extends EncoderContext {
  texts?: number;
}

const areApart = ({ pairs = 'together' }: ReadingOptions, texts: number): boolean => texts > 1 && pairs !== 'together';

/** The encoder's parameters, then the head's, and of pairs that are one sequence what is added to the tokens of each text. */
function textModel<T extends ParameterTree & PoolingTree>(
  encoder: Encoder,
  head: TextHead<T>,
  { texts, apart }: { texts: number; apart: boolean },
): Classifier {
  const segments = texts > 1 && !apart;
  const { parameters: table, encode } = segments
    ? segmentReader(encoder, texts)
    : { parameters: {}, encode: encoder.encode };
  return {
    parameters: { ...encoder.parameters, ...flatten(head.parameters), ...table },
    reads: { apart: apart ? texts : 1, segments },
    forward(values, inputs, mode) {
      const encoded = encode(values, inputs, mode);
      const labelled = head.label(nest(head.parameters, values), encoded, encoded.counted ?? inputs.mask, mode);
      return { ...labelled, ...(apart ? {} : { attention: encoded.attention }) };
    },
    vectors(values, inputs) {
      const encoded = encode(values, inputs, 'inference');
      return poolEachWay(head.pooling, nest(head.parameters, values), encoded, encoded.counted ?? inputs.mask);
    },
  };
}

/** A model that gives one score for each example; its answers lie as `spread` says until parameters are loaded. */
export function createNumberModel(
  options: ReadingModel,
  { texts = 1, spread = { mean: 0, deviation: 1 }, ...context }: TextsContext & { spread?: AnswerSpread },
): Classifier {
  const encoder = encoderOf(options).build(context);
  const { width } = encoder;
  const apart = areApart(options, texts);
  const model: Classifier =
    apart && options.pairs === 'cosine'
      ? { ...textModel(encoder, similarityHead(options, width), { texts, apart }), isCosine: true }
      : textModel(encoder, labelHead(options, { width, classes: 1, apart }), { texts, apart });
  return { ...model, parameters: { ...model.parameters, ...answerParameters(spread) } };
}

/** What the logits are divided by when the classifier is asked: 1 until the training has ended. */
export const TEMPERATURE = 'calibration.temperature';

/** The same classifier, whose shares can be made right by one number: softmax(logits / temperature) (Guo et al. 2017). */
const calibrated = (classifier: Classifier): Classifier => ({
  ...classifier,
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
  ...classifier,
  parameters: { ...classifier.parameters, [THRESHOLDS]: { shape: [labels], initialize: constant(0.5), frozen: true } },
});

const ORDER = 'order.';

/** A classifier of one number as one of ordered labels: its logits are ln P(y = k). */
function ordered(classifier: Classifier, labels: number): Classifier {
  const tree = ordinalParameters({ classes: labels });
  const own = Object.entries(flatten(tree)).map(([name, spec]) => [ORDER + name, spec] as const);
  return {
    ...classifier,
    parameters: { ...classifier.parameters, ...Object.fromEntries(own) },
    forward(values, inputs, mode) {
      const { logits: score, ...more } = classifier.forward(values, inputs, mode);
      return { ...more, logits: ordinalLogProbabilities(nest(tree, values, ORDER), score) };
    },
  };
}

/** The classifier that an experiment asks for. @param calibration as `training.calibration` */
export function createClassifier(
  options: ReadingModel,
  { texts = 1, ...sizes }: TextsContext & ClassifierSizes,
): Classifier {
  const { classes, several = false, isOrdered = false, calibration = 'none', ...context } = sizes;
  const encoder = encoderOf(options).build(context);
  const apart = areApart(options, texts);
  const head = labelHead(options, { width: encoder.width, classes: isOrdered ? 1 : classes, apart });
  const plain = textModel(encoder, head, { texts, apart });
  const classifier = isOrdered ? ordered(plain, classes) : plain;
  if (several) return withThresholds(classifier, classes);
  return calibration === 'temperature' ? calibrated(classifier) : classifier;
}
