// A tag for each token (N2N): an encoder with a head for tags on it, and features of the tokens added to what the encoder reads.

import { input } from '../graph/ops';
import type { Value } from '../graph/value';
import type { ChainMask } from '../nn/linearChain';
import { bind, flatten, nest, type Bound, type FlatParameters } from '../nn/parameters';
import type { Mode } from '../nn/dropout';
import { encoderOf, type StatesOptions } from './encoders/createEncoder';
import type { Encoded, EncoderContext } from './encoders/encoder';
import { tagHead, type TagHeadType } from './heads/tag';
import { tokenFeatures, type FeatureOptions, type FeatureSizes } from './tokenFeatures';

/** What an experiment says of a tagger's model beside its encoder. */
export interface TaggerOptions extends Omit<FeatureOptions, 'dropout'> {
  head: TagHeadType;
}

export interface TaggerContext extends EncoderContext {
  tags: number;
  allowed: ChainMask;
  features: FeatureSizes;
}

export interface Tagger {
  readonly parameters: FlatParameters;
  /** The loss of a batch: inputs `ids`, `mask`, `tags` [time, batch], and those of `tokenFeatures`. */
  loss(parameters: Bound<FlatParameters>): Value;
  /** The scores of the tags, [time, batch, tags]; the same inputs without `tags`. */
  inference(): Record<'emissions', Value>;
  /** The states of the encoder, [time, batch, width]; the same inputs. */
  states(): Value;
}

/** The tagger that an experiment asks for. Parameters: the encoder's, then `features`, then the head's. */
export function createTagger(
  options: StatesOptions & TaggerOptions,
  { tags, allowed, features: sizes, ...context }: TaggerContext,
): Tagger {
  const encoder = encoderOf(options).build(context);
  const [, vectors] = encoder.parameters['embedding.weight'].shape;
  const features = tokenFeatures(options, sizes, vectors);
  const head = tagHead(options, { width: encoder.width, tags, allowed });
  const tree = { ...(features && { features: features.parameters }), head: head.parameters };
  const parameters = { ...encoder.parameters, ...flatten(tree) };
  const mask = (): Value => input('mask', 'bool', ['time', 'batch']);

  function encode(values: Bound<FlatParameters>, mode: Mode): Encoded {
    const bound = nest(tree, values);
    const added = features && bound.features && features.added(bound.features, mode);
    const inputs = { ids: input('ids', 'int32', ['time', 'batch']), mask: mask(), ...(added && { added }) };
    return encoder.encode(values, inputs, mode);
  }

  const emissions = (values: Bound<FlatParameters>, mode: Mode): Value =>
    head.emissions(nest(tree, values).head, encode(values, mode), mode);

  return {
    parameters,
    loss(values) {
      const scores = emissions(values, 'training');
      return head.loss(nest(tree, values).head, scores, input('tags', 'int32', ['time', 'batch']), mask());
    },
    inference: () => ({ emissions: emissions(bind(parameters, 'float32'), 'inference') }),
    states: () => encode(bind(parameters, 'float32'), 'inference').states,
  };
}
