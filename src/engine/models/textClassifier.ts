// One label for each text (N21): an encoder with a head for labels on it.

import { flatten, nest } from '../nn/parameters';
import type { Classifier } from './classifier';
import { encoderOf, type EncoderOptions } from './encoders/createEncoder';
import type { Encoder, EncoderContext } from './encoders/encoder';
import { labelHead, type LabelHead } from './heads/label';

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

/** The classifier that an experiment asks for. */
export function createClassifier(
  options: EncoderOptions,
  { classes, ...context }: EncoderContext & { classes: number },
): Classifier {
  const encoder = encoderOf(options).build(context);
  return textClassifier(encoder, labelHead(options, { width: encoder.width, classes }));
}
