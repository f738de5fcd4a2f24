// A model of texts as classes of another program build it. What it answers with is seen from its parameters.

import type { Classifier } from '../../models/classifier';
import { classifierScores } from '../../models/classifierPrograms';
import { encoderOf } from '../../models/encoders/createEncoder';
import type { EncoderContext } from '../../models/encoders/encoder';
import { TEMPERATURE, THRESHOLDS, type ReadingModel } from '../../models/textClassifier';
import type { FlatParameters } from '../../nn/parameters';
import type { PortableNetwork } from '../portableNetwork';
import { readsOf } from './textSession';

interface Given extends Pick<EncoderContext, 'vocabulary' | 'longest'> {
  options: ReadingModel;
  /** Made for padding behind the texts. */
  model: Classifier;
}

export function portableTexts({ options, model, vocabulary, longest }: Given): PortableNetwork {
  const { apart, segments } = readsOf(model);
  const { parameters } = model;
  const { pooling, dropout, pairs = 'together' } = options;
  const encoder = encoderOf(options).build({ vocabulary, longest, padding: 'after' });
  return {
    kind: 'texts',
    model: options,
    sizes: { vocabulary, longest },
    head: {
      ...{ ...answersOf(parameters), pooling, dropout, texts: apart > 1 || segments ? 2 : 1, pairs },
      ...('hiddenLayers' in options && { hiddenLayers: options.hiddenLayers }),
      ...(TEMPERATURE in parameters && { calibrated: true }),
    },
    encoder: encoder.parameters,
    parameters,
    output: classifierScores(model),
    ids: { ids: vocabulary, segments: 2 },
  };
}

function answersOf(parameters: FlatParameters): { answers: string; classes?: number } {
  if ('answers.mean' in parameters) return { answers: 'number' };
  if ('order.first' in parameters)
    return { answers: 'order', classes: 2 + ('order.gaps' in parameters ? parameters['order.gaps'].shape[0] : 0) };
  const [classes] = parameters['output.weight'].shape;
  return { answers: THRESHOLDS in parameters ? 'several' : 'labels', classes };
}
