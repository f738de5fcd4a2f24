// A tag for each token (N2N): an encoder with a head for tags on it, and features of the tokens added to what the encoder reads. Where
// tokens are cut into pieces, the encoder reads pieces, and the state of a token's first piece is the token's (Devlin et al. 2019, 5.3):
// of the other pieces nothing is said.

import { multiplyDims } from '../graph/dims';
import { gatherRows, input, reshape } from '../graph/ops';
import type { Value } from '../graph/value';
import type { ChainMask } from '../nn/linearChain';
import { bind, flatten, nest, type Bound, type FlatParameters } from '../nn/parameters';
import { TEACHER, type TaughtOptions } from '../nn/distillation';
import { withStates } from '../nn/stateLoss';
import type { Mode } from '../nn/dropout';
import { encoderOf, type StatesOptions } from './encoders/createEncoder';
import type { Encoded } from './encoders/encoded';
import type { EncoderContext } from './encoders/encoder';
import { tagHead, type TagHeadType } from './heads/tag';
import { attributeScores, type AttributeSizes } from './tokenAttributes';
import { tokenFeatures, type FeatureOptions, type FeatureSizes } from './tokenFeatures';

/** What an experiment says of a tagger's model beside its encoder. */
export interface TaggerOptions extends Omit<FeatureOptions, 'dropout'> {
  head: TagHeadType;
  /** Of attributes that are read beside the network: the share left out while training. */
  attributes?: { dropout: number };
}

export interface TaggerContext extends EncoderContext {
  tags: number;
  allowed: ChainMask;
  features: FeatureSizes;
  attributes?: AttributeSizes;
  /** Tokens are cut into pieces. */
  isCut: boolean;
}

export interface Tagger {
  readonly parameters: FlatParameters;
  /**
   * The loss of a batch: inputs `ids`, `mask`, `tags` [time, batch], and those of `tokenFeatures`. Where tokens are cut, `tags` is
   * [tokens, batch], as are two more: `token_mask`, and `firsts`, the row of [time * batch] in which each token begins. With a teacher
   * its scores `teacher` [time, batch, tags], of cut tokens [tokens, batch, tags], and with its states what `withStates` needs.
   */
  loss(parameters: Bound<FlatParameters>, taught?: TaughtOptions): Value;
  /** The scores of the tags, [time, batch, tags], of cut tokens [tokens, batch, tags]; the same inputs without `tags`. */
  inference(): Record<'emissions', Value>;
  /** The same, and the transitions of a linear chain, [tags, tags], where it ends in one: what a picture of the network shows. */
  traced(): Value[];
  /** How tokens look at each other: `layer0`, `layer1`, ... [batch, heads, time, time]; undefined of encoders in which they do not. */
  attention(): Record<string, Value> | undefined;
  /** The states of the tokens, [time, batch, width], of cut ones [tokens, batch, width]; the same inputs. */
  states(): Value;
}

/** The tagger that an experiment asks for. Parameters: the encoder's, then `features`, then the head's. */
export function createTagger(
  options: StatesOptions & TaggerOptions,
  { tags, allowed, features: sizes, attributes, isCut, ...context }: TaggerContext,
): Tagger {
  const encoder = encoderOf(options).build(context);
  const [, vectors] = encoder.parameters['embedding.weight'].shape;
  const features = tokenFeatures(options, sizes, vectors);
  const head = tagHead(options, { width: encoder.width, tags, allowed, attributes });
  const tree = { ...(features && { features: features.parameters }), head: head.parameters };
  const parameters = { ...encoder.parameters, ...flatten(tree) };
  const mask = (): Value => input('mask', 'bool', ['time', 'batch']);
  const tagged = isCut ? ['tokens', 'batch'] : ['time', 'batch'];

  function encoded(values: Bound<FlatParameters>, mode: Mode): Encoded {
    const bound = nest(tree, values);
    const added = features && bound.features && features.added(bound.features, mode);
    const inputs = { ids: input('ids', 'int32', ['time', 'batch']), mask: mask(), ...(added && { added }) };
    return encoder.encode(values, inputs, mode);
  }

  /** What is encoded of each token: [time, batch, width], or [tokens, batch, width]. */
  function ofTokens(values: Bound<FlatParameters>, mode: Mode): Encoded {
    const all = encoded(values, mode);
    if (!isCut) return all;
    return { states: ofFirsts(all.states) };
  }

  /** What is said of pieces, [time, batch, width], of the first piece of each token. */
  function ofFirsts(pieces: Value): Value {
    const [time, batch, width] = pieces.shape;
    const rows = reshape(pieces, [multiplyDims(time, batch), width]);
    return gatherRows(rows, input('firsts', 'int32', tagged));
  }

  /** What attributes say of the tags of each token. */
  function saidOf(values: Bound<FlatParameters>, mode: Mode): Value | undefined {
    const p = nest(tree, values).head.attributes;
    if (!p || !attributes) return undefined;
    const rows = attributeScores(p, attributes, options.attributes?.dropout ?? 0, mode);
    const said = gatherRows(rows, input('words', 'int32', ['time', 'batch']));
    return isCut ? ofFirsts(said) : said;
  }

  const emissionsOf = (values: Bound<FlatParameters>, states: Encoded, mode: Mode): Value =>
    head.emissions(nest(tree, values).head, states, mode, saidOf(values, mode));
  const emissions = (values: Bound<FlatParameters>, mode: Mode): Value =>
    emissionsOf(values, ofTokens(values, mode), mode);

  return {
    parameters,
    loss(values, taught) {
      const read = ofTokens(values, 'training');
      const scores = emissionsOf(values, read, 'training');
      const counted = isCut ? input('token_mask', 'bool', tagged) : mask();
      const teacher = taught && { teacher: input(TEACHER, 'float32', scores.shape), options: taught };
      const answered = head.loss(nest(tree, values).head, scores, input('tags', 'int32', tagged), counted, teacher);
      return withStates(answered, read.states, taught?.states, counted);
    },
    traced() {
      const values = bind(parameters, 'float32');
      const chain = head.chain(nest(tree, values).head);
      return [emissions(values, 'inference'), ...(chain ? [chain] : [])];
    },
    inference: () => ({ emissions: emissions(bind(parameters, 'float32'), 'inference') }),
    attention() {
      const { attention } = encoded(bind(parameters, 'float32'), 'inference');
      return attention && Object.fromEntries(attention.map((weights, layer) => [`layer${layer}`, weights]));
    },
    states: () => ofTokens(bind(parameters, 'float32'), 'inference').states,
  };
}
